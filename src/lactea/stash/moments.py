"""Dates and times as people write them, as whole seconds since 1970 in Greenwich.

A date that could be read in two ways is refused, not guessed: day first or month first, an hour that
a clock shows twice in autumn, a time without any zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from lactea.reading.problems import nearest, quote

EXAMPLE = "write year, month, day, and a time, such as '2026-03-01 07:30'"
FIRST_YEAR, LAST_YEAR = 1970, 2199

_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?\s?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TWO_WAYS = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}.*", re.DOTALL)


def parse_zone(name: str) -> tzinfo:
    """The time zone of a name such as ``Europe/Berlin``.

    Raises
    ------
    ValueError
        There is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        near = nearest(name, available_timezones())
        hint = f"did you mean '{near}'?" if near else "write one such as 'Europe/Berlin'."
        raise ValueError(f"{quote(name)} is not a time zone; {hint}") from None


def parse_moment(text: str, zone: tzinfo | None) -> int:
    """The second at which a written time lies.

    Parameters
    ----------
    text
        Date and time, year first, perhaps with an offset such as ``+01:00``. A date alone is the
        start of that day.
    zone
        Zone of a time without an offset; None where it is not known.

    Raises
    ------
    ValueError
        It is no time, or could be read in two ways.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(_complaint(text))
    numbers = [int(part or 0) for part in match.groups()[:6]]
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        raise ValueError(f"{quote(text)}: the year must lie from {FIRST_YEAR} to {LAST_YEAR}.")
    try:
        local = datetime(*numbers)  # type: ignore[arg-type]
    except ValueError:
        raise ValueError(
            f"{quote(text)} is not in the calendar or on the clock; {EXAMPLE}."
        ) from None
    if match[7]:
        return _seconds(local.replace(tzinfo=_offset(match[7])))
    if zone is None:
        raise ValueError(
            f"{quote(text)} has no time zone; name one for the whole ledger, or write the offset "
            "after the time, such as '2026-03-01 07:30+01:00'."
        )
    return _seconds(_in_zone(local, zone, text))


def parse_date(text: str) -> date:
    """The day of a date alone.

    Raises
    ------
    ValueError
        It is no date, or could be read in two ways.
    """
    given = text.strip()
    if not _DATE.fullmatch(given):
        raise ValueError(_complaint(text).replace(EXAMPLE, "write it as '2026-03-01'"))
    return datetime.fromtimestamp(parse_moment(given, UTC), UTC).date()


def is_date(text: str) -> bool:
    """Whether a text is a date without a time."""
    return _DATE.fullmatch(text.strip()) is not None


def start_of(day: date, zone: tzinfo) -> int:
    """The second at which a day begins in a zone."""
    return _seconds(datetime.combine(day, time(), zone))


def day_of(second: int, zone: tzinfo) -> date:
    """The day of a second in a zone."""
    return datetime.fromtimestamp(second, zone).date()


def show(second: int, zone: tzinfo) -> str:
    """A second as ``2026-03-01 07:30`` in a zone."""
    return datetime.fromtimestamp(second, zone).strftime("%Y-%m-%d %H:%M")


def iso(second: int, zone: tzinfo) -> str:
    """A second as ISO 8601 with its offset."""
    return datetime.fromtimestamp(second, zone).isoformat()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    size = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    if size >= timedelta(days=1):
        raise ValueError(f"{quote(text)} is not an offset; write one such as '+01:00'.")
    return timezone(-size if text[0] == "-" else size)


def _in_zone(local: datetime, zone: tzinfo, text: str) -> datetime:
    """The local time in its zone; refused where the clock shows it twice or never."""
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise ValueError(f"{quote(text)} does not exist in {zone}: the clock is set forward there.")
    raise ValueError(
        f"{quote(text)} comes twice in {zone}, because the clock is set back; write the offset, "
        f"such as '{first.isoformat(' ', 'minutes')}' or '{second.isoformat(' ', 'minutes')}'."
    )


def _complaint(text: str) -> str:
    if _TWO_WAYS.fullmatch(text.strip()):
        return f"{quote(text)} may be day first or month first; {EXAMPLE}."
    return f"{quote(text)} is not a date and time; {EXAMPLE}."
