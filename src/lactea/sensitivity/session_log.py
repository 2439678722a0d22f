"""A log of sessions: when milk was removed, from which breasts, and how much came.

A CSV file with the columns ``start`` (from the origin, such as ``P3DT4H`` or ``76 h``), ``duration``,
``breasts`` (both, left or right) and ``volume`` (such as ``45 mL``; empty where it was not measured).
Further columns are ignored. A volume of 0 mL is a measurement.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lactea.reading.durations import format_duration, parse_duration
from lactea.reading.problems import InputError, quote, suggestion
from lactea.reading.units import parse_quantity
from lactea.reading.yaml_reader import file_text

BREASTS = ("both", "left", "right")
MOST_ROWS = 900
"""Each becomes a step of a protocol, which holds at most a thousand."""
LONGEST_SESSION = 6 * 3600
HIGHEST_ML = 3000.0
"""More than this is no session of a human breast, but a slip of the decimal point or the unit."""


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """One session; ticks from the origin, volume in mL or None where it was not measured."""

    start: int
    duration: int
    breasts: str
    volume: float | None

    @property
    def stop(self) -> int:
        """The tick at which it ends."""
        return self.start + self.duration


def read_log(path: str | Path) -> tuple[LoggedSession, ...]:
    """The sessions of a file, in the order of time.

    Raises
    ------
    InputError
        With the line of the first fault.
    """
    return parse_log(file_text(path), str(path))


def parse_log(text: str, source: str) -> tuple[LoggedSession, ...]:
    """The sessions of a text; see `read_log`."""
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        header = _header(next(reader, []), source)
        found = [
            _session(header, cells, source, reader.line_num)
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise InputError(f"this is no CSV: {error}.", source=source, line=reader.line_num) from None
    return _in_order(found, source)


def _header(cells: Sequence[str], source: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    for name in READERS:
        if header.count(name) != 1:
            raise InputError(
                f"the first line must name the columns {', '.join(READERS)}, each once; "
                f"'{name}' stands there {header.count(name)} times.",
                source=source,
                line=1,
            )
    return header


def _in_order(found: Sequence[LoggedSession], source: str) -> tuple[LoggedSession, ...]:
    if not found:
        raise InputError("the log holds no session.", source=source)
    if len(found) > MOST_ROWS:
        raise InputError(f"{len(found)} sessions; at most {MOST_ROWS} are read.", source=source)
    ordered = tuple(sorted(found, key=lambda session: session.start))
    for before, after in pairwise(ordered):
        if after.start < before.stop:
            raise InputError(
                f"the session at {format_duration(after.start)} begins before the one at "
                f"{format_duration(before.start)} is over.",
                source=source,
                field="start",
            )
    return ordered


def _session(header: Sequence[str], cells: Sequence[str], source: str, line: int) -> LoggedSession:
    if len(cells) != len(header):
        raise InputError(
            f"{len(cells)} cells where {len(header)} belong.", source=source, line=line
        )
    row, found = dict(zip(header, cells, strict=True)), {}
    for name, read in READERS.items():
        try:
            found[name] = read(row[name])
        except ValueError as error:
            raise InputError(str(error), source=source, line=line, field=name) from None
    return LoggedSession(**found)


def _start(cell: str) -> int:
    ticks = parse_duration(cell)
    if ticks < 0:
        raise ValueError(f"{quote(cell)} lies before the origin.")
    return ticks


def _duration(cell: str) -> int:
    ticks = parse_duration(cell)
    if not 0 < ticks <= LONGEST_SESSION:
        raise ValueError(f"{quote(cell)} is no length of a session; up to 6 h.")
    return ticks


def _breasts(cell: str) -> str:
    word = cell.strip()
    if word not in BREASTS:
        raise ValueError(f"{quote(word)} is unknown. {suggestion(word, BREASTS)}")
    return word


def _volume(cell: str) -> float | None:
    if not cell.strip():
        return None
    volume = parse_quantity(cell, "mL", "45 mL")
    if not (math.isfinite(volume) and 0 <= volume <= HIGHEST_ML):
        raise ValueError(f"{quote(cell)} is no volume of one session.")
    return volume


READERS: dict[str, Callable[[str], Any]] = {
    "start": _start,
    "duration": _duration,
    "breasts": _breasts,
    "volume": _volume,
}
