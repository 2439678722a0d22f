"""How long a stash lasts: days ahead, what each needs, and what ends first going out first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from fractions import Fraction

from lactea.stash.moments import day_of, start_of

NONE = Fraction(0)
ONE_DAY = timedelta(days=1)
Need = Callable[[date], Fraction]
"""What a day wants from the stash, mL."""


@dataclass(frozen=True, slots=True, order=True)
class Portion:
    """Milk that can be given from the start of the day `from_day` until the second `ends_at`."""

    ends_at: int
    from_day: date
    ml: Fraction


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day: wanted, given and lacking, what passed its published time, and what is left at its end."""

    day: date
    need: Fraction
    given: Fraction
    past: Fraction
    left: Fraction

    @property
    def short(self) -> Fraction:
        """What the stash does not cover, mL."""
        return self.need - self.given


@dataclass(frozen=True, slots=True)
class Plan:
    """All days until the stash is empty."""

    days: tuple[PlanDay, ...]

    @property
    def covered_days(self) -> int:
        """How many days in a row, from the first, are wholly covered."""
        for number, day in enumerate(self.days):
            if day.short:
                return number
        return len(self.days)

    @property
    def last_covered(self) -> date | None:
        """The last of these days; None where not even the first is covered."""
        count = self.covered_days
        return self.days[count - 1].day if count else None

    @property
    def past(self) -> Fraction:
        """What passes its published time unused, mL."""
        return sum((day.past for day in self.days), NONE)


def first_day_after(at: int, zone: tzinfo) -> date:
    """The first day that begins after a second."""
    return day_of(at, zone) + ONE_DAY


def days_from(first: date) -> Iterator[date]:
    """A day and those after it."""
    while True:
        yield first
        first += ONE_DAY


def plan(portions: Iterable[Portion], days: Iterable[date], need: Need, zone: tzinfo) -> Plan:
    """Give each day what it needs.

    A portion is given on a day only if its published time lasts until the end of that day.

    Parameters
    ----------
    portions
        What there is, and what will be there.
    days
        Days in a row; the plan stops before the first on which nothing is left or to come.
    need
        What each day wants, mL.
    zone
        Where days begin and end.
    """
    coming = sorted(portions, key=lambda portion: portion.from_day, reverse=True)
    here: list[tuple[int, Fraction]] = []
    left = NONE
    made: list[PlanDay] = []
    for day in days:
        while coming and coming[-1].from_day <= day:
            portion = coming.pop()
            heapq.heappush(here, (portion.ends_at, portion.ml))
            left += portion.ml
        if not (here or coming):
            break
        past = _strike(here, start_of(day + ONE_DAY, zone) - 1)
        wanted = need(day)
        given = _give(here, wanted)
        left -= past + given
        made.append(PlanDay(day, wanted, given, past, left))
    return Plan(tuple(made))


def until(first: date, last: date) -> Sequence[date]:
    """The days from one to another, both counted."""
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def _strike(here: list[tuple[int, Fraction]], last_second: int) -> Fraction:
    """Take out what ends before a day does; how much it was."""
    past = NONE
    while here and here[0][0] < last_second:
        past += heapq.heappop(here)[1]
    return past


def _give(here: list[tuple[int, Fraction]], wanted: Fraction) -> Fraction:
    """Take out what a day wants, first what ends first; how much there was."""
    given = NONE
    while here and given < wanted:
        ends_at, ml = heapq.heappop(here)
        taken = min(ml, wanted - given)
        given += taken
        if ml > taken:
            heapq.heappush(here, (ends_at, ml - taken))
    return given
