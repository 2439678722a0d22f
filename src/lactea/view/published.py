"""Published numbers that belong beside a curve: the rows mapped to it, in the model's unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from lactea.evidence.mapping import Entry, read_map
from lactea.evidence.table import Row, read_table
from lactea.evidence.units import factor
from lactea.results import Result
from lactea.results.observables import find
from lactea.results.observables.window import read_window

TABLES = ("hormones", "induction_drugs", "milk")
THIN = 10
"""Studies of fewer subjects (or of an unknown number) are drawn hollow and say their n."""

# A longer natural course begins as the shorter one does: rows mapped to either belong to both.
SAME_COURSE = {"natural", "extended"}

Evidence = Mapping[str, tuple[Row, Entry]]


@dataclass(frozen=True, slots=True)
class Point:
    """One published number: days from the origin, value and printed spread in the model's unit."""

    row_id: str
    observable: str
    start_day: float
    stop_day: float
    value: float
    low: float | None
    high: float | None
    spread: str
    n: int | None
    study: str
    population: str

    @property
    def day(self) -> float:
        return (self.start_day + self.stop_day) / 2

    @property
    def is_thin(self) -> bool:
        return self.n is None or self.n < THIN

    @property
    def source(self) -> str:
        """Study, number of subjects and kind of spread for the key of a figure."""
        n = f"n {self.n}" if self.n is not None else "n not given"
        spread = "" if self.low is None else f", {self.spread}"
        return f"{self.study}, {n}{spread}"


@cache
def packaged() -> Evidence:
    """Rows of the packaged tables with their mapping, by row id."""
    folder = Path(str(files("lactea.evidence").joinpath("tables")))
    found: dict[str, tuple[Row, Entry]] = {}
    for name in TABLES:
        rows = read_table(folder / f"{name}.csv").rows
        entries = read_map(folder / f"{name}.map.csv", rows)
        found |= {row_id: (rows[row_id], entry) for row_id, entry in entries.items()}
    return found


def points(
    result: Result, evidence: Evidence, observables: Iterable[str], course: str | None = None
) -> list[Point]:
    """Published levels of some observables that belong to this run, in the order of their days.

    `course` names the scenario whose rows are wanted, where that is not the run's own. Contrasts, rows
    of another person, rows from memory and rows that lie outside the run are left out.
    """
    wanted, name = set(observables), course or result.facts.card.name
    courses = SAME_COURSE if name in SAME_COURSE else {name}
    found = [
        _point(result, row, entry)
        for row, entry in evidence.values()
        if entry.observable in wanted
        and entry.kind == "level"
        and entry.arm is not None
        and not entry.contrast
        and entry.arm.scenario in courses
        and not any(item.startswith("person.") for item in entry.arm.overrides)
        and row.value is not None
        and row.verified != "memory"
        and _inside(result, entry.at)
    ]
    return sorted(found, key=lambda point: (point.day, point.study, point.row_id))


def _inside(result: Result, at: str) -> bool:
    from lactea.results.observables import ObservableError

    try:
        window = read_window(at, result.recording)
    except ObservableError:
        return False
    run = result.recording
    first, last = 24 * run.first_day, 24 * (run.first_day + run.n_days)
    return first <= window.start_h and window.stop_h <= last


def _point(result: Result, row: Row, entry: Entry) -> Point:
    window = read_window(entry.at, result.recording)
    per_model = factor(entry.observable, find(entry.observable).unit, row.unit)
    value = float(row.value or 0.0) / per_model
    low, high = _bounds(row)
    return Point(
        row_id=row.id,
        observable=entry.observable,
        start_day=window.start_h / 24,
        stop_day=window.stop_h / 24,
        value=value,
        low=None if low is None else low / per_model,
        high=None if high is None else high / per_model,
        spread=row.spread_kind,
        n=row.n,
        study=row.study,
        population=row.population,
    )


def _bounds(row: Row) -> tuple[float | None, float | None]:
    """Ends of the printed spread: value plus or minus one SD or SE, a range as it stands."""
    if row.value is None or row.spread_low is None or row.spread_kind == "none":
        return None, None
    if row.spread_high is not None:
        return row.spread_low, row.spread_high
    if row.spread_kind in {"SD", "SE"}:
        return row.value - row.spread_low, row.value + row.spread_low
    return None, None
