"""People who are settled once for all candidates give the numbers of people who settle anew for each, bit by bit."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.plan.asking import Chance

from lactea.body.registry import Body
from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import Keeping, LaneRun, replay_kept
from lactea.plan.as_scenario import scenario_of
from lactea.plan.at_rest import AtRest
from lactea.plan.candidate import schedule_of
from lactea.plan.decisions import resolved_timetable
from lactea.plan.people import PeopleLikeThisOne
from lactea.plan.request import load_request
from lactea.plan.space import space_of
from lactea.plan.supply import REMOVED, SEARCH_TOLERANCE
from lactea.twin.milk_body import milk_body

CASES = Path(__file__).parent / "cases"
KEEPING = Keeping(REMOVED, (), DAY, DAY)


def runs_of(case: str, number: int) -> list[tuple[Body, list[LaneRun]]]:
    """Candidates at random of a request, each as the runs of three people."""
    request = load_request(CASES / f"{case}.yaml")
    group = PeopleLikeThisOne(request, 0).group(range(3), None)
    space, chance = space_of(request, "researcher"), Chance(random.Random(4))
    found = []
    for _ in range(number):
        candidate = space.candidate(chance)
        assert candidate is not None
        scenario = scenario_of(schedule_of(candidate, request), request)
        body = milk_body(body_with_medicines(scenario))
        resolved = resolved_timetable(scenario, body, min(request.last_day, 20))
        found.append((body, group.runs(scenario, body, resolved, SEARCH_TOLERANCE)))
    return found


@pytest.mark.parametrize("case", ["short-notice", "low-supply-which-change"])
def test_who_was_settled_before_gives_the_same_numbers(case: str) -> None:
    """Nobody has been pregnant in one request; in the other all have a past of their own."""
    for body, settled in runs_of(case, 3):
        assert all(run.states is not None for run in settled)
        anew = [replace(run, states=None) for run in settled]
        one = replay_kept(body, settled, 0.0, KEEPING, tolerance=SEARCH_TOLERANCE)
        other = replay_kept(body, anew, 0.0, KEEPING, tolerance=SEARCH_TOLERANCE)
        np.testing.assert_array_equal(one.states, other.states)
        np.testing.assert_array_equal(one.last, other.last)
        assert one.states[:, -1].sum() > 0


def test_whose_equations_fail_at_rest_fails_in_every_run() -> None:
    body, runs = runs_of("short-notice", 1)[0]
    broken = replace(
        runs[0], states=None, parameters={**runs[0].parameters, "prolactin_half_life": np.nan}
    )
    settled = AtRest().settled(body, [broken, replace(runs[1], states=None)], SEARCH_TOLERANCE)
    kept = replay_kept(body, settled, 0.0, KEEPING, tolerance=SEARCH_TOLERANCE)
    assert kept.failed.tolist() == [True, False]
    assert np.isnan(kept.states[0]).all()


def test_a_group_of_nobody_is_settled_at_once() -> None:
    body, _ = runs_of("short-notice", 1)[0]
    assert AtRest().settled(body, [], SEARCH_TOLERANCE) == []
