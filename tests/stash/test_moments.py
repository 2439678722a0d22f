"""Dates and times: zones right, two readings refused."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.stash.moments import day_of, iso, parse_date, parse_moment, parse_zone, start_of

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]
)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2190, 1, 1)).map(
        lambda t: t.replace(microsecond=0)
    ),
    ZONES,
)
def test_a_second_reads_back_from_its_iso_form(moment: datetime, zone: str) -> None:
    second = int(moment.replace(tzinfo=UTC).timestamp())
    assert parse_moment(iso(second, ZoneInfo(zone)), None) == second


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), ZONES)
def test_a_day_begins_where_the_day_before_ends(day: date, zone: str) -> None:
    place = ZoneInfo(zone)
    start = start_of(day, place)
    assert day_of(start, place) == day
    assert day_of(start - 1, place) == day - timedelta(days=1)


def test_the_same_moment_in_two_zones() -> None:
    assert parse_moment("2026-07-01 12:00", BERLIN) == parse_moment("2026-07-01T10:00Z", None)
    assert parse_moment("2026-01-01 12:00", BERLIN) == parse_moment(
        "2026-01-01 11:00:00+00:00", None
    )


def test_an_offset_rules_out_the_zone() -> None:
    assert (
        parse_moment("2026-10-25 02:30+01:00", BERLIN)
        - parse_moment("2026-10-25 02:30+02:00", BERLIN)
        == 3600
    )


def test_a_date_alone_is_the_start_of_the_day() -> None:
    assert parse_moment("2026-03-01", BERLIN) == parse_moment("2026-03-01 00:00", BERLIN)
    assert parse_date("2026-03-01") == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("01.03.2026 07:30", "day first or month first"),
        ("3/1/26", "day first or month first"),
        ("1-3-2026", "day first or month first"),
        ("2026-02-30 07:30", "not in the calendar"),
        ("2026-02-20 25:30", "not in the calendar"),
        ("2026-10-25 02:30", "comes twice"),
        ("2026-03-29 02:30", "set forward"),
        ("1026-03-29 02:30", "the year must lie"),
        ("2026-03-01 07:30+99:00", "not an offset"),
        ("yesterday", "not a date and time"),
        ("2026-3-1", "not a date and time"),
        ("٢٠٢٦-03-01", "not a date and time"),
        ("", "not a date and time"),
    ],
)
def test_what_is_no_time_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_moment(text, BERLIN)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        parse_moment("2026-03-01 07:30", None)


@pytest.mark.parametrize("text", ["01.03.2026", "2026-03-01 07:30", "tomorrow"])
def test_a_date_has_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"write it as '2026-03-01'|day first"):
        parse_date(text)


@pytest.mark.parametrize(
    "name", ["Europe/Berln", "", "/etc/passwd", "../UTC", "Europe", "\0", "x" * 500]
)
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not a time zone"):
        parse_zone(name)
