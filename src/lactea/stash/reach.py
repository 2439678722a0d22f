"""How long pumping has to go on for a stash to last until a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from fractions import Fraction

from lactea.stash.moments import start_of
from lactea.stash.plan import Need, Portion, plan


@dataclass(frozen=True, slots=True)
class Pumping:
    """What is put by on each day of pumping, mL, and how long it keeps, in seconds."""

    ml_per_day: Fraction
    keeps: int


def pumping_days(
    portions: Sequence[Portion],
    days: Sequence[date],
    need: Need,
    pumping: Pumping,
    zone: tzinfo,
) -> int | None:
    """The fewest days of pumping, from the first day on, with which every day is covered.

    Milk of a day can be given on that day; its time counts from the day's beginning. One more day of
    pumping never covers less, so the fewest is found by halving.

    Returns
    -------
    int or None
        0 where the stash covers all days by itself; None where pumping to the end does not.
    """

    def covered(count: int) -> bool:
        put_by = [
            Portion(start_of(day, zone) + pumping.keeps, day, pumping.ml_per_day)
            for day in days[:count]
        ]
        return covers([*portions, *put_by], days, need, zone)

    fewest = bisect_left(range(len(days) + 1), True, key=covered)
    return fewest if fewest <= len(days) else None


def covers(portions: Sequence[Portion], days: Sequence[date], need: Need, zone: tzinfo) -> bool:
    """Whether a stash gives every one of these days what it needs."""
    made = plan(portions, days, need, zone)
    after = days[len(made.days) :]
    return made.covered_days == len(made.days) and not any(need(day) for day in after)
