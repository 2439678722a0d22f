"""Feed Baby: a zip of tables; the time stands before the date, and the month before the day.

"IMPERIAL" does not say whose ounces, so lactea asks; only pumping, and feeds whose kind is plain, are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lactea.record.entries import Entry
from lactea.record.events import TopUpMilk
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import NOT_KEPT, Draft, Format
from lactea.record.importers.table import Row
from lactea.record.sessions import Session, Side
from lactea.record.volumes import Unit

SOURCE = "feed-baby"
SIDES: Mapping[str, Side] = {"LEFT": "left", "RIGHT": "right", "BOTH": "both"}
MILKS: Mapping[str, TopUpMilk] = {
    "formula": "formula",
    "breast milk": "human",
    "expressed": "human",
}


def _unit(row: Row, draft: Draft) -> Unit:
    word = (row.get("unit") or "").upper()
    if word == "METRIC":
        return "mL"
    if word != "IMPERIAL":
        return draft.unit(row.get("unit"), "unit")
    if draft.answers.unit not in ("oz", "uk_oz"):
        raise RowError("'IMPERIAL' may be American or British ounces.", "unit", "unit")
    return draft.answers.unit


def _pumping(row: Row, draft: Draft) -> Iterable[Entry]:
    side = SIDES.get((row.get("side") or "").upper())
    if side is None:
        raise RowError("the side is LEFT, RIGHT or BOTH.", "side")
    number = draft.number(row, "quantity")
    start = draft.moment(row.get("pumping time"), "pumping time")
    given = {"total" if side == "both" else side: number}
    yield Session(
        **draft.head(row),
        note=row.get("notes"),
        kind="pump",
        side=side,
        start_utc=start,
        end_utc=draft.end_after(start, row.get("finished time"), "finished time"),
        **draft.volumes(_unit(row, draft) if number else "mL", **given),
    )


def _feed(row: Row, draft: Draft) -> Iterable[Entry]:
    kind = (row.get("feed type") or "").casefold()
    start = draft.moment(row.get("start time"), "start time")
    end = draft.end_after(start, row.get("end time"), "end time")
    head: dict[str, Any] = {
        **draft.head(row),
        "note": row.get("notes"),
        "child_id": draft.answers.child,
    }
    side = next((side for word, side in SIDES.items() if word.casefold() in kind), None)
    if side is not None:
        yield Session(**head, kind="nurse", side=side, start_utc=start, end_utc=end)
    elif "bottle" in kind:
        told = (row.get("bottle type") or "").casefold()
        milk = next((milk for word, milk in MILKS.items() if word in told), None)
        number = draft.number(row, "quantity (ml or g)")
        yield draft.top_up(
            **head,
            time_utc=start,
            end_utc=end,
            milk=milk,
            raw_amount=number,
            raw_unit="mL" if number else None,
        )
    else:
        raise RowError(NOT_KEPT, "feed type")


FORMATS = (
    Format(
        f"{SOURCE}-pumpings",
        SOURCE,
        "pumping",
        ("id", "pumping time", "side", "quantity", "unit"),
        _pumping,
        ("zone",),
        id_column="id",
        dates="month-first",
    ),
    Format(
        f"{SOURCE}-feeds",
        SOURCE,
        "feed",
        ("id", "start time", "end time", "feed type", "quantity (oz)", "quantity (ml or g)"),
        _feed,
        ("zone",),
        id_column="id",
        dates="month-first",
    ),
)
