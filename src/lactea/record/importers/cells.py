"""What people and trackers write in cells: dates, times, volumes, spans; and why a cell is refused.

No text of a refusal repeats what the cell holds.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

from lactea.record.importers.problems import RowError
from lactea.record.volumes import DROPS, Unit

DateOrder = Literal["year-first", "month-first", "day-first"]
RepeatedHour = Literal["first", "second"]
Decimal = Literal["point", "comma"]

_YEAR_FIRST = r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
_YEAR_LAST = r"(?P<first>[0-9]{1,2})[-/.](?P<second>[0-9]{1,2})[-/.](?P<last>[0-9]{4}|[0-9]{2})"
_DATE = re.compile(rf"{_YEAR_FIRST}|{_YEAR_LAST}")
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
)
_OFFSET = re.compile(r"Z|(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})")
_OFFSET_AFTER_CLOCK = re.compile(
    r":[0-9]{2}(?:[.,][0-9]+)?\s?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})$"
)
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,20})?|\.[0-9]{1,20}")
_WITH_UNIT = re.compile(r"(?P<number>[0-9.,]+)\s*(?P<unit>[A-Za-z][A-Za-z. ]*)")
_DROPS = re.compile(r"(?:a few |some )?drops?|gotas|Tropfen|gouttes", re.IGNORECASE)

UNIT_WORDS: dict[str, Unit] = {
    "ml": "mL",
    "milliliter": "mL",
    "oz": "oz",
    "floz": "oz",
    "fl oz": "oz",
    "ounce": "oz",
    "ounces": "oz",
}
"""An ounce is the American one unless the person says otherwise."""

NOT_A_TIME = "this is not a date and time that lactea reads, such as 2026-08-01 05:05."
TWO_WAYS = "the date may be day first or month first."
NEVER = "this time does not exist in the zone, because the clock was set forward."
TWICE = "this time comes twice in the zone, because the clock was set back."
COMMA = "a comma may mark decimals or thousands."


def read_date(text: str, order: DateOrder | None, field: str) -> date:
    """The day that a cell names, in the order in which the file writes dates."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise RowError(NOT_A_TIME, field)
    if match["year"]:
        year, month, day = match["year"], match["month"], match["day"]
    elif order == "day-first":
        day, month, year = match["first"], match["second"], match["last"]
    elif order == "month-first":
        month, day, year = match["first"], match["second"], match["last"]
    else:
        raise RowError(TWO_WAYS, field, "dates")
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        raise RowError(
            "this day is not in the calendar; are dates written in another order?", field, "dates"
        ) from None


def read_clock(text: str, field: str) -> time:
    """The time of day that a cell names, of 24 hours or with AM and PM."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise RowError(NOT_A_TIME, field)
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise RowError(NOT_A_TIME, field)
        hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise RowError(NOT_A_TIME, field) from None


def split_moment(text: str) -> tuple[str, str, str]:
    """Date, time of day and offset in a cell that holds them together; any but one may be empty."""
    whole = " ".join(text.replace(",", " ").split())
    after_clock = _OFFSET_AFTER_CLOCK.search(whole)
    offset = after_clock["offset"] if after_clock else ""
    whole = whole.removesuffix(offset).strip()
    first, _, rest = whole.replace("T", " ", 1).partition(" ")
    if ":" in first:  # the time stands before the date
        clock, _, day = whole.rpartition(" ")
        return day, clock, offset
    return first, rest, offset


def offset_of(text: str) -> timezone:
    """The zone of an offset such as ``Z`` or ``-04:00``."""
    match = _OFFSET.fullmatch(text)
    if match is None or not match["sign"]:
        return UTC
    size = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    if size >= timedelta(days=1):
        raise RowError(NOT_A_TIME)
    return timezone(-size if match["sign"] == "-" else size)


def in_zone(local: datetime, zone: ZoneInfo, repeated: RepeatedHour | None, field: str) -> datetime:
    """The moment at which the clock of a zone shows a time; refused where that is never, or twice."""
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise RowError(NEVER, field)
    if repeated is None:
        raise RowError(TWICE, field, "repeated_hour")
    return (first if repeated == "first" else second).astimezone(UTC)


def read_volume(text: str | None, decimal: Decimal, field: str) -> str | None:
    """The number in a cell as it was entered, with a point; "drops"; or None for an empty cell."""
    if text is None:
        return None
    if _DROPS.fullmatch(text):
        return DROPS
    number = text.replace(",", ".") if decimal == "comma" and "." not in text else text
    if _NUMBER.fullmatch(number):
        return number
    if "," in text:
        raise RowError(COMMA, field, "decimal")
    if text.startswith("-"):
        raise RowError("a volume is not negative.", field)
    raise RowError("this is not a volume; lactea reads a number, or 'drops'.", field)


def read_unit(text: str, field: str) -> Unit:
    """The unit that a word names."""
    unit = UNIT_WORDS.get(" ".join(text.casefold().replace(".", "").split()))
    if unit is None:
        raise RowError("this unit is not known; lactea reads ml and oz.", field)
    return unit


def split_unit(text: str, field: str) -> tuple[str, str]:
    """Number and unit of a cell that holds both, such as ``20ml`` or ``0.25oz``."""
    match = _WITH_UNIT.fullmatch(text)
    if match is None:
        raise RowError("this is not a volume with its unit, such as 20ml or 0.25oz.", field)
    return match["number"], match["unit"]


def read_whole(text: str | None, field: str) -> int | None:
    """A whole number; one with decimals is rounded, as it counts seconds or minutes."""
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise RowError("this is not a number.", field)
    return round(float(text))


def read_switch(text: str | None, field: str) -> bool | None:
    """True or false in one of the ways in which exports write it."""
    if text is None:
        return None
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.casefold() not in known:
        raise RowError("this is neither true nor false.", field)
    return known[text.casefold()]
