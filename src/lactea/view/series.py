"""The numbers behind a picture: what is drawn is what is saved and what the table shows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

import numpy as np

from lactea.results.recording import Floats

COLUMNS = ("panel", "series", "x", "x_unit", "y", "y_unit", "low", "high", "note")


@dataclass(frozen=True, slots=True)
class Series:
    """One curve or one set of points of a panel; arrays of shape (points,).

    `low` and `high` bound each value where there is a spread; `notes` says one thing per point.
    """

    panel: str
    name: str
    x: Floats
    x_unit: str
    y: Floats
    y_unit: str
    low: Floats | None = None
    high: Floats | None = None
    notes: tuple[str, ...] = ()


def find(series: Iterable[Series], panel: str, name: str) -> Series:
    """The series of that panel and name."""
    return next(entry for entry in series if (entry.panel, entry.name) == (panel, name))


def write_csv(series: Iterable[Series], stamp: str, stream: TextIO) -> None:
    """Write series as a long table under a comment line with the stamp."""
    stream.write(f"# {stamp}\n")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in series:
        low, high = _filled(entry.low, entry), _filled(entry.high, entry)
        notes = entry.notes or ("",) * len(entry.x)
        for x, y, bottom, top, note in zip(entry.x, entry.y, low, high, notes, strict=True):
            writer.writerow(
                [
                    entry.panel,
                    entry.name,
                    _cell(x),
                    entry.x_unit,
                    _cell(y),
                    entry.y_unit,
                    _cell(bottom),
                    _cell(top),
                    note,
                ]
            )


def _filled(bound: Floats | None, entry: Series) -> Floats:
    return np.full(len(entry.x), np.nan) if bound is None else bound


def _cell(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.6g}"
