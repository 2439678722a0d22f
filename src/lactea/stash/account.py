"""Everything that is asked of a stash, answered together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lactea.reading.problems import InputError
from lactea.stash.amounts import Unit
from lactea.stash.arrival import Arrival, on_arrival
from lactea.stash.books import Stock
from lactea.stash.ledger import Ledger
from lactea.stash.need import DailyNeed
from lactea.stash.plan import Plan, Portion, days_from, first_day_after, plan, until
from lactea.stash.reach import Pumping, pumping_days
from lactea.stash.storage import Times

FARTHEST = timedelta(days=3 * 366)


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


def wanting(account: Account, need: DailyNeed, put_by: Sequence[Portion] = ()) -> Account:
    """The account with a need, and how long the stash lasts; never beyond a dated need."""
    last = need.last_day
    days = days_from(account.first_day) if last is None else until(account.first_day, last)
    portions = [*_portions(account), *put_by]
    made = plan(portions, days, need, account.ledger.zone)
    return replace(account, need=need, plan=made, put_by=tuple(put_by))


def reaching(account: Account, last: date, pumping: Pumping) -> Account:
    """The account with an answer to whether its need is covered until a day.

    Raises
    ------
    InputError
        Nothing is said of the need, or the day lies in the past or more than three years ahead.
    """
    if account.need is None:
        raise InputError("how much does a day want? Give --need, --gaps or --scenario, too.")
    if not account.first_day <= last <= account.first_day + FARTHEST:
        raise InputError(
            f"{last} does not lie from {account.first_day}, the first whole day, to three years later."
        )
    days = until(account.first_day, last)
    portions = [*_portions(account), *account.put_by]
    count = pumping_days(portions, days, account.need, pumping, account.ledger.zone)
    return replace(account, reach=Reach(last, count, days[count - 1] if count else None))


def arriving(account: Account, days: Iterable[date]) -> Account:
    """The account with what will be within its time on the days of a possible arrival."""
    zone = account.ledger.zone
    arrivals = (on_arrival(account.stock, day, account.times, zone) for day in days)
    return replace(account, arrivals=tuple(arrivals))


def _portions(account: Account) -> Iterator[Portion]:
    """What of the stock can be given from the first day on."""
    for lot in account.stock.usable:
        if lot.ml:
            yield Portion(lot.ends_at, account.first_day, lot.ml)
