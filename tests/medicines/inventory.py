"""Every number and statement of the library, as lines that a person can read and a test compares.

    python tests/medicines/inventory.py

writes ``inventory.csv`` anew after a deliberate change of the library.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lactea.medicines import Effect, Medicine, known_names, load
from lactea.medicines.cautions import Status
from lactea.medicines.facts import Fact, Statement
from lactea.reading.problems import dotted
from lactea.reading.record import Record

INVENTORY = Path(__file__).with_name("inventory.csv")
HEAD = ("medicine", "place", "what", "unit", "grade", "source")


def rows_of(medicine: Medicine) -> Iterator[tuple[str, ...]]:
    """One row for each number, statement, effect without a figure, and source of a medicine."""
    for path, part in _parts(medicine, ()):
        yield medicine.name, dotted(path), *_told(part)
    for name, source in medicine.sources.items():
        yield medicine.name, f"sources.{name}", source.text, "source", source.verified, source.row


def _told(part: object) -> tuple[str, str, str, str]:
    match part:
        case Fact():
            return f"{part.value:g}", part.unit, part.grade, part.source
        case Statement():
            return part.text, "text", part.grade, part.source
        case Status():
            return part.text, part.country, "", part.source
        case Effect():
            return " ".join(part.note.split()), "no usable figure", part.target, ""
    raise TypeError(part)


def _parts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[Any, object]]:
    unlinked = isinstance(value, Effect) and value.link is None
    if isinstance(value, Fact | Statement | Status) or unlinked:
        yield path, value
    if isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            yield from _parts(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _parts(part, (*path, place))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _parts(part, (*path, name))


def lines() -> list[tuple[str, ...]]:
    """The whole inventory."""
    return [row for name in known_names() for row in rows_of(load(name))]


def main() -> None:
    """Write the inventory."""
    with INVENTORY.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(lines())


if __name__ == "__main__":
    sys.exit(main())
