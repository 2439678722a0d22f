"""The steps that a plan is made of, and the evidence that each rests on."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lever:
    """One kind of step: `said` is what is known of it, `rows` evidence rows, `grade` how good they are."""

    name: str
    words: str
    said: str
    rows: tuple[str, ...]
    grade: str


def _read() -> dict[str, Lever]:
    text = files("lactea.plan").joinpath("levers.csv").read_text("utf-8")
    return {
        row["name"]: Lever(
            row["name"], row["words"], row["said"], tuple(row["rows"].split()), row["grade"]
        )
        for row in csv.DictReader(text.splitlines())
    }


LEVERS = _read()
