"""Times of day where hours away lie between waking and sleep: before, in breaks, and after."""

from __future__ import annotations

from lactea.plan.away import Away
from lactea.plan.limits import Limits
from lactea.plan.timetable import STEP, night_time
from lactea.reading.durations import DAY, MINUTE

Sessions = tuple[tuple[int, int], ...]


def workday_sessions(
    sessions: int, breaks: int, night: bool, length: int, limits: Limits
) -> Sessions:
    """Start and length of each session of a day away, sorted; fewer where no more fit.

    Parameters
    ----------
    sessions
        How many are wanted, those in breaks and at night among them.
    breaks
        How many of them lie in the hours away.
    night
        Whether one begins in the hours of sleep.
    length
        Ticks that a session takes outside of breaks.
    """
    away = limits.away
    assert away is not None
    by_day = sessions - night
    paused = min(breaks, by_day)
    wake = limits.sleep.end
    leaves, returns = (away.begin - wake) % DAY, (away.end - wake) % DAY
    sleeps = DAY - limits.sleeping
    before, after = _shared_out(by_day - paused, leaves, sleeps - returns, length)
    starts = _spread(before, wake, wake + leaves - length, last=True)
    starts += _spread(after, wake + returns, wake + sleeps - length, last=False)
    found = [(start % DAY, length) for start in starts]
    found += _in_breaks(paused, length, away)
    if night:
        found.append((night_time(limits), length))
    return tuple(sorted(found))


def _shared_out(sessions: int, before: int, after: int, length: int) -> tuple[int, int]:
    """How many sessions lie before and after, by how long either is, with a pause as long as each."""
    # A step is lost where times are rounded away from the hours away.
    room = [max(0, (part - STEP + length) // (2 * length)) for part in (before, after)]
    wanted = round(sessions * before / max(before + after, 1))
    first = min(max(wanted, sessions > 1), room[0])
    second = min(sessions - first, room[1])
    return min(sessions - second, room[0]), second


def _spread(sessions: int, begin: int, end: int, *, last: bool) -> list[int]:
    """So many starts from `begin` to `end`; a single one at the edge that lies next to the hours away."""
    begin, end = -(-begin // STEP) * STEP, end // STEP * STEP
    if sessions < 2:
        return [end if last else begin] * sessions
    gap = (end - begin) // (sessions - 1)
    return [(begin + number * gap) // STEP * STEP for number in range(sessions)]


def _in_breaks(sessions: int, length: int, away: Away) -> Sessions:
    """Breaks, evenly over the hours away; none where not one fits in."""
    own = min(length, away.minutes * MINUTE)
    gap = away.ticks // (sessions + 1)
    if not sessions or gap < 2 * own:
        return ()
    starts = (away.begin + number * gap - own // 2 for number in range(1, sessions + 1))
    return tuple((start % DAY // STEP * STEP, own) for start in starts)
