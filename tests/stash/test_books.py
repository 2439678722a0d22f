"""A ledger worked through: nothing is lost, and times end where guidelines say."""

import random
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lactea.stash.books import Stock, stock_at, stocks, volume
from lactea.stash.ledger import Ledger, LedgerError, read_ledger
from lactea.stash.moments import parse_moment, show
from lactea.stash.rows import ALLOWED, DEEDS, NEEDED
from lactea.stash.storage import Times

TERM = Times()
CDC = Times(guideline="cdc")
FAR = 7_000_000_000


def at(ledger: Ledger, time: str, times: Times = CDC) -> Stock:
    return stock_at(ledger, times, parse_moment(time, ledger.zone))


def end(ledger: Ledger, times: Times = CDC) -> str:
    (lot,) = stock_at(ledger, times, FAR).lots
    return show(lot.ends_at, ledger.zone)


# ------------------------------------------------------------------ when a time ends

FRESH = "2026-03-01 07:00,expressed,A,60 mL,refrigerator"


def test_a_refrigerator_counts_from_expression(ledger) -> None:
    assert end(ledger(FRESH)) == "2026-03-05 07:00"


def test_the_zone_keeps_hours_right_when_the_clock_is_set(ledger) -> None:
    # Four times 24 hours across the night in which an hour is left out.
    assert end(ledger(FRESH.replace("03-01", "03-28"))) == "2026-04-01 08:00"


def test_a_freezer_counts_from_expression(ledger) -> None:
    frozen = ledger(FRESH, "2026-03-03 07:00,frozen,A,,freezer")
    assert end(frozen) == end(ledger("2026-03-01 07:00,expressed,A,60 mL,freezer"))


def test_a_room_adds_no_time_and_takes_none_back(ledger) -> None:
    out = (FRESH, "2026-03-03 07:00,moved,A,,room")
    assert end(ledger(*out)) == "2026-03-03 11:00"
    assert end(ledger(*out, "2026-03-03 10:00,moved,A,,refrigerator")) == "2026-03-05 07:00"
    late = (FRESH, "2026-03-05 06:00,moved,A,,room")
    assert end(ledger(*late)) == "2026-03-05 07:00"


def test_what_is_past_stays_past(ledger) -> None:
    frozen = ledger(FRESH, "2026-03-05 07:01,frozen,A,,freezer")
    assert end(frozen) == "2026-03-05 07:00"
    assert volume(at(frozen, "2026-03-06").past) == 60


def test_the_last_second_is_within_the_time(ledger) -> None:
    stash = ledger(FRESH)
    assert at(stash, "2026-03-05 07:00").usable
    assert at(stash, "2026-03-05 07:00:01").past


THAWED = (
    "2026-03-01 07:00,expressed,A,60 mL,freezer",
    "2026-04-01 07:00,thawed,A,,refrigerator",
)


def test_thawed_milk_has_a_day_in_the_refrigerator(ledger) -> None:
    assert end(ledger(*THAWED)) == "2026-04-02 07:00"
    assert end(ledger(*THAWED), TERM) == "2026-04-01 19:00"


def test_thawing_gives_no_time_beyond_the_freezer(ledger) -> None:
    last = show(parse_moment("2026-08-30 23:00", ledger(FRESH).zone), ledger(FRESH).zone)
    late = ledger(THAWED[0], f"{last},thawed,A,,refrigerator")
    assert end(late) < "2026-08-31 23:00"


def test_thawed_milk_is_not_frozen_again(ledger) -> None:
    again = ledger(*THAWED, "2026-04-01 12:00,frozen,A,,freezer")
    assert end(again) == "2026-04-01 12:00"
    (lot,) = at(again, "2026-04-03").past
    assert lot.milk == "thawed"


def test_warmed_and_left_over_milk(ledger) -> None:
    assert end(ledger(FRESH, "2026-03-02 07:00,warmed,A")) == "2026-03-02 09:00"
    left = (FRESH, "2026-03-02 07:00,offered,A", "2026-03-02 07:00,used,A,40 mL")
    assert end(ledger(*left)) == "2026-03-02 09:00"
    assert end(ledger(*left), TERM) == "2026-03-02 07:00"


