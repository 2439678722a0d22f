"""MamaFlow: millilitres on each side, a time with the day first, and minutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from lactea.record.entries import Entry
from lactea.record.importers import cells
from lactea.record.importers.reading import Draft, Format
from lactea.record.importers.table import Row
from lactea.record.sessions import Session

SOURCE = "mamaflow"


def _row(row: Row, draft: Draft) -> Iterable[Entry]:
    start = draft.moment(row.get("timestamp"), "timestamp")
    minutes = cells.read_whole(row.get("durationminutes"), "durationminutes")
    sides = [draft.number(row, f"volume{side}ml") for side in ("left", "right", "total")]
    yield Session(
        **draft.head(row),
        note=row.get("notes"),
        kind="pump",
        start_utc=start,
        end_utc=None if minutes is None else start + timedelta(minutes=minutes),
        **draft.volumes("mL", *sides),
    )


FORMATS = (
    Format(
        SOURCE,
        SOURCE,
        "log",
        ("id", "timestamp", "volumeleftml", "volumerightml", "volumetotalml"),
        _row,
        ("zone",),
        id_column="id",
        dates="day-first",
    ),
)
