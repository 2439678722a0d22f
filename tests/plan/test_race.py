"""Candidates that are hopeless on a few people are tried on no more: less work, and no good plan lost."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from tests.plan.asking import Chance

from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import Keeping, replay_kept
from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import Candidate, schedule_of
from lactea.plan.decisions import resolved_timetable
from lactea.plan.evaluate import FEW, Evaluator
from lactea.plan.front import front
from lactea.plan.people import PeopleLikeThisOne
from lactea.plan.request import Request, load_request
from lactea.plan.space import space_of
from lactea.plan.supply import REMOVED, supplies

REQUEST = load_request(Path(__file__).parent / "cases" / "short-notice.yaml")
PEOPLE = 8


def some_candidates(request: Request, number: int) -> list[Candidate]:
    space, chance = space_of(request, "parent"), Chance(random.Random(2))
    drawn = [space.candidate(chance) for _ in range(number)]
    return list(dict.fromkeys(one for one in drawn if one is not None))


@pytest.mark.slow
def test_who_is_dropped_early_is_on_no_front_and_who_stays_has_the_same_figures() -> None:
    # Who begins at once goes first, as the corners do in a search: others may be hopeless beside them.
    candidates = sorted(some_candidates(REQUEST, 20), key=lambda one: one.start)
    group = PeopleLikeThisOne(REQUEST, 0).group(range(PEOPLE), None)
    racing, thorough = Evaluator(REQUEST, group), Evaluator(REQUEST, group)
    for first in range(0, len(candidates), 5):
        racing.race(candidates[first : first + 5])
    whole = thorough.all_of(candidates)
    dropped = [one for one in whole if one.candidate not in racing.known]
    assert dropped, "the test has met nobody who is hopeless"
    assert len(racing.known) > 3
    for candidate, one in racing.known.items():
        np.testing.assert_array_equal(one.supply.removed, thorough.known[candidate].supply.removed)
    best = {one.candidate for one in front(whole)}
    # A few people may mislead; they may not lose the front.
    assert len(best & {one.candidate for one in dropped}) <= len(best) / 4


def test_a_group_no_larger_than_the_few_is_tried_as_a_whole() -> None:
    group = PeopleLikeThisOne(REQUEST, 0).group(range(FEW), None)
    evaluator = Evaluator(REQUEST, group)
    candidates = some_candidates(REQUEST, 3)
    assert [one.candidate for one in evaluator.race(candidates)] == candidates
    assert set(evaluator.known) == set(candidates)


def test_the_shorter_body_on_the_coarser_grid_gives_the_milk_of_the_whole_body() -> None:
    group = PeopleLikeThisOne(REQUEST, 0).group(range(3), None)
    schedule = schedule_of(some_candidates(REQUEST, 1)[0], REQUEST)
    scenario = scenario_of(schedule, REQUEST)
    body, days = body_with_medicines(scenario), REQUEST.last_day
    runs = group.runs(scenario, body, resolved_timetable(scenario, body, days), 1e-4)
    whole = replay_kept(body, runs, 0.0, Keeping(REMOVED, (), DAY, DAY), tolerance=1e-4)
    milk = whole.states.sum(axis=2)
    short = np.cumsum(supplies([schedule], group)[0].removed, axis=1)
    assert milk[:, -1].min() > 0
    assert short[:, -1] == pytest.approx(milk[:, -1], rel=0.02)


def test_nobody_lives_until_today_where_no_candidate_passes() -> None:
    heard: list[int] = []
    request = load_request(Path(__file__).parent / "cases" / "preterm-coming-to-volume.yaml")
    group = PeopleLikeThisOne(request, 0).group(range(4), lambda done, of: heard.append(done))
    assert Evaluator(request, group).race([]) == []
    assert not heard