def test_frozen_milk_travels_and_stays_frozen(ledger) -> None:
    trip = (
        "2026-03-01 07:00,expressed,A,60 mL,freezer",
        "2026-03-02 07:00,moved,A,,insulated_bag",
    )
    preterm = Times("preterm")
    assert end(ledger(*trip), preterm) == "2026-03-03 07:00"
    back = ledger(*trip, "2026-03-02 12:00,moved,A,,freezer")
    assert end(back, preterm) == end(ledger(trip[0]), preterm)


def test_without_a_printed_time_milk_is_not_counted_as_within(ledger) -> None:
    stash = ledger(*THAWED)
    stock = at(stash, "2026-04-01 08:00", Times(guideline="healthlink"))
    assert not stock.usable
    assert not stock.past
    assert volume(stock.without_time) == 60


def test_pooled_milk_has_the_oldest_date_and_the_earliest_end(ledger) -> None:
    stash = ledger(
        FRESH,
        "2026-03-02 07:00,expressed,B,30 mL,refrigerator",
        "2026-03-02 08:00,pooled,A; B,,,,,P",
    )
    (lot,) = at(stash, "2026-03-02 09:00").lots
    assert (lot.name, lot.ml, show(lot.expressed_at, stash.zone)) == ("P", 90, "2026-03-01 07:00")
    assert end(stash) == "2026-03-05 07:00"


def test_a_pool_with_thawed_milk_is_thawed(ledger) -> None:
    stash = ledger(
        *THAWED,
        "2026-04-01 06:00,expressed,B,30 mL,refrigerator",
        "2026-04-01 08:00,pooled,A; B,,,,,P",
        "2026-04-01 09:00,frozen,P,,freezer",
    )
    assert end(stash) == "2026-04-01 09:00"


def test_parts_of_a_pool_count_as_moved_to_its_place(ledger) -> None:
    rows = (
        FRESH,
        "2026-03-02 07:00,expressed,B,30 mL,room",
        "2026-03-02 08:00,pooled,A; B,,{place},,,P",
    )
    assert end(ledger(*rows[:2], rows[2].format(place="refrigerator"))) == "2026-03-05 07:00"
    assert end(ledger(*rows[:2], rows[2].format(place="room"))) == "2026-03-02 11:00"


def test_drops_and_nothing_are_kept_apart(ledger) -> None:
    stash = ledger(
        "2026-03-01 07:00,expressed,A,drops,freezer,left,early_milk",
        "2026-03-01 08:00,expressed,B,0 mL,freezer,right",
    )
    (lot,) = at(stash, "2026-03-02").lots
    assert (lot.name, lot.drops, lot.early, lot.side, lot.ml) == ("A", True, True, "left", 0)
    gone = ledger("2026-03-01 07:00,expressed,A,drops,freezer", "2026-03-01 09:00,discarded,A")
    assert not at(gone, "2026-03-02").lots


# ------------------------------------------------------------------ what goes out

THREE = (
    FRESH,
    "2026-03-02 07:00,expressed,B,50 mL,refrigerator",
    "2026-03-02 08:00,expressed,C,40 mL,freezer",
)


def left(ledger: Ledger, time: str) -> dict[str, int]:
    return {lot.name: int(lot.ml) for lot in at(ledger, time).lots}


def test_without_a_name_what_ends_first_is_used(ledger) -> None:
    stash = ledger(*THREE, "2026-03-03 07:00,used,,80 mL")
    assert left(stash, "2026-03-03 08:00") == {"B": 30, "C": 40}
    assert (at(stash, "2026-03-04").used, at(stash, "2026-03-04").discarded) == (80, 0)


def test_milk_that_was_frozen_no_longer_ends_first(ledger) -> None:
    stash = ledger(*THREE, "2026-03-02 09:00,frozen,A,,freezer", "2026-03-03 07:00,used,,50 mL")
    assert left(stash, "2026-03-03 08:00") == {"A": 60, "C": 40}


