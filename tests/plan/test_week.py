"""Days of the week: schedule, simulation and calendar agree on which day is a working day, whatever the clock does."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.asking import Chance, random_limits

from lactea.engine.change import SESSION_BEGINS
from lactea.engine.doses import body_with_medicines
from lactea.exchange.calendar import calendar_of
from lactea.plan import PlanError, loads_request
from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import Candidate, schedule_of
from lactea.plan.decisions import resolved_timetable
from lactea.plan.document import stretch_entry
from lactea.plan.follow import follow
from lactea.plan.request import Request
from lactea.plan.schedule import Schedule
from lactea.plan.space import space_of
from lactea.plan.week import WEEKDAYS, said
from lactea.plan.wording import stretch_line
from lactea.reading.durations import DAY, HOUR, MINUTE
from lactea.record import Person, record_of

recurring = pytest.importorskip("recurring_ical_events", reason="not run: it is missing")

SPRING, AUTUMN = ("2027-03-01", "2027-04-12"), ("2026-10-12", "2026-11-20")
ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
NIGHT_SHIFT = {"from": "22:00", "to": "06:00", "breaks": 1, "days": ["friday"]}
AWAY = {"from": "08:00", "to": "17:00", "breaks": 1}


def a_request(limits: dict[str, Any], days: tuple[str, str] = SPRING, zone: str = "UTC") -> Request:
    """Somebody whom nobody was pregnant with lately, and who wants drops; the first day is a Monday."""
    today, until = days
    data = {"schema": "lactea.plan-request/1", "name": "a week", "today": today, "zone": zone,
            "goal": {"kind": "any_drops", "by": until}, "limits": limits}  # fmt: skip
    return loads_request(yaml.safe_dump(data))


def six_a_day(**changes: Any) -> Candidate:
    usual: dict[str, Any] = {
        "start": 0, "first": 6, "later": 6, "kept": 6, "change": 14, "minutes": 15, "device": "hospital_grade",
        "at_once": True, "night": False,
    }  # fmt: skip
    return Candidate(**(usual | changes))


def kept(schedule: Schedule, request: Request) -> dict[str, Any]:
    """A plan as far as calendars and follow-ups read it."""
    stretches = [
        stretch_entry("A", number, one, request) for number, one in enumerate(schedule.stretches)
    ]
    return {
        "schedule": {"stretches": stretches},
        "visits": [],
        "weekly_mL_per_day": [],
        "parts": [],
    }


def simulated(schedule: Schedule, request: Request) -> list[datetime]:
    """When sessions begin in a simulation, by the wall clock of the zone."""
    scenario = scenario_of(schedule, request)
    resolved = resolved_timetable(scenario, body_with_medicines(scenario), request.last_day)
    midnight, zone = datetime.combine(request.today, datetime.min.time()), ZoneInfo(request.zone)
    return sorted(
        (midnight + timedelta(seconds=one.tick)).replace(tzinfo=zone).astimezone(UTC)
        for one in resolved.borders
        if SESSION_BEGINS in one.label
    )


def in_the_calendar(schedule: Schedule, request: Request) -> list[datetime]:
    """When sessions begin in the calendar, its rules read by somebody else."""
    document = {"version": "0", "plan_id": "plan-0", "request": {"zone": request.zone}}
    made = calendar_of(document, kept(schedule, request), now=datetime(2026, 1, 1, tzinfo=UTC))
    first = request.today - timedelta(days=2)
    found = recurring.of(made).between(first, request.today + timedelta(days=request.last_day + 3))
    return sorted(event["DTSTART"].dt.astimezone(UTC) for event in found)


@given(st.integers(0, 2**32), st.sampled_from(ZONES), st.sampled_from([SPRING, AUTUMN]))
def test_calendar_and_simulation_agree_when_the_clock_changes(
    seed: int, zone: str, days: tuple[str, str]
) -> None:
    numbers = random.Random(seed)
    limits = random_limits(numbers)
    limits.pop("not_before", None)
    request = a_request(limits, days, zone)
    candidate = space_of(request, "parent").candidate(Chance(numbers))
    if candidate is not None:
        schedule = schedule_of(candidate, request)
        assert in_the_calendar(schedule, request) == simulated(schedule, request)


def test_a_weekday_of_work_stays_one_when_the_clock_changes() -> None:
    """On Sunday 14 March 2027 the clock goes forward in New York; Monday's break stays at its hour."""
    request = a_request({"away": AWAY}, SPRING, "America/New_York")
    schedule = schedule_of(six_a_day(breaks=1), request)
    zone = ZoneInfo(request.zone)
    found = [moment.astimezone(zone) for moment in in_the_calendar(schedule, request)]
    assert found == [moment.astimezone(zone) for moment in simulated(schedule, request)]
    at_work = [moment for moment in found if 8 <= moment.hour < 17 and moment.weekday() < 5]
    assert {moment.strftime("%H:%M") for moment in at_work} == {"12:20"}
    assert len(at_work) == 30
    assert {moment.date() for moment in found} == {
        date(2027, 3, 1) + timedelta(days=n) for n in range(42)
    }


