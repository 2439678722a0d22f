"""What medicines may act on: nothing by default, each by its own mechanism."""

import pytest

from lactea.body.registry import default_body, own_mechanisms
from lactea.engine.solver import start_values
from lactea.engine.units import inside_value

TARGETS = default_body().medicine_targets
FROM, DAYS, LAST = 20, 34, (27, 34)


def rates(**inputs: float) -> list[float]:
    """Rates of a woman with a little of everything: pregnant, polycystic, diabetic, nursing."""
    body = default_body()
    parameters = {name: inside_value(entry) for name, entry in body.parameters.items()}
    states = dict(zip(body.state_ids, start_values(body, parameters), strict=True))
    states |= {name: 0.5 for name in states if name.startswith(("activation", "active_cells"))}
    states |= {"progesterone_fast": 10.0, "suckling_history": 0.05, "prolactin_message": 50.0}
    usual = {name: entry.default for name, entry in body.inputs.items()}
    usual |= {"suckling_left": 0.8, "infant_present": 1.0, "androgen_gonadal": 2.0}
    usual |= {"androgen_taken": 1.0, "insulin_response": 0.5, "thyroid_capacity": 0.5}
    usual |= {"placenta": 1.0}
    values = body.evaluate({"clock": 9.0, **parameters, **states, **usual, **inputs})
    return body.derivatives(values)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_is_the_whole_bodys_and_starts_at_nothing(name: str) -> None:
    owner = next(part for part in own_mechanisms() if name in {i.id for i in part.inputs})
    assert owner.scope == "body"
    assert TARGETS[name].default == 0


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_moves_some_state(name: str) -> None:
    taken = 1.5 if name == "androgen_taken" else 0.5
    assert rates(**{name: taken}) != rates()


@pytest.fixture(scope="module")
def pumping(run):
    """Pumping at home, where making is the bottleneck; inputs are set from a day on."""

    def make(**inputs: float):
        return run.with_inputs("exclusive-pumping", inputs=inputs, at=FROM, days=DAYS)

    return make


def test_growth_hormone_raises_milk_without_prolactin(pumping) -> None:
    more, usual = pumping(growth_hormone_taken=3.0), pumping()
    assert more.milk(*LAST) > 1.04 * usual.milk(*LAST)
    assert more.mean("prolactin_mean", *LAST) == pytest.approx(
        usual.mean("prolactin_mean", *LAST), rel=1e-3
    )


def test_a_sympathomimetic_lowers_milk_within_a_day_and_not_prolactin(pumping) -> None:
    less, usual = pumping(synthesis_inhibition=0.3), pumping()
    assert less.milk(FROM, FROM + 1) < 0.95 * usual.milk(FROM, FROM + 1)
    assert less.mean("prolactin_mean", FROM, FROM + 2) == pytest.approx(
        usual.mean("prolactin_mean", FROM, FROM + 2), rel=1e-2
    )


def test_prolactin_itself_raises_milk_and_holds_back_ones_own(pumping) -> None:
    given = 40.0
    more, usual = pumping(prolactin_taken=given), pumping()
    assert more.milk(*LAST) > usual.milk(*LAST)
    rise = more.mean("prolactin_mean", *LAST) - usual.mean("prolactin_mean", *LAST)
    half_life = inside_value(default_body().parameters["prolactin_half_life"])
    assert 0 < rise < given * half_life / 0.6931


def test_androgens_hold_back_growth_and_an_antagonist_lets_it_go(pumping) -> None:
    usual, held = pumping(), pumping(androgen_taken=5.0)
    freed = pumping(androgen_taken=5.0, androgen_antagonism=10.0)
    tissue = [one.mean("tissue", *LAST) for one in (held, freed, usual)]
    assert tissue == sorted(tissue)
    assert tissue[0] < 0.99 * tissue[2]
