"""Nara Baby: one wide table; the moment in milliseconds, and the zone, in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from lactea.record.entries import Entry
from lactea.record.events import Nappy, Sleep, TopUpMilk, WeightUnit
from lactea.record.importers import cells
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import NOT_KEPT, Draft, Format
from lactea.record.importers.table import Row
from lactea.record.sessions import Session
from lactea.record.volumes import Unit

SOURCE = "nara"
UNITS: Mapping[str, Unit] = {"ML": "mL", "FLOZ": "oz"}
WEIGHTS: Mapping[str, WeightUnit] = {"KG": "kg", "LB": "lb"}
BOTTLES: tuple[tuple[str, TopUpMilk | None], ...] = (
    ("Breast Milk ", "human"),
    ("Formula ", "formula"),
    ("", None),
)
MILKS: Mapping[str, TopUpMilk] = {
    "Breast Milk": "human",
    "Formula": "formula",
    "Breast Milk Formula": "mixed",
}
NAPPIES: Mapping[str, tuple[bool, bool]] = {
    "Wet": (True, False),
    "Dirty": (False, True),
    "Dirty Wet": (True, True),
    "Dry": (False, False),
}
START = "start date/time (epoch)"


def _row(row: Row, draft: Draft) -> Iterable[Entry]:
    read = READERS.get(row.get("type") or "")
    if read is None:
        raise RowError(NOT_KEPT, "type")
    start = _epoch(row, START)
    if start is None:
        raise RowError("the time is missing.", START)
    head = {**draft.head(row, zone=row.get("time zone")), "note": row.get("note")}
    child = draft.answers.child or row.get("profile name")
    yield from read(row, draft, head | {"child_id": child}, start)


def _epoch(row: Row, column: str) -> datetime | None:
    text = row.get(column)
    if text is None:
        return None
    try:
        return datetime.fromtimestamp(int(float(text)) // 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise RowError("this is not a moment in milliseconds.", column) from None


def _volume(row: Row, draft: Draft, name: str) -> tuple[str | None, Unit | None]:
    number = draft.number(row, name)
    if number is None:
        return None, None
    return number, _known(UNITS, row.get(f"{name} unit"), f"{name} unit")


def _known(units: Mapping[str, Any], word: str | None, column: str) -> Any:
    if word is None or word not in units:
        raise RowError(f"the unit is one of {', '.join(units)}.", column)
    return units[word]


def _pump(row: Row, draft: Draft, head: dict[str, Any], start: datetime) -> Iterable[Entry]:
    sides = [_volume(row, draft, f"[pump] {side} volume") for side in ("left", "right", "total")]
    units = {unit for number, unit in sides if unit is not None}
    if len(units) > 1:
        raise RowError("the volumes have different units.", "[pump] left volume unit")
    seconds = cells.read_whole(row.get("[pump] duration (seconds)"), "[pump] duration (seconds)")
    lasted = None if seconds is None else start + timedelta(seconds=seconds)
    yield Session(
        **head | {"child_id": None},
        kind="pump",
        start_utc=start,
        end_utc=_epoch(row, "[pump] end date/time (epoch)") or lasted,
        **draft.volumes(next(iter(units), "mL"), *(number for number, _ in sides)),
    )


def _breastfeed(row: Row, draft: Draft, head: dict[str, Any], start: datetime) -> Iterable[Entry]:
    left, right = (
        cells.read_whole(row.get(column), column)
        for column in (
            "[breastfeed] left duration (seconds)",
            "[breastfeed] right duration (seconds)",
        )
    )
    side = draft.side_used(left, right)
    yield Session(
        **head, kind="nurse", start_utc=start, side=side, left_seconds=left, right_seconds=right
    )


def _bottle(row: Row, draft: Draft, head: dict[str, Any], start: datetime) -> Iterable[Entry]:
    given = [
        (milk, *_volume(row, draft, f"[bottle feed] {name}volume".casefold()))
        for name, milk in BOTTLES
    ]
    parts = [one for one in given[:2] if one[1] is not None]
    if not parts:
        _, number, unit = given[2]
        parts = [(MILKS.get(row.get("[bottle feed] type") or ""), number, unit)]
    for milk, number, unit in parts:
        own = draft.head(row, part=milk or "", zone=head["zone"])["source_row_id"]
        yield draft.top_up(
            **head | {"source_row_id": own},
            time_utc=start,
            milk=milk,
            raw_amount=number,
            raw_unit=unit,
        )


def _growth(row: Row, draft: Draft, head: dict[str, Any], start: datetime) -> Iterable[Entry]:
    raw = draft.number(row, "[growth] weight")
    if raw is None:
        raise RowError(NOT_KEPT, "[growth] weight")
    unit = _known(WEIGHTS, row.get("[growth] weight unit"), "[growth] weight unit")
    yield draft.weight(head, raw, unit, time_utc=start)


def _diaper(row: Row, draft: Draft, head: dict[str, Any], start: datetime) -> Iterable[Entry]:
    found = NAPPIES.get(row.get("[diaper] type") or "")
    if found is None:
        raise RowError("the row does not say whether it was wet or dirty.", "[diaper] type")
    colour = (row.get("[diaper] dirty color") or "").casefold() or None
    yield Nappy(**head, time_utc=start, wet=found[0], solid=found[1], colour=colour)


def _sleep(row: Row, draft: Draft, head: dict[str, Any], start: datetime) -> Iterable[Entry]:
    yield Sleep(**head, time_utc=start, end_utc=_epoch(row, "[sleep] end date/time (epoch)"))


READERS: Mapping[str, Any] = {
    "Pump": _pump,
    "Breastfeed": _breastfeed,
    "Bottle Feed": _bottle,
    "Growth": _growth,
    "Diaper": _diaper,
    "Sleep": _sleep,
}
FORMATS = (
    Format(
        SOURCE,
        SOURCE,
        "activity",
        ("type", START, "time zone", "_activitykey"),
        _row,
        id_column="_activitykey",
    ),
)
