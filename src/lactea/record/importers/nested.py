"""Nested: moments of Greenwich with the zone beside them, millilitres for each side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lactea.record.entries import Entry
from lactea.record.events import Nappy, Sleep, TopUpMilk
from lactea.record.importers import cells
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import NOT_KEPT, Draft, Format, note_of
from lactea.record.importers.table import Row
from lactea.record.sessions import Fate, Session

SOURCE = "nested"
MILKS: Mapping[str, TopUpMilk] = {"breastmilk": "human", "formula": "formula", "mixed": "mixed"}
FATES: Mapping[str, Fate] = {
    "stored": "stored",
    "freezer": "stored",
    "fridge": "stored",
    "fed": "fed",
    "discarded": "discarded",
    "donated": "donated",
}
NAPPIES: Mapping[str, tuple[bool, bool]] = {
    "wet": (True, False),
    "dirty": (False, True),
    "mixed": (True, True),
    "dry": (False, False),
}


def _row(row: Row, draft: Draft) -> Iterable[Entry]:
    kind = row.get("type") or ""
    if kind not in READERS:
        raise RowError(NOT_KEPT, "type")
    zone = row.get("time_zone")
    start = draft.moment(row.get("started_at"), "started_at", zone)
    ended = row.get("ended_at")
    end = None if ended is None else draft.moment(ended, "ended_at", zone)
    head = {**draft.head(row, zone=zone), "note": row.get("note")}
    if kind != "pump":
        head["child_id"] = draft.answers.child
    yield READERS[kind](row, draft, head, start, end)


def _pump(row: Row, draft: Draft, head: dict[str, Any], start: Any, end: Any) -> Entry:
    sides = [draft.number(row, column) for column in ("left_ml", "right_ml", "amount_ml")]
    return Session(
        **head,
        kind="pump",
        start_utc=start,
        end_utc=end,
        fate=FATES.get((row.get("destination") or "").casefold()),
        **draft.volumes("mL", *sides),
    )


def _nursing(row: Row, draft: Draft, head: dict[str, Any], start: Any, end: Any) -> Entry:
    left, right = (cells.read_whole(row.get(c), c) for c in ("left_seconds", "right_seconds"))
    side = draft.side_used(left, right)
    return Session(
        **head,
        kind="nurse",
        start_utc=start,
        end_utc=end,
        side=side,
        left_seconds=left,
        right_seconds=right,
    )


def _bottle(row: Row, draft: Draft, head: dict[str, Any], start: Any, end: Any) -> Entry:
    taken, offered = draft.number(row, "amount_ml"), draft.number(row, "offered_ml")
    told = f"[offered {offered} mL]" if offered is not None and taken is None else None
    return draft.top_up(
        **head | {"note": note_of(head["note"], told)},
        time_utc=start,
        end_utc=end,
        milk=MILKS.get((row.get("contents") or "").casefold()),
        raw_amount=taken,
        raw_unit="mL" if taken is not None else None,
    )


def _sleep(row: Row, draft: Draft, head: dict[str, Any], start: Any, end: Any) -> Entry:
    return Sleep(**head, time_utc=start, end_utc=end)


def _diaper(row: Row, draft: Draft, head: dict[str, Any], start: Any, end: Any) -> Entry:
    found = NAPPIES.get((row.get("diaper") or "").casefold())
    if found is None:
        raise RowError("the row does not say whether it was wet or dirty.", "diaper")
    return Nappy(
        **head, time_utc=start, wet=found[0], solid=found[1], colour=row.get("stool_color")
    )


READERS: Mapping[str, Any] = {
    "pump": _pump,
    "nursing": _nursing,
    "bottle": _bottle,
    "sleep": _sleep,
    "diaper": _diaper,
}
FORMATS = (
    Format(SOURCE, SOURCE, "row", ("type", "started_at", "left_ml", "right_ml", "time_zone"), _row),
)
