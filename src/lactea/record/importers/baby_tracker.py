"""Baby Tracker: a file for each kind, month first, the unit in the header; notes run over their line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from lactea.record.entries import Entry
from lactea.record.events import Nappy, Sleep
from lactea.record.importers import cells
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import Draft, Format
from lactea.record.importers.table import Row
from lactea.record.sessions import Session
from lactea.record.volumes import Unit

SOURCE = "baby-tracker"
STATUS: Mapping[str, tuple[bool, bool]] = {
    "wet": (True, False),
    "dirty": (False, True),
    "mixed": (True, True),
    "dry": (False, False),
}
_AMOUNT = re.compile(r"(?P<name>.+ )?amount \((?P<unit>[a-z .]+)\)")


def _head(row: Row, draft: Draft) -> dict[str, Any]:
    child = draft.answers.child or row.get("baby")
    return {**draft.head(row), "note": row.get("note"), "child_id": child}


def _amount(row: Row, draft: Draft, name: str) -> tuple[str | None, Unit | None]:
    """Number and unit of the column "Left amount (oz.)", or another, whatever its unit."""
    for column in row.cells:
        match = _AMOUNT.fullmatch(column)
        if match is not None and (match["name"] or "").strip() == name:
            return draft.number(row, column), draft.unit(match["unit"], column)
    return None, None


def _seconds(row: Row, column: str) -> int | None:
    minutes = cells.read_whole(row.get(column), column)
    return None if minutes is None else minutes * 60


def _at_breasts(row: Row, draft: Draft) -> dict[str, Any]:
    start = draft.moment(row.get("time"), "time")
    left, right = (_seconds(row, f"{side} duration (min)") for side in ("left", "right"))
    total = _seconds(row, "total duration (min)")
    side = draft.side_used(left, right)
    return {
        "start_utc": start,
        "end_utc": None if total is None else start + timedelta(seconds=total),
        "left_seconds": left,
        "right_seconds": right,
        "side": side,
    }


def _pump(row: Row, draft: Draft) -> Iterable[Entry]:
    amounts = [_amount(row, draft, name) for name in ("left", "right", "total")]
    unit: Unit = next((unit for _, unit in amounts if unit), "mL")
    yield Session(
        **_head(row, draft),
        kind="pump",
        **_at_breasts(row, draft),
        **draft.volumes(unit, *(number for number, _ in amounts)),
    )


def _nursing(row: Row, draft: Draft) -> Iterable[Entry]:
    yield Session(**_head(row, draft), kind="nurse", **_at_breasts(row, draft))


def _expressed(row: Row, draft: Draft) -> Iterable[Entry]:
    number, unit = _amount(row, draft, "")
    yield draft.top_up(
        **_head(row, draft),
        time_utc=draft.moment(row.get("time"), "time"),
        milk="human",
        raw_amount=number,
        raw_unit=unit if number else None,
    )


def _diaper(row: Row, draft: Draft) -> Iterable[Entry]:
    found = STATUS.get((row.get("status") or "").casefold())
    if found is None:
        raise RowError("the status is one of Wet, Dirty, Mixed and Dry.", "status")
    time = draft.moment(row.get("time"), "time")
    yield Nappy(**_head(row, draft), time_utc=time, wet=found[0], solid=found[1])


def _sleep(row: Row, draft: Draft) -> Iterable[Entry]:
    start = draft.moment(row.get("time"), "time")
    minutes = cells.read_whole(row.get("duration(minutes)"), "duration(minutes)")
    end = None if minutes is None else start + timedelta(minutes=minutes)
    yield Sleep(**_head(row, draft), time_utc=start, end_utc=end)


def _format(kind: str, needs: tuple[str, ...], read: Any, only: tuple[str, ...] = ()) -> Format:
    return Format(
        f"{SOURCE}-{kind}",
        SOURCE,
        kind,
        needs,
        read,
        ("zone",),
        frozenset(only),
        dates="month-first",
        short_rows=True,
        runs_over="time",
    )


_SIDES = (
    "time",
    "start side",
    "left duration (min)",
    "right duration (min)",
    "total duration (min)",
)
_EXPRESSED = [("baby", "time", f"amount ({unit})", "note") for unit in ("oz.", "oz", "ml", "ml.")]
FORMATS = (
    *(
        _format("pump", (*_SIDES, f"left amount ({unit})", f"right amount ({unit})"), _pump)
        for unit in ("oz.", "oz", "ml", "ml.")
    ),
    _format("nursing", ("baby", *_SIDES), _nursing, ("baby", *_SIDES, "note")),
    *(_format("expressed", columns[:3], _expressed, columns) for columns in _EXPRESSED),
    _format("diaper", ("baby", "time", "status"), _diaper, ("baby", "time", "status", "note")),
    _format("sleep", ("baby", "time", "duration(minutes)"), _sleep),
)
