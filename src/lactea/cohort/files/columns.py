"""Columns of the people in a file: their kinds and units."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from lactea.cohort.rows import COLUMNS, READOUTS, Cell, Row

PERSON = "person"
WORDS = ("diabetes", "delivery", "infant_sex", "failure")
NUMBERS = tuple(name for name in COLUMNS if name not in (PERSON, *WORDS))
UNITS = {
    "age_years": "year",
    "parity": "1",
    "body_mass_index": "kg/m2",
    "smoking_per_day": "1/d",
    "infant_birth_weight_kg": "kg",
} | {readout.column: readout.unit for readout in READOUTS}
MEANING = {readout.column: f"{readout.observable}, {readout.at}" for readout in READOUTS}


def column(rows: Sequence[Row], name: str) -> list[Any]:
    """One column; numbers as floating point, nothing where a row has none."""
    cells = [row.get(name) for row in rows]
    if name not in NUMBERS:
        return cells
    return [None if cell is None else float(cell) for cell in cells]


def row_from(cells: Mapping[str, Any]) -> Row:
    """A row as it was before it was written: the person a whole number, nothing where nothing stood."""
    row: Row = {PERSON: int(cells[PERSON])}
    for name in COLUMNS[1:]:
        row[name] = _number(cells.get(name)) if name in NUMBERS else str(cells[name] or "") or None
    return row


def _number(cell: Any) -> Cell:
    if cell is None or cell == "":
        return None
    value = float(cell)
    return None if math.isnan(value) else value