def test_monday_to_friday_are_away_unless_other_days_are_named() -> None:
    usual, named = (
        a_request({"away": AWAY | more}) for more in ({}, {"days": ["saturday", "sunday"]})
    )
    for request, away in ((usual, set(WEEKDAYS[:5])), (named, set(WEEKDAYS[5:]))):
        by_day = schedule_of(six_a_day(breaks=1), request).sessions_by_day()
        for day, sessions in by_day.items():
            inside = [time for time, _ in sessions if 8 * HOUR <= time < 17 * HOUR]
            weekday = WEEKDAYS[request.date(day).weekday()]
            assert len(inside) == (1 if weekday in away else 3), weekday
        assert len(by_day) == request.last_day


def test_on_free_days_there_may_be_an_hour_of_power_pumping() -> None:
    request = a_request({"away": AWAY, "sessions_per_day": 8})
    by_day = schedule_of(six_a_day(power_hour=True), request).sessions_by_day()
    assert [len(by_day[day]) for day in range(7)] == [6, 6, 6, 6, 6, 8, 8]


def test_hours_that_pass_midnight_belong_to_the_day_on_which_they_begin() -> None:
    """A shift on Friday night reaches into Saturday; Friday's own first hours are free, and so are Sunday's."""
    limits = {"away": NIGHT_SHIFT, "sleep": {"from": "08:00", "to": "16:00"}}
    request = a_request(limits)
    by_day = schedule_of(six_a_day(breaks=1), request).sessions_by_day()
    friday, saturday = by_day[4], by_day[5]
    shift = [time for time, _ in friday if time >= 22 * HOUR]
    shift += [time + DAY for time, _ in saturday if time < 6 * HOUR]
    assert len(shift) == 1
    assert [time for time, _ in friday if time < 6 * HOUR] == [
        time for time, _ in by_day[0] if time < 6 * HOUR
    ]
    assert by_day[6] == by_day[0]


def test_a_week_of_every_day_is_one_stretch() -> None:
    request = a_request({"away": AWAY | {"days": list(WEEKDAYS)}})
    (one,) = schedule_of(six_a_day(breaks=1), request).stretches
    assert one.days == request.last_day
    assert stretch_entry("A", 0, one, request)["weekdays"] == list(WEEKDAYS)


def test_a_week_is_told_in_words() -> None:
    request = a_request({"away": AWAY})
    lines = [
        stretch_line(one, request) for one in schedule_of(six_a_day(breaks=1), request).stretches
    ]
    assert "2027-03-01 to 2027-04-11, Monday to Friday: 07:45" in lines[0]
    assert "Saturday and Sunday: 06:30" in lines[1]
    assert said(("monday", "wednesday", "friday")) == "Monday, Wednesday and Friday"
    assert said(("sunday",)) == "Sunday"
    assert said(WEEKDAYS) == ""


def test_a_follow_up_counts_the_sessions_of_each_day_of_the_week() -> None:
    request = a_request({"away": AWAY, "sessions_per_day": 8})
    plan = kept(schedule_of(six_a_day(power_hour=True), request), request)
    document = {"request": {"today": str(request.today)}, "mode": "parent"}
    found = follow(
        document, plan, record_of(Person(person_id="me", zone="UTC"), []), date(2027, 3, 14)
    )
    assert found.planned == 5 * 6 + 2 * 8


@pytest.mark.parametrize(
    ("days", "what"),
    [(["mondy"], "monday"), (["monday", "monday"], "twice"), ([], "at least")],
)
def test_a_mistake_in_the_days_is_told(days: list[str], what: str) -> None:
    with pytest.raises(PlanError) as caught:
        a_request({"away": AWAY | {"days": days}})
    assert caught.value.field.startswith("limits.away.days")
    assert what in caught.value.what


def test_minutes_and_nights_count_only_the_days_of_a_stretch() -> None:
    request = a_request({"away": AWAY, "sessions_per_day": 8})
    schedule = schedule_of(six_a_day(power_hour=True), request)
    seconds = sum(length for own in schedule.sessions_by_day().values() for _, length in own)
    assert schedule.hours == pytest.approx(seconds / MINUTE / 60)