def test_what_is_past_is_discarded_first_and_used_last(ledger) -> None:
    late = "2026-03-05 12:00"  # A is past, B and C are not
    assert left(ledger(*THREE, f"{late},discarded,,50 mL"), late) == {"A": 10, "B": 50, "C": 40}
    assert left(ledger(*THREE, f"{late},used,,50 mL"), late) == {"A": 60, "C": 40}
    assert left(ledger(*THREE, f"{late},used,,100 mL"), late) == {"A": 50}


def test_what_is_discarded_is_not_used(ledger) -> None:
    stash = ledger(*THREE, "2026-03-03 07:00,discarded,A", "2026-03-03 07:00,discarded,B,20 mL")
    stock = at(stash, "2026-03-04")
    assert (stock.used, stock.discarded, volume(stock.lots)) == (0, 80, 70)


def test_rows_of_one_time_are_taken_in_the_order_of_deeds(ledger) -> None:
    noon = "2026-03-01 12:00"
    rows = [
        f"{noon},used,,30 mL",
        f"{noon},thawed,A,,room",
        f"{noon},expressed,A,60 mL,freezer",
        f"{noon},expressed,,drops,room",
        f"{noon},expressed,,10 mL,room",
    ]
    stocks_of_orders = {at(ledger(*order), noon) for order in permutations(rows)}
    assert len(stocks_of_orders) == 1


# ------------------------------------------------------------------ what cannot be


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026-03-02 07:00,used,A,61 mL", "takes 61 mL from 'A', which holds 60 mL"),
        ("2026-03-02 07:00,used,,61 mL", "60 mL are there"),
        ("2026-03-01 06:00,used,A,1 mL", "no milk named 'A' at that time"),
        ("2026-03-02 07:00,used,B,1 mL", "no milk named 'B'"),
        ("2026-03-02 07:00,expressed,A,1 mL,room", "still holds milk"),
        ("2026-03-02 07:00,thawed,A,,room", "not frozen but fresh"),
        ("2026-03-02 07:00,moved,A,,freezer", "write 'do: frozen'"),
        ("2026-03-02 07:00,pooled,A; B,,,,,P", "no milk named 'B'"),
        ("2026-03-02 07:00,pooled,A; Z,,,,,P", "frozen milk and other milk"),
        ("2026-03-02 07:00,pooled,A; R,,,,,P", "refrigerator or room"),
        ("2026-03-02 07:00,pooled,A; R,,freezer,,,P", "refrigerator or room"),
    ],
)
def test_what_cannot_be_names_its_line(ledger, row: str, words: str) -> None:
    others = ("2026-03-02 06:00,expressed,Z,0 mL,freezer", "2026-03-02 06:00,expressed,R,0 mL,room")
    with pytest.raises(LedgerError, match=words) as caught:
        stock_at(ledger(FRESH, *others, row), CDC, FAR)
    assert caught.value.line == 5


def test_frozen_milk_does_not_move_into_a_refrigerator(ledger) -> None:
    rows = ("2026-03-01 07:00,expressed,A,1 mL,freezer", "2026-03-02 07:00,moved,A,,refrigerator")
    with pytest.raises(LedgerError, match="write 'do: thawed'"):
        stock_at(ledger(*rows), CDC, FAR)


# ------------------------------------------------------------------ properties

PLACES = ("room", "insulated_bag", "refrigerator", "freezer_compartment", "freezer", "deep_freezer")


@st.composite
def rows(draw: st.DrawFn) -> list[str]:
    """Expressions with all that may follow, in such an order that the books can be kept."""
    lines: list[str] = []
    there = Fraction(0)
    for number in range(draw(st.integers(1, 12))):
        hour = f"2026-03-{1 + number:02d}"
        ml = draw(st.integers(0, 200))
        unit = draw(st.sampled_from(["mL", "oz"]))
        place = draw(st.sampled_from(PLACES))
        lines.append(f"{hour} 07:00,expressed,M{number},{ml} {unit},{place}")
        there += ml * (1 if unit == "mL" else 29)
        taken = draw(st.integers(0, int(there)))
        there -= taken
        deed = draw(st.sampled_from(["used", "discarded"]))
        lines.append(f"{hour} 08:00,{deed},,{taken} mL,")
        if place.startswith(("freez", "deep")):
            lines.append(f"{hour} 09:00,thawed,M{number},,refrigerator")
        else:
            lines.append(f"{hour} 09:00,frozen,M{number},,freezer")
    return lines


