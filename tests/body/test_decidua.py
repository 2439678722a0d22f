"""The decidua: much prolactin for the amniotic fluid, deaf to dopamine, next to none for the mother."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.results.observables import evaluate
from lactea.scenario import load

NO_LEAK = "parameters.decidua_leak='0 ng/mL'"
BEFORE, DURING = "-P160D/-P150D", "-P130D/-P125D"
BROMOCRIPTINE = (
    "{do: take, medicine: bromocriptine, dose: 5 mg, every: 12 h, start: -145 d, stop: -120 d}"
)


def followed(*overrides: str, name: str = "natural", days: int = 1):
    return simulate(load(name, overrides), days=days)


def amniotic(recording, at: str, statistic: str = "mean") -> float:
    return evaluate(recording, "prolactin.amniotic", statistic, at)


def plasma(recording, at: str) -> float:
    return evaluate(recording, "prolactin.level", "mean", at)


def test_the_fluid_has_most_in_mid_pregnancy_and_less_at_term() -> None:
    usual = followed()
    early, first_high, last_high, late = (
        amniotic(usual, f"-P{280 - 7 * week}D") for week in (12, 19, 25, 37)
    )
    assert early < 0.01 * first_high
    assert last_high == pytest.approx(first_high, rel=0.05)
    assert early < late < 0.2 * last_high


def test_it_is_many_times_what_the_mother_has() -> None:
    usual = followed()
    assert amniotic(usual, BEFORE) > 10 * plasma(usual, BEFORE)


def test_an_agonist_lowers_the_mothers_prolactin() -> None:
    birth = "{do: birth}, {do: nurse, start: 1 h}"
    usual, treated = (
        followed(f"protocol=[{{do: pregnancy}}, {birth}{more}]")
        for more in ("", f", {BROMOCRIPTINE}")
    )
    assert plasma(treated, DURING) < 0.5 * plasma(usual, DURING)


def test_nothing_but_the_pregnancy_leads_to_the_fluid() -> None:
    """Neither dopamine nor the mother's own prolactin: what leads there is found by going back."""
    body = default_body()
    needs = {step.target: set(step.needs) for step in body.steps}
    found, waiting = set(), ["amniotic_prolactin"]
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting += needs.get(name, set()) - found
    assert found & {*body.state_ids, *body.input_ids} == {"gestation", "pregnant", "placenta"}


def test_without_a_pregnancy_there_is_none() -> None:
    """However much of it leaks."""
    own, leaking = (
        followed(more, name="non-pregnant-woman", days=5)
        for more in (NO_LEAK, "parameters.decidua_leak='1000 ng/mL'")
    )
    assert amniotic(leaking, "P0D/P5D", "max") == 0
    np.testing.assert_array_equal(own.days["prolactin_mean"], leaking.days["prolactin_mean"])


@pytest.mark.parametrize("placenta", ["delivered", "{retained: 0.2, until: 3 d}"])
def test_the_fluid_leaves_with_the_birth(placenta: str) -> None:
    steps = f"{{do: pregnancy}}, {{do: birth, placenta: {placenta}}}, {{do: nurse, start: 1 h}}"
    born = followed(f"protocol=[{steps}]", days=3)
    assert amniotic(born, "-P1D/P0D", "min") > 0
    assert amniotic(born, "PT1H/P3D", "max") == 0


def test_what_leaks_ends_with_the_placenta() -> None:
    leaking, none = (
        followed(more, days=5) for more in ("parameters.decidua_leak='100 ng/mL'", NO_LEAK)
    )
    more = leaking.days["prolactin_mean"] - none.days["prolactin_mean"]
    assert more[280 - 150] > 10
    assert abs(more[280 + 4]) < 0.02 * none.days["prolactin_mean"][280 + 4]


def test_a_small_leak_moves_a_usual_pregnancy_by_less_than_itself() -> None:
    """Prolactin answers to itself through the brake."""
    usual, none = (followed(*more) for more in ((), (NO_LEAK,)))
    for day in (150, 20):
        more = usual.days["prolactin_mean"][280 - day] - none.days["prolactin_mean"][280 - day]
        assert 0 < more < usual.parameter_values["decidua_leak"]


def test_without_a_pituitary_some_prolactin_is_left_in_pregnancy_and_no_milk_comes(run) -> None:
    level, without_decidua = (
        plasma(followed("person.pituitary=0", *more), BEFORE) for more in ((), (NO_LEAK,))
    )
    assert level > 0.5
    assert without_decidua < 0.01 * level
    failed = run("natural", "person.pituitary=0", days=10)
    assert failed.onset() == np.inf
    assert failed.milk(3, 10) < 0.01 * run("natural", days=10).milk(3, 10)


def test_the_fluid_fills_week_by_week() -> None:
    """Dose of time."""
    usual = followed()
    levels = [amniotic(usual, f"-P{280 - 7 * week}D") for week in (10, 14, 15, 16, 17, 18)]
    assert all(later > earlier for earlier, later in pairwise(levels))
