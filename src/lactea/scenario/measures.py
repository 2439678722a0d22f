"""Measures of daily life that change nothing in a run, because no figure says what they do.

They can be written into a protocol, so that it holds all that is done; a run says that they changed
nothing, and why.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    `verdict` is ``no figure`` (nothing was found that can be used), ``no effect`` (studied, and nothing
    was seen) or ``not used`` (a study gives a figure, but not what it acts on); `said` is the reason in
    one sentence, `grade` and `source` where it comes from; empty where nothing was found.
    """

    name: str
    words: str
    verdict: str
    said: str
    grade: str
    source: str
    url: str


@cache
def measures() -> dict[str, Measure]:
    """All measures by name."""
    text = files("lactea.scenario").joinpath("measures.csv").read_text("utf-8")
    return {row["name"]: Measure(**row) for row in csv.DictReader(text.splitlines())}
