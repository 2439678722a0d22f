"""One way to go about it: twelve decisions, and what they mean by the clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from lactea.plan.away import Away
from lactea.plan.limits import Device
from lactea.plan.regimens import Regimen
from lactea.plan.request import Request
from lactea.plan.schedule import (
    Schedule,
    Sessions,
    Stretch,
    broken_by_day,
    broken_from_day_to_day,
    broken_while_away,
    most_sessions,
)
from lactea.plan.timetable import HOUR_LONG, POWER_HOUR, STEP, day_times, power_hour, room_for
from lactea.plan.week import EVERY_DAY, WEEK, weekday_of
from lactea.plan.workday import workday_sessions
from lactea.reading.durations import MINUTE


@dataclass(frozen=True)
class Candidate:
    """Twelve decisions.

    Attributes
    ----------
    start
        Day, from today, on which removal begins or changes.
    first, later, kept
        Sessions a day at first, after the change, and from the likely arrival on.
    change
        Days from the start to the change.
    minutes
        Length of a session at each breast, or at both where they are emptied at once.
    device
        Pump, or the hand.
    at_once
        Whether both breasts are emptied at the same time.
    night
        Whether one session lies in the hours of sleep.
    power_hour
        Whether one session is an hour of power pumping in the evening; not on days away.
    breaks
        Sessions in the hours away, where the request has such.
    regimen, regimen_start
        A published course, and the days from the start to its first dose.
    """

    start: int
    first: int
    later: int
    kept: int
    change: int
    minutes: int
    device: Device
    at_once: bool
    night: bool
    power_hour: bool = False
    breaks: int = 0
    regimen: Regimen | None = None
    regimen_start: int = 0

    @property
    def length(self) -> int:
        """Ticks that one session takes with both breasts."""
        return self.minutes * MINUTE * (1 if self.at_once else 2)

    @property
    def first_dose(self) -> int:
        """Day of the first dose, where there is a course."""
        return self.start + self.regimen_start

    def without_medicine(self) -> Candidate:
        """The same without its course."""
        return replace(self, regimen=None, regimen_start=0)


def schedule_of(candidate: Candidate, request: Request) -> Schedule:
    """What a candidate means by the clock, until the last day that the goal looks at."""
    regimen = candidate.regimen
    return Schedule(
        _stretches(candidate, request),
        candidate.device,
        candidate.at_once,
        () if regimen is None else regimen.steps(candidate.first_dose),
    )


def _stretches(candidate: Candidate, request: Request) -> tuple[Stretch, ...]:
    arrival = likely_arrival(request)
    borders = {
        candidate.start: candidate.first,
        candidate.start + candidate.change: candidate.later,
    }
    if arrival is not None:
        borders = {day: n for day, n in borders.items() if day < arrival}
        borders[max(arrival, candidate.start)] = candidate.kept
    _split_where_days_away_begin(borders, candidate, request)
    begins = sorted(day for day in borders if day < request.last_day)
    own = [_week_from(begin, candidate, borders[begin], request) for begin in begins]
    changing = [place for place in range(len(begins)) if not place or own[place] != own[place - 1]]
    found = [
        Stretch(begins[place], request.last_day if after is None else begins[after], sessions, week)
        for place, after in pairwise((*changing, None))
        if place is not None
        for sessions, week in own[place].items()
    ]
    return tuple(one for one in found if one.days)


def _split_where_days_away_begin(
    borders: dict[int, int], candidate: Candidate, request: Request
) -> None:
    since = first_day_away(request)
    before = [day for day in borders if since is not None and day < since]
    if since is not None and before:
        borders.setdefault(since, borders[max(before)])


def _week_from(
    day: int, candidate: Candidate, sessions: int, request: Request
) -> dict[Sessions, frozenset[int]]:
    """Sessions of a day from some day on, and on which days of the week they are so, counted from today's as 0."""
    home = day_sessions(candidate, sessions, request)
    since = first_day_away(request)
    if since is None or day < since:
        return {home: EVERY_DAY}
    night = candidate.night and sessions > 1
    away = workday_sessions(sessions, candidate.breaks, night, candidate.length, request.limits)
    found: dict[Sessions, frozenset[int]] = {}
    for place in range(WEEK):
        early, late = (away if _is_away(place + before, request) else home for before in (-1, 0))
        own = _joined(early, late, request)
        found[own] = found.get(own, frozenset()) | {place}
    return found


