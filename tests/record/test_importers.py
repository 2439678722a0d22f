"""Other trackers' exports, as their headers and rows were seen: what each row becomes."""

import zipfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.record.importing import NEW_YORK, Kept, imported

from lactea.record import Entry, InfantWeight, MedicineTaken, Nappy, Session, Sleep, TopUp
from lactea.record.importers.files import tables_in
from lactea.record.importers.formats import format_named, formats
from lactea.record.importers.gathering import gather
from lactea.record.importers.importing import import_table
from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.reading import Answers

EXPORTS = Path(__file__).parent / "exports"
OZ = 29.5735295625


def only(name: str, answers: Answers = NEW_YORK) -> Entry:
    (entry,), _, rejects = imported(EXPORTS / f"{name}.csv", answers=answers)
    assert rejects == []
    return entry


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize("file", sorted(EXPORTS.glob("*.csv")), ids=lambda file: file.stem)
def test_every_export_is_recognised_and_counted(file: Path) -> None:
    if file.stem in ("babybuddy-tag", "sprout-track-spanish"):
        with pytest.raises(TrackerFileError):
            imported(file)
        return
    entries, (count,), _ = imported(file)
    assert count.rows
    assert entries or count.format == "babybuddy-children"
    assert {entry.source for entry in entries} <= {one.source for one in formats()}


# ---------------------------------------------------------------------------- Baby Buddy


def test_babybuddy_pumping_belongs_to_the_person() -> None:
    entries, _, _ = imported(EXPORTS / "babybuddy-pumping.csv", EXPORTS / "babybuddy-tag.csv")
    (session,) = entries
    assert isinstance(session, Session)
    assert (session.start_utc, session.end_utc) == (utc(2026, 8, 1, 9, 5), utc(2026, 8, 1, 9, 25))
    assert (session.person_id, session.child_id, session.kind) == ("me", None, "pump")
    assert (session.total_mL, session.split_known, session.raw_total) == (62.5, False, "62.5")
    assert session.source_row_id == "pumping/1"
    assert session.note == "left weaker\n[tags: left, night]"


def test_babybuddy_has_no_unit_and_none_is_guessed() -> None:
    ounces = only("babybuddy-pumping", replace(NEW_YORK, unit="oz"))
    assert ounces.total_mL == pytest.approx(62.5 * OZ)  # two litres, if that is what was said
    unanswered = replace(NEW_YORK, unit=None)
    _, (count,), _ = imported(EXPORTS / "babybuddy-pumping.csv", answers=unanswered)
    assert count.rejected == 1


def test_babybuddy_other_tables() -> None:
    feeding, weight, sleep, nappy, medicine = (
        only(f"babybuddy-{name}") for name in "feeding weight sleep changes medication".split()
    )
    assert isinstance(feeding, TopUp)
    assert (feeding.milk, feeding.amount_mL, feeding.child_id) == ("fortified", 60, "Ada Example")
    assert isinstance(weight, InfantWeight)
    assert (weight.weight_g, weight.day_only, weight.local_day) == (4120, True, date(2026, 8, 1))
    assert isinstance(sleep, Sleep)
    assert sleep.nap is True
    assert isinstance(nappy, Nappy)
    assert (nappy.wet, nappy.solid, nappy.colour) == (True, True, "yellow")
    assert isinstance(medicine, MedicineTaken)
    assert (medicine.medicine, medicine.amount, medicine.unit) == ("Vitamin D", "1.0", "drops")


def test_babybuddy_children_with_their_birthdays() -> None:
    sink = Kept()
    with ExitStack() as closing:
        files = (EXPORTS / "babybuddy-weight.csv", EXPORTS / "babybuddy-child.csv")
        gathered = gather([t for file in files for t in tables_in(file, None, closing)], None)
        for table in gathered.tables:
            import_table(table, NEW_YORK, sink, [].append, lambda _: None)
    assert sink.children == {"Ada Example": date(2026, 7, 1)}


def test_babybuddy_old_files_keep_their_time() -> None:
    session = only("babybuddy-pumping-old")
    assert session.start_utc == session.end_utc == utc(2022, 8, 1, 9, 5)


