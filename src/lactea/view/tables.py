"""The table that stands beside every picture of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lactea.view.series import Series

MOST_ROWS = 16


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Rows of text; the last column holds words where `notes` is true."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: bool


def tables_of(series: Iterable[Series]) -> list[NumberTable]:
    """Curves on common points side by side, thinned; points one by one with their study."""
    shared: dict[tuple[str, bytes], list[Series]] = {}
    tables: list[NumberTable] = []
    for entry in series:
        if not len(entry.x):
            continue
        if entry.notes:
            tables.append(_table_of_points(entry))
        else:
            shared.setdefault((entry.panel, entry.x.tobytes()), []).append(entry)
    return [*(_table_of_curves(group) for group in shared.values()), *tables]


def _table_of_curves(group: Sequence[Series]) -> NumberTable:
    first = group[0]
    count = len(first.x)
    chosen = np.unique(np.linspace(0, count - 1, min(count, MOST_ROWS)).round().astype(int))
    columns = [f"{first.x_unit}"]
    values = [first.x]
    for entry in group:
        columns.append(f"{entry.name}, {entry.y_unit}")
        values.append(entry.y)
        for bound, word in ((entry.low, "lowest"), (entry.high, "highest")):
            if bound is not None:
                columns.append(f"{word}, {entry.y_unit}")
                values.append(bound)
    rows = tuple(tuple(_cell(column[index]) for column in values) for index in chosen)
    shown = f", {len(chosen)} of {count} points" if len(chosen) < count else ""
    return NumberTable(f"{first.panel}{shown}", tuple(columns), rows, notes=False)


def _table_of_points(entry: Series) -> NumberTable:
    none = np.full(len(entry.x), np.nan)
    low = none if entry.low is None else entry.low
    high = none if entry.high is None else entry.high
    rows = tuple(
        (_cell(x), _cell(y), _cell(bottom), _cell(top), note)
        for x, y, bottom, top, note in zip(entry.x, entry.y, low, high, entry.notes, strict=True)
    )
    unit = entry.y_unit
    columns = (entry.x_unit, f"value, {unit}", f"from, {unit}", f"to, {unit}", "source")
    return NumberTable(f"{entry.panel}: {entry.name}", columns, rows, notes=True)


def _cell(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
