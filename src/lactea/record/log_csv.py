"""A record as one CSV table: a row for each entry, a column for each field that any entry has.

The first column is named ``lactea.log/1`` and says of what kind a row is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ValidationError

from lactea.reading.problems import dotted
from lactea.record.columns import Column, columns_of
from lactea.record.entries import Entry
from lactea.record.log_json import SCHEMA
from lactea.record.problems import RecordError, complaint
from lactea.record.record import PARTS, Child, Person, Record, record_of

KINDS: dict[str, type[BaseModel]] = {"person": Person, "child": Child, **PARTS}
COLUMNS: tuple[str, ...] = tuple(
    dict.fromkeys(field for kind in KINDS.values() for field in kind.model_fields)
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")
"""A cell that begins so would be computed by a spreadsheet; an apostrophe before it prevents that."""


def as_csv(record: Record) -> str:
    """A record as the text of a CSV file, lines ending as RFC 4180 has it."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow((SCHEMA, *COLUMNS))
    for kind, part in _rows(record):
        cells = part.model_dump(mode="json", exclude_none=True)
        table.writerow((kind, *(_cell(cells.get(column)) for column in COLUMNS)))
    return written.getvalue()


def read_csv(text: str, source: str) -> Record:
    """The record in a CSV text.

    Raises
    ------
    RecordError
        The text is no record; told by line and column, without its contents.
    """
    person: Person | None = None
    children: list[Child] = []
    entries: list[Entry] = []
    for line, part in _read_rows(text, source):
        match part:
            case Person() if person is not None:
                raise RecordError("a record has one row 'person'.", source=source, line=line)
            case Person():
                person = part
            case Child():
                children.append(part)
            case Entry():
                entries.append(part)
    if person is None:
        raise RecordError("the row 'person' is missing.", source=source)
    try:
        return record_of(person, entries, children)
    except ValidationError as error:
        path, what = complaint(error)
        raise RecordError(what, source=source, field=dotted(path)) from None


def _rows(record: Record) -> Iterator[tuple[str, BaseModel]]:
    yield "person", record.person
    for child in record.children:
        yield "child", child
    for part in PARTS:
        for entry in getattr(record, part):
            yield part, entry


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str() if value.startswith(FORMULA_SIGNS):
            return f"'{value}"
        case _:
            return str(value)


def _read_rows(text: str, source: str) -> Iterator[tuple[int, BaseModel]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(header, source)
        for cells in reader:
            if cells:
                yield reader.line_num, _read_row(header, cells, source, reader.line_num)
    except csv.Error:
        raise RecordError(
            "this is not whole CSV; close every quotation mark.",
            source=source,
            line=reader.line_num,
        ) from None


def _check_header(header: Iterable[str], source: str) -> None:
    first, *columns = [*header] or [""]
    if first.removeprefix("\ufeff") != SCHEMA:
        raise RecordError(f"the first column is named '{SCHEMA}'.", source=source, line=1)
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown or len(set(columns)) < len(columns):
        raise RecordError(
            f"each column stands once and is one of: {', '.join(COLUMNS)}.", source=source, line=1
        )


def _read_row(header: list[str], cells: list[str], source: str, line: int) -> BaseModel:
    kind = KINDS.get(cells[0])
    if kind is None:
        raise RecordError(
            f"the first cell is one of: {', '.join(KINDS)}.", source=source, line=line, field=SCHEMA
        )
    if len(cells) != len(header):
        raise RecordError(
            f"the line has {len(cells)} cells, and there are {len(header)} columns.",
            source=source,
            line=line,
        )
    known = columns_of(kind)
    given = {
        column: _value(cell, known.get(column))
        for column, cell in zip(header[1:], cells[1:], strict=True)
        if cell
    }
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        path, what = complaint(error)
        raise RecordError(what, source=source, line=line, field=dotted(path)) from None


def _value(cell: str, column: Column | None) -> object:
    """What a cell says; numbers and switches are written as JSON has them."""
    if column is None or column.holds not in ("number", "whole", "switch"):
        return cell.removeprefix("'")
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