def test_babybuddy_columns_may_be_left_out(tmp_path: Path) -> None:
    file = tmp_path / "Pumping.csv"
    file.write_text("start,end,amount\n2026-08-01 05:05,2026-08-01 05:25,0\n", "utf-8")
    (session,), _, _ = imported(file)
    assert (session.total_mL, session.below_measurable) == (0, False)


# --------------------------------------------------------------------------- Huckleberry


def test_huckleberry() -> None:
    entries, (count,), rejects = imported(EXPORTS / "huckleberry.csv")
    assert (count.rows, count.imported, count.duplicate, count.rejected) == (7, 5, 1, 1)
    first, lone, halves, feed, bottle = entries
    assert (first.left_mL, first.right_mL, first.split_known) == (0, 20, True)
    assert (lone.left_mL, lone.right_mL, lone.split_known) == (None, None, False)
    assert lone.total_mL == pytest.approx(0.25 * OZ)
    assert (halves.total_mL, halves.split_known, halves.raw_total) == (60, False, "60")
    assert (feed.kind, feed.side, feed.right_seconds) == ("nurse", "right", 840)
    assert (bottle.milk, bottle.amount_mL) == ("human", 20)
    assert [(one.line, one.field) for one in rejects] == [(8, "type")]


def test_what_could_be_meant_otherwise_is_said(tmp_path: Path) -> None:
    _, (count,), _ = imported(EXPORTS / "huckleberry.csv")
    assert [what.split()[0] for what in count.warnings] == ["the", "two"]
    _, (count,), _ = imported(EXPORTS / "babybuddy-pumping.csv")
    assert "Tag.csv" in next(iter(count.warnings))
    _, (count,), _ = imported(EXPORTS / "nara.csv")
    assert "sum of the sides" in next(iter(count.warnings))
    later = tmp_path / "Pumping.csv"
    later.write_text("start,end,amount\n2190-01-02 05:05,,60\n", "utf-8")
    _, (count,), _ = imported(later)
    assert "future" in next(iter(count.warnings))
    assert count.document({})["first_day"] == count.document({})["last_day"] == "2190-01-02"


# ---------------------------------------------------------------------------------- Nara


def test_nara() -> None:
    entries, (count,), _ = imported(EXPORTS / "nara.csv", answers=Answers(person_id="me"))
    assert (count.rows, count.imported) == (4, 4)
    pump, nursed, human, formula, weight = sorted(entries, key=lambda entry: entry.at)
    assert pump.start_utc == utc(2026, 8, 1, 9, 5)
    assert (pump.left_mL, pump.right_mL, pump.total_mL, pump.raw_total) == (70, 60, 130, "135")
    assert (pump.zone, pump.child_id) == ("America/New_York", None)
    assert pump.duration == timedelta(minutes=20)
    assert (nursed.side, nursed.left_seconds, nursed.right_seconds) == ("both", 600, 540)
    assert {(one.milk, one.amount_mL) for one in (human, formula)} == {
        ("human", 40),
        ("formula", 50),
    }
    assert weight.weight_g == pytest.approx(4448, abs=1)


# -------------------------------------------------------------------------- Baby Tracker


def test_baby_tracker_pumping() -> None:
    entries, (count,), _ = imported(EXPORTS / "baby-tracker-pump.csv")
    first, second, third = entries
    assert first.start_utc == utc(2025, 7, 1, 19, 55)
    assert (first.total_mL, first.side, first.duration) == (None, "both", timedelta(minutes=43))
    assert second.left_mL == pytest.approx(1.5 * OZ)
    assert (second.raw_left, second.raw_right, second.raw_unit) == ("1.5", "2", "oz")
    assert second.note == "a note that\nran over, its line"
    assert count.ran_over == 1
    assert third.start_utc.day == 13
    british = replace(NEW_YORK, unit="uk_oz")
    entries, _, _ = imported(EXPORTS / "baby-tracker-pump.csv", answers=british)
    assert entries[1].left_mL == pytest.approx(1.5 * 28.4130625)


def test_baby_tracker_other_files() -> None:
    (first, second), _, _ = imported(EXPORTS / "baby-tracker-nursing.csv")
    assert (first.side, second.side, second.left_seconds) == ("right", "both", 36 * 60)
    assert only("baby-tracker-expressed").amount_mL == pytest.approx(0.6 * OZ)
    nappy = only("baby-tracker-diaper")
    assert (nappy.wet, nappy.solid) == (True, True)
    (night, nap), _, _ = imported(EXPORTS / "baby-tracker-sleep.csv")
    assert night.end_utc - night.time_utc == timedelta(minutes=660)
    assert nap.local_day == date(2026, 1, 13)


