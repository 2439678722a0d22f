"""Baby Buddy, as its administration pages export it; its own server hands out the same (``babybuddy_api``).

Times are the local times of whoever exported, and no unit is written anywhere. Columns may be left out.
Old files of pumping have ``time`` instead of start and end.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lactea.record.entries import Entry
from lactea.record.events import MedicineTaken, Nappy, Sleep, TopUpMilk
from lactea.record.importers import cells
from lactea.record.importers.problems import RowError
from lactea.record.importers.reading import NOT_KEPT, Draft, Format, Question, note_of
from lactea.record.importers.table import Row
from lactea.record.record import Child
from lactea.record.sessions import Session, Side

SOURCE = "babybuddy"
MILKS: dict[str, TopUpMilk] = {
    "breast milk": "human",
    "fortified breast milk": "fortified",
    "formula": "formula",
}
SIDES: dict[str, Side] = {"left breast": "left", "right breast": "right", "both breasts": "both"}
GIVEN = ("bottle", "parent fed", "self fed")


def _head(row: Row, draft: Draft) -> dict[str, Any]:
    """What every entry has, with the notes, and the names of tags behind them."""
    tags = [tag.strip() for tag in (row.get("tags") or "").split(",") if tag.strip()]
    if any(tag.isdigit() and tag not in draft.answers.tags for tag in tags):
        draft.warn("tags are numbers; give Tag.csv of the same export for their names.")
    named = ", ".join(draft.answers.tags.get(tag, tag) for tag in tags)
    return {**draft.head(row), "note": note_of(row.get("notes"), named and f"[tags: {named}]")}


def _child(row: Row, draft: Draft) -> str:
    """The child's name, or its number where names were left out."""
    names = (row.get("child_first_name"), row.get("child_last_name"))
    named = " ".join(name for name in names if name)
    number = row.get("child_id")
    return draft.answers.child or named or (f"child {number}" if number else "child")


def _pumping(row: Row, draft: Draft) -> Iterable[Entry]:
    amount = draft.number(row, "amount")
    if amount is None:
        raise RowError("the amount is missing.", "amount")
    begin = row.get("start") or row.get("time")
    start = draft.moment(begin, "start")
    end = start if row.get("time") else draft.end_after(start, row.get("end"), "end")
    yield Session(
        **_head(row, draft),
        kind="pump",
        start_utc=start,
        end_utc=end,
        **draft.volumes(draft.unit(None), total=amount),
    )


def _feeding(row: Row, draft: Draft) -> Iterable[Entry]:
    method, kind = row.get("method") or "", row.get("type") or ""
    head = {**_head(row, draft), "child_id": _child(row, draft)}
    start = draft.moment(row.get("start"), "start")
    end = draft.end_after(start, row.get("end"), "end")
    amount = draft.number(row, "amount")
    if method in SIDES:
        yield Session(
            **head,
            kind="nurse",
            side=SIDES[method],
            start_utc=start,
            end_utc=end,
            **draft.volumes(draft.unit(None), total=amount),
        )
    elif method in GIVEN and kind in MILKS:
        unit = None if amount is None else draft.unit(None)
        yield draft.top_up(
            **head, time_utc=start, end_utc=end, milk=MILKS[kind], raw_amount=amount, raw_unit=unit
        )
    else:
        raise RowError(NOT_KEPT, "type")


def _weight(row: Row, draft: Draft) -> Iterable[Entry]:
    head = {**_head(row, draft), "child_id": _child(row, draft)}
    day = draft.midnight(row.get("date"), "date")
    yield draft.weight(head, draft.number(row, "weight"), None, time_utc=day, day_only=True)


def _sleep(row: Row, draft: Draft) -> Iterable[Entry]:
    start = draft.moment(row.get("start"), "start")
    yield Sleep(
        **_head(row, draft) | {"child_id": _child(row, draft)},
        time_utc=start,
        end_utc=draft.end_after(start, row.get("end"), "end"),
        nap=cells.read_switch(row.get("nap"), "nap"),
    )


def _nappy(row: Row, draft: Draft) -> Iterable[Entry]:
    yield Nappy(
        **_head(row, draft) | {"child_id": _child(row, draft)},
        time_utc=draft.moment(row.get("time"), "time"),
        wet=cells.read_switch(row.get("wet"), "wet"),
        solid=cells.read_switch(row.get("solid"), "solid"),
        colour=row.get("color"),
    )


def _medicine(row: Row, draft: Draft) -> Iterable[Entry]:
    name = row.get("name")
    if name is None:
        raise RowError("the name of the medicine is missing.", "name")
    yield MedicineTaken(
        **_head(row, draft) | {"child_id": _child(row, draft)},
        time_utc=draft.moment(row.get("time"), "time"),
        medicine=name,
        amount=row.get("dosage"),
        unit=row.get("dosage_unit"),
    )


def _children(row: Row, draft: Draft) -> Iterable[Child]:
    names = (row.get("first_name"), row.get("last_name"))
    born = row.get("birth_date")
    day: date | None = None if born is None else cells.read_date(born, None, "birth_date")
    yield Child(child_id=" ".join(name for name in names if name) or "child", born=day)


def _not_kept(row: Row, draft: Draft) -> Iterable[Entry]:
    raise RowError(NOT_KEPT)


CHILD = ("child_id", "child_first_name", "child_last_name")
ENDING = ("notes", "tags")


def _format(
    kind: str,
    needs: str,
    others: str,
    read: Any,
    asks: tuple[Question, ...] = ("zone",),
) -> Format:
    needed = tuple(needs.split())
    only = frozenset({"id", *CHILD, *needed, *others.split(), *ENDING})
    return Format(f"{SOURCE}-{kind}", SOURCE, kind, needed, read, asks, only, id_column="id")


FORMATS = (
    _format("pumping", "start end amount", "", _pumping, ("zone", "unit")),
    _format("pumping-old", "amount time", "", _pumping, ("zone", "unit")),
    _format("feeding", "start end type method", "amount", _feeding, ("zone", "unit")),
    _format("weight", "weight date", "", _weight, ("zone", "weight-unit")),
    _format("sleep", "start end nap", "", _sleep),
    _format("changes", "time wet solid", "color amount", _nappy),
    _format("medication", "name time", "dosage dosage_unit next_dose_interval", _medicine),
    _format("temperature", "temperature time", "", _not_kept, ()),
    _format("notes", "note time", "image", _not_kept, ()),
    _format("children", "first_name birth_date", "last_name birth_time", _children, ()),
)
TAG_COLUMNS = frozenset({"id", "name", "color"})