def written(folder: Path, lines: list[str]) -> Ledger:
    path = folder / "stash.csv"
    path.write_text("\n".join(["time,do,milk,amount,place", *lines]), "utf-8")
    return read_ledger(path, "Europe/Berlin")


SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED
@given(rows(), st.sampled_from([TERM, CDC, Times("preterm")]))
def test_no_drop_is_lost(tmp_path: Path, lines: list[str], times: Times) -> None:
    book = written(tmp_path, lines)
    moments = sorted({entry.at for entry in book.entries} | {FAR})
    for stock in stocks(book, times, moments):
        parts = (stock.usable, stock.past, stock.without_time)
        assert stock.expressed == stock.used + stock.discarded + sum(map(volume, parts))
        assert sum(map(len, parts)) == len(stock.lots)
        assert all(lot.ml >= 0 for lot in stock.lots)


@SHARED
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    tmp_path: Path, lines: list[str], shuffler: random.Random
) -> None:
    ordered = stock_at(written(tmp_path, lines), TERM, FAR)
    shuffler.shuffle(lines)
    assert stock_at(written(tmp_path, lines), TERM, FAR) == ordered


@SHARED
@given(rows(), st.integers(0, 60))
def test_looking_on_the_way_changes_nothing(tmp_path: Path, lines: list[str], day: int) -> None:
    book = written(tmp_path, lines)
    middle = book.entries[0].at + day * 43_200
    *_, last = stocks(book, TERM, [middle, FAR])
    assert last == stock_at(book, TERM, FAR)


@SHARED
@given(rows())
def test_a_longer_guideline_never_has_less_within_its_time(
    tmp_path: Path, lines: list[str]
) -> None:
    kept = [line for line in lines if ",used," not in line and ",discarded," not in line]
    book = written(tmp_path, kept)
    for moment in (entry.at for entry in book.entries):
        assert volume(stock_at(book, TERM, moment).usable) <= volume(
            stock_at(book, CDC, moment).usable
        ) + volume(stock_at(book, CDC, moment).without_time)


@st.composite
def any_row(draw: st.DrawFn) -> str:
    """A row with the cells that its deed needs, whether or not there is such milk to do it with."""
    do = draw(st.sampled_from(DEEDS))
    filled = {
        "milk": draw(st.sampled_from(["A; B", "B; C"] if do == "pooled" else ["A", "B", "C"])),
        "amount": draw(st.sampled_from(["drops", "0 mL", "1 oz", "30 mL"])),
        "place": draw(st.sampled_from(PLACES)),
        "into": "C",
    }
    chosen = {*NEEDED[do], *draw(st.sets(st.sampled_from(ALLOWED.get(do, ("milk",)))))}
    cells = [cell if entry in chosen else "" for entry, cell in filled.items()]
    return ",".join([f"2026-03-{draw(st.integers(1, 5)):02d} 07:00", do, *cells])


def outcome(folder: Path, lines: list[str]) -> Stock | LedgerError:
    path = folder / "any.csv"
    path.write_text("\n".join(["time,do,milk,amount,place,into", *lines]), "utf-8")
    try:
        return stock_at(read_ledger(path, "Europe/Berlin"), CDC, FAR)
    except LedgerError as error:
        return error


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_row(), min_size=1, max_size=12))
def test_no_drop_is_lost_or_the_row_is_named(tmp_path: Path, lines: list[str]) -> None:
    first = "2026-02-28 07:00,expressed,{name},90 mL,refrigerator,"
    found = outcome(tmp_path, [*(first.format(name=name) for name in "AB"), *lines])
    if isinstance(found, LedgerError):
        assert found.line is not None
        assert found.line > 3
    else:
        assert found.expressed == found.used + found.discarded + volume(found.lots)
        assert found.expressed >= 180
