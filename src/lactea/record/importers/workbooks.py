"""Excel workbooks: every sheet as the table that it would be if it were saved as CSV."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from lactea.record.importers.problems import TrackerFileError
from lactea.record.importers.table import Table, table_of_rows

MARK = "xl/workbook.xml"
"""What a zip holds that is a workbook."""


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is an Excel file."""
    return MARK in archive.namelist()


def tables_of_workbook(binary: IO[bytes], name: str, closing: ExitStack) -> Iterator[Table]:
    """The sheets of a workbook, read while they are gone through.

    Cells hold what was computed when the file was last saved. Dates and times are those that the sheet shows as such; a
    date that is shown as a plain number is a number.

    Raises
    ------
    TrackerFileError
        The file is damaged.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(binary, read_only=True, data_only=True, keep_links=False)
    except Exception:  # a damaged part may raise nearly anything
        raise TrackerFileError(f"{name}: the workbook is damaged.") from None
    closing.callback(book.close)
    for sheet in book.worksheets:
        # What a sheet says of its own size is often wrong.
        sheet.reset_dimensions()
        yield table_of_rows(f"{name}/{sheet.title}", _rows(sheet, name))


def _rows(sheet: Any, name: str) -> Iterator[list[str]]:
    try:
        for row in sheet.iter_rows():
            yield [_text(cell) for cell in row]
    except Exception:  # as above
        raise TrackerFileError(f"{name}: the workbook is damaged.") from None


def _text(cell: Any) -> str:
    """What a cell shows, in the way that is understood everywhere."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return _moment(value, cell.number_format)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def _moment(value: datetime, shown_as: str) -> str:
    """A date, with its time of day where the sheet shows one; days are stored as fractions, so seconds are rounded."""
    from openpyxl.styles.numbers import is_datetime

    rounded = (value + timedelta(seconds=0.5)).replace(microsecond=0)
    if is_datetime(shown_as) == "date":
        return rounded.date().isoformat()
    return rounded.isoformat(sep=" ")
