"""Reading a CSV file with a header, so that every fault names file, line and column."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from pathlib import Path

from lactea.evidence.problems import TableError, nearest

LARGEST = 20_000_000
"""Bytes; a table of evidence is text that a person reads."""


def read_records(path: Path, required: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The records of a CSV file, each with the number of the line on which it ends.

    Parameters
    ----------
    path : Path
        The file, UTF-8.
    required : sequence of str
        Columns that must be there; others are kept.

    Raises
    ------
    TableError
        The file is missing, too large, not UTF-8, empty, or lacks a column or a cell.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise TableError(f"{path.name}: larger than {LARGEST // 1_000_000} MB; not a table.")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise TableError(f"{path.name}: not UTF-8 text; save the table as CSV in UTF-8.") from None
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", strict=True)
    try:
        present = list(reader.fieldnames or ())
        _columns_present(path, present, required)
        return [(reader.line_num, _whole(path, reader.line_num, row)) for row in reader]
    except csv.Error as error:
        raise TableError(f"{path.name}, line {reader.line_num}: broken CSV ({error}).") from None


def _columns_present(path: Path, present: Sequence[str], required: Sequence[str]) -> None:
    if not present:
        raise TableError(f"{path.name}: empty; the first line must name the columns.")
    for column in required:
        if column not in present:
            raise TableError(
                f"{path.name}, line 1: column {column!r} is missing. {nearest(column, present)}"
            )


def _whole(path: Path, line: int, row: dict[str, str | list[str] | None]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column, cell in row.items():
        if not isinstance(cell, str):
            what = "fewer" if cell is None else "more"
            raise TableError(
                f"{path.name}, line {line}: {what} cells than columns; quote a cell that holds a comma."
            )
        cells[column] = cell.strip()
    return cells


def number(path: Path, line: int, column: str, cell: str) -> float | None:
    """The finite number in a cell; None where the cell is empty.

    Raises
    ------
    TableError
        The cell holds something else.
    """
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise TableError(
            f"{path.name}, line {line}: {cell!r} in column {column!r} is not a number; write a "
            "number alone, such as 119 or 0.7, and its unit in the column 'unit'."
        )
    return value
