"""People who decide side by side decide as each would alone."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from lactea.cohort import Recipe
from lactea.engine import Recording, simulate
from lactea.engine.course import DAY
from lactea.engine.deciding_lanes import Lived, live
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import Keeping, replay_kept
from lactea.engine.setup import run_span
from lactea.engine.solver import RELATIVE_TOLERANCE
from lactea.scenario import Scenario, load, loads

REMOVED = ("removed_left", "removed_right")
EXACT = 1e-6
"""Same steps, other order of additions; one decision ten seconds later would be told from it."""
BY_RULE = """
schema: lactea.scenario/1
name: pumping once there is milk
summary: A pump that is taken up when a rule holds.
infant: null
protocol:
  - {do: pregnancy, length: "39 weeks"}
  - {do: birth, at: "0 h"}
  - {do: pump, start: "2 h", every: "4 h", duration: "15 min", when: {observable: milk.stored, above: "20 mL"}}
horizon: "4 d"
"""
AFTER_FEEDS = """
schema: lactea.scenario/1
name: other milk after feeds
summary: A small gland, and other milk after each feed.
person: {tissue_potential: 0.15}
protocol:
  - {do: pregnancy, length: "39 weeks"}
  - {do: birth, at: "0 h"}
  - {do: nurse, start: "1 h"}
  - {do: top_up, start: "1 d", after_feeds: true}
horizon: "4 d"
"""
DAYS = {"natural": 4, "twins": 3, "one-breast": 4}


@cache
def people_of(name: str) -> tuple[Scenario, ...]:
    recipe = Recipe(load(name), seed=2)
    return tuple(recipe.person(number).scenario for number in range(5))


@cache
def alone(name: str) -> tuple[Recording, ...]:
    return tuple(simulate(person, days=DAYS[name]) for person in people_of(name))


def together(people: list[Scenario], days: int | None, lanes: int = 4) -> Lived:
    first = run_span(people[0], days).start + DAY
    return live(people, Keeping(REMOVED, ("prolactin",), first, DAY), days=days, lanes=lanes)


def milk(lived: Lived) -> np.ndarray:
    return np.diff(lived.kept.states, axis=1, prepend=0.0)


@pytest.mark.parametrize("name", DAYS)
def test_everybody_decides_as_alone(name: str) -> None:
    lived = together(list(people_of(name)), DAYS[name])
    assert lived.reasons == {}
    for found, run, one in zip(milk(lived), lived.runs, alone(name), strict=True):
        decided = [(border.tick, border.grid, border.label) for border in run.resolved.borders]
        assert decided == [(b.tick, b.grid, b.label) for b in one.resolved.borders]
        np.testing.assert_allclose(found, one.days["removed"], rtol=EXACT, atol=EXACT)


def test_a_rule_comes_true_in_a_lane() -> None:
    scenario = loads(BY_RULE)
    one = simulate(scenario)
    lived = together([scenario, scenario], None)
    ticks = [border.tick for border in one.resolved.borders]
    assert [border.tick for border in lived.runs[0].resolved.borders] == ticks
    np.testing.assert_allclose(milk(lived)[1], one.days["removed"], rtol=EXACT, atol=EXACT)
    assert one.days["sessions"][0] < one.days["sessions"][-1]


def test_other_milk_follows_feeds_in_a_lane() -> None:
    scenario = loads(AFTER_FEEDS)
    one = simulate(scenario)
    lived = together([scenario, scenario], None)
    decided = [(border.tick, border.label) for border in one.resolved.borders]
    assert [(border.tick, border.label) for border in lived.runs[1].resolved.borders] == decided
    assert any("top-up begins" in label for _, label in decided)


def test_what_was_decided_repeats() -> None:
    people = list(people_of("natural"))
    lived = together(people, DAYS["natural"])
    keeping = Keeping(REMOVED, ("prolactin",), lived.kept.ticks[0], DAY)
    body, clock = body_with_medicines(people[0]), people[0].origin_clock_h
    repeated = replay_kept(
        body, lived.runs, clock, keeping, tolerance=RELATIVE_TOLERANCE, threads=1
    )
    np.testing.assert_allclose(repeated.states, lived.kept.states, rtol=EXACT, atol=EXACT)
    np.testing.assert_allclose(repeated.peaks, lived.kept.peaks, rtol=EXACT)


@pytest.mark.parametrize("lanes", [1, 2, 8])
def test_who_stands_beside_whom_changes_no_decision(lanes: int) -> None:
    people = list(people_of("natural"))
    wanted, turned = together(people, 2), together(people[::-1], 2, lanes)
    np.testing.assert_allclose(milk(turned)[::-1], milk(wanted), rtol=EXACT, atol=EXACT)
    for one, other in zip(wanted.runs, reversed(turned.runs), strict=True):
        assert len(one.resolved.borders) == len(other.resolved.borders)


def test_one_whose_decision_fails_does_not_take_the_others_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = list(people_of("natural"))
    broken = people[1]
    from lactea.engine.removal import Removal

    usual = Removal.decide

    def decide(self, view):  # type: ignore[no-untyped-def]
        if self.scenario is broken and view.tick > DAY:
            raise ArithmeticError("no such feed")
        return usual(self, view)

    wanted = milk(together(people, 3))
    monkeypatch.setattr(Removal, "decide", decide)
    lived = together(people, 3)
    assert lived.reasons == {1: "ArithmeticError: no such feed"}
    assert lived.kept.failed.tolist() == [False, True, False, False, False]
    found = milk(lived)
    assert np.isnan(found[1]).any()
    for number in (0, 2, 3, 4):
        np.testing.assert_array_equal(found[number], wanted[number])
