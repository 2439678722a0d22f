"""An entry from what a person typed: one time, a few words, volumes with their unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from lactea.reading.problems import dotted, suggestion
from lactea.record.entries import Entry
from lactea.record.events import (
    GRAMS_PER,
    InfantWeight,
    MedicineTaken,
    Nappy,
    Sleep,
    Symptom,
    TopUp,
)
from lactea.record.problems import RecordError, complaint
from lactea.record.sessions import KINDS, Session, daily_total_bounds
from lactea.record.times import local_day, now, zone_info
from lactea.record.volumes import DROPS, Unit, as_ml, measured
from lactea.stash.amounts import parse_amount
from lactea.stash.moments import parse_moment

EVENTS: Mapping[str, type[Entry]] = {
    "medicine": MedicineTaken,
    "weight": InfantWeight,
    "nappy": Nappy,
    "top_up": TopUp,
    "sleep": Sleep,
    "symptom": Symptom,
}
WHAT = (*KINDS, *EVENTS)
_RARE_UNITS = re.compile(r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(?P<unit>g|uk[ _]?oz)")
_DECIMAL = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
WEIGHT_EXAMPLE = "write '4.12 kg', '4120 g' or '9.1 lb'"


def entry_of(what: str, zone: str, typed: Mapping[str, Any]) -> Entry:
    """The entry that was meant.

    Parameters
    ----------
    what
        A kind of session, or one of `EVENTS`.
    zone
        Zone of the times.
    typed
        Fields of the entry; besides ``at``, ``end`` and ``minutes`` for its times, and ``left``,
        ``right``, ``total``, ``amount`` and ``weight`` as text with a unit. None is passed over.

    Raises
    ------
    RecordError
        Something does not fit; told by field.
    """
    if what not in WHAT:
        raise RecordError(suggestion(what, WHAT), field="what")
    given = {name: value for name, value in typed.items() if value is not None}
    _is_plain_text(given)
    try:
        start, end = _times(given, zone)
        if what in KINDS:
            return _session(what, zone, start, end, given)
        return _event(what, zone, start, end, given)
    except ValidationError as error:
        path, problem = complaint(error)
        raise RecordError(problem, field=dotted(path)) from None


def _is_plain_text(given: Mapping[str, Any]) -> None:
    """Refuse what a terminal would obey instead of showing it; a line's end and a tab are text."""
    for name, value in given.items():
        if isinstance(value, str) and _CONTROL.search(value):
            raise RecordError("this text holds a control character; write plain text.", field=name)


def _times(given: dict[str, Any], zone: str) -> tuple[datetime, datetime | None]:
    start = _moment(given.pop("at", None), zone, "at")
    minutes = given.pop("minutes", None)
    if minutes is not None:
        return start, _later(start, minutes)
    text = given.pop("end", None)
    end = None if text is None else _moment(text, zone, "end")
    if end is not None and end < start:
        raise RecordError("it ends before it begins.", field="end")
    return start, end


def _later(start: datetime, minutes: float) -> datetime:
    try:
        return start + timedelta(minutes=minutes)
    except (OverflowError, ValueError):
        raise RecordError("this is no number of minutes; write '20'.", field="minutes") from None


def _moment(text: str | None, zone: str, field: str) -> datetime:
    if text is None:
        return now()
    try:
        return datetime.fromtimestamp(parse_moment(text, zone_info(zone)), UTC)
    except ValueError as error:
        raise RecordError(str(error), field=field) from None


def _session(
    what: str, zone: str, start: datetime, end: datetime | None, given: dict[str, Any]
) -> Session:
    amounts = {name: given.pop(name, None) for name in ("left", "right", "total")}
    times: dict[str, Any] = {"start_utc": start, "end_utc": end}
    if what == "daily_total":
        times = daily_total_bounds(local_day(start, zone), zone)
    return Session(kind=what, zone=zone, **times, **_volumes(amounts), **given)


def _volumes(amounts: Mapping[str, str | None]) -> dict[str, Any]:
    """Volumes as entered; all in one unit."""
    units: set[Unit] = set()
    numbers: dict[str, str | None] = {}
    for name, text in amounts.items():
        numbers[name], unit = _volume(text, name)
        if unit is not None:
            units.add(unit)
    if len(units) > 1:
        raise RecordError("give all volumes of a session in one unit.", field="total")
    return asdict(measured(next(iter(units), None), **numbers))


def _volume(text: str | None, field: str) -> tuple[str | None, Unit | None]:
    """Number and unit of a volume such as ``60 mL``, ``2.5 oz``, ``2 uk_oz``, ``62 g`` or ``drops``."""
    if text is None:
        return None, None
    number, unit = _as_written(text, field)
    try:
        as_ml(number, unit)
    except ValueError as error:
        raise RecordError(str(error), field=field) from None
    return number, unit


def _as_written(text: str, field: str) -> tuple[str, Unit | None]:
    rare = _RARE_UNITS.fullmatch(text.strip())
    if rare is not None:
        return rare["number"], "g" if rare["unit"] == "g" else "uk_oz"
    try:
        amount = parse_amount(text)
    except ValueError as error:
        raise RecordError(str(error), field=field) from None
    if amount.drops:
        return DROPS, None
    return text.strip().lower().rstrip("abcdefghijklmnopqrstuvwxyz. "), amount.unit


def _event(
    what: str, zone: str, start: datetime, end: datetime | None, given: dict[str, Any]
) -> Entry:
    head: dict[str, Any] = {"zone": zone, "time_utc": start, **given}
    if end is not None:
        head["end_utc"] = end
    if what == "top_up" and "amount" in head:
        number, unit = _volume(head.pop("amount"), "amount")
        head |= {"raw_amount": number, "raw_unit": unit, "amount_mL": as_ml(number, unit)}
    if what == "weight":
        head |= _weight(head.pop("weight", ""))
    kind: Any = EVENTS[what]
    entry: Entry = kind(**head)
    return entry


def _weight(text: str) -> dict[str, Any]:
    number, _, unit = text.strip().partition(" ")
    if unit not in GRAMS_PER:
        raise RecordError(f"the weight has no unit; {WEIGHT_EXAMPLE}.", field="weight")
    if not _DECIMAL.fullmatch(number):
        raise RecordError(f"this is not a weight; {WEIGHT_EXAMPLE}.", field="weight")
    return {"weight_g": float(number) * GRAMS_PER[unit], "raw_weight": number, "raw_unit": unit}
