"""Where an infant decides, supply settles at its demand; a new demand is met in days."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.body.registry import default_body

STEP, END = 25, 37
BEFORE, AFTER = (18, 25), (30, 37)
PUMP = "do: pump, start: 1 h, every: 3 h, duration: 15 min, device: hospital_grade"


@pytest.fixture(scope="module")
def stepped(run):
    """Nursing on demand; from a day on the infant wants more."""

    def make(factor: float, *overrides: str, name: str = "natural", at: int = STEP):
        return run.with_appetite_step(name, *overrides, factor=factor, at=at, days=at + END - STEP)

    return make


def scaled(parameter: str, factor: float) -> str:
    """An override that multiplies whatever value a parameter has."""
    entry = default_body().parameters[parameter]
    return f"parameters.{parameter}='{entry.value * factor} {entry.unit}'"


def gain(stepped, factor: float, *overrides: str) -> float:
    """Intake some days after the step, relative to the same run without it."""
    return stepped(factor, *overrides).milk(*AFTER) / stepped(1, *overrides).milk(*AFTER)


# ------------------------------------------------------------------ an appetite step


def test_an_appetite_step_is_met_in_days(stepped) -> None:
    more, same = stepped(1.3), stepped(1)
    assert more.milk(*BEFORE) == same.milk(*BEFORE)
    met = more.milk(*AFTER) - same.milk(*AFTER)
    assert met > 0.12 * same.milk(*BEFORE)
    early = more.milk(STEP + 2, STEP + 5) - same.milk(STEP + 2, STEP + 5)
    assert early > 0.6 * met


def test_a_clock_that_empties_the_breast_hears_no_appetite(run, stepped) -> None:
    """Knock-out: removal, not the wish, is what supply answers to."""
    pumped = run.protocol(PUMP)
    assert stepped(1.5, *pumped).milk(*AFTER) == pytest.approx(
        stepped(1, *pumped).milk(*AFTER), rel=1e-3
    )


def test_a_gland_at_its_limit_cannot_meet_the_step(stepped) -> None:
    """Knock-out: no room to grow and too little to give."""
    assert gain(stepped, 1.3, "person.tissue_potential=0.1") < 1.03
    assert gain(stepped, 1.3) > 1.12


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(("parameters.growth_emptying='0 1/h'",), id="no growth by emptying"),
        pytest.param(("parameters.growth_suckling='0 1/h'",), id="no growth by suckling"),
        pytest.param(("parameters.suckling_burst=0",), id="no prolactin surges"),
        pytest.param(("parameters.prolactin_rhythm=0",), id="no daily rhythm"),
    ],
)
def test_the_step_is_met_without_the_other_mechanisms(stepped, others: tuple[str, ...]) -> None:
    """Irrelevance."""
    assert gain(stepped, 1.3, *others) > 1.12


def test_a_later_step_is_met_later(stepped) -> None:
    """Shift."""
    for at in (STEP, STEP + 4):
        more, same = stepped(1.4, at=at), stepped(1, at=at)
        rise = [more.milk(day, day + 2) / same.milk(day, day + 2) for day in (at - 2, at + 3)]
        assert rise[0] == pytest.approx(1, abs=1e-6)
        assert rise[1] > 1.12


def test_the_larger_the_step_the_more_milk(stepped) -> None:
    """Dose."""
    milk = [stepped(factor).milk(*AFTER) for factor in (0.7, 0.85, 1, 1.3, 1.6)]
    assert all(more > less for less, more in pairwise(milk))


def test_supply_comes_back_when_top_ups_end(run) -> None:
    """Other milk lowers supply, and its end is a step of demand; five shares in order."""
    milk = []
    for share in (0.8, 0.6, 0.4, 0.2, 0.05):
        top_up = f"do: top_up, start: 10 d, stop: 25 d, share: {share}"
        reached = run.after_birth("do: nurse, start: 1 h", top_up, days=37)
        milk.append(reached.milk(18, 25))
        assert reached.milk(32, 37) > 0.85 * run("natural", days=37).milk(32, 37)
    assert all(more > less for less, more in pairwise(milk))


# ------------------------------------------------------------------ supply settles at demand


def test_intake_follows_appetite_over_five_levels(run) -> None:
    """Dose."""
    appetites = (0.6, 0.8, 1.0, 1.2, 1.4)
    runs = [run("natural", f"infant.appetite={appetite}", days=37) for appetite in appetites]
    milk = [reached.milk(30, 37) for reached in runs]
    assert all(more > less for less, more in pairwise(milk))
    assert milk[-1] > 1.5 * milk[0]


@pytest.mark.parametrize(
    "parameter", ["synthesis_limit", "lobule_formation", "transfer", "capacity_per_tissue"]
)
def test_intake_is_set_by_the_infant_not_by_the_gland(run, parameter: str) -> None:
    """Irrelevance of the gland's own numbers, as long as it can make enough."""
    usual = run("natural", days=37).milk(30, 37)
    for factor in (0.85, 1.2):
        assert run("natural", scaled(parameter, factor), days=37).milk(30, 37) == pytest.approx(
            usual, rel=0.05
        )


def test_the_gland_decides_where_the_clock_empties_it(run) -> None:
    """Knock-out of demand: with a pump the same change of the gland shows."""
    small, large = (
        run("exclusive-pumping", scaled("synthesis_limit", factor), days=22).milk(15, 22)
        for factor in (0.85, 1.2)
    )
    assert large > 1.15 * small


def test_a_pump_gets_more_than_one_infant_asks_for(run) -> None:
    assert run("exclusive-pumping", days=22).milk(15, 22) > 1.15 * run("natural", days=22).milk(
        15, 22
    )


def test_twins_and_triplets_bring_more_milk(run) -> None:
    one, two, three = (run("twins", f"infant.count={count}", days=30) for count in (1, 2, 3))
    milk = [reached.milk(23, 30) for reached in (one, two, three)]
    assert 1.4 * milk[0] < milk[1] < 2.3 * milk[0]
    assert milk[2] > 1.15 * milk[1]
    for reached in (two, three):
        assert reached.mean("active_cells", 25, 30) > one.mean("active_cells", 25, 30)


def test_an_infant_takes_both_breasts_alike_and_grows(run) -> None:
    natural = run("natural", days=37)
    left, right = natural.milk(18, 37, 0), natural.milk(18, 37, 1)
    assert left == pytest.approx(right, rel=0.1)
    weight = natural.days["infant_weight"][-37:]
    assert weight[:7].min() < 3.3 < weight[-1]
    assert np.all(np.diff(weight[7:]) > 0)
