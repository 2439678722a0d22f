"""Sessions by the clock, stretch after stretch, and the course of medicine beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lactea.plan.limits import Device, sleep_floor
from lactea.plan.request import Request
from lactea.reading.durations import DAY, MINUTE
from lactea.scenario.steps import Take

Sessions = tuple[tuple[int, int], ...]
"""Start in seconds after midnight and length in ticks of each session of a day, sorted."""


@dataclass(frozen=True)
class Stretch:
    """Days on which the sessions are the same: from `begin` until before `end`."""

    begin: int
    end: int
    sessions: Sessions

    @property
    def days(self) -> int:
        return self.end - self.begin

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


def broken_while_away(sessions: Sessions, request: Request) -> Iterator[str]:
    """The limits of hours away that the sessions of a day break."""
    away = request.limits.away
    if away is None:
        return
    met = [one for one in sessions if away.meets(*one)]
    if len(met) > away.breaks or not all(away.holds(*one) for one in met):
        yield "away"


def meet_at_midnight(one: Stretch, other: Stretch) -> bool:
    """Whether the last session of a stretch goes on past midnight into the first of the next."""
    if one.end != other.begin or not one.sessions or not other.sessions:
        return False
    return max(time + length for time, length in one.sessions) - DAY > other.sessions[0][0]


def longest_pause(sessions: Sessions) -> int:
    """Ticks of the longest time without a session."""
    return max(begin - end for (_, end), (begin, _) in pairwise(_spans(sessions)))


def _spans(sessions: Sessions) -> list[tuple[int, int]]:
    """Begin and end of each session, and those of the first again on the next day."""
    spans = [(time, time + length) for time, length in sessions]
    return [*spans, (spans[0][0] + DAY, spans[0][1] + DAY)] if spans else []
