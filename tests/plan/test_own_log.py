"""Plans for a fitted twin: people who follow a log, as they stand where it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.plan.own_log import FARTHEST, Followers, diary_for, followers
from lactea.plan.planning import Effort, make_plans
from lactea.plan.problems import PlanError
from lactea.plan.request import Request
from lactea.plan.schedule import Schedule, Stretch
from lactea.plan.supply import Array, supplies
from lactea.plan.wording import text
from lactea.record import Person, Record, record_of
from lactea.twin.bundled import ZONE, example_record
from lactea.twin.diary import Diary, daily_volumes
from lactea.twin.synthetic import ORIGIN, Habits, make_person

KNOWN, AHEAD = 28, 14
HABITS = Habits(first_day=12, days=KNOWN + AHEAD, per_day=7, minutes=18.0)


def request_of(today_day: int, **entries: object) -> Request:
    today = ORIGIN + timedelta(days=today_day)
    data: dict[str, object] = {
        "schema": "lactea.plan-request/1",
        "name": "from a log",
        "today": today.isoformat(),
        "goal": {
            "kind": "volume", "per_day": "500 mL/day", "by": (today + timedelta(AHEAD)).isoformat(),
        },
        "lactation": {
            "born": ORIGIN.isoformat(), "removal": "pumping", "sessions_per_day": 7, "minutes": 18,
        },
        "limits": {"devices": ["personal"]},
    }  # fmt: skip
    return Request.model_validate(data | entries)


def even_days(per_day: int, request: Request, minutes: int = 18) -> Schedule:
    gap = 86_400 // per_day
    times = tuple((gap // 2 + place * gap, minutes * 60) for place in range(per_day))
    return Schedule((Stretch(0, request.last_day, times),), "personal", True)


@dataclass(frozen=True)
class Known:
    """A made-up person: the log of four weeks, and what really came in the two weeks after."""

    diary: Diary
    after: Array
    request: Request
    group: Followers


@cache
def known(number: int, later: int) -> Known:
    """Person `number`, who does `later` sessions a day from the end of the log on."""
    cut = HABITS.first_day + KNOWN
    made = make_person(number, replace(HABITS, changes={cut: later}))
    diary, request = made.diary.until(cut), request_of(cut)
    after = np.array([made.milk[day] for day in range(cut, cut + AHEAD)])
    return Known(diary, after, request, followers(request, diary, clinician=True))


@pytest.mark.proof
@pytest.mark.parametrize("number", [1, 2, 3])
def test_going_on_as_before_a_plan_begins_at_what_was_logged(number: int) -> None:
    """The defect that was: fitted people without any milk were planned for, and others with twice as much."""
    one = known(number, 5)
    milk = daily_volumes(one.diary)
    logged = np.mean([milk[day][0] for day in sorted(milk)[-7:]])
    seven = supplies([even_days(7, one.request)], one.group.group(range(64), None))[0]
    first_week = seven.lasting[:, 6]
    distance = np.log(first_week / logged)
    assert np.quantile(np.abs(distance), 0.9) < FARTHEST, first_week
    assert abs(np.median(distance)) < 0.2


@pytest.mark.proof
@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_came_of_two_sessions_fewer_lies_among_what_the_plan_showed(number: int) -> None:
    """The made-up person lives in another body than the fitted people; the plan knew four weeks of log."""
    one = known(number, 5)
    five = supplies([even_days(5, one.request)], one.group.group(range(64), None))[0]
    second_week = five.lasting[:, -1]
    came = one.after[7:].mean()
    assert second_week.min() * 0.95 <= came <= second_week.max() * 1.05
    assert abs(np.log(np.median(second_week) / came)) < 0.35


@pytest.mark.proof
def test_a_family_is_searched_and_checked_on_different_followers() -> None:
    one = known(1, 5)
    found = make_plans(one.request, "parent", 0, Effort(4, 16, 32), own_log=one.group)
    assert found.plans
    assert found.people + len(one.group.runs) // 3 <= len(one.group.runs) + 1
    assert "who follow your own log" in text(found)
    assert np.all(np.abs(np.log(one.group.own_levels)) <= FARTHEST)


def said_of(request: Request, record: Record | None = None) -> str:
    """The sentence with which a record and a request are refused."""
    try:
        diary = diary_for(request, record or example_record(), "none")
        followers(request, diary, clinician=True)
    except PlanError as problem:
        return str(problem)
    return "not refused"


def test_a_record_that_ended_weeks_ago_is_refused() -> None:
    assert "the record ends on 2026-03-08" in said_of(request_of(84))


def test_a_record_of_another_birth_is_refused() -> None:
    lactation = {"born": "2026-02-20", "removal": "pumping"}
    assert "begins on" in said_of(request_of(63, lactation=lactation))


def test_a_plan_from_a_record_needs_a_lactation_that_goes_on() -> None:
    assert "a lactation that goes on" in said_of(request_of(63, lactation=None))


def test_a_record_of_two_days_is_refused_with_its_reason() -> None:
    first = list(example_record().sessions[:10])
    short = record_of(Person(person_id="example", zone=ZONE), first)
    day = first[-1].local_day - ORIGIN
    assert "too few sessions" in said_of(request_of(day.days + 1), short)


def test_an_infant_of_whom_nothing_was_answered_comes_first(tmp_path: Path) -> None:
    record = Path(__file__).parents[2] / "src/lactea/twin/example/log.csv"
    file = tmp_path / "mine.yaml"
    file.write_text(
        "schema: lactea.plan-request/1\nname: mine\ntoday: 2026-03-09\n"
        "goal: {kind: volume, per_day: 500 mL/day, by: 2026-04-01}\n"
        "lactation: {born: 2026-01-05, removal: pumping}\ninfant: {}\n",
        "utf-8",
    )
    outcome = CliRunner().invoke(app, ["plan", str(file), "--log", str(record)])
    assert outcome.exit_code == 2
    assert "infant unknown" in outcome.stderr
