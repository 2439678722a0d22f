"""A ledger file, YAML or CSV, into rows in the order of time.

The order of the rows in the file changes nothing, and no error is raised without naming the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path as FilePath
from typing import Any, Literal, NoReturn

from pydantic import Field, ValidationError

from lactea.reading.problems import InputError, Path, dotted, first_problem, quote, suggestion
from lactea.reading.record import Record
from lactea.reading.yaml_reader import MEGABYTE, file_text, parse
from lactea.stash.moments import parse_moment, parse_zone
from lactea.stash.rows import COLUMNS, DEEDS, Row, tidy

LARGEST = 20 * MEGABYTE
NEEDED_COLUMNS = ("time", "do")
EXAMPLE = "schema: lactea.ledger/1"


class LedgerError(InputError):
    """A ledger is missing or wrong; the text says where, and what is right."""


class LedgerFile(Record):
    """What a ledger in YAML holds."""

    schema_: Literal["lactea.ledger/1"] = Field(alias="schema")
    zone: str | None = None
    rows: tuple[Row, ...]


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a ledger in YAML, for editors; derived from the model."""
    derived = LedgerFile.model_json_schema(by_alias=True, mode="validation")
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "$id": "urn:lactea.ledger:1", **derived}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and where it stands: `at` is its second, `line` its line in the file."""

    at: int
    row: Row
    line: int | None
    field: str
    source: str

    def refuse(self, what: str, entry: str = "") -> NoReturn:
        """Raise the error that says what is wrong with this row."""
        field = ".".join(part for part in (self.field, entry) if part)
        raise LedgerError(what, source=self.source, line=self.line, field=field)

    @property
    def order(self) -> tuple[object, ...]:
        """Time first; rows of one time in the order of deeds, alike rows in any order."""
        row = self.row
        amount = (row.amount.ml, row.amount.drops) if row.amount else (0, False)
        words = (row.side or "", row.kind or "", row.place or "", row.into or "")
        return (self.at, DEEDS.index(row.do), row.milk, words, amount)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of a ledger in the order of time.

    `zone` is the zone of the whole ledger, in which days are counted; Greenwich where every row
    brings its own offset and none is named.
    """

    entries: tuple[Entry, ...]
    zone: tzinfo
    source: str


def read_ledger(path: str | FilePath, zone: str | None = None) -> Ledger:
    """Read a ledger.

    Parameters
    ----------
    path
        A ``.yaml``, ``.yml`` or ``.csv`` file.
    zone
        Time zone where the file names none.

    Raises
    ------
    LedgerError
        The file cannot be found or understood.
    """
    source = str(path)
    try:
        ending = FilePath(source).suffix.lower()
        if ending not in (".yaml", ".yml", ".csv"):
            raise InputError("a ledger is a .yaml or .csv file.", source=source)
        text = file_text(source, limit=LARGEST)
        if not text.strip():
            raise InputError("the ledger is empty.", source=source)
        read = _from_csv if ending == ".csv" else _from_yaml
        return read(text, source, zone)
    except InputError as error:
        raise LedgerError(
            error.what, source=error.source or source, line=error.line, field=error.field
        ) from None


def _from_yaml(text: str, source: str, zone: str | None) -> Ledger:
    if len(text) > MEGABYTE:
        raise InputError("a ledger in YAML may have 1 MB; keep a longer one as CSV.", source=source)
    document = parse(text, source)
    if not isinstance(document.data, dict):
        raise document.problem((), f"a ledger is a mapping of entries, beginning with '{EXAMPLE}'.")
    try:
        file = LedgerFile.model_validate(document.data)
    except ValidationError as error:
        raise document.problem(*first_problem(error, document.data)) from None
    named = file.zone or zone
    try:
        whole = parse_zone(named) if named else None
    except ValueError as error:
        raise document.problem(("zone",) if file.zone else (), str(error)) from None
    entries = []
    for number, row in enumerate(file.rows):
        path: Path = ("rows", number)
        line = document.lines.get(path)
        entries.append(_entry(row, whole, line, dotted(path), source))
    return _ordered(entries, whole, source)


def _from_csv(text: str, source: str, zone: str | None) -> Ledger:
    try:
        whole = parse_zone(zone) if zone else None
    except ValueError as error:
        raise InputError(str(error), source="--zone") from None
    entries = []
    for line, cells in csv_rows(text, source):
        data = tidy(cells)
        try:
            row = Row.model_validate(data)
        except ValidationError as error:
            path, what = first_problem(error, data)
            raise InputError(what, source=source, line=line, field=dotted(path)) from None
        entries.append(_entry(row, whole, line, "", source))
    return _ordered(entries, whole, source)


def csv_rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line under the header with its number; blank lines are passed over."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [cell.strip() for cell in next(reader)]
        _check_header(header, source, reader.line_num)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                few = "fewer" if len(cells) < len(header) else "more"
                raise InputError(
                    f"this line has {few} cells than columns ({len(cells)} of {len(header)}); put "
                    'a cell that holds a comma in quotation marks, such as "60.5 mL, left".',
                    source=source,
                    line=reader.line_num,
                )
            yield reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))
    except csv.Error as error:
        raise InputError(
            f"this is not whole CSV ({error}); close every quotation mark.",
            source=source,
            line=reader.line_num,
        ) from None


def _check_header(header: list[str], source: str, line: int) -> None:
    for column in header:
        if column not in COLUMNS:
            raise InputError(
                f"{quote(column)} is not a column of a ledger. {suggestion(column, COLUMNS)}",
                source=source,
                line=line,
            )
        if header.count(column) > 1:
            raise InputError(f"the column '{column}' stands twice.", source=source, line=line)
    for column in NEEDED_COLUMNS:
        if column not in header:
            raise InputError(
                f"the column '{column}' is missing; a ledger begins with a line such as "
                "'time,do,milk,amount,place'.",
                source=source,
                line=line,
            )


def _entry(row: Row, whole: tzinfo | None, line: int | None, field: str, source: str) -> Entry:
    entry = Entry(0, row, line, field, source)
    try:
        zone = parse_zone(row.zone) if row.zone else whole
    except ValueError as error:
        entry.refuse(str(error), "zone")
    try:
        return Entry(parse_moment(row.time, zone), row, line, field, source)
    except ValueError as error:
        entry.refuse(str(error), "time")


def _ordered(entries: list[Entry], zone: tzinfo | None, source: str) -> Ledger:
    if not entries:
        raise InputError("the ledger has no rows.", source=source)
    return Ledger(tuple(sorted(entries, key=lambda entry: entry.order)), zone or UTC, source)
