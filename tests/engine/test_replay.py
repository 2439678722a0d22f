"""Replaying decisions: of the same span, and not beyond what was decided."""

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.scenario import load

SHORT = ["protocol[0].length='8 weeks'", "infant.birth_weight='3.2 kg'"]
NATURAL = load("natural", SHORT)


def test_part_of_the_decisions_can_be_replayed() -> None:
    whole = simulate(NATURAL, days=3)
    part = simulate(NATURAL, days=2, resolved=whole.resolved)
    np.testing.assert_array_equal(part.days["removed"], whole.days["removed"][:-1])


def test_decisions_end_where_they_were_taken() -> None:
    """Without this, days without any decision would look like days without milk."""
    short = simulate(NATURAL, days=2)
    with pytest.raises(ValueError, match="decisions end on day 2"):
        simulate(NATURAL, days=3, resolved=short.resolved)


def test_decisions_begin_where_the_run_begins() -> None:
    longer = load("natural", ["protocol[0].length='9 weeks'"])
    decided = simulate(longer, days=2)
    with pytest.raises(ValueError, match="begin on day -63, the run on day -56"):
        simulate(NATURAL, days=2, resolved=decided.resolved)


def test_the_same_decisions_in_another_body() -> None:
    """Only the change itself makes the difference: sessions are the same."""
    usual = simulate(NATURAL, days=3)
    less = load("natural", ["protocol[0].length='8 weeks'", "parameters.synthesis_limit='1 mL/h'"])
    replayed = simulate(less, days=3, resolved=usual.resolved)
    np.testing.assert_array_equal(replayed.sessions["start_h"], usual.sessions["start_h"])
    assert replayed.days["made"].sum() < 0.8 * usual.days["made"].sum()


def test_a_run_along_foreign_decisions_says_so() -> None:
    """A file or report of it must not look like a run of the scenario it names."""
    girl = load("natural", [*SHORT, "infant.sex=girl"])
    boy = load("natural", [*SHORT, "infant.sex=boy"])
    usual = simulate(girl, days=2)
    (said,) = simulate(boy, days=2, resolved=usual.resolved).warnings
    assert "of another scenario, or of other settings" in said
    assert simulate(girl, days=2, resolved=usual.resolved).warnings == []
