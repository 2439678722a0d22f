"""Records written and read again: the same, in JSON and in CSV; mistakes told without contents."""

import json
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.made import records

from lactea.record import (
    Record,
    RecordError,
    Session,
    as_csv,
    as_document,
    as_json,
    json_schema,
    read_csv,
    read_json,
    read_record,
    record_of,
    write_record,
)

SECRET = "only my midwife knows"


@given(records())
def test_what_was_written_is_read_again(record: Record) -> None:
    assert read_json(as_json(record), "log.json") == record
    assert read_csv(as_csv(record), "log.csv") == record


@given(records())
def test_a_record_fits_its_schema(record: Record) -> None:
    jsonschema.validate(as_document(record), json_schema())


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_a_file_is_its_owners_alone(tmp_path: Path, person, session: Session, ending: str) -> None:
    path = tmp_path / f"log{ending}"
    record = record_of(person, [session])
    write_record(record, path)
    assert read_record(path) == record
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_spreadsheet_computes_no_note(person, session: Session) -> None:
    noted = session.model_copy(update={"note": "=1+1"})
    text = as_csv(record_of(person, [noted]))
    assert ",'=1+1," in text
    assert ",=1+1," not in text


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_json, read_csv):
        with pytest.raises(RecordError):
            read(text, "log")


@given(records(), st.data())
def test_a_damaged_file_is_read_or_refused(record: Record, data) -> None:
    for write, read in ((as_json, read_json), (as_csv, read_csv)):
        text = write(record)
        at = data.draw(st.integers(0, len(text)))
        damaged = (
            text[:at] + data.draw(st.sampled_from(['"', "", "9", "\n", "\x00"])) + text[at + 1 :]
        )
        with suppress(RecordError):  # and nothing else
            read(damaged, "log")


WRONG = [
    ({"raw_left": "5"}, "sessions[0].raw_left", "not the volume in mL"),
    ({"left_mL": 5.0}, "sessions[0].total_mL", "sum of the sides"),
    ({"total_mL": -1.0}, "sessions[0].total_mL", "greater than or equal to 0"),
    ({"zone": "America/New York"}, "sessions[0].zone", "'America/New_York'"),
    ({"start_utc": "2026-08-01T09:05:00"}, "sessions[0].start_utc", "timezone"),
    ({"end_utc": "2026-08-03T09:05:00Z"}, "sessions[0].end_utc", "within 24 hours"),
    ({"kind": SECRET}, "sessions[0].kind", "'pump', 'hand'"),
    ({"note": SECRET * 1000}, "sessions[0].note", "at most 10000 characters"),
    ({"person_id": SECRET}, "sessions[0].person_id", "another person"),
    ({SECRET: 1}, "", "is not an entry"),
]


@pytest.mark.parametrize(("change", "field", "said"), WRONG, ids=lambda value: str(value)[:30])
def test_a_mistake_is_told_by_field(person, session, change, field: str, said: str) -> None:
    document = json.loads(as_json(record_of(person, [session])))
    document["sessions"][0] |= change
    with pytest.raises(RecordError) as caught:
        read_json(json.dumps(document), "log.json")
    told = str(caught.value)
    assert "log.json" in told
    assert field in told
    if said:
        assert said in told
    assert SECRET not in told or SECRET in change  # the name of an entry may be told, no value
