"""When a repeated thing happens: every so often, or at times of day, with a gap for sleep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from lactea.reading.clock import ClockTime, format_clock
from lactea.reading.durations import DAY
from lactea.reading.record import Record


class NightGap(Record):
    """Hours of the night in which no session begins."""

    begin: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")

    def covers(self, clock: int) -> bool:
        """Whether a second of the day lies in the gap, which may pass midnight."""
        return (clock - self.begin) % DAY < (self.end - self.begin) % DAY

    def sentence(self) -> str:
        return f"none begins between {format_clock(self.begin)} and {format_clock(self.end)}"


def repeat_ticks(
    first: int,
    end: int,
    *,
    origin_clock_tick: int,
    every: int | None,
    times: Sequence[int],
    night_gap: NightGap | None = None,
) -> Iterator[int]:
    """Ticks of every occurrence in ``first <= tick < end``, in order.

    Parameters
    ----------
    first, end
        The span, in ticks from the origin.
    origin_clock_tick
        Local time of day at the origin, in seconds after midnight.
    every
        Interval in ticks, counted from ``first``; None where times of day are given.
    times
        Times of day in seconds after midnight.
    night_gap
        Occurrences whose time of day lies in it are left out.
    """
    ticks = (
        range(first, end, every)
        if every is not None
        else _at_times(first, end, origin_clock_tick, sorted(set(times)))
    )
    for tick in ticks:
        if night_gap is None or not night_gap.covers((origin_clock_tick + tick) % DAY):
            yield tick


def _at_times(first: int, end: int, origin_clock_tick: int, times: Sequence[int]) -> Iterator[int]:
    midnight = first - (origin_clock_tick + first) % DAY
    while midnight < end:
        for time in times:
            if first <= midnight + time < end:
                yield midnight + time
        midnight += DAY


def repeat_count(first: int, end: int, *, every: int | None, times: Sequence[int]) -> int:
    """How many occurrences there can be at most, without listing them."""
    span = max(end - first, 0)
    if every is not None:
        return -(-span // every)
    return (span // DAY + 2) * len(set(times)) if span else 0
