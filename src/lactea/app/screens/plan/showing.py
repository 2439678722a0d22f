"""A family of plans as its page shows it: every number is that of the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from lactea.app.charts.chart import OTHERS
from lactea.app.preferences import Mode
from lactea.view.page import Block
from lactea.view.plan_page import plan_page
from lactea.view.series import Series

STEPS = "What each step adds"
"""A block of the printed page; here a table of its own says more."""
FRONT = "Chance of the goal against effort"
FRONT_MEANING = (
    "Each letter is a plan, checked on people on whom it was not searched: to the right more hours in all, upwards "
    "a better chance. The line through it is the band that comes from the number of people; it does not count "
    "that the model is wrong. Dots are published protocols on the same people."
)
STOPPING = "Fullness against time"
STOPPING_MEANING = (
    "Each letter is a way to stop: to the right a later last session, upwards more hours fuller than comfortable. "
    "Dots are the other ways that were tried."
)
WEEKS_MEANING = (
    "Milk removed a day, mean of the week before: half of the people get the line or more, one in twenty lies below "
    "the area and one in twenty above it."
)


@dataclass(frozen=True)
class PlanShown:
    """One plan: its entry of the document, the blocks of its printed page, its milk by week."""

    entry: dict[str, Any]
    blocks: tuple[Block, ...]
    weeks: Series | None


def is_stopping(document: dict[str, Any]) -> bool:
    """Whether the plans are ways to stop."""
    return "ways" in document


def front_words(document: dict[str, Any]) -> tuple[str, str]:
    """Title and meaning of the chart of the family."""
    return (STOPPING, STOPPING_MEANING) if is_stopping(document) else (FRONT, FRONT_MEANING)


def front(document: dict[str, Any], mode: Mode) -> list[Series]:
    """The family as points, each plan under its letter."""
    if is_stopping(document):
        return _ways(document)
    plans = document["plans"]
    others = protocols(document, mode)
    unit = ("h in all", "%")
    low, high = (np.array([100 * one["chance_band"][end] for one in plans]) for end in (0, 1))
    found = [
        _points(
            "chance of the goal",
            "plans",
            unit,
            [(one["burden"]["hours"], 100 * one["chance"]) for one in plans],
        )
    ]
    found = [
        Series(one.panel, one.name, one.x, one.x_unit, one.y, one.y_unit, low, high, _notes(plans))
        for one in found
    ]
    if others:
        places = [
            (one["hours"], 100 * one["chance"]) for one in others if one["chance"] is not None
        ]
        found.append(_points("chance of the goal", OTHERS, unit, places))
    return found


def protocols(document: dict[str, Any], mode: Mode) -> list[dict[str, Any]]:
    """Published protocols on the same people; to parents those without medicine."""
    known = document.get("published_protocols", ())
    return [one for one in known if mode != "parent" or not one["medicine_days"]]


def shown(document: dict[str, Any]) -> list[PlanShown]:
    """Every plan of the family."""
    return [_shown(document, entry) for entry in document["plans"]]


def weeks(document: dict[str, Any], entry: dict[str, Any]) -> Series | None:
    """Milk by week of a plan; None where there is none to show."""
    rows = entry["weekly_mL_per_day"]
    if not rows:
        return None
    today = date.fromisoformat(document["request"]["today"])
    columns = {
        name: np.array([one[name] for one in rows], dtype=np.float64)
        for name in ("low", "half", "high")
    }
    x = np.array([(date.fromisoformat(one["date"]) - today).days for one in rows], dtype=np.float64)
    return Series(
        "milk removed, mean of a week", f"plan {entry['letter']}", x, f"d from {today}", columns["half"],
        "mL/day", columns["low"], columns["high"],
    )  # fmt: skip


def stamp_of(document: dict[str, Any]) -> str:
    """Where the family comes from, in one line."""
    return (
        f"lactea {document['version']} {document['commit']} · request {document['scenario_hash']} · parameters "
        f"{document['parameter_set']} · seed {document['seed']} · {document['tried']} tried, {document['people']} people"
    )


def _shown(document: dict[str, Any], entry: dict[str, Any]) -> PlanShown:
    page = plan_page(document, entry)
    blocks = tuple(
        one
        for one in (*page.left, *page.right)
        if one.title != STEPS
        and not (one.table is not None and not one.table.rows and not one.lines)
    )
    return PlanShown(entry, blocks, weeks(document, entry))


def _ways(document: dict[str, Any]) -> list[Series]:
    unit = ("d until the last session", "h")
    plans = document["plans"]
    own = {one["hardship"]["title"] for one in plans}

    def places(hardships: list[dict[str, Any]]) -> list[tuple[float, float]]:
        return [(one["last_session_day"], one["engorged_h"]) for one in hardships]

    panel = "fuller than comfortable"
    named = _points(panel, "ways to stop", unit, places([one["hardship"] for one in plans]))
    others = places([one for one in document["ways"] if one["title"] not in own])
    return [
        Series(
            panel, named.name, named.x, named.x_unit, named.y, named.y_unit, notes=_notes(plans)
        ),
        *([_points(panel, OTHERS, unit, others)] if others else []),
    ]


def _points(
    panel: str, name: str, unit: tuple[str, str], places: list[tuple[float, float]]
) -> Series:
    x, y = (np.array([place[axis] for place in places], dtype=np.float64) for axis in (0, 1))
    return Series(panel, name, x, unit[0], y, unit[1])


def _notes(plans: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(f"{one['letter']}: {one['title']}" for one in plans)
