"""Bottle Book: an invented sheet of pumpings, one row each, in millilitres of each side."""

from __future__ import annotations

from collections.abc import Iterable

from lactea.record.entries import Entry
from lactea.record.importers.reading import Draft, Format
from lactea.record.importers.table import Row
from lactea.record.sessions import Session


def _pumping(row: Row, draft: Draft) -> Iterable[Entry]:
    start = draft.moment(row.get("pumped at"), "pumped at")
    left, right = (draft.number(row, column) for column in ("left bottle ml", "right bottle ml"))
    yield Session(
        **draft.head(row),
        note=row.get("remark"),
        kind="pump",
        start_utc=start,
        **draft.volumes("mL", left, right),
    )


FORMATS = (
    Format(
        name="bottle-book",
        source="bottle-book",
        kind="pumping",
        needs=("pumped at", "left bottle ml", "right bottle ml"),
        read=_pumping,
        asks=("zone",),
    ),
)
