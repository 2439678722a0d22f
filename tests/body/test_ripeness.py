"""The gland of a pregnancy that ends early: smaller, and slower to turn on."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.scenario import load

WEEKS = (26, 29, 32, 36, 40)


def born_at(run, weeks: int, *overrides: str, days: int = 12):
    return run("preterm-pumping", f"protocol[0].length={weeks} weeks", *overrides, days=days)


def test_the_earlier_a_birth_the_longer_from_first_drops_to_full_secretion(run) -> None:
    """What Henderson 2008 found, without its figures: progesterone leaves early births sooner, and yet."""
    takes = [born_at(run, weeks).onset(0.9) - born_at(run, weeks).onset(0.2) for weeks in WEEKS]
    assert all(later < earlier for earlier, later in pairwise(takes))


def test_the_earlier_a_birth_the_less_milk(run) -> None:
    made = [born_at(run, weeks).milk(9, 12) for weeks in WEEKS]
    assert all(later > earlier for earlier, later in pairwise(made))


def test_without_slowing_an_early_birth_turns_on_as_fast_as_a_late_one(run) -> None:
    """Knock-out."""
    none = "parameters.immaturity_slowing=0"
    takes = [
        born_at(run, weeks, none).onset(0.9) - born_at(run, weeks, none).onset(0.2)
        for weeks in (29, 40)
    ]
    assert takes[0] < 1.15 * takes[1]


def test_a_smaller_gland_of_the_same_week_is_no_later(run) -> None:
    """Ripeness is how far a gland has come of what it can, not how large it is."""
    small, usual = (
        born_at(run, 29, f"person.tissue_potential={potential}") for potential in (0.3, 1)
    )
    assert small.onset() == pytest.approx(usual.onset(), rel=0.02)
    assert small.milk(9, 12) < 0.5 * usual.milk(9, 12)


def test_the_breast_grows_with_placental_lactogen() -> None:
    """As Cox 1999 found: at each week of the second half, the share of its gain is that of the hormone's level."""
    trace = simulate(load("natural", ["horizon=1 d"])).trace

    def share(name: str, week: float, rest: float) -> float:
        level = trace.states[:, trace.names.index(name)]
        at, term = np.interp([(week - 40) * 168, -24], trace.time_h, level)
        return float((at - rest) / (term - rest))

    for week in (22, 26, 30, 34, 38):
        assert share("tissue_left", week, 1) == pytest.approx(
            share("placental_lactogen", week, 0), abs=0.15
        )
