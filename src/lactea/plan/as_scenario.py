"""A schedule as a scenario: to be screened, shown, simulated alone, or replayed by many people."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.plan.request import Request
from lactea.plan.schedule import Schedule, Stretch
from lactea.plan.week import EVERY_DAY, WEEK
from lactea.reading.clock import format_clock
from lactea.reading.durations import DAY, HOUR, format_duration
from lactea.scenario import Infant, Scenario
from lactea.scenario.history import EarlierLactation
from lactea.scenario.steps import AnyStep, HandExpress, Pump
from lactea.scenario.steps.measure import DoMeasure

MIDNIGHT = "00:00"
A_WEEK = format_duration(WEEK * DAY)
WAITING = DoMeasure(do="measure", name="sleep", start="0 h", stop="1 d")
"""A scenario counts from its first step and a plan from today; this one changes nothing in a run."""


def scenario_of(schedule: Schedule, request: Request) -> Scenario:
    """The scenario of a schedule: day 0 is today, and the run ends with the goal's last day.

    A session stands for any removal of milk at that time. Where an infant is there by then, it may be
    nursing: how much it takes is its decision, and what is simulated is what can be removed.
    """
    steps: list[AnyStep] = [
        step for stretch in schedule.stretches for step in session_steps(stretch, schedule)
    ]
    steps += schedule.takes
    if all(step.first_tick for step in steps):
        steps.insert(0, WAITING)
    return Scenario.model_validate(
        {
            "schema": "lactea.scenario/1",
            "name": request.name,
            "summary": f"A plan for: {request.goal.sentence()}.",
            "origin": "first_step",
            "origin_clock": MIDNIGHT,
            "person": request.person,
            "history": history(request),
            "infant": infant(request),
            "protocol": steps,
            "horizon": format_duration(request.last_day * DAY),
            "words": request.words,
        }
    )


def session_steps(stretch: Stretch, schedule: Schedule) -> Iterator[AnyStep]:
    """One step for all sessions of a stretch that are equally long, or a weekly one for each."""
    stop = format_duration(stretch.end * DAY)
    if stretch.week != EVERY_DAY:
        for day in _first_week(stretch):
            for time, length in stretch.sessions:
                start = format_duration(day * DAY + time)
                yield _step(schedule, length, {"start": start, "stop": stop, "every": A_WEEK})
        return
    for length in sorted({length for _, length in stretch.sessions}):
        entries: dict[str, object] = {
            "start": format_duration(stretch.begin * DAY),
            "stop": stop,
            "times": [format_clock(time) for time, own in stretch.sessions if own == length],
        }
        yield _step(schedule, length, entries)


def _first_week(stretch: Stretch) -> Iterator[int]:
    """The first day of a stretch for each of its days of the week."""
    return (day for day in stretch.on() if day < stretch.begin + WEEK)


def _step(schedule: Schedule, length: int, entries: dict[str, object]) -> AnyStep:
    turns = 1 if schedule.at_once else 2
    each = format_duration(length // turns)
    if schedule.device == "hand":
        return HandExpress.model_validate({"do": "hand_express", "duration": each, **entries})
    return Pump.model_validate(
        {
            "do": "pump",
            "device": schedule.device,
            "simultaneous": schedule.at_once,
            "duration": each,
            **entries,
        }
    )


def history(request: Request) -> tuple[EarlierLactation, ...]:
    """The birth that was, so that the screen counts days from it."""
    lactation = request.lactation
    if lactation is None:
        return ()
    since = -request.day(lactation.born) * DAY
    until = lactation.until or request.today
    nursed = (until - lactation.born).days * DAY if lactation.removal != "none" else 0
    return (
        EarlierLactation(
            pregnancy=format_duration(lactation.pregnancy),
            ended=format_duration(max(since, HOUR)),
            nursed=format_duration(nursed),
        ),
    )


def infant(request: Request) -> Infant | None:
    """The infant, arriving on its likely day, or there already."""
    wanted = request.infant
    if wanted is None:
        return None
    entries: dict[str, object] = {
        "count": wanted.count,
        "sex": wanted.sex,
        "birth_weight": f"{wanted.birth_weight!r} kg",
    }
    if wanted.arrives is not None:
        entries["arrives"] = format_duration(request.day(wanted.arrives.likely) * DAY)
    elif request.lactation is not None:
        entries["gestation_at_birth"] = format_duration(request.lactation.pregnancy)
    return Infant.model_validate(entries)
