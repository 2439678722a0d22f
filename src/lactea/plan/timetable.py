"""Times of day for so many sessions, spread over the waking hours; at most one at night."""

from __future__ import annotations

from lactea.plan.limits import Limits, sleep_floor
from lactea.reading.durations import DAY, MINUTE

STEP = 5 * MINUTE
"""Times are rounded down to five minutes, as people set alarms."""
POWER_HOUR = ((0, 20), (30, 10), (50, 10))
"""Minute and length of the three sessions of the hour of power pumping: those of the builtin protocol."""
HOUR_LONG = 60 * MINUTE


def day_times(sessions: int, night: bool, length: int, limits: Limits) -> tuple[int, ...]:
    """Starts of sessions in seconds after midnight, sorted; the last ends before sleep begins.

    Parameters
    ----------
    sessions
        How many a day, that at night among them.
    night
        Whether one begins in the hours of sleep, so late that the screen's stretch of sleep is left.
    length
        Ticks that one session takes.
    """
    by_day = sessions - night
    wake, waking = limits.sleep.end, DAY - limits.sleeping
    gap = 0 if by_day < 2 else (waking - length) // (by_day - 1)
    starts = [wake + number * gap for number in range(by_day)]
    if night:
        starts.append(night_time(limits))
    return tuple(sorted(start % DAY // STEP * STEP for start in starts))


def night_time(limits: Limits) -> int:
    """Second of the day of the session in the hours of sleep: so late that the screen's stretch is left."""
    return (limits.sleep.begin + max(sleep_floor(), limits.sleeping // 2)) % DAY // STEP * STEP


def power_hour(limits: Limits) -> tuple[tuple[int, int], ...]:
    """Starts and lengths of the power hour, in the last waking hour."""
    begin = (limits.sleep.begin - HOUR_LONG) // STEP * STEP
    return tuple(
        ((begin + minute * MINUTE) % DAY, length * MINUTE) for minute, length in POWER_HOUR
    )


def room_for(sessions: int, night: bool, length: int, limits: Limits) -> bool:
    """Whether so many sessions fit into the day with a pause at least as long as each."""
    by_day = sessions - night
    if by_day < 0 or (night and limits.sleeping - length < sleep_floor()):
        return False
    return by_day * 2 * length <= DAY - limits.sleeping
