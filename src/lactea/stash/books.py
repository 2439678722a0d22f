"""A ledger worked through: what is there at one moment, and where the rest went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from fractions import Fraction

from lactea.stash.amounts import spoken_volume
from lactea.stash.ending_first import Claim, EndingFirst
from lactea.stash.ledger import Entry, Ledger
from lactea.stash.lots import Lot, fresh_lot, pooled_lot
from lactea.stash.moments import show
from lactea.stash.places import FROZEN, Milk, Place, spoken
from lactea.stash.storage import Times

NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Stock:
    """What is there at the second `at`.

    Expressed = used + discarded + past + without a time + usable, exactly.

    Attributes
    ----------
    lots
        Every container that holds something, in the order in which their times end.
    later
        Rows of the ledger after that second; they are not counted.
    """

    at: int
    lots: tuple[Lot, ...]
    expressed: Fraction
    used: Fraction
    discarded: Fraction
    later: int

    @property
    def usable(self) -> tuple[Lot, ...]:
        """Containers within their published time."""
        return tuple(lot for lot in self.lots if lot.limit and lot.within(self.at))

    @property
    def past(self) -> tuple[Lot, ...]:
        """Containers past their published time."""
        return tuple(lot for lot in self.lots if lot.limit and not lot.within(self.at))

    @property
    def without_time(self) -> tuple[Lot, ...]:
        """Containers for whose state and place no time was found in print."""
        return tuple(lot for lot in self.lots if lot.limit is None)


def volume(lots: tuple[Lot, ...]) -> Fraction:
    """What some containers hold together, mL."""
    return sum((lot.ml for lot in lots), NONE)


def stock_at(ledger: Ledger, times: Times, at: int) -> Stock:
    """What is there after every row up to a second.

    Raises
    ------
    LedgerError
        A row takes milk that is not there, or does with it what cannot be done.
    """
    return next(stocks(ledger, times, [at]))


def stocks(ledger: Ledger, times: Times, moments: Iterable[int]) -> Iterator[Stock]:
    """What is there at each of some seconds, given in rising order; errors as in `stock_at`."""
    books = Books(times, ledger.zone)
    written = 0
    for at in moments:
        while written < len(ledger.entries) and ledger.entries[written].at <= at:
            books.write(ledger.entries[written])
            written += 1
        yield books.stock(at, later=len(ledger.entries) - written)


class Books:
    """Containers by name while a ledger is worked through in the order of time."""

    def __init__(self, times: Times, zone: tzinfo) -> None:
        self.lots: dict[str, Lot] = {}
        self.expressed = self.used = self.discarded = NONE
        self._times = times
        self._zone = zone
        self._queue = EndingFirst()
        self._deeds: dict[str, Callable[[Entry], None]] = {
            "expressed": self._express,
            "pooled": self._pool,
            "moved": self._move,
            "frozen": self._freeze,
            "thawed": self._thaw,
            "warmed": self._warm,
            "offered": self._offer,
            "used": self._use,
            "discarded": self._discard,
        }

    def write(self, entry: Entry) -> None:
        """Work through one row."""
        self._deeds[entry.row.do](entry)

    def stock(self, at: int, later: int) -> Stock:
        """What is there now; `later` rows are not written yet."""
        lots = [lot for lot in self.lots.values() if lot.ml or lot.drops]
        lots.sort(key=lambda lot: (lot.ends_at, lot.name))
        return Stock(at, tuple(lots), self.expressed, self.used, self.discarded, later)

    # -- coming in ------------------------------------------------------------------------------

    def _express(self, entry: Entry) -> None:
        row = entry.row
        assert row.amount is not None
        assert row.place is not None
        name = self._new_name(entry, row.milk[0]) if row.milk else self._made_name(entry)
        lot = fresh_lot(name, entry.at, row.amount, row.place, self._times)
        self._keep(replace(lot, early=row.kind == "early_milk", side=row.side))
        self.expressed += lot.ml

    def _pool(self, entry: Entry) -> None:
        row = entry.row
        assert row.into is not None
        parts = [self._existing(entry, name) for name in dict.fromkeys(row.milk)]
        if len({lot.milk == "frozen" for lot in parts}) > 1:
            entry.refuse(
                "frozen milk and other milk are not pooled; thaw or freeze one first.", "milk"
            )
        place = self._pool_place(entry, parts)
        moved = [self._in_place(lot, place, entry.at) for lot in parts]
        for lot in parts:
            del self.lots[lot.name]
        self._keep(pooled_lot(self._new_name(entry, row.into, "into"), moved))

    def _pool_place(self, entry: Entry, parts: Sequence[Lot]) -> Place:
        """Where a pool is kept: where its parts are, or one of them is."""
        places = list(dict.fromkeys(lot.place for lot in parts))
        place = entry.row.place or (places[0] if len(places) == 1 else None)
        if place not in places:
            entry.refuse(f"say where the pool is kept: {' or '.join(places)}.", "place")
        return place

    def _in_place(self, lot: Lot, place: Place, at: int) -> Lot:
        return lot if lot.place == place else lot.into(lot.milk, place, at, self._times)

    # -- staying --------------------------------------------------------------------------------

    def _move(self, entry: Entry) -> None:
        lot = self._named(entry)
        place = self._place(entry)
        if lot.milk == "frozen" and place not in FROZEN and place != "insulated_bag":
            entry.refuse(
                "this milk is frozen; write 'do: thawed' when it leaves the freezer.", "do"
            )
        if lot.milk == "fresh" and place in FROZEN:
            entry.refuse("write 'do: frozen' when milk goes into a freezer.", "do")
        self._become(lot, lot.milk, place, entry)

    def _freeze(self, entry: Entry) -> None:
        lot = self._named(entry)
        milk: Milk = "frozen" if lot.milk == "fresh" else lot.milk
        self._become(lot, milk, self._place(entry), entry)

    def _thaw(self, entry: Entry) -> None:
        lot = self._named(entry)
        if lot.milk != "frozen":
            entry.refuse(f"this milk is not frozen but {spoken(lot.milk)}.", "do")
        self._become(lot, "thawed", self._place(entry), entry)

    def _warm(self, entry: Entry) -> None:
        lot = self._named(entry)
        milk: Milk = "left_over" if lot.milk == "left_over" else "warmed"
        self._become(lot, milk, "room", entry)

    def _offer(self, entry: Entry) -> None:
        self._become(self._named(entry), "left_over", "room", entry)

    # -- going out ------------------------------------------------------------------------------

    def _use(self, entry: Entry) -> None:
        row = entry.row
        assert row.amount is not None
        if row.milk:
            self._take_named(entry, row.amount.ml)
        else:
            self._take_first(entry, row.amount.ml, past_first=False)
        self.used += row.amount.ml

    def _discard(self, entry: Entry) -> None:
        row = entry.row
        if not row.milk:
            assert row.amount is not None
            self._take_first(entry, row.amount.ml, past_first=True)
            self.discarded += row.amount.ml
            return
        lot = self._named(entry)
        ml = lot.ml if row.amount is None else row.amount.ml
        self._take_named(entry, ml)
        self.discarded += ml

    def _take_named(self, entry: Entry, ml: Fraction) -> None:
        lot = self._named(entry)
        if ml > lot.ml:
            entry.refuse(
                f"it takes {spoken_volume(ml, 'mL')} from '{lot.name}', which holds "
                f"{spoken_volume(lot.ml, 'mL')}; write what was there, or the rows that are missing.",
                "amount",
            )
        left = lot.ml - ml
        self.lots[lot.name] = replace(lot, ml=left, drops=lot.drops and left > 0)

    def _take_first(self, entry: Entry, ml: Fraction, *, past_first: bool) -> None:
        """Take from what ends first; what is past goes last into an infant, and first down the sink."""
        wanted = ml
        while wanted:
            claim = self._claim(entry.at, past_first)
            if claim is None:
                entry.refuse(
                    f"it takes {spoken_volume(ml, 'mL')}, and {spoken_volume(ml - wanted, 'mL')} are "
                    "there; write what was there, or the rows that are missing.",
                    "amount",
                )
            lot = self.lots[claim[1]]
            taken = min(wanted, lot.ml)
            self.lots[lot.name] = replace(lot, ml=lot.ml - taken, drops=False)
            wanted -= taken

    def _claim(self, at: int, past_first: bool) -> Claim | None:
        """The next container to take from; claims that no longer hold are struck on the way."""
        asked = (self._queue.first_past, self._queue.first)
        for ask in asked if past_first else reversed(asked):
            while (claim := ask(at)) is not None:
                lot = self.lots.get(claim[1])
                if lot is not None and lot.ml and lot.ends_at == claim[0]:
                    return claim
                self._queue.forget(claim)
        return None

    # -- names ----------------------------------------------------------------------------------

    def _keep(self, lot: Lot) -> None:
        self.lots[lot.name] = lot
        self._queue.enter(lot.ends_at, lot.name)

    def _become(self, lot: Lot, milk: Milk, place: Place, entry: Entry) -> None:
        self._keep(lot.into(milk, place, entry.at, self._times))

    def _place(self, entry: Entry) -> Place:
        assert entry.row.place is not None
        return entry.row.place

    def _named(self, entry: Entry) -> Lot:
        return self._existing(entry, entry.row.milk[0])

    def _existing(self, entry: Entry, name: str) -> Lot:
        lot = self.lots.get(name)
        if lot is None:
            entry.refuse(
                f"there is no milk named '{name}' at that time; it needs an earlier row "
                f"with 'do: expressed' and 'milk: {name}'.",
                "milk",
            )
        return lot

    def _new_name(self, entry: Entry, name: str, field: str = "milk") -> str:
        known = self.lots.get(name)
        if known is not None and (known.ml or known.drops):
            entry.refuse(f"'{name}' still holds milk; give this one another name.", field)
        return name

    def _made_name(self, entry: Entry) -> str:
        """The time of expression, and the side where one is told; numbered where that is taken."""
        base = " ".join(part for part in (show(entry.at, self._zone), entry.row.side) if part)
        name, number = base, 2
        while name in self.lots:
            name, number = f"{base} ({number})", number + 1
        return name
