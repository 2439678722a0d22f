"""Home spreadsheets: a small file says which column holds what, and this reads any table by it.

The maps of sheets that were seen in the wild stand in ``maps/``; a person's own is given with
``--columns``. Totals of a day are entries of their own kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from lactea.reading.problems import InputError, dotted
from lactea.reading.record import Record as ImmutableModel
from lactea.reading.yaml_reader import file_text, parse
from lactea.record.entries import Entry
from lactea.record.events import TopUpMilk
from lactea.record.importers import cells
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import NOT_KEPT, Draft, Format, Question
from lactea.record.importers.table import Row
from lactea.record.problems import RecordError, complaint
from lactea.record.sessions import Session, Side
from lactea.record.volumes import Unit

Column = Annotated[str, Field(min_length=1, max_length=100)]


class Volumes(ImmutableModel):
    """Columns that hold volumes in one unit; without a unit, the person is asked."""

    unit: Unit | None = None
    left: Column | None = None
    right: Column | None = None
    total: Column | None = None


class Where(ImmutableModel):
    """Rows that are meant: those whose cell in a column holds one of some words."""

    column: Column
    words: tuple[Column, ...]


class EntryMap(ImmutableModel):
    """What one entry of a row is made of.

    Attributes
    ----------
    entry
        What it is; a daily total needs no time.
    volumes
        Tried one after the other; the first that holds anything counts.
    """

    entry: Literal["pump", "hand", "nurse", "weighed_feed", "daily_total", "top_up"]
    where: Where | None = None
    date: Column
    time: Column | None = None
    minutes: Column | None = None
    side: Column | None = None
    milk: TopUpMilk | None = None
    note: Column | None = None
    volumes: tuple[Volumes, ...] = ()


class ColumnMap(ImmutableModel):
    """Which columns of a table hold what."""

    schema_: Literal["lactea.columns/1"] = Field(alias="schema")
    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    needs: tuple[Column, ...] = Field(min_length=1)
    entries: tuple[EntryMap, ...] = Field(min_length=1)


def read_map(path: str | Path) -> Format:
    """The format that a person's own map describes.

    Raises
    ------
    RecordError
        The file cannot be found or understood.
    """
    try:
        return _format(_parsed(file_text(path), str(path)))
    except InputError as error:
        raise RecordError(
            error.what, source=error.source, line=error.line, field=error.field
        ) from None


@cache
def known_maps() -> tuple[Format, ...]:
    """The formats of sheets that lactea knows."""
    folder = files("lactea.record.importers").joinpath("maps")
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(_format(_parsed(folder.joinpath(name).read_text("utf-8"), name)) for name in found)


def _parsed(text: str, source: str) -> ColumnMap:
    document = parse(text, source)
    try:
        return ColumnMap.model_validate(document.data)
    except ValidationError as error:
        path, what = complaint(error)
        raise RecordError(what, source=source, field=dotted(path)) from None


def _format(described: ColumnMap) -> Format:
    volumes = [one for entry in described.entries for one in entry.volumes]
    asks: list[Question] = ["zone"]
    if any(one.unit is None for one in volumes):
        asks.append("unit")
    return Format(
        described.name,
        "spreadsheet",
        described.name,
        tuple(column.casefold() for column in described.needs),
        partial(_row, described=described),
        tuple(asks),
        date_columns=tuple({entry.date for entry in described.entries}),
    )


def _row(row: Row, draft: Draft, described: ColumnMap) -> Iterable[Entry]:
    found = [
        _entry(row, draft, one, str(number) if len(described.entries) > 1 else "")
        for number, one in enumerate(described.entries)
        if _meant(row, draft, one)
    ]
    if not found:
        raise RowError(NOT_KEPT)
    return found


def _meant(row: Row, draft: Draft, entry: EntryMap) -> bool:
    """Whether a row holds an entry: the right word, and a time or a volume."""
    if entry.where is not None:
        word = (row.get(entry.where.column) or "").casefold()
        return word in (known.casefold() for known in entry.where.words)
    has_time = entry.time is not None and row.get(entry.time) is not None
    return has_time or any(_numbers(row, draft, one) for one in entry.volumes)


def _numbers(row: Row, draft: Draft, volumes: Volumes) -> dict[str, str]:
    columns = {"left": volumes.left, "right": volumes.right, "total": volumes.total}
    read = {
        name: draft.number(row, column) for name, column in columns.items() if column is not None
    }
    return {name: number for name, number in read.items() if number is not None}


def _entry(row: Row, draft: Draft, entry: EntryMap, part: str) -> Entry:
    head = {
        **draft.head(row, part=part),
        "note": row.get(entry.note) if entry.note else None,
    }
    unit, numbers = _first_volumes(row, draft, entry)
    if entry.entry == "daily_total":
        bounds = draft.day_bounds(row.get(entry.date), entry.date)
        return Session(**head, kind="daily_total", **bounds, **draft.volumes(unit, **numbers))
    start = draft.moment_of(
        row.get(entry.date) or "", row.get(entry.time or "") or "", "", entry.time or entry.date
    )
    minutes = cells.read_whole(row.get(entry.minutes or ""), entry.minutes or "")
    end = None if minutes is None else start + timedelta(minutes=minutes)
    if entry.entry == "top_up":
        amount = numbers.get("total")
        return draft.top_up(
            **head | {"child_id": draft.answers.child},
            time_utc=start,
            end_utc=end,
            milk=entry.milk,
            raw_amount=amount,
            raw_unit=unit if amount is not None else None,
        )
    return Session(
        **head,
        kind=entry.entry,
        start_utc=start,
        end_utc=end,
        side=_side(row, entry),
        **draft.volumes(unit, **_on_its_side(numbers, _side(row, entry))),
    )


def _first_volumes(row: Row, draft: Draft, entry: EntryMap) -> tuple[Unit, dict[str, str]]:
    for volumes in entry.volumes:
        numbers = _numbers(row, draft, volumes)
        if numbers:
            return volumes.unit or draft.unit(None), numbers
    return "mL", {}


def _side(row: Row, entry: EntryMap) -> Side | None:
    known: dict[str, Side] = {
        "l": "left",
        "left": "left",
        "r": "right",
        "right": "right",
        "both": "both",
    }
    return known.get((row.get(entry.side) or "").casefold()) if entry.side else None


def _on_its_side(numbers: dict[str, str], side: Side | None) -> dict[str, Any]:
    """A lone total of one breast is that breast's volume."""
    if side in ("left", "right") and set(numbers) == {"total"}:
        return {side: numbers["total"]}
    return numbers
