"""A folder of evidence: tables, the mapping beside each, and the split of studies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lactea.evidence.mapping import Entry, read_map
from lactea.evidence.problems import TableError
from lactea.evidence.split import Split, read_split
from lactea.evidence.table import Row, Table, read_table

BUILTIN = Path(__file__).parent / "tables"
SPREADS = Path(__file__).parent / "spreads"
"""Spreads that rows of the builtin tables print beside their means; reported, not scored with them."""
MAP = ".map.csv"
SPLIT = "split.csv"


@dataclass(frozen=True, slots=True)
class Folder:
    """Tables by name, and all their rows and mapping entries by id."""

    path: Path
    tables: dict[str, Table]
    rows: dict[str, Row]
    entries: dict[str, Entry]
    split: Split


@cache
def builtin_folder() -> Folder:
    """The tables that come with lactea."""
    return read_folder(BUILTIN, BUILTIN.parent / SPLIT)


def read_folder(path: Path, split: Path | None = None) -> Folder:
    """Read every table of a folder that has a mapping beside it.

    Parameters
    ----------
    path : Path
        Holds ``T.csv`` with ``T.map.csv``, for any T.
    split : Path, optional
        File of the split; ``split.csv`` in the folder without it.

    Raises
    ------
    TableError
        There is no such pair, or a file has a fault.
    """
    if not path.is_dir():
        raise TableError(f"{path}: not a folder; give the folder that holds T.csv and T.map.csv.")
    tables: dict[str, Table] = {}
    rows: dict[str, Row] = {}
    entries: dict[str, Entry] = {}
    for mapping in sorted(path.glob(f"*{MAP}")):
        table = read_table(mapping.with_name(mapping.name.removesuffix(MAP) + ".csv"))
        twice = sorted(set(table.rows) & set(rows))
        if twice:
            raise TableError(f"{mapping.name}: the id {twice[0]!r} also stands in another table.")
        tables[table.name] = table
        rows |= table.rows
        mapped = read_map(mapping, table.rows)
        entries |= {row: mapped.get(row, _unmapped(row)) for row in table.rows}
    if not tables:
        raise TableError(f"{path}: no table with a mapping; a pair is named T.csv and T{MAP}.")
    return Folder(path, tables, rows, entries, read_split(split or path / SPLIT))


def _unmapped(row: str) -> Entry:
    """A row of which the mapping file says nothing."""
    return Entry(
        id=row,
        role="unmapped",
        reason="no line in the mapping",
        subsystem="other",
        observable="",
        statistic="",
        kind="",
        side="",
        cluster="",
        scenario="",
        at="",
        arm=None,
        minus_arm=None,
    )
