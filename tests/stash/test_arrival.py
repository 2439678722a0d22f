"""Milk made before an infant arrives."""

from datetime import date, timedelta

from lactea.stash.arrival import Arrival, on_arrival
from lactea.stash.books import stock_at
from lactea.stash.ledger import Ledger
from lactea.stash.moments import parse_moment, start_of
from lactea.stash.storage import Times

TIMES = Times()
EARLY = (
    "2026-01-01 07:00,expressed,C1,2 mL,deep_freezer,,early_milk",
    "2026-01-02 07:00,expressed,C2,drops,deep_freezer,,early_milk",
    "2026-01-03 07:00,expressed,A1,100 mL,freezer",
    "2026-01-10 07:00,expressed,A2,100 mL,refrigerator",
)


def arrival(ledger: Ledger, day: date) -> Arrival:
    stock = stock_at(ledger, TIMES, parse_moment("2026-01-11", ledger.zone))
    return on_arrival(stock, day, TIMES, ledger.zone)


def test_early_milk_frozen_for_an_arrival_is_counted_apart(ledger) -> None:
    soon = arrival(ledger(*EARLY), date(2026, 3, 1))
    assert (soon.within, soon.early, soon.past) == (102, 2, 100)
    later = arrival(ledger(*EARLY), date(2026, 5, 1))
    assert (later.within, later.early, later.past) == (2, 2, 200)
    assert arrival(ledger(*EARLY), date(2026, 12, 1)).within == 0


def test_the_day_begins_before_the_time_ends(ledger) -> None:
    book = ledger("2026-03-01 07:00,expressed,A,60 mL,refrigerator")
    stock = stock_at(book, TIMES, parse_moment("2026-03-01 08:00", book.zone))
    assert on_arrival(stock, date(2026, 3, 4), TIMES, book.zone).within == 60
    assert on_arrival(stock, date(2026, 3, 5), TIMES, book.zone).within == 0


def test_a_later_arrival_never_has_more(ledger) -> None:
    days = [date(2026, 1, 12) + timedelta(days=7 * week) for week in range(40)]
    within = [arrival(ledger(*EARLY), day).within for day in days]
    assert within == sorted(within, reverse=True)


def test_milk_frozen_from_the_day_named_is_within_its_time(ledger) -> None:
    day = date(2026, 6, 20)
    named = arrival(ledger(*EARLY), day).frozen_from
    assert set(named) == {"freezer_compartment", "freezer", "deep_freezer"}
    for place, first in named.items():
        for expressed, is_within in ((first, True), (first - timedelta(days=1), False)):
            book = ledger(f"{expressed} 23:59,expressed,A,10 mL,{place}")
            (lot,) = stock_at(book, TIMES, parse_moment(f"{expressed} 23:59", book.zone)).lots
            assert lot.within(start_of(day, book.zone)) is is_within
