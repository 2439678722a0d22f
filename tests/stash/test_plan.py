"""Plans: what ends first goes first, which no other order betters; more milk never lasts shorter."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from lactea.stash.moments import start_of
from lactea.stash.plan import Plan, Portion, days_from, plan, until
from lactea.stash.reach import Pumping, covers, pumping_days

ZONE = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 3, 27)  # the clock is set forward on the 29th
DAY = 86_400


def portion(keeps_days: int, ml: int, from_day: int = 0) -> Portion:
    day = FIRST + timedelta(days=from_day)
    return Portion(start_of(day + timedelta(days=keeps_days), ZONE), day, Fraction(ml))


def steady(ml: int):
    return lambda day: Fraction(ml)


def made(portions: list[Portion], ml: int) -> Plan:
    return plan(portions, days_from(FIRST), steady(ml), ZONE)


PORTIONS = st.lists(
    st.builds(portion, st.integers(1, 6), st.integers(1, 9), st.integers(0, 3)), max_size=6
)


def test_the_shorter_lived_goes_first() -> None:
    days = made([portion(9, 100), portion(2, 100)], 100).days
    assert [day.given for day in days] == [100, 100]
    assert not any(day.past for day in days)


def test_a_time_must_last_until_the_end_of_the_day() -> None:
    assert made([portion(0, 100)], 100).last_covered is None
    assert made([portion(1, 100)], 100).last_covered == FIRST


def test_part_of_a_day_is_told() -> None:
    course = made([portion(9, 250)], 100)
    assert (course.covered_days, course.last_covered) == (2, FIRST + timedelta(days=1))
    assert (course.days[2].given, course.days[2].short) == (50, 50)


def test_an_empty_stash_covers_nothing() -> None:
    assert made([], 100) == Plan(())


@given(PORTIONS, st.integers(0, 12))
def test_what_comes_in_goes_out(portions: list[Portion], ml: int) -> None:
    course = made(portions, ml)
    given_ = sum((day.given for day in course.days), Fraction(0))
    assert sum((one.ml for one in portions), Fraction(0)) == given_ + course.past + (
        course.days[-1].left if course.days else 0
    )
    assert all(0 <= day.given <= day.need and day.left >= 0 for day in course.days)


@given(PORTIONS, st.integers(1, 12), st.builds(portion, st.integers(1, 6), st.integers(0, 9)))
def test_more_milk_never_lasts_shorter(portions: list[Portion], ml: int, more: Portion) -> None:
    assert made([*portions, more], ml).covered_days >= made(portions, ml).covered_days


@given(PORTIONS, st.integers(1, 12))
def test_the_order_of_portions_changes_nothing(portions: list[Portion], ml: int) -> None:
    assert made(portions, ml) == made(portions[::-1], ml)


SMALL = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=3)


def least_waste(lots: list[tuple[int, int]], need: int) -> int:
    """The least milk that any way of giving it wastes, found by trying every way."""
    last = max(keeps for keeps, _ in lots)

    @cache
    def waste(day: int, left: tuple[int, ...]) -> int:
        if day == last:
            return sum(left)
        usable = [ml if keeps > day else 0 for (keeps, _), ml in zip(lots, left, strict=True)]
        ways = product(*(range(ml + 1) for ml in usable))
        return min(
            waste(day + 1, tuple(ml - out for ml, out in zip(left, way, strict=True)))
            for way in ways
            if sum(way) <= need
        )

    return waste(0, tuple(ml for _, ml in lots))


@settings(max_examples=40)
@given(SMALL, st.integers(1, 4))
def test_no_other_order_wastes_less(lots: list[tuple[int, int]], need: int) -> None:
    course = made([portion(keeps, ml) for keeps, ml in lots], need)
    assert course.past == least_waste(lots, need)


# ------------------------------------------------------------------ until a day

WEEK = until(FIRST, FIRST + timedelta(days=6))


def test_pumping_may_end_before_the_day_that_it_reaches() -> None:
    pumping = Pumping(Fraction(200), 90 * DAY)
    assert pumping_days([], WEEK, steady(100), pumping, ZONE) == 4
    assert pumping_days([portion(30, 700)], WEEK, steady(100), pumping, ZONE) == 0


def test_milk_that_does_not_keep_does_not_reach() -> None:
    assert pumping_days([], WEEK, steady(100), Pumping(Fraction(200), DAY * 2), ZONE) == 6
    assert pumping_days([], WEEK, steady(100), Pumping(Fraction(99), 90 * DAY), ZONE) is None
    assert pumping_days([], WEEK, steady(100), Pumping(Fraction(200), 0), ZONE) is None


def test_days_that_want_nothing_are_covered_by_nothing() -> None:
    assert covers([], WEEK, steady(0), ZONE)
    assert not covers([], WEEK, steady(1), ZONE)


@given(PORTIONS, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_fewest_days_of_pumping(
    portions: list[Portion], need: int, ml: int, keeps: int
) -> None:
    pumping = Pumping(Fraction(ml), keeps * DAY)

    def reached(count: int) -> bool:
        put_by = [Portion(start_of(day, ZONE) + keeps * DAY, day, Fraction(ml)) for day in WEEK]
        return covers([*portions, *put_by[:count]], WEEK, steady(need), ZONE)

    fewest = pumping_days(portions, WEEK, steady(need), pumping, ZONE)
    tried = [count for count in range(len(WEEK) + 1) if reached(count)]
    assert fewest == (tried[0] if tried else None)
