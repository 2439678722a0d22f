"""Resolved protocols: what every controller decided in one run, as a file that replays open loop."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path as FilePath

from lactea.reading.json_as_yaml import json_as_yaml
from lactea.reading.problems import InputError, Path, nearest, quote
from lactea.reading.yaml_reader import MEGABYTE, Document, file_text, parse
from lactea.scenario.problems import ScenarioError

SCHEMA = "lactea.resolved/1"
LARGEST = 256 * MEGABYTE
MOST_VALUES = 50_000_000
_ENTRIES = ("schema", "scenario_hash", "origin_clock", "start_tick", "end_tick", "borders")


@dataclass(frozen=True)
class Border:
    """A moment at which inputs or states change.

    Attributes
    ----------
    tick
        When, in ticks from the origin.
    grid
        Which grid of steps the solver uses until the next border.
    inputs
        Inputs that change, with their new values.
    assign, add
        States that are set, or added to.
    label
        What happens, in a word.
    """

    tick: int
    grid: int = 0
    inputs: dict[str, float] = field(default_factory=dict)
    assign: dict[str, float] = field(default_factory=dict)
    add: dict[str, float] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True)
class ResolvedProtocol:
    """Every decision of one run, in the order of time."""

    scenario_hash: str
    origin_clock: str
    start_tick: int
    end_tick: int
    borders: tuple[Border, ...]


def write_resolved(protocol: ResolvedProtocol, path: str | FilePath) -> None:
    """Write a resolved protocol; :func:`read_resolved` gives back an equal one."""
    FilePath(path).write_text(resolved_text(protocol), encoding="utf-8")


def resolved_text(protocol: ResolvedProtocol) -> str:
    """A resolved protocol as YAML, one border a line so that two runs can be compared by diff."""
    head = {
        "schema": SCHEMA,
        "scenario_hash": protocol.scenario_hash,
        "origin_clock": protocol.origin_clock,
        "start_tick": protocol.start_tick,
        "end_tick": protocol.end_tick,
    }
    lines = [f"{name}: {json.dumps(value)}" for name, value in head.items()]
    lines.append("borders:" if protocol.borders else "borders: []")
    lines += [f"- {_line(border)}" for border in protocol.borders]
    return "\n".join(lines) + "\n"


def _line(border: Border) -> str:
    changes = {"assign": border.assign, "add": border.add}
    row = [border.tick, border.grid, border.inputs, {k: v for k, v in changes.items() if v}]
    whole = [*row, border.label] if border.label else row
    return json_as_yaml(whole)


def read_resolved(path: str | FilePath) -> ResolvedProtocol:
    """Read a resolved protocol.

    Raises
    ------
    ScenarioError
        The file is not a resolved protocol; the text says where.
    """
    try:
        text = file_text(path, limit=LARGEST)
        return _protocol(parse(text, str(path), most_values=MOST_VALUES))
    except InputError as problem:
        raise ScenarioError(
            problem.what, source=problem.source, line=problem.line, field=problem.field
        ) from None


def begins_as_resolved(path: str | FilePath) -> bool:
    """Whether the first line of a file is that of a resolved protocol, whatever its size."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            line = stream.readline(80)
    except (OSError, ValueError):
        return False
    return line.startswith("schema:") and SCHEMA in line


def _protocol(document: Document) -> ResolvedProtocol:
    data = document.data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise document.problem(("schema",), f"a resolved protocol begins with 'schema: {SCHEMA}'.")
    for name in data:
        if name not in _ENTRIES:
            near = nearest(name, _ENTRIES)
            hint = f" Did you mean '{near}'?" if near else ""
            raise document.problem((name,), f"{quote(name)} is not an entry here.{hint}")
    rows = data.get("borders")
    if not isinstance(rows, list):
        raise document.problem(("borders",), "this is not a list of borders.")
    borders = tuple(_border(document, ("borders", place), row) for place, row in enumerate(rows))
    for place, (before, after) in enumerate(pairwise(borders), start=1):
        if after.tick < before.tick:
            raise document.problem(
                ("borders", place), f"tick {after.tick} comes after {before.tick}; sort by time."
            )
    return ResolvedProtocol(
        scenario_hash=_text(document, ("scenario_hash",), data.get("scenario_hash")),
        origin_clock=_text(document, ("origin_clock",), data.get("origin_clock")),
        start_tick=_whole(document, ("start_tick",), data.get("start_tick")),
        end_tick=_whole(document, ("end_tick",), data.get("end_tick")),
        borders=borders,
    )


def _border(document: Document, path: Path, row: object) -> Border:
    if not isinstance(row, list) or not 4 <= len(row) <= 5:
        raise document.problem(
            path, "a border is a list: [tick, grid, {inputs}, {assign: {}, add: {}}, label]."
        )
    changes = row[3]
    if not isinstance(changes, dict) or not set(changes) <= {"assign", "add"}:
        raise document.problem((*path, 3), "only 'assign' and 'add' are allowed here.")
    return Border(
        tick=_whole(document, (*path, 0), row[0]),
        grid=_whole(document, (*path, 1), row[1]),
        inputs=_numbers(document, (*path, 2), row[2]),
        assign=_numbers(document, (*path, 3, "assign"), changes.get("assign", {})),
        add=_numbers(document, (*path, 3, "add"), changes.get("add", {})),
        label=_text(document, (*path, 4), row[4]) if len(row) == 5 else "",
    )


def _whole(document: Document, path: Path, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise document.problem(path, f"{quote(value)} is not a whole number of 64 bits.")
    return value


def _text(document: Document, path: Path, value: object) -> str:
    if not isinstance(value, str):
        raise document.problem(path, f"{quote(value)} is not text; put it in quotation marks.")
    return value


def _numbers(document: Document, path: Path, value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        raise document.problem(path, f"{quote(value)} is not a mapping of names to numbers.")
    for name, number in value.items():
        if (
            isinstance(number, bool)
            or not isinstance(number, int | float)
            or not math.isfinite(number)
        ):
            raise document.problem((*path, name), f"{quote(number)} is not a number.")
    return {name: float(number) for name, number in value.items()}
