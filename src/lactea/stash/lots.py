"""One container of milk, and when its published time ends.

How times add up over several places is not in print; the rules here are the ``assumptions`` of
``storage.yaml``: a kept place counts from expression, a passing one (room, bag) from arrival and
never adds time, and what is past stays past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lactea.stash.amounts import Amount
from lactea.stash.places import FROZEN, MILKS, PASSING, Milk, Place
from lactea.stash.storage import Limit, Times

FROM_EXPRESSION: frozenset[Milk] = frozenset({"fresh", "frozen"})


@dataclass(frozen=True, slots=True)
class Lot:
    """A container of milk at one moment.

    Attributes
    ----------
    name
        As in the ledger, or made of the time of expression.
    expressed_at
        Second of expression; of the oldest part where milk was pooled.
    ends_at
        Last second of its published time.
    limit
        The published time that counts now; None where nothing was found in print, and then
        `ends_at` is when the milk came there.
    ml
        What is left of it, mL.
    drops
        Whether it holds milk too little to be measured.
    """

    name: str
    expressed_at: int
    milk: Milk
    place: Place
    ends_at: int
    limit: Limit | None
    ml: Fraction
    drops: bool = False
    early: bool = False
    side: str | None = None

    def within(self, at: int) -> bool:
        """Whether its published time has not ended by a second."""
        return at <= self.ends_at

    def into(self, milk: Milk, place: Place, at: int, times: Times) -> Lot:
        """The same milk in another state or place from a second on."""
        if not self.within(at):
            return replace(self, milk=milk, place=place)
        limit = times.of(milk, place)
        ends_at = self._end(milk, place, at, limit)
        return replace(self, milk=milk, place=place, limit=limit, ends_at=ends_at)

    def _end(self, milk: Milk, place: Place, at: int, limit: Limit | None) -> int:
        if limit is None:
            return at
        if milk in FROM_EXPRESSION and place not in PASSING:
            return self.expressed_at + limit.ticks
        return min(self.ends_at, at + limit.ticks)


def fresh_lot(name: str, at: int, amount: Amount, place: Place, times: Times) -> Lot:
    """Milk just expressed; straight into a freezer it is frozen milk."""
    milk: Milk = "frozen" if place in FROZEN else "fresh"
    limit = times.of(milk, place)
    ends_at = at if limit is None else at + limit.ticks
    return Lot(name, at, milk, place, ends_at, limit, amount.ml, amount.drops)


def pooled_lot(name: str, parts: Sequence[Lot]) -> Lot:
    """Several containers of one place in one: the oldest date, the earliest end, the furthest state."""
    first = min(parts, key=lambda lot: lot.ends_at)
    return Lot(
        name=name,
        expressed_at=min(lot.expressed_at for lot in parts),
        milk=max((lot.milk for lot in parts), key=MILKS.index),
        place=first.place,
        ends_at=first.ends_at,
        limit=first.limit,
        ml=sum((lot.ml for lot in parts), Fraction(0)),
        drops=any(lot.drops for lot in parts),
        early=all(lot.early for lot in parts),
    )
