"""A table of published results: one row for each number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from lactea.evidence.csv_file import number, read_records
from lactea.evidence.problems import TableError, nearest

COLUMNS = (
    "id",
    "quantity",
    "population",
    "condition",
    "time",
    "value",
    "unit",
    "spread_kind",
    "spread_low",
    "spread_high",
    "n",
    "study",
    "identifier",
    "source_url",
    "verified",
    "grade",
    "note",
)
SPREADS = ("SD", "SE", "CI95", "range", "IQR", "none")


@dataclass(frozen=True, slots=True)
class Row:
    """A published number with its spread, size, study and grade; cells as printed."""

    id: str
    table: str
    quantity: str
    population: str
    condition: str
    time: str
    value: float | None
    unit: str
    spread_kind: str
    spread_low: float | None
    spread_high: float | None
    n: int | None
    study: str
    identifier: str
    source_url: str
    verified: str
    grade: str
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one file, in its order, with the hash of the file."""

    name: str
    sha256: str
    rows: dict[str, Row]


def read_table(path: Path) -> Table:
    """Read a table of evidence.

    Parameters
    ----------
    path : Path
        A CSV file with the columns `COLUMNS`; further columns are ignored.

    Raises
    ------
    TableError
        With file, line and column of the first fault.
    """
    rows: dict[str, Row] = {}
    for line, cells in read_records(path, COLUMNS):
        row = _row(path, line, cells)
        if row.id in rows:
            raise TableError(f"{path.name}, line {line}: the id {row.id!r} is used twice.")
        rows[row.id] = row
    return Table(path.stem, hashlib.sha256(path.read_bytes()).hexdigest(), rows)


def _row(path: Path, line: int, cells: dict[str, str]) -> Row:
    if not cells["id"]:
        raise TableError(f"{path.name}, line {line}: the id is empty.")
    kind = cells["spread_kind"] or "none"
    if kind not in SPREADS:
        raise TableError(
            f"{path.name}, line {line}: {kind!r} is no kind of spread. {nearest(kind, SPREADS)}"
        )
    low, high, value, size = (
        number(path, line, column, cells[column])
        for column in ("spread_low", "spread_high", "value", "n")
    )
    if size is not None and (size < 1 or size != int(size)):
        raise TableError(f"{path.name}, line {line}: n is {cells['n']!r}; write a whole number.")
    words = {c: cells[c] for c in COLUMNS if c not in _PARSED}
    return Row(
        **words,
        table=path.stem,
        value=value,
        spread_kind=kind,
        spread_low=low,
        spread_high=high,
        n=None if size is None else int(size),
    )


_PARSED = ("value", "spread_kind", "spread_low", "spread_high", "n")
