"""An account in plain words. Milk is within or past a *published* time; nothing else is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lactea.reading.durations import DAY, HOUR, MONTH, WEEK
from lactea.stash.account import Account
from lactea.stash.amounts import Unit, spoken_volume
from lactea.stash.arrival import Arrival
from lactea.stash.books import volume
from lactea.stash.lots import Lot
from lactea.stash.moments import show
from lactea.stash.need import DatedNeed
from lactea.stash.places import MILKS, PLACES, Infant, spoken
from lactea.stash.plan import Plan
from lactea.stash.storage import Limit, Times, storage_file

MOST_LINES = 20
LOT_HEADER = ("milk", "expressed", "state and place", "amount", "time ends", "whose time")
TIME_HEADER = ("milk", "place", "time", "whose", "remark")
INFANTS: dict[Infant, str] = {
    "term": "a healthy infant born at term",
    "preterm": "an infant born preterm or ill in hospital",
}
LIMITS = (
    "A published time speaks of milk in general. Past it the milk is past the published storage time; "
    "lactea does not know more of it than that.",
    "It informs and does not prescribe: ask whoever cares for the infant, above all for one that was "
    "born early or is ill.",
)


def storage_lines(times: Times) -> tuple[str, list[tuple[str, ...]]]:
    """A heading and the rows of the table of published times."""
    alike: dict[tuple[object, ...], list[Limit]] = {}
    for limit in sorted(times, key=lambda one: (MILKS.index(one.milk), PLACES.index(one.place))):
        key = (limit.milk, limit.ticks, limit.up_to_ticks, limit.guideline, limit.note)
        alike.setdefault(key, []).append(limit)
    return _heading(times), [_time_row(limits) for limits in alike.values()]


def summary(account: Account) -> str:
    """What is there: the heading, the balance, and rows that lie in the future."""
    stock, unit = account.stock, account.unit
    within, past = stock.usable, stock.past
    lines = [
        f"Stash at {show(stock.at, account.ledger.zone)} ({account.ledger.zone}). "
        f"{_heading(account.times)}",
        "",
        f"Within the published storage time: {_heap(within, unit)}.",
        f"Past the published storage time:   {_heap(past, unit)}.",
        f"Expressed {_say(stock.expressed, unit)}, used {_say(stock.used, unit)}, discarded "
        f"{_say(stock.discarded, unit)}.",
    ]
    if stock.without_time:
        lines.append(
            f"No published time was found for: {_heap(stock.without_time, unit)}; not counted as "
            "within a time."
        )
    if stock.later:
        lines.append(f"Not counted: {_count(stock.later, 'row')} of the ledger after that.")
    return "\n".join(lines)


def lot_rows(account: Account) -> list[tuple[str, ...]]:
    """The containers as rows of a table: what ends next, then what is past; the first of many."""
    stock = account.stock
    lots = (*stock.usable, *stock.without_time, *stock.past)
    return [_lot_row(lot, account) for lot in lots[:MOST_LINES]]


def answers(account: Account) -> list[str]:
    """A paragraph for each thing that was asked."""
    said = []
    hidden = len(account.stock.lots) - MOST_LINES
    if hidden > 0:
        said.append(f"{_count(hidden, 'more container')}; --json lists all.")
    if account.plan is not None:
        said.append(_lasting(account))
    if account.reach is not None:
        said.append(_reach(account))
    said += [_arrival(arrival, account.unit) for arrival in account.arrivals]
    return said


def closing(times: Times) -> str:
    """What stands under every account."""
    published = [one.text for one in storage_file().statements]
    lines = [*LIMITS, *published]
    if times.infant == "preterm":
        lines.insert(0, "The unit that cares for the infant sets its own times; those come first.")
    return "\n".join(f"- {line}" for line in lines)


def spoken_time(ticks: int) -> str:
    """A storage time as guidelines print it: hours below three days, then days, weeks, months."""
    if ticks % MONTH == 0 and ticks:
        return _count(ticks // MONTH, "month")
    if ticks % WEEK == 0 and ticks:
        return _count(ticks // WEEK, "week")
    if ticks % DAY == 0 and ticks > 2 * DAY:
        return _count(ticks // DAY, "day")
    return f"{ticks / HOUR:g} h"


def _heading(times: Times) -> str:
    whom = INFANTS[times.infant]
    if times.guideline is None:
        names = ", ".join(times.guidelines)
        return f"For {whom}; of the published times the shortest counts ({names})."
    return f"For {whom}; times of {times.guidelines[times.guideline].name}."


def _time_row(limits: Sequence[Limit]) -> tuple[str, ...]:
    """One row for the places in which the same is said of the same milk."""
    limit = limits[0]
    time = spoken_time(limit.ticks)
    if limit.up_to_ticks is not None:
        time += f" (to {spoken_time(limit.up_to_ticks)})"
    everywhere = len(limits) == len(PLACES)
    places = "anywhere" if everywhere else ", ".join(spoken(one.place) for one in limits)
    return (spoken(limit.milk), places, time, limit.guideline, limit.note)


def _lot_row(lot: Lot, account: Account) -> tuple[str, ...]:
    zone = account.ledger.zone
    amount = "drops" if lot.drops and not lot.ml else _say(lot.ml, account.unit)
    early = "early milk, " if lot.early else ""
    ends = show(lot.ends_at, zone) + ("" if lot.within(account.stock.at) else " (past)")
    if lot.limit is None:
        ends = "-"
    return (
        lot.name,
        show(lot.expressed_at, zone),
        f"{early}{spoken(lot.milk)}, {spoken(lot.place)}",
        amount,
        ends,
        "no published time found" if lot.limit is None else lot.limit.guideline,
    )


def _lasting(account: Account) -> str:
    plan, need, unit = account.plan, account.need, account.unit
    assert plan is not None
    assert need is not None
    start = f"Wanted from {account.first_day}: {need.words}."
    if account.put_by:
        put_by = sum((one.ml for one in account.put_by), start=volume(()))
        start += f" Put by in the simulation: {_say(put_by, unit)}."
    if isinstance(need, DatedNeed) and not any(day.need for day in plan.days):
        return f"{start} Nothing is wanted on the days that are known."
    waste = (
        f" {_say(plan.past, unit)} go past the published time unused (milk counts for a day only if "
        "its time lasts to the end of that day)."
    )
    return f"{start} {_covered(plan, unit)}.{waste if plan.past else ''}"


def _covered(plan: Plan, unit: Unit) -> str:
    rest = plan.days[plan.covered_days :]
    part = _say(rest[0].given, unit) if rest and rest[0].given else ""
    if plan.last_covered is None:
        return f"The stash covers {part} of the first day" if part else "The stash covers no day"
    days = f"The stash covers {_count(plan.covered_days, 'day')}, through {plan.last_covered}"
    return f"{days}, and {part} of the day after" if part else days


def _reach(account: Account) -> str:
    reach = account.reach
    assert reach is not None
    if not reach.reached:
        return (
            f"Until {reach.until} not every day is covered. What the stash does not cover is other "
            "milk, and that is no failure."
        )
    if reach.last_pumping_day is None:
        return f"Until {reach.until} every day is covered without more pumping."
    return (
        f"Until {reach.until} every day is covered if the last day of pumping is "
        f"{reach.last_pumping_day} ({_count(reach.pumping_days or 0, 'day')} from {account.first_day})."
    )


def _arrival(arrival: Arrival, unit: Unit) -> str:
    early = f", {_say(arrival.early, unit)} of it early milk" if arrival.early else ""
    past = f" {_say(arrival.past, unit)} will be past by then." if arrival.past else ""
    frozen = "; ".join(f"{spoken(place)}: from {day}" for place, day in arrival.frozen_from.items())
    return (
        f"On {arrival.day}, if none is used before: {_say(arrival.within, unit)} within the published "
        f"time{early}.{past} Milk frozen on or after these days is within it then: {frozen}."
    )


def _heap(lots: Sequence[Lot], unit: Unit) -> str:
    if not lots:
        return "none"
    text = f"{_say(volume(tuple(lots)), unit)} in {_count(len(lots), 'container')}"
    drops = sum(lot.drops for lot in lots)
    return f"{text}, drops in {drops} of them" if drops else text


_say = spoken_volume


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def paragraphs(parts: Iterable[str]) -> str:
    """Parts with an empty line between them."""
    return "\n\n".join(parts)
