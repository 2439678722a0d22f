"""The two tables of this room, read into records."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Relief:
    """A measure against engorgement, inflammation, or the discomfort of stopping.

    `topics` are the troubles it is named for, `said` what is known in plain words, `grade` the kind of
    evidence; no measure holds a dose.
    """

    name: str
    topics: tuple[str, ...]
    measure: str
    said: str
    grade: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that asks for care: `who` shows it, and whether ``now`` or the ``same day``."""

    who: str
    urgency: str
    sign: str
    source: str
    url: str


@cache
def relief() -> tuple[Relief, ...]:
    """All relief measures, in the order of the table."""
    return tuple(
        Relief(
            row["name"],
            tuple(row["topics"].split("; ")),
            row["measure"],
            row["said"],
            row["grade"],
            row["source"],
            row["url"],
        )
        for row in _rows("relief.csv")
    )


@cache
def signs() -> tuple[Sign, ...]:
    """All signs, in the order of the table."""
    return tuple(Sign(**row) for row in _rows("signs.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    text = files("lactea.care").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
