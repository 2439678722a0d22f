"""Milk made before an infant arrives: what will still be within its time on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from fractions import Fraction

from lactea.stash.books import Stock, volume
from lactea.stash.moments import day_of, start_of
from lactea.stash.places import FROZEN, PLACES, Place
from lactea.stash.storage import Times


@dataclass(frozen=True, slots=True)
class Arrival:
    """The stash on the day of an arrival.

    Attributes
    ----------
    within, early
        Milk within its published time when that day begins, mL; and how much of it is early milk.
    past
        Milk that is within its time now and will not be then, mL.
    frozen_from
        By kind of freezer: the first day whose milk, frozen, is within its time on the arrival.
    """

    day: date
    within: Fraction
    early: Fraction
    past: Fraction
    frozen_from: dict[Place, date]


def on_arrival(stock: Stock, day: date, times: Times, zone: tzinfo) -> Arrival:
    """What of a stash reaches a day, if nothing of it is used before."""
    start = start_of(day, zone)
    reaching = tuple(lot for lot in stock.usable if lot.within(start))
    within = volume(reaching)
    return Arrival(
        day=day,
        within=within,
        early=volume(tuple(lot for lot in reaching if lot.early)),
        past=volume(stock.usable) - within,
        frozen_from=_frozen_from(start, times, zone),
    )


def _frozen_from(start: int, times: Times, zone: tzinfo) -> dict[Place, date]:
    limits = ((place, times.of("frozen", place)) for place in PLACES if place in FROZEN)
    return {
        place: day_of(start - limit.ticks, zone)
        for place, limit in limits
        if limit is not None and limit.ticks > 0
    }
