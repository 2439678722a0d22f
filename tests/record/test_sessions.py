"""Sessions: whose they are, volumes that are not there, and clocks that are changed."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.record.made import ZONES

from lactea.record import Session, daily_total_bounds, measured
from lactea.record.times import day_bounds, local_day
from lactea.record.volumes import ML_PER

START = datetime(2026, 8, 1, 9, 5, tzinfo=UTC)


def session(**given) -> Session:
    return Session(**{"person_id": "me", "zone": "UTC", "kind": "pump", "start_utc": START} | given)


def test_a_session_needs_no_child() -> None:
    assert session().child_id is None


def test_nothing_recorded_is_not_nothing_removed() -> None:
    blank, zero, drops = (
        session(**asdict(measured("mL", total=entered))) for entered in (None, "0", "drops")
    )
    assert (blank.total_mL, zero.total_mL, drops.total_mL) == (None, 0, 0)
    assert [one.below_measurable for one in (blank, zero, drops)] == [False, False, True]


def test_a_total_stays_a_total() -> None:
    lone = session(**asdict(measured("oz", total="0.25")))
    assert (lone.left_mL, lone.right_mL, lone.split_known) == (None, None, False)
    assert lone.total_mL == pytest.approx(0.25 * 29.5735295625)
    assert (lone.raw_total, lone.raw_unit) == ("0.25", "oz")


def test_one_side_alone_leaves_the_other_unknown() -> None:
    one = session(**asdict(measured("mL", left="30")))
    assert (one.left_mL, one.right_mL, one.total_mL, one.split_known) == (30, None, 30, True)


def test_sides_are_believed_before_a_total() -> None:
    one = session(**asdict(measured("mL", "20", "drops", "25")))
    assert (one.left_mL, one.right_mL, one.total_mL) == (20, 0, 20)
    assert one.below_measurable
    assert one.raw_total == "25"


def test_ounces_are_those_of_an_independent_table() -> None:
    units = pint.UnitRegistry()
    for ours, theirs in (("oz", "US_fluid_ounce"), ("uk_oz", "imperial_fluid_ounce")):
        assert float(ML_PER[ours]) == pytest.approx(units(theirs).to("mL").magnitude, rel=1e-12)


@given(st.sampled_from(["mL", "oz", "uk_oz"]), st.decimals(0, 400, places=3))
def test_what_was_entered_is_kept_beside_ml(unit, entered) -> None:
    one = measured(unit, total=str(entered))
    assert one.raw_total == str(entered)
    assert float(Fraction(one.total_mL) / ML_PER[unit]) == pytest.approx(float(entered), abs=1e-9)


def test_no_unit_is_guessed() -> None:
    for number in ("2", "60", "600"):
        with pytest.raises(ValueError, match="none is guessed"):
            measured(None, total=number)


WRONG = [
    {"total_mL": 5.0, "split_known": True},
    {"left_mL": 5.0, "total_mL": 5.0},
    {"left_mL": 5.0, "total_mL": 6.0, "split_known": True},
    {"total_mL": 5.0, "below_measurable": True},
    {"total_mL": 5.0, "raw_total": "6", "raw_unit": "mL"},
    {"total_mL": 5.0, "raw_total": "5"},
    {"end_utc": START - timedelta(seconds=1)},
    {"removed_fraction": 1.1},
    {"kind": "daily_total", "total_mL": 5.0, "end_utc": START + timedelta(hours=24)},
    {"total_mL": float("nan")},
    {"start_utc": datetime(2026, 8, 1, 9, 5)},
    {"zone": "New York"},
]


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_does_not_fit_is_refused(change) -> None:
    with pytest.raises(ValidationError):
        session(**change)


# ------------------------------------------------------------------------------- clocks

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 7, 1), 24), (date(2026, 11, 1), 25)]
)
def test_a_day_is_as_long_as_its_clock_makes_it(day: date, hours: int) -> None:
    start, end = day_bounds(day, NEW_YORK)
    assert end - start == timedelta(hours=hours)
    total = session(
        kind="daily_total",
        zone=NEW_YORK,
        **daily_total_bounds(day, NEW_YORK),
        **asdict(measured("mL", total="0")),
    )
    assert (total.local_day, total.duration) == (day, timedelta(hours=hours))


def test_a_session_over_the_change_lasts_as_long_as_it_lasted() -> None:
    zone = ZoneInfo(NEW_YORK)
    before = datetime(2026, 11, 1, 1, 50, tzinfo=zone, fold=0)
    after = datetime(2026, 11, 1, 1, 10, tzinfo=zone, fold=1)
    one = session(zone=NEW_YORK, start_utc=before, end_utc=after)
    assert one.duration == timedelta(minutes=20)


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)), st.sampled_from([*ZONES, "Africa/Cairo"]))
def test_days_follow_each_other_without_a_gap(day: date, zone: str) -> None:
    start, end = day_bounds(day, zone)
    assert end == day_bounds(day + timedelta(days=1), zone)[0]
    assert local_day(start, zone) == day
    assert local_day(end - timedelta(seconds=1), zone) == day
