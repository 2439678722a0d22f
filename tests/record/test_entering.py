"""What a person types becomes an entry, or is refused by field."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.record import Entry, RecordError
from lactea.record.entering import WHAT, entry_of

FIELDS = "at end left right total amount weight side fate medicine milk symptom note child_id device".split()
TYPED = st.text(max_size=12) | st.sampled_from(
    ["60 mL", "2.5 oz", "drops", "0 mL", "4.12 kg", "2026-08-01 05:05", "left", "stored", "own"]
)


@given(st.sampled_from(WHAT), st.dictionaries(st.sampled_from(FIELDS), TYPED, max_size=6))
def test_anything_typed_is_an_entry_or_refused(what: str, typed: dict[str, str]) -> None:
    with suppress(RecordError):  # and nothing else
        assert isinstance(entry_of(what, "Europe/Berlin", {"person_id": "me", **typed}), Entry)


@given(st.decimals(0, 500, places=2), st.sampled_from(["mL", "oz"]))
def test_a_volume_keeps_its_number_and_unit(number, unit: str) -> None:
    entry = entry_of("pump", "UTC", {"person_id": "me", "total": f"{number} {unit}"})
    assert (entry.raw_total, entry.raw_unit) == (str(number), unit)


def test_grams_of_a_weighed_feed_and_british_ounces() -> None:
    feed = entry_of("weighed_feed", "UTC", {"person_id": "me", "total": "61.8 g"})
    assert (feed.raw_unit, feed.total_mL) == ("g", pytest.approx(60))
    pumped = entry_of("pump", "UTC", {"person_id": "me", "total": "2 uk_oz"})
    assert (pumped.raw_unit, pumped.total_mL) == ("uk_oz", pytest.approx(56.826125))
    with pytest.raises(RecordError, match="grams"):
        entry_of("pump", "UTC", {"person_id": "me", "total": "60 g"})


def test_minutes_are_counted_over_a_change_of_the_clock() -> None:
    typed = {"person_id": "me", "at": "2026-10-25 01:50", "minutes": 20.0}
    entry = entry_of("pump", "Europe/Berlin", typed)
    assert entry.start_utc == datetime(2026, 10, 24, 23, 50, tzinfo=UTC)
    assert entry.duration == timedelta(minutes=20)


def test_a_time_that_comes_twice_is_refused() -> None:
    with pytest.raises(RecordError, match="comes twice"):
        entry_of("pump", "Europe/Berlin", {"person_id": "me", "at": "2026-10-25 02:30"})


@pytest.mark.parametrize(
    ("what", "typed", "field"),
    [
        ("pump", {"minutes": float("inf")}, "minutes"),
        ("pump", {"minutes": float("nan")}, "minutes"),
        ("pump", {"minutes": 1e300}, "minutes"),
        ("symptom", {"symptom": "sore", "minutes": 1e10}, "minutes"),
        ("symptom", {"symptom": "sore", "end": "2026-03-01 17:00"}, "end"),
        ("pump", {"left": "999999 mL"}, "left"),
        ("top_up", {"amount": "999999 mL"}, "amount"),
        ("weight", {"weight": "inf kg"}, "weight"),
        ("weight", {"weight": "1e400 kg"}, "weight"),
        ("weight", {"weight": "1_0 kg"}, "weight"),
        ("pump", {"removed_fraction": float("nan")}, "removed_fraction"),
    ],
)
def test_a_number_out_of_every_bound_is_told_by_its_field(what: str, typed, field: str) -> None:
    with pytest.raises(RecordError) as told:
        entry_of(what, "Europe/Berlin", {"person_id": "me", "at": "2026-03-01 18:30", **typed})
    assert told.value.field == field


WHOLE = {"symptom": {"symptom": "sore"}, "pump": {}, "medicine": {"medicine": "ibuprofen"}}


@pytest.mark.parametrize(
    ("what", "field"),
    [("symptom", "symptom"), ("symptom", "note"), ("pump", "device"), ("medicine", "medicine")],
)
@pytest.mark.parametrize("sign", ["\x1b[31m", "\x00", "\x9b", "\x7f"])
def test_control_characters_are_refused_as_in_a_scenario(what: str, field: str, sign: str) -> None:
    typed = {"person_id": "me", **WHOLE[what], field: f"a{sign}b"}
    with pytest.raises(RecordError, match="control character") as told:
        entry_of(what, "Europe/Berlin", typed)
    assert told.value.field == field


def test_a_note_may_have_several_lines() -> None:
    entry = entry_of("pump", "UTC", {"person_id": "me", "note": "one\n\ttwo"})
    assert entry.note == "one\n\ttwo"
