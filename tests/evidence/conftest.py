"""Tables, observables and runs small enough to be checked by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lactea.evidence import mapping, table

Line = dict[str, str]
WriteFolder = Callable[[list[Line], list[Line]], Path]


@dataclass(frozen=True)
class FakeObservable:
    unit: str
    statistics: tuple[str, ...] = ("mean", "cv")


@dataclass(frozen=True)
class FakeParameter:
    id: str
    source: str
    value: float = 1.0
    unit: str = "1"


ROW = dict.fromkeys(table.COLUMNS, "") | {"unit": "mL/day", "spread_kind": "none", "study": "A"}
ENTRY = dict.fromkeys((*mapping.COLUMNS, "subsystem", "side"), "") | {
    "role": "predict",
    "scenario": "natural",
    "observable": "milk.removed_per_day",
    "statistic": "mean",
    "at": "P30D",
    "kind": "level",
    "subsystem": "milk",
}


def write_csv(path: Path, lines: list[Line]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


@pytest.fixture
def write_folder(tmp_path: Path) -> WriteFolder:
    """Write a table and its mapping, cells left out as in `ROW` and `ENTRY`; give their folder."""

    def write(rows: list[Line], entries: list[Line]) -> Path:
        write_csv(tmp_path / "own.csv", [ROW | row for row in rows])
        write_csv(tmp_path / "own.map.csv", [ENTRY | entry for entry in entries])
        return tmp_path

    return write


@pytest.fixture
def catalogue() -> dict[str, FakeObservable]:
    return {
        "milk.removed_per_day": FakeObservable("mL/day"),
        "prolactin.level": FakeObservable("ng/mL"),
        "prolactin.acrophase": FakeObservable("h"),
        "activation.time": FakeObservable("h"),
        "breast.emptying": FakeObservable("%"),
    }


@pytest.fixture
def parameter() -> type[FakeParameter]:
    return FakeParameter
