"""Sessions by the clock, stretch after stretch, and the course of medicine beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lactea.plan.limits import Device, highest_cap, sleep_floor
from lactea.plan.request import Request
from lactea.plan.week import EVERY_DAY, WEEK
from lactea.reading.durations import DAY, MINUTE
from lactea.scenario.steps import Take

Sessions = tuple[tuple[int, int], ...]
"""Start in seconds after midnight and length in ticks of each session of a day, sorted."""


@dataclass(frozen=True)
class Stretch:
    """Days on which the sessions are the same.

    Attributes
    ----------
    begin, end
        From the day `begin` until before the day `end`.
    week
        Of these, on these days of the week, counted from that of today as 0; every day unless said.
    """

    begin: int
    end: int
    sessions: Sessions
    week: frozenset[int] = EVERY_DAY

    @property
    def days(self) -> int:
        """How many days there are."""
        return sum(1 for _ in self.on())

    def on(self) -> Iterator[int]:
        """The days, in order."""
        return (day for day in range(self.begin, self.end) if day % WEEK in self.week)

    @property
    def minutes_per_day(self) -> float:
        return sum(length for _, length in self.sessions) / MINUTE


@dataclass(frozen=True)
class Schedule:
    """What is done on which day.

    Attributes
    ----------
    stretches
        In order of time; nothing is removed between them.
    device, at_once
        With what, and whether from both breasts at the same time.
    takes
        Steps of a course of medicine.
    """

    stretches: tuple[Stretch, ...]
    device: Device
    at_once: bool
    takes: tuple[Take, ...] = ()

    def sessions_by_day(self) -> dict[int, Sessions]:
        """The sessions of every day that has some."""
        return {day: one.sessions for one in self.stretches for day in one.on() if one.sessions}

    @property
    def hours(self) -> float:
        """Hours in sessions, all days together."""
        return sum(one.minutes_per_day * one.days for one in self.stretches) / 60

    def nights(self, request: Request) -> int:
        """Nights with a session in the hours of sleep."""
        return sum(one.days for one in self.stretches if night_sessions(one.sessions, request))


def night_sessions(sessions: Sessions, request: Request) -> int:
    """How many sessions begin in the hours of sleep."""
    return sum(request.limits.sleep.covers(time) for time, _ in sessions)


def most_sessions(request: Request) -> int:
    """Sessions a day that no plan passes; a stash is raised by one more than now, never by many.

    Milk beyond what is drunk is asked of a breast in small steps: making too much raises the hazard of
    mastitis (row `mlk_inv_mastitis_castle_oversupply`). That one is the step is a choice.
    """
    most, lactation = request.limits.sessions_per_day, request.lactation
    if request.goal.kind == "stash" and lactation is not None and lactation.until is None:
        return min(most, lactation.sessions_per_day + 1)
    return most


def broken_by_day(sessions: Sessions, request: Request) -> Iterator[str]:
    """The limits and caps that the sessions of one day break."""
    limits = request.limits
    if len(sessions) > most_sessions(request):
        yield "sessions_per_day"
    if sum(length for _, length in sessions) > limits.minutes_per_day * MINUTE:
        yield "minutes_per_day"
    if night_sessions(sessions, request) > limits.night_sessions:
        yield "night_sessions"
    if sessions and longest_pause(sessions) < sleep_floor():
        yield "sleep"
    if any(end > begin for (_, end), (begin, _) in pairwise(_spans(sessions))):
        yield "overlap"


def broken_while_away(schedule: Schedule, request: Request) -> Iterator[str]:
    """The limits of hours away that a schedule breaks on any day; the hours may pass midnight."""
    away = request.limits.away
    if away is None:
        return
    by_day = schedule.sessions_by_day()
    around = {
        tuple(by_day.get(day + other, ()) for other in (-1, 0, 1))
        for day in range(request.first_day, request.last_day)
        if away.begins_on(request.date(day))
    }
    for days in around:
        sessions = [
            (start + other * DAY, length)
            for other, own in zip((-1, 0, 1), days, strict=True)
            for start, length in own
        ]
        met = [one for one in sessions if away.meets(*one)]
        if len(met) > away.breaks or not all(away.holds(*one) for one in met):
            yield "away"
            return


def broken_from_day_to_day(schedule: Schedule) -> Iterator[str]:
    """What a day breaks together with the next: sessions that meet at midnight, too many in 24 hours."""
    by_day = schedule.sessions_by_day()
    following = {(own, by_day[day + 1]) for day, own in by_day.items() if day + 1 in by_day}
    if any(_meet_at_midnight(*days) for days in following):
        yield "overlap"
    if any(_most_in_24_hours(*days) > highest_cap() for days in following):
        yield "sessions_per_day"


def _meet_at_midnight(own: Sessions, following: Sessions) -> bool:
    return max(time + length for time, length in own) - DAY > following[0][0]


def _most_in_24_hours(own: Sessions, following: Sessions) -> int:
    """Most sessions that begin within 24 hours from one of a day on."""
    return max(
        len(own) - place + sum(other < time for other, _ in following)
        for place, (time, _) in enumerate(own)
    )


def longest_pause(sessions: Sessions) -> int:
    """Ticks of the longest time without a session."""
    return max(begin - end for (_, end), (begin, _) in pairwise(_spans(sessions)))


def _spans(sessions: Sessions) -> list[tuple[int, int]]:
    """Begin and end of each session, and those of the first again on the next day."""
    spans = [(time, time + length) for time, length in sessions]
    return [*spans, (spans[0][0] + DAY, spans[0][1] + DAY)] if spans else []
