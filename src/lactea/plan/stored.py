"""Plans as ``lactea plan --out`` kept them: what a calendar, a page and a follow-up read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lactea.plan.kept import first_fault
from lactea.plan.problems import PlanError
from lactea.reading.problems import InputError, dotted, quote, suggestion
from lactea.reading.yaml_reader import file_text

SCHEMA = "lactea.plan/1"
LARGEST = 20_000_000
ANEW = "lactea plan REQUEST --out plans.json"


def read_plans(path: str | Path) -> dict[str, Any]:
    """The document of a family of plans.

    Raises
    ------
    PlanError
        The file is missing, or is not as ``lactea plan --out`` writes it.
    """
    source = str(path)
    try:
        data = json.loads(file_text(path, limit=LARGEST))
    except InputError as problem:
        raise PlanError(problem.what, source=source, line=problem.line) from None
    except (ValueError, RecursionError):
        raise _foreign(source) from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise _foreign(source)
    found = first_fault(data)
    if found is not None:
        place, what = found
        raise PlanError(
            f"{what} Write the file anew with '{ANEW}'.", source=source, field=dotted(place)
        )
    return data


def plan_of(document: dict[str, Any], letter: str | None, source: str) -> dict[str, Any]:
    """One plan of a family; the first where no letter is given.

    Raises
    ------
    PlanError
        The family is empty, or has no plan of that letter.
    """
    plans: list[dict[str, Any]] = document["plans"]
    if not plans:
        raise PlanError("the file holds no plan: none kept the limits.", source=source)
    letters = [one["letter"] for one in plans]
    if letter is None:
        return plans[0]
    if letter.upper() not in letters:
        raise PlanError(
            f"there is no plan {quote(letter)}. {suggestion(letter, letters)}", source="--plan"
        )
    return plans[letters.index(letter.upper())]


def _foreign(source: str) -> PlanError:
    return PlanError(f"this is not a file of plans; write one with '{ANEW}'.", source=source)
