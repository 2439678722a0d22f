"""Files as nobody should write them: no crash, and nothing lost without being told."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.record.importing import NEW_YORK, imported

from lactea.record.importers.formats import formats
from lactea.record.importers.problems import TrackerFileError

EXPORTS = sorted((Path(__file__).parent / "exports").glob("*.csv"))
SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER = b"id,start,end,amount,notes\n"
PIECES = st.one_of(
    st.binary(max_size=30),
    st.sampled_from(
        [
            b'"',
            b'""',
            b",",
            b";",
            b"\n",
            b"\r\n",
            b"\r",
            b"\x00",
            b'"a\nb"',
            b"\xff",
            b"\xef\xbb\xbf",
        ]
    ),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
LINES = st.lists(PIECES, max_size=6).map(b"".join)
MARK = re.compile(r"mark-[0-9]+-")


def marked(number: int) -> bytes:
    return b"%d,2026-08-01 05:05,,60,mark-%d-\n" % (number, number)


@SHARED_FOLDER
@given(st.lists(LINES, max_size=8))
@example([b'"'])
@example([b'9,2026-08-01 05:05,,60,"open', b'closed"'])
@example([b'9,2026-08-01 05:05,,60,"open', b'9,2026-08-01 05:05,,60,"'])
@example([b'"' * 3, b"\xff\xff", b'x"'])
def test_every_row_is_imported_or_told(tmp_path: Path, garbage: list[bytes]) -> None:
    """Marks stand in good rows between bad lines: each comes out, in a note or in a rejected row."""
    file = tmp_path / "Pumping.csv"
    good = [marked(number) for number in range(len(garbage) + 1)]
    between = [line.removesuffix(b"\n") + b"\n" for line in garbage]
    content = b"".join(row + line for row, line in zip(good, [*between, b""], strict=True))
    file.write_bytes(HEADER + content)
    entries, _, rejects = imported(file)
    told = "".join([*(entry.note or "" for entry in entries), *(one.text for one in rejects)])
    assert sorted(MARK.findall(told)) == sorted(f"mark-{number}-" for number in range(len(good)))


@SHARED_FOLDER
@given(st.data())
def test_a_damaged_export_is_read_or_refused(tmp_path: Path, data) -> None:
    content = bytearray(data.draw(st.sampled_from(EXPORTS)).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(PIECES)
    file = tmp_path / "export.csv"
    file.write_bytes(bytes(content))
    try:
        _, _, rejects = imported(file)
    except TrackerFileError:
        return
    assert all(one.why and one.line >= 1 for one in rejects)


@SHARED_FOLDER
@given(st.sampled_from(formats()), st.lists(st.lists(st.text(max_size=12), min_size=4), max_size=4))
def test_any_cells_under_any_header(tmp_path: Path, form, rows) -> None:
    import csv

    file = tmp_path / "table.csv"
    with file.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(form.needs)
        table.writerows([(row * len(form.needs))[: len(form.needs)] for row in rows])
    imported(file, form=form)


# ---------------------------------------------------------- what was written is what is read

WRITTEN = {"day-first": "%d/%m/%Y", "month-first": "%m/%d/%y", "year-first": "%Y-%m-%d"}
CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M\u202f%p")
NEW_YORK_CLOCK = ZoneInfo("America/New_York")


@SHARED_FOLDER
@given(
    st.datetimes(datetime(2001, 1, 1), datetime(2060, 1, 1)).map(lambda one: one.replace(second=0)),
    st.sampled_from(sorted(WRITTEN)),
    st.sampled_from(CLOCKS),
    st.decimals(0, 300, places=1),
    st.sampled_from([("point", ","), ("comma", ";"), ("comma", ",")]),
)
def test_dates_and_numbers_as_people_write_them(
    tmp_path: Path, local, order, clock, amount, decimal
) -> None:
    sign, separator = decimal
    number = str(amount).replace(".", "," if sign == "comma" else ".")
    start = local.strftime(f"{WRITTEN[order]} {clock}")
    file = tmp_path / "Pumping.csv"
    cells = (start, "", f'"{number}"')
    file.write_text(
        separator.join(("start", "end", "amount")) + "\n" + separator.join(cells) + "\n",
        "utf-8-sig",
    )
    told = replace(NEW_YORK, dates=order, decimal=sign, repeated_hour="first")
    entries, _, rejects = imported(file, answers=told)
    if rejects:
        assert "set forward" in rejects[0].why
        return
    (session,) = entries
    assert session.start_utc.astimezone(NEW_YORK_CLOCK).replace(tzinfo=None) == local.replace(
        microsecond=0
    )
    assert session.total_mL == float(amount)


@SHARED_FOLDER
@given(st.sampled_from([None, "mL", "oz"]), st.lists(st.integers(0, 900), min_size=1, max_size=20))
def test_no_unit_is_guessed_from_the_size_of_numbers(tmp_path: Path, unit, amounts) -> None:
    file = tmp_path / "Pumping.csv"
    rows = [f"{number},2026-08-01 05:05,,{amount}" for number, amount in enumerate(amounts)]
    file.write_text("id,start,end,amount\n" + "\n".join(rows) + "\n", "utf-8")
    entries, (count,), _ = imported(file, answers=replace(NEW_YORK, unit=unit))
    assert {entry.raw_unit for entry in entries} == ({unit} if unit else set()) - {
        None
    } or not entries
    assert unit is not None or count.rejected == len(amounts)


SECRET = "only my midwife knows"


@pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)
def test_no_reason_repeats_what_a_row_holds(tmp_path: Path, form) -> None:
    file = tmp_path / "table.csv"
    header = [*form.needs, "note", "notes"]
    lines = [",".join(header)]
    for column in range(len(header)):
        good = {"type": "Pump", "start": "2026-08-01 05:05", "time": "2026-08-01 05:05"}
        cells = [good.get(name, "1") for name in header]
        cells[column] = SECRET
        lines += [",".join(cells), ",".join([SECRET] * len(header))]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    _, (count,), rejects = imported(file, form=form)
    assert rejects
    assert SECRET not in str([(one.field, one.why) for one in rejects]) + str(count.reasons)


@pytest.mark.proof
def test_a_few_hundred_thousand_rows(tmp_path: Path) -> None:
    file = tmp_path / "Pumping.csv"
    rows = 300_000
    with file.open("wb") as stream:
        stream.write(HEADER)
        for number in range(rows):
            stream.write(b'"\n' if number % 1000 == 999 else marked(number))
    entries, (count,), rejects = imported(file)
    assert (count.rows, len(entries), len(rejects)) == (rows, rows - rows // 1000, rows // 1000)