# ------------------------------------------------------------------------ the others


def test_feed_baby_asks_whose_ounces() -> None:
    file = EXPORTS / "feed-baby-pumpings.csv"
    entries, (count,), (reject,) = imported(file)
    assert [one.right_mL for one in entries] == [60]
    assert "British" in reject.why
    assert reject.reason.settled_by == "unit"
    entries, (count,), _ = imported(file, answers=replace(NEW_YORK, unit="oz"))
    assert count.imported == 2
    assert entries[0].left_mL == pytest.approx(2.5 * OZ)
    assert entries[0].start_utc == utc(2026, 8, 1, 9, 9)
    assert only("feed-baby-feeds").milk == "formula"


def test_mamaflow_writes_the_day_first() -> None:
    session = only("mamaflow", replace(NEW_YORK, dates=None))
    assert session.start_utc == utc(2026, 8, 2, 10, 5)
    assert (session.left_mL, session.right_mL, session.source_row_id) == (55, 60, "log/4")


def test_sprout_track() -> None:
    entries, (count,), _ = imported(EXPORTS / "sprout-track-log.csv")
    (session,) = entries
    assert (count.rows, count.rejected) == (2, 1)
    assert session.start_utc == utc(2026, 8, 2, 3, 50)
    assert session.duration == timedelta(minutes=20)  # over midnight
    assert (session.left_mL, session.right_mL, session.fate) == (60, 40, "stored")
    pump = only("sprout-track-pump")
    assert (pump.raw_left, pump.raw_unit, pump.fate) == ("2", "oz", "fed")
    assert pump.start_utc == utc(2026, 8, 1, 9, 5)


def test_sprout_track_in_another_language_is_named() -> None:
    entries, _, _ = imported(
        EXPORTS / "sprout-track-spanish.csv", form=format_named("sprout-track-log")
    )
    assert (entries[0].total_mL, entries[0].split_known) == (100, False)


def test_nested() -> None:
    entries, (count,), _ = imported(EXPORTS / "nested.csv", answers=Answers(person_id="me"))
    nappy, sleep, pump, nursed, bottle = entries
    assert count.imported == count.rows == 5
    assert (pump.left_mL, pump.right_mL, pump.split_known) == (7.4, None, True)
    assert pump.start_utc == utc(2026, 9, 27, 16, 1)
    assert (nursed.left_seconds, nursed.side, bottle.amount_mL) == (1500, "both", 20)
    assert (nappy.wet, nappy.solid, sleep.zone) == (True, True, "America/New_York")


# ------------------------------------------------------------------ home spreadsheets


def test_home_sheet_with_two_units() -> None:
    (both, left, zero), _, _ = imported(
        EXPORTS / "home-sheet.csv", answers=replace(NEW_YORK, unit=None)
    )
    assert (both.left_mL, both.right_mL, both.raw_unit) == (60, 40, "mL")
    assert (left.left_mL, left.right_mL) == (pytest.approx(2 * OZ), None)
    assert (zero.total_mL, zero.split_known) == (0, False)


def test_home_sheet_with_feed_and_pump_in_one_row() -> None:
    entries, (count,), _ = imported(
        EXPORTS / "izq-der-sheet.csv", answers=replace(NEW_YORK, unit="oz")
    )
    assert (count.rows, count.imported, len(entries)) == (2, 2, 3)
    sessions = [one for one in entries if isinstance(one, Session)]
    assert sessions[0].right_mL == pytest.approx(2 * OZ)
    assert (sessions[1].total_mL, sessions[1].below_measurable) == (0, True)


def test_daily_totals_of_days_of_any_length() -> None:
    entries, (count,), _ = imported(EXPORTS / "daily-pivot.csv")
    assert [one.total_mL for one in entries] == [420, 0]
    assert [one.duration for one in entries] == [timedelta(hours=25), timedelta(hours=24)]
    assert (count.rows, count.rejected) == (3, 1)


# ------------------------------------------------------------------ clocks and dates

HEADER = "start,end,amount\n"


