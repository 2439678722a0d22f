"""Sprout Track: the log with translated headers, and ``pump-logs.csv`` of the family's zip.

The log has its columns in one order in every language, and writes dates and times as in the United
States. Pumping is known by its amount, "L: 60, R: 40, Total: 100", which no language changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lactea.record.entries import Entry
from lactea.record.importers import cells
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import NOT_KEPT, Draft, Format
from lactea.record.importers.table import Row
from lactea.record.sessions import Fate, Session

SOURCE = "sprout-track"
FATES: Mapping[str, Fate] = {"STORED": "stored", "FED": "fed", "DISCARDED": "discarded"}
COLUMNS = (
    "date",
    "time",
    "activity type",
    "sub-type",
    "start time",
    "end time",
    "duration",
    "amount",
    "unit",
    "details",
    "notes",
    "caretaker",
)
_PUMPED = re.compile(
    r"(?:L: (?P<left>[0-9.]+))?(?:, )?(?:R: (?P<right>[0-9.]+))?(?:, )?(?:Total: (?P<total>[0-9.]+))?"
)


def _log(row: Row, draft: Draft) -> Iterable[Entry]:
    told = dict(zip(COLUMNS, row.cells.values(), strict=False))
    amount = (told.get("amount") or "").strip()
    match = _PUMPED.fullmatch(amount)
    if not amount or match is None:
        raise RowError(NOT_KEPT, "activity type")
    day = (told.get("date") or "").strip()
    begin = (told.get("start time") or told.get("time") or "").strip()
    start = draft.moment_of(day, begin, "", "start time")
    finish = (told.get("end time") or "").strip()
    end = draft.end_after(start, f"{day} {finish}" if finish else None, "end time")
    if end is not None and end < start:  # the log writes the date of the start alone
        end = draft.end_after(start, f"{draft.day_after(day, 'date')} {finish}", "end time")
    volumes = [
        cells.read_volume(match[name], draft.answers.decimal, "amount")
        for name in ("left", "right", "total")
    ]
    yield Session(
        **draft.head(row),
        note=(told.get("notes") or "").strip() or None,
        kind="pump",
        start_utc=start,
        end_utc=end,
        fate=FATES.get((told.get("sub-type") or "").strip().upper()),
        **draft.volumes(draft.unit((told.get("unit") or "").strip() or None, "unit"), *volumes),
    )


def _pump(row: Row, draft: Draft) -> Iterable[Entry]:
    start = draft.moment(row.get("starttime"), "startTime")
    sides = [draft.number(row, f"{side}amount") for side in ("left", "right", "total")]
    yield Session(
        **draft.head(row),
        note=row.get("notes"),
        kind="pump",
        start_utc=start,
        end_utc=draft.end_after(start, row.get("endtime"), "endTime"),
        fate=FATES.get((row.get("pumpaction") or "").upper()),
        **draft.volumes(draft.unit(row.get("unitabbr"), "unitAbbr"), *sides),
    )


FORMATS = (
    Format(f"{SOURCE}-log", SOURCE, "log", COLUMNS, _log, ("zone",), dates="month-first"),
    Format(
        f"{SOURCE}-pump",
        SOURCE,
        "pump",
        ("id", "starttime", "endtime", "leftamount", "rightamount", "totalamount", "unitabbr"),
        _pump,
        ("zone",),
        id_column="id",
    ),
)
