"""Spans of time and times of day, as text and as ticks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.clock import format_clock, parse_clock
from lactea.reading.durations import LONGEST, format_duration, parse_duration, spoken_duration


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("3 h", 10_800),
        ("3h", 10_800),
        ("20 min", 1200),
        ("1.5 hours", 5400),
        ("6 weeks", 3_628_800),
        ("-26 weeks", -15_724_800),
        ("+2 d", 172_800),
        ("1 month", 2_629_800),
        ("30 years", 946_728_000),
        ("10.3 min", 618),
        ("P3D", 259_200),
        ("PT2H", 7200),
        ("P1DT12H30M", 131_400),
        ("-PT15M", -900),
        ("P6W", 3_628_800),
        ("PT0.5H", 1800),
        ("0 h", 0),
    ],
)
def test_known_spans(text: str, ticks: int) -> None:
    assert parse_duration(text) == ticks


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("3", "not a span of time"),
        ("", "not a span of time"),
        ("h", "not a span of time"),
        ("3 mL", "'mL' is not a unit of time"),
        ("3 hous", "did you mean 'hours'?"),
        ("0.1 s", "not a whole number of seconds"),
        ("P", "not an ISO 8601 duration"),
        ("PT", "not an ISO 8601 duration"),
        ("P3H", "not an ISO 8601 duration"),
        ("200 years", "longer than 150 years"),
        ("1e9 h", "not a span of time"),
        ("999999999999 years", "longer than 150 years"),
        ("٣ h", "not a span of time"),
    ],
)
def test_a_wrong_span_says_what_is_right(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)) as caught:
        parse_duration(text)
    assert "\n" not in str(caught.value)


@given(st.integers(-LONGEST, LONGEST))
def test_writing_and_reading_a_span_returns_it(ticks: int) -> None:
    assert parse_duration(format_duration(ticks)) == ticks


@given(st.integers(1, LONGEST))
def test_spoken_spans_are_spans(ticks: int) -> None:
    assert parse_duration(spoken_duration(ticks).replace("one ", "1 ")) == ticks


@given(st.text())
def test_any_text_is_a_span_or_a_value_error(text: str) -> None:
    try:
        ticks = parse_duration(text)
    except ValueError as error:
        ticks = 0 if str(error) else LONGEST + 1
    assert abs(ticks) <= LONGEST


@given(st.integers(0, 1439))
def test_writing_and_reading_a_time_of_day_returns_it(minutes: int) -> None:
    assert parse_clock(format_clock(minutes * 60)) == minutes * 60


@pytest.mark.parametrize("text", ["24:00", "7", "07:60", "07:30:00", "noon", ""])
def test_a_wrong_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time of day; write it as '07:30'"):
        parse_clock(text)