def _joined(early: Sessions, late: Sessions, request: Request) -> Sessions:
    """A day of which the hours before waking belong to the waking day before."""
    wake = request.limits.sleep.end // STEP * STEP
    return (
        *(one for one in early if one[0] < wake),
        *(one for one in late if one[0] >= wake),
    )


def _is_away(day: int, request: Request) -> bool:
    """Whether hours away lie between waking on a day of the week and the next sleep."""
    away = request.limits.away
    assert away is not None
    return weekday_of(request.date(day + _next_day(away, request))) in away.days


def _next_day(away: Away, request: Request) -> int:
    """1 where the hours away begin after the midnight that follows waking, else 0."""
    return int(away.begin < request.limits.sleep.end)


def first_day_away(request: Request) -> int | None:
    """The first day of the plan from which on hours away are planned for; None where there are none."""
    away = request.limits.away
    if away is None:
        return None
    if away.since is None:
        return request.first_day
    return max(0, request.day(away.since) - _next_day(away, request))


def likely_arrival(request: Request) -> int | None:
    """The likely day of the infant's arrival; None where none is awaited."""
    infant = request.infant
    if infant is None or infant.arrives is None:
        return None
    return request.day(infant.arrives.likely)


def day_sessions(candidate: Candidate, sessions: int, request: Request) -> Sessions:
    """Start and length of each session of a day with so many."""
    limits = request.limits
    if not sessions:
        return ()
    night = candidate.night and sessions > 1
    if not (candidate.power_hour and sessions > 1):
        times = day_times(sessions, night, candidate.length, limits)
        return tuple((time, candidate.length) for time in times)
    hour = power_hour(limits)
    # The evening session gives way to the hour; those before it are spread as if it were one.
    usual = day_times(sessions, night, max(candidate.length, HOUR_LONG), limits)
    evening = max(time for time in usual if not limits.sleep.covers(time))
    kept = [(time, candidate.length) for time in usual if time != evening]
    return tuple(sorted([*kept, *hour]))


def broken_limits(candidate: Candidate, request: Request) -> tuple[str, ...]:
    """The limits of the request, and the caps of the house, that a candidate would break."""
    limits = request.limits
    found = []
    if candidate.start < request.first_day:
        found.append("not_before")
    if candidate.device not in limits.devices:
        found.append("devices")
    for method, used in (
        ("medicines", candidate.regimen is not None),
        ("hand_expression", candidate.device == "hand"),
        ("power_hour", candidate.power_hour),
        ("both_at_once", candidate.at_once),
        ("night_sessions", candidate.night),
    ):
        if used and not limits.allows(method):
            found.append(f"refused: {method}")
    if candidate.regimen is not None and not limits.allows(candidate.regimen.medicine):
        found.append(f"refused: {candidate.regimen.medicine}")
    if candidate.night and not limits.night_sessions:
        found.append("night_sessions")
    whole = schedule_of(candidate, request)
    for stretch in whole.stretches:
        found += broken_by_day(stretch.sessions, request)
    found += broken_while_away(whole, request)
    found += broken_from_day_to_day(whole)
    return tuple(dict.fromkeys(found))


def fits(candidate: Candidate, sessions: int, request: Request) -> bool:
    """Whether so many sessions a day fit into the limits, before any is placed."""
    limits = request.limits
    counted = sessions + (len(POWER_HOUR) - 1 if candidate.power_hour and sessions > 1 else 0)
    length = candidate.length
    minutes = sessions * length / MINUTE
    if candidate.power_hour and sessions > 1:
        minutes += sum(part for _, part in POWER_HOUR) - length / MINUTE
    room = room_for(sessions, candidate.night and sessions > 1, length, limits)
    return counted <= most_sessions(request) and minutes <= limits.minutes_per_day and room
