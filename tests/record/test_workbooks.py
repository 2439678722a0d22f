"""Excel files hold what they would hold as CSV, and damaged ones are refused in a sentence."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.record.importing import imported

from lactea.record import Entry, Session
from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.workbooks import MARK

EXPORTS = Path(__file__).parent / "exports"
# The first is no record, the second wants a flag, the third has lines that no sheet could hold.
RECOGNISED = sorted(
    file
    for file in EXPORTS.glob("*.csv")
    if file.stem not in ("babybuddy-tag", "sprout-track-spanish", "baby-tracker-pump")
)


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook with these rows in its sheets."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rows_of(file: Path) -> list[list[object]]:
    text = file.read_text("utf-8-sig")
    separator = max(",;\t", key=text.splitlines()[0].count)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]


def told(entry: Entry) -> dict[str, object]:
    """What a row says: an entry without its own names, which follow from cells left out too, and its coming."""
    found = entry.model_dump()
    chance = {name for name in found if name.endswith("_id")} - {"person_id"}
    return {name: value for name, value in found.items() if name not in chance | {"entered_at"}}


@pytest.mark.parametrize("file", RECOGNISED, ids=lambda file: file.stem)
def test_a_sheet_gives_what_the_same_table_gives_as_csv(file: Path, tmp_path: Path) -> None:
    wanted, (count,), rejects = imported(file)
    book = workbook(tmp_path / f"{file.stem}.xlsx", Sheet1=rows_of(file))
    entries, (found,), also_rejected = imported(book)
    assert [told(one) for one in entries] == [told(one) for one in wanted]
    assert (found.rows, found.format) == (count.rows, count.format)
    assert [one.why for one in also_rejected] == [one.why for one in rejects]


def test_dates_and_numbers_of_a_sheet(tmp_path: Path) -> None:
    """A quarter of an hour is no whole fraction of a day in binary: times are rounded to seconds."""
    book = workbook(
        tmp_path / "pumped.xlsx",
        Pumping=[
            ["start", "end", "amount", None, None],
            [datetime(2026, 8, 1, 5, 5), datetime(2026, 8, 1, 5, 25), 62.5],
            [None, None, None],
            [datetime(2026, 8, 1, 9, 35, 20), datetime(2026, 8, 1, 9, 50), 0],
            [datetime(2026, 8, 1, 12, 0), None, "drops"],
        ],
        Notes=[["who", "what"], ["me", "bought a pump"]],
    )
    (first, zero, drops), (count,), rejects = imported(book)
    assert rejects == []
    assert count.table == "pumped.xlsx/Pumping"
    assert isinstance(first, Session)
    assert (first.raw_total, first.duration) == ("62.5", timedelta(minutes=20))
    assert (zero.total_mL, zero.start_utc.second) == (0, 20)
    assert (drops.total_mL, drops.below_measurable) == (0, True)


def test_dates_and_times_in_columns_of_their_own(tmp_path: Path) -> None:
    header, *rows = rows_of(EXPORTS / "home-sheet.csv")
    typed = [
        [date.fromisoformat(day), time.fromisoformat(clock), *rest]
        for day, clock, *rest in (map(str, row) for row in rows)
    ]
    wanted, _, _ = imported(EXPORTS / "home-sheet.csv")
    entries, _, rejects = imported(workbook(tmp_path / "a.xlsx", A=[header, *typed]))
    assert rejects == []
    assert [one.start_utc for one in entries] == [one.start_utc for one in wanted]


def test_a_rejected_row_has_the_number_that_the_sheet_shows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["start", "end", "amount", "notes"],
        [None, None, None, None],
        ["2026-08-01 05:05", None, 60, "two\nlines"],
        ["yesterday", None, 60, None],
        ["2026-08-01 05:05", None, 60, None, 7],
    ]
    entries, _, rejects = imported(workbook(tmp_path / "a.xlsx", A=rows))
    assert [one.note for one in entries] == ["two\nlines"]
    assert [one.line for one in rejects] == [4, 5]
    assert "not a date and time" in rejects[0].why
    assert "more cells" in rejects[1].why


def good(tmp_path: Path) -> bytes:
    rows = [["start", "end", "amount"], [datetime(2026, 8, 1, 5, 5), None, 62.5]]
    return workbook(tmp_path / "good.xlsx", A=rows).read_bytes()


def test_a_workbook_under_another_name_is_one(tmp_path: Path) -> None:
    other = tmp_path / "from-the-web.zip"
    other.write_bytes(good(tmp_path))
    entries, _, _ = imported(other)
    assert len(entries) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_damaged_part_is_told_in_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever stands in a part: it is read, or refused; there is no traceback."""
    source = zipfile.ZipFile(io.BytesIO(good(tmp_path)))
    part = data.draw(st.sampled_from(source.namelist()))
    old = source.read(part)
    place = data.draw(st.integers(0, len(old)))
    new = (
        old[:place]
        + data.draw(st.binary(max_size=20))
        + old[place + data.draw(st.integers(0, 9)) :]
    )
    file = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, new if name == part else source.read(name))
    with suppress(TrackerFileError):
        imported(file)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_half_a_workbook_is_refused(tmp_path: Path, share: float) -> None:
    whole = good(tmp_path)
    (tmp_path / "half.xlsx").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(TrackerFileError, match="damaged"):
        imported(tmp_path / "half.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MARK, "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b" " * 501_000_000)
    with pytest.raises(TrackerFileError, match="holds too much"):
        imported(tmp_path / "a.xlsx")


def test_entities_that_grow_are_not_expanded(tmp_path: Path) -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a0 "milk">{grown}]>'
    source = zipfile.ZipFile(io.BytesIO(good(tmp_path)))
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            is_sheet = name.endswith("sheet1.xml")
            archive.writestr(name, head + text.replace("start", "&a8;") if is_sheet else text)
    with pytest.raises(TrackerFileError, match="damaged"):
        imported(tmp_path / "a.xlsx")