@pytest.fixture
def pumped(tmp_path: Path):
    """Import lines of a file of pumping."""

    def run(*lines: str, **told):
        file = tmp_path / "Pumping.csv"
        file.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
        return imported(file, answers=replace(NEW_YORK, **told))

    return run


def test_an_hour_that_comes_twice_is_asked_for(pumped) -> None:
    line = "2026-11-01 01:30,2026-11-01 01:50,60"
    _, _, (reject,) = pumped(line)
    assert reject.reason.settled_by == "repeated_hour"
    for repeated, hour in (("first", 5), ("second", 6)):
        (session,), _, _ = pumped(line, repeated_hour=repeated)
        assert session.start_utc == utc(2026, 11, 1, hour, 30)


def test_an_end_in_the_hour_that_comes_twice_follows_its_start(pumped) -> None:
    (session,), _, _ = pumped("2026-11-01 00:50,2026-11-01 01:10,60")
    assert session.duration == timedelta(minutes=20)
    (session,), _, _ = pumped("2026-11-01 01:50,2026-11-01 01:10,60", repeated_hour="first")
    assert session.duration == timedelta(minutes=20)


def test_an_hour_that_never_comes_is_rejected(pumped) -> None:
    _, _, (reject,) = pumped("2026-03-08 02:30,2026-03-08 03:10,60")
    assert "set forward" in reject.why


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("08/01/2026 05:05,,60", "day first or month first"),
        ("2026-13-01 05:05,,60", "calendar"),
        ("yesterday,,60", "not a date and time"),
        ("2026-08-01 05:05,2026-08-01 04:05,60", "ends after it starts"),
        ("2026-08-01 05:05,,", "amount is missing"),
        ("2026-08-01 05:05,,-5", "negative"),
        ("2026-08-01 05:05,,lots", "'drops'"),
        ('2026-08-01 05:05,,"62,5"', "a comma may mark"),
        ("2026-08-01 05:05,,99999", "20 L"),
        ("2026-08-01 05:05", "fewer cells"),
        ("2026-08-01 05:05,,60,7", "more cells"),
    ],
)
def test_why_a_row_is_rejected(pumped, line: str, said: str) -> None:
    entries, _, (reject,) = pumped(line, dates=None)
    assert entries == []
    assert said in reject.why
    assert reject.line == 2


def test_a_decimal_comma_that_was_told(pumped) -> None:
    (session,), _, _ = pumped('2026-08-01 05:05,,"62,5"', decimal="comma")
    assert (session.total_mL, session.raw_total) == (62.5, "62.5")


def test_drops(pumped) -> None:
    (session,), _, _ = pumped("2026-08-01 05:05,,drops")
    assert (session.total_mL, session.below_measurable) == (0, True)


# ----------------------------------------------------------------------------- files


def test_a_zip_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "family.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(EXPORTS / "sprout-track-pump.csv", "pump-logs.csv")
        archive.writestr("other.csv", "a,b\n1,2\n")
    entries, counts, _ = imported(path)
    assert [count.table for count in counts] == ["family.zip/pump-logs.csv"]
    assert len(entries) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"who,what\n1,2\n", "no table that lactea knows"),
        ("a.csv", b"", r"a\.csv: it is empty"),
        ("a.csv", b" \n\n", r"a\.csv: it is empty"),
        ("a.csv", b"\x7fELF\x02\x01\x00\n\x00\x00\n", r"a\.csv: it holds no text"),
        ("a.csv", b'\x00"a"b\x00\n', r"a\.csv: it holds no text"),
        ("a.xlsx", b"PK", "damaged, or is locked"),
        ("a.ods", b"PK", "save the sheet as .xlsx or CSV"),
        ("a.zip", b"PK\x03\x04 not a zip", "it holds no text"),
    ],
)
def test_a_file_that_is_no_table(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TrackerFileError, match=said):
        imported(tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "Pumping.csv"
    path.write_bytes("start,end,amount,notes\n2026-08-01 05:05,,60,für später\n".encode(encoding))
    told = replace(NEW_YORK, encoding="cp1252" if encoding == "cp1252" else None)
    (session,), _, _ = imported(path, answers=told)
    assert session.note == "für später"
    if encoding == "cp1252":
        _, _, (reject,) = imported(path)
        assert reject.reason.settled_by == "encoding"
