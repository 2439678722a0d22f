"""Huckleberry: one table of all kinds, local times, units behind the numbers.

Pumped volumes stand under "Start Condition" and "End Condition". The vendor does not say which is which
breast; other readers take the first for the left one. Two equal halves are how a total is stored, so they
are read as a total; so is a lone amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from lactea.record.entries import Entry
from lactea.record.events import Nappy, Sleep, TopUpMilk, WeightUnit
from lactea.record.importers import cells
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import NOT_KEPT, Draft, Format
from lactea.record.importers.table import Row
from lactea.record.sessions import Session
from lactea.record.volumes import DROPS

SOURCE = "huckleberry"
MILKS: Mapping[str, TopUpMilk] = {
    "breast milk": "human",
    "formula": "formula",
    "donor milk": "donor",
    "mixed": "mixed",
}
WEIGHTS: Mapping[str, WeightUnit] = {"kg": "kg", "g": "g", "lb": "lb", "lbs": "lb"}
LEFT_FIRST = (
    "the first of two volumes is read as the left one; the vendor does not say which is which."
)
EQUAL_HALVES = "two equal volumes are read as one total, which this tracker stores in halves."
_AT_BREAST = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-9]{2})(?P<side>[LR])")


def _row(row: Row, draft: Draft) -> Iterable[Entry]:
    kind = (row.get("type") or "").casefold()
    if kind == "feed":
        kind = "bottle" if (row.get("start location") or "").casefold() == "bottle" else "breast"
    read = READERS.get(kind)
    if read is None:
        raise RowError(NOT_KEPT, "type")
    start = draft.moment(row.get("start"), "start")
    head = {**draft.head(row), "note": row.get("notes")}
    if kind != "pump":
        head["child_id"] = draft.answers.child
    yield read(row, draft, head, start)


def _ends(row: Row, draft: Draft, start: Any) -> Any:
    return draft.end_after(start, row.get("end"), "end")


def _volume(row: Row, draft: Draft, column: str) -> tuple[str | None, str | None]:
    """Number and unit in a cell, both None where it is empty."""
    text = row.get(column)
    if text is None:
        return None, None
    number, unit = cells.split_unit(text, column)
    return cells.read_volume(number, draft.answers.decimal, column), draft.unit(unit, column)


def _pump(row: Row, draft: Draft, head: dict[str, Any], start: Any) -> Entry:
    first, first_unit = _volume(row, draft, "start condition")
    second, second_unit = _volume(row, draft, "end condition")
    if first and second and first_unit != second_unit:
        raise RowError("the two volumes have two units.", "end condition")
    unit: Any = first_unit or second_unit or "mL"
    if first and second and _doubled(first) != _doubled(second):
        draft.warn(LEFT_FIRST)
        volumes = draft.volumes(unit, left=first, right=second)
    elif first and second:
        draft.warn(EQUAL_HALVES)
        volumes = draft.volumes(unit, total=_doubled(first))
    else:
        volumes = draft.volumes(unit, total=first or second)
    return Session(
        **head, kind="pump", start_utc=start, end_utc=_ends(row, draft, start), **volumes
    )


def _doubled(number: str) -> str:
    if number == DROPS:
        return number
    return format((Decimal(number) * 2).normalize(), "f")


def _breast(row: Row, draft: Draft, head: dict[str, Any], start: Any) -> Entry:
    seconds: dict[str, int] = {}
    for column in ("start condition", "end condition"):
        match = _AT_BREAST.fullmatch(row.get(column) or "")
        if match is None and row.get(column):
            raise RowError("this is not a time at one breast, such as 00:14R.", column)
        if match is not None:
            breast = "left_seconds" if match["side"] == "L" else "right_seconds"
            spent = int(match["hours"]) * 3600 + int(match["minutes"]) * 60
            seconds[breast] = seconds.get(breast, 0) + spent
    side = draft.side_used(seconds.get("left_seconds"), seconds.get("right_seconds"))
    return Session(
        **head,
        kind="nurse",
        start_utc=start,
        end_utc=_ends(row, draft, start),
        side=side,
        **seconds,
    )


def _bottle(row: Row, draft: Draft, head: dict[str, Any], start: Any) -> Entry:
    amount, unit = _volume(row, draft, "end condition")
    milk = MILKS.get((row.get("start condition") or "").casefold())
    return draft.top_up(**head, time_utc=start, milk=milk, raw_amount=amount, raw_unit=unit)


def _sleep(row: Row, draft: Draft, head: dict[str, Any], start: Any) -> Entry:
    return Sleep(**head, time_utc=start, end_utc=_ends(row, draft, start))


def _diaper(row: Row, draft: Draft, head: dict[str, Any], start: Any) -> Entry:
    told = f"{row.get('start condition') or ''} {row.get('end condition') or ''}".casefold()
    both = "both" in told
    wet, solid = both or "pee" in told, both or "poo" in told
    if not (wet or solid or "dry" in told):
        raise RowError("the row does not say whether it was wet or dirty.", "end condition")
    return Nappy(**head, time_utc=start, wet=wet, solid=solid)


def _growth(row: Row, draft: Draft, head: dict[str, Any], start: Any) -> Entry:
    number, word = cells.split_unit(row.get("start condition") or "", "start condition")
    unit = WEIGHTS.get(word.strip().casefold())
    if unit is None:
        raise RowError("this unit of weight is not known.", "start condition")
    raw = cells.read_volume(number, draft.answers.decimal, "start condition")
    return draft.weight(head, raw, unit, time_utc=start)


READERS: Mapping[str, Any] = {
    "pump": _pump,
    "breast": _breast,
    "bottle": _bottle,
    "sleep": _sleep,
    "diaper": _diaper,
    "growth": _growth,
}
FORMATS = (
    Format(
        SOURCE,
        SOURCE,
        "row",
        ("type", "start", "end", "start condition", "start location", "end condition"),
        _row,
        ("zone",),
    ),
)
