"""Whatever is asked, no plan breaks a limit, a cap, a contraindication or an unknown that blocks."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest
from tests.plan.asking import TODAY, Chance, random_request

from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import schedule_of
from lactea.plan.limits import Limits
from lactea.plan.planning import Plan
from lactea.plan.request import Mode, Request
from lactea.plan.schedule import Schedule, Stretch, broken_from_day_to_day, broken_while_away
from lactea.plan.search import Gate
from lactea.plan.space import space_of
from lactea.plan.wording import title
from lactea.plan.workday import workday_sessions
from lactea.reading.durations import DAY, HOUR, MINUTE
from lactea.safety import Severity, screen
from lactea.scenario import Scenario
from lactea.scenario.steps import HandExpress, Pump, SessionStep, Take

MODES: tuple[Mode, ...] = ("parent", "clinician", "researcher")
REQUESTS, MANY = 100, 5000
"""Random requests in each run of the suite, and in the long one; two candidates of each."""


def sessions_of(scenario: Scenario) -> list[tuple[int, int]]:
    """Start and end of every session, as the scenario room reads the steps."""
    return sorted(
        (tick, tick + step.session_length)
        for step in scenario.steps_of(SessionStep)
        for tick in scenario.session_ticks(step)
    )


def check_limits(scenario: Scenario, request: Request) -> None:
    """The limits held against the clock, told apart from how the plan room counts."""
    limits, sessions = request.limits, sessions_of(scenario)
    begin = max(0, request.first_day)
    by_day: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in sessions:
        if start >= begin * DAY:
            by_day[start // DAY].append((start, end))
    for own in by_day.values():
        assert len(own) <= limits.sessions_per_day <= 12
        if request.goal.kind == "stash" and request.lactation and request.lactation.until is None:
            assert len(own) <= request.lactation.sessions_per_day + 1, "a stash by hyperlactation"
        assert sum(end - start for start, end in own) <= limits.minutes_per_day * MINUTE
        night = [start for start, _ in own if limits.sleep.covers(start % DAY)]
        assert len(night) <= limits.night_sessions
        if "night_sessions" in limits.refused:
            assert not night
    check_away(sessions, request)
    for one, other in pairwise(sessions):
        assert one[1] <= other[0], "sessions overlap"
    awake_since = sessions[0][0] if sessions else 0
    for one, other in pairwise(sessions):
        if other[0] - one[1] >= 4 * HOUR:
            awake_since = other[0]
        assert other[1] - awake_since < DAY, "no stretch for sleep in a whole day"
    for step in (*scenario.steps_of(Pump), *scenario.steps_of(HandExpress)):
        device = step.device if isinstance(step, Pump) else "hand"
        assert step.start_tick < begin * DAY or device in limits.devices
        if "both_at_once" in limits.refused:
            assert step.start_tick < begin * DAY or not step.at_once
    if "hand_expression" in limits.refused:
        assert not list(scenario.steps_of(HandExpress))


def check_away(sessions: list[tuple[int, int]], request: Request) -> None:
    """Session by session: on days away nobody pumps in the hours away but in breaks."""
    away = request.limits.away
    if away is None:
        return
    since = request.first_day if away.since is None else max(0, request.day(away.since))
    length = (away.end - away.begin) % DAY
    for day in range(max(since, request.first_day), request.last_day):
        if (TODAY + timedelta(days=day)).strftime("%A").lower() not in away.days:
            continue
        begin = day * DAY + away.begin
        inside = [(a, b) for a, b in sessions if a < begin + length and b > begin]
        assert len(inside) <= away.breaks
        for start, end in inside:
            assert begin <= start
            assert end <= begin + length, "a break reaches out of the hours away"
            assert end - start <= away.minutes * MINUTE


@pytest.mark.parametrize(
    ("seed", "requests"), [(9, REQUESTS), pytest.param(10, MANY, marks=pytest.mark.proof)]
)
def test_no_candidate_breaks_a_limit_and_none_that_is_blocked_passes(
    seed: int, requests: int
) -> None:
    numbers = random.Random(seed)
    kinds = dict.fromkeys(("plain", "medicine", "blocked", "none"), 0)
    for number in range(requests):
        request, mode = random_request(numbers), MODES[number % 3]
        space, gate = space_of(request, mode), Gate(request, mode)
        for _ in range(2):
            candidate = space.candidate(Chance(numbers))
            if candidate is None:
                kinds["none"] += 1
                continue
            scenario = scenario_of(schedule_of(candidate, request), request)
            check_limits(scenario, request)
            takes = list(scenario.steps_of(Take))
            assert not (takes and mode == "parent")
            assert not any(take.medicine in request.limits.refused for take in takes)
            assert not (takes and "medicines" in request.limits.refused)
            if gate.lets_pass(candidate):
                kinds["medicine" if takes else "plain"] += 1
                screening = screen(scenario, request.country, mode)
                assert not screening.of(Severity.blocks)
                assert not any(f.about in ("sessions", "sleep") for f in screening.findings)
            else:
                kinds["blocked"] += 1
    # The test has met each kind, or it would show nothing.
    assert min(kinds.values()) > 0, kinds
    assert kinds["plain"] > requests // 2


def test_a_plan_says_where_its_sessions_last_twice_as_long_as_at_one_side() -> None:
    numbers, found = random.Random(1), defaultdict(int)
    for _ in range(40):
        request = random_request(numbers)
        candidate = space_of(request, "parent").candidate(Chance(numbers))
        if candidate is not None and schedule_of(candidate, request).stretches:
            plan = cast(Plan, SimpleNamespace(candidate=candidate))
            in_turn = "on each side in turn" in title(plan, request)
            assert in_turn == (candidate.length > candidate.minutes * MINUTE)
            found[in_turn] += 1
    assert min(found[True], found[False]) > 0


@pytest.mark.parametrize("mode", MODES[1:])
def test_an_unanswered_question_keeps_every_course_out(mode: Mode) -> None:
    numbers = random.Random(1)
    for _ in range(12):
        request = random_request(numbers)
        silent = request.model_copy(update={"person": request.person.model_copy(update={"health": type(request.person.health)()})})  # fmt: skip
        gate, space = Gate(silent, mode), space_of(silent, mode)
        for regimen in range(len(space.regimens)):
            corner = {"regimen": regimen, "regimen_start": 28}
            candidate = space.candidate(Chosen(next(space.corners()) | corner))
            held = candidate is not None and candidate.regimen is not None
            assert not (held and gate.lets_pass(candidate))


class Chosen:
    """Chooses what was written down."""

    def __init__(self, choices: dict[str, object]) -> None:
        self.choices = choices

    def suggest_categorical(self, name: str, choices: object) -> object:
        return self.choices[name]


def test_breaks_at_work_are_used_and_none_lies_there_without_them() -> None:
    """Seven sessions a day and nine hours away: as many by day as fit, before, in the breaks and after."""
    for breaks in (0, 1, 3):
        limits = {"away": {"from": "08:00", "to": "17:00", "breaks": breaks}}
        request = random_request(random.Random(3)).model_copy(
            update={"limits": Limits.model_validate(limits)}
        )
        sessions = workday_sessions(7, breaks, True, 15 * MINUTE, request.limits)
        inside = [time for time, _ in sessions if 8 * HOUR <= time < 17 * HOUR]
        assert len(sessions) == 7
        assert len(inside) == breaks
        twice = ((9 * HOUR, 900), (12 * HOUR, 900))
        kept, broken = (
            Schedule((Stretch(0, 30, own),), "hand", False) for own in (sessions, twice)
        )
        assert not list(broken_while_away(kept, request))
        assert breaks == 3 or list(broken_while_away(broken, request))


def test_a_session_past_midnight_does_not_meet_the_first_of_other_days() -> None:
    late = Stretch(0, 10, ((23 * HOUR + 50 * MINUTE, 30 * MINUTE),))
    weekend, week = frozenset({0, 1}), frozenset(range(2, 7))

    def meets(*stretches: Stretch) -> bool:
        return "overlap" in broken_from_day_to_day(Schedule(stretches, "hand", False))

    assert meets(late, Stretch(10, 20, ((0, 15 * MINUTE),)))
    assert not meets(late, Stretch(10, 20, ((HOUR, 15 * MINUTE),)))
    assert not meets(late, Stretch(11, 20, ((0, 15 * MINUTE),)))
    early = Stretch(0, 10, ((0, 15 * MINUTE),), week)
    assert meets(replace(late, week=weekend), early)
    assert not meets(replace(late, week=frozenset({0})), replace(early, week=frozenset({2})))


def test_a_day_and_the_next_hold_no_more_in_24_hours_than_the_cap() -> None:
    """Twelve sessions late on one day and twelve early on the next are 24 in a day and a night."""
    early = tuple((hour * HOUR, 600) for hour in range(12))
    late = tuple((hour * HOUR, 600) for hour in range(12, 24))
    crowded = Schedule((Stretch(0, 5, late), Stretch(5, 10, early)), "hand", False)
    assert list(broken_from_day_to_day(crowded)) == ["sessions_per_day"]
    apart = Schedule((Stretch(0, 5, early), Stretch(5, 10, late)), "hand", False)
    assert not list(broken_from_day_to_day(apart))
