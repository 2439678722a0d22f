"""What happens next: sessions of the days to come, under one plan or another.

Nobody's days are alike. To keep going means days drawn from those of the last two weeks, so that the bands
also hold how a person's days differ. A plan is a way of changing such a day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lactea.engine.course import DAY
from lactea.scenario import Scenario
from lactea.scenario.steps import HandExpress, Nurse, Pump, SessionStep
from lactea.twin.diary import Diary, Kind, Session

REMEMBERED_DAYS = 10
"""Days from which the days to come are drawn: assumed, short enough to follow a changed habit."""
NIGHT = 2 * 3600 + 1800
"""Time of day of one session more at night."""
EARLIEST, LATEST = 23 * 3600, 6 * 3600
"""What counts as night."""

Days = Sequence[Sequence[Session]]
"""Sessions of each day to come; their starts are ticks of the day."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A way to go on.

    Attributes
    ----------
    id : str
    words : str
    change : callable
        From the sessions of a usual day to those of a day under the plan.
    """

    id: str
    words: str
    change: Callable[[Sequence[Session]], Sequence[Session]]


def usual_days(diary: Diary) -> list[list[Session]]:
    """Sessions of the remembered days, with starts as ticks of the day."""
    last = diary.last_day
    days: dict[int, list[Session]] = {}
    for session in diary.sessions:
        if session.kind != "daily_total" and session.day > last - REMEMBERED_DAYS:
            days.setdefault(session.day, []).append(replace(session, start=session.start % DAY))
    return [days[day] for day in sorted(days)]


def futures(diary: Diary, plan: Plan, days: int, several: int, seed: int) -> list[list[Session]]:
    """Several courses of the days after the log under a plan."""
    known = usual_days(diary)
    rng = np.random.default_rng([seed, 5])
    drawn = rng.integers(0, max(len(known), 1), size=(several, days))
    first = diary.last_day + 1
    return [
        [
            replace(session, start=session.start + (first + day) * DAY)
            for day, place in enumerate(row)
            for session in sorted(plan.change(known[place]), key=lambda one: one.start)
        ]
        for row in drawn
    ]


def keep_going(day: Sequence[Session]) -> Sequence[Session]:
    """As before."""
    return day


def one_at_night(day: Sequence[Session]) -> Sequence[Session]:
    """One session more at night, of the usual kind and length."""
    if not day:
        return day
    near = min(day, key=lambda session: abs(session.start - NIGHT))
    start = NIGHT
    if abs(near.start - start) < 5400:
        start = (near.start + 2 * 3600 + 1800) % DAY
    return [*day, replace(_usual(day), start=start)]


def two_fewer(day: Sequence[Session]) -> Sequence[Session]:
    """Without the two sessions that come soonest after another, which give least."""
    kept = list(day)
    for _ in range(min(2, len(kept))):
        gaps = [
            (session.start - kept[place - 1].start) % DAY or DAY
            for place, session in enumerate(kept)
        ]
        kept.pop(int(np.argmin(gaps)))
    return kept


def hospital_pump(day: Sequence[Session]) -> Sequence[Session]:
    """The same sessions with a hospital-grade pump."""
    return [
        replace(session, device="hospital_grade") if session.kind == "pump" else session
        for session in day
    ]


def stop_now(day: Sequence[Session]) -> Sequence[Session]:
    """No sessions any more."""
    return ()


KEEP_GOING = Plan("keep_going", "keep going as in the last days", keep_going)
PLANS: tuple[Plan, ...] = (
    KEEP_GOING,
    Plan("one_at_night", "one session more at night", one_at_night),
    Plan("two_fewer", "two sessions fewer a day", two_fewer),
    Plan("hospital_pump", "the same sessions with a hospital-grade pump", hospital_pump),
    Plan("stop_now", "stop now", stop_now),
)


def scheduled(sessions_a_day: Sequence[Session], words: str) -> Plan:
    """A plan in which every day is the same."""
    return Plan("plan", words, lambda day: sessions_a_day)


def plan_of(scenario: Scenario) -> Plan:
    """The sessions of a usual day of a scenario's protocol, as a plan.

    Only steps with times or an interval count; the first whole day on which all of them hold is taken.
    """
    steps = [step for step in scenario.steps_of(SessionStep) if step.scheduled]
    if not steps:
        return Plan("plan", f"{scenario.name}: no sessions", stop_now)
    first = (max(step.start_tick for step in steps) // DAY + 1) * DAY
    sessions = [
        _session(step, tick - first)
        for step in steps
        for tick in scenario.session_ticks(step)
        if first <= tick < first + DAY
    ]
    return scheduled(sorted(sessions, key=lambda one: one.start), scenario.summary)


def _session(step: SessionStep, start: int) -> Session:
    kinds: dict[type[SessionStep], Kind] = {Pump: "pump", HandExpress: "hand", Nurse: "nurse"}
    device = step.device if isinstance(step, Pump) else None
    return Session(
        start, kinds[type(step)], step.session_length, device=device, breasts=step.breasts
    )


def _usual(day: Sequence[Session]) -> Session:
    """The session of middle length."""
    ordered = sorted(day, key=lambda session: session.duration or 0)
    return ordered[len(ordered) // 2]
