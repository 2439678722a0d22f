"""Everything that is asked of a stash, answered together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lactea.stash.amounts import Unit
from lactea.stash.arrival import Arrival
from lactea.stash.books import Stock
from lactea.stash.ledger import Ledger
from lactea.stash.need import DailyNeed
from lactea.stash.plan import Plan, Portion, days_from, first_day_after, plan, until
from lactea.stash.storage import Times


@dataclass(frozen=True)
class Reach:
    """Whether the stash lasts until a day, and the last day of pumping that is needed for it.

    Attributes
    ----------
    pumping_days
        How many days of pumping are needed, 0 for none; None where the day is not reached.
    last_pumping_day
        The last of them; None where there is none.
    """

    until: date
    pumping_days: int | None
    last_pumping_day: date | None

    @property
    def reached(self) -> bool:
        """Whether every day is covered."""
        return self.pumping_days is not None


@dataclass(frozen=True)
class Account:
    """A stash at one moment, and what was asked of it; None for what was not asked.

    Attributes
    ----------
    first_day
        The first whole day after that moment, with which plans begin.
    put_by
        Milk that a simulated person puts by from that day on.
    """

    ledger: Ledger
    times: Times
    stock: Stock
    need: DailyNeed | None = None
    plan: Plan | None = None
    put_by: tuple[Portion, ...] = ()
    reach: Reach | None = None
    arrivals: tuple[Arrival, ...] = ()

    @property
    def first_day(self) -> date:
        return first_day_after(self.stock.at, self.ledger.zone)

    @property
    def unit(self) -> Unit:
        """The unit that most rows of the ledger are written in."""
        units = Counter(entry.row.amount.unit for entry in self.ledger.entries if entry.row.amount)
        return "oz" if units["oz"] > units["mL"] else "mL"


def portions_of(stock: Stock, first_day: date) -> tuple[Portion, ...]:
    """What of a stock can be given from a day on."""
    return tuple(Portion(lot.ends_at, first_day, lot.ml) for lot in stock.usable if lot.ml)


def lasting(ledger: Ledger, stock: Stock, need: DailyNeed, put_by: Sequence[Portion] = ()) -> Plan:
    """How long a stash lasts from the first day after its moment; never beyond a dated need."""
    first = first_day_after(stock.at, ledger.zone)
    last = need.last_day
    days = days_from(first) if last is None else until(first, last)
    return plan([*portions_of(stock, first), *put_by], days, need, ledger.zone)
