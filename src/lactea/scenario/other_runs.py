"""The milk of another person's run, read from the file that ``lactea simulate --json`` writes."""

from __future__ import annotations

import json
import math
from pathlib import Path as FilePath
from typing import Any

from lactea.reading.problems import InputError, Path, quote
from lactea.reading.yaml_reader import MEGABYTE, Document, file_text

LARGEST = 32 * MEGABYTE
SCHEMA = "lactea.simulate/1"


def with_milk_of_other_runs(document: Document) -> Document:
    """A scenario's document in which every ``milk_of`` has become the volumes of its days.

    Files are looked for beside the scenario. The document itself is left as it is.

    Raises
    ------
    InputError
        A file cannot be read, is not a run, or ends before the day that is asked for.
    """
    data = document.data
    steps = data.get("protocol") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(steps, list):
        return document
    read = [
        _with_days(document, ("protocol", place), step) if _asks(step) else step
        for place, step in enumerate(steps)
    ]
    return Document({**data, "protocol": read}, document.source, document.lines)


def _asks(step: object) -> bool:
    return isinstance(step, dict) and step.get("milk_of") is not None


def _with_days(document: Document, path: Path, step: dict[str, Any]) -> dict[str, Any]:
    name, first = step["milk_of"], step.get("from_day", 0)
    if not isinstance(name, str):
        raise document.problem((*path, "milk_of"), f"{quote(name)} is not the name of a file.")
    if isinstance(first, bool) or not isinstance(first, int):
        raise document.problem(
            (*path, "from_day"), f"{quote(first)} is not a whole number of days."
        )
    try:
        milk = _milk_by_day(FilePath(document.source).parent / name)
    except InputError as problem:
        raise document.problem((*path, "milk_of"), f"{quote(name)}: {problem.what}") from None
    if first not in milk:
        raise document.problem(
            (*path, "from_day"),
            f"the run in {quote(name)} has the days {min(milk)} to {max(milk)}, and no day {first}.",
        )
    kept = {key: value for key, value in step.items() if key not in ("milk_of", "from_day")}
    kept["daily"] = [f"{milk[day]!r} mL" for day in range(first, max(milk) + 1)]
    return kept


def _milk_by_day(file: FilePath) -> dict[int, float]:
    """Milk in mL that left both breasts, by day."""
    text = file_text(file, limit=LARGEST)
    try:
        run = json.loads(text)
        if run["schema"] != SCHEMA:
            raise ValueError
        milk = {int(day["day"]): float(day["milk_mL"]["total"]) for day in run["days"]}
        whole = set(milk) == set(range(min(milk), max(milk) + 1))
        if not whole or any(not math.isfinite(volume) or volume < 0 for volume in milk.values()):
            raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        raise InputError(
            "it is not a run; write one with: lactea simulate SCENARIO --json > FILE."
        ) from None
    return milk
