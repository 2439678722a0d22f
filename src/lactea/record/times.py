"""Moments and local days: seconds of Greenwich inside, clocks and calendars of a zone outside.

A local day lasts from midnight to midnight on the clock of its zone, which is 23 or 25 hours when the
clock is changed. Spans are always counted in Greenwich, never on a clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, PlainSerializer

from lactea.reading.problems import fault

FIRST_YEAR, LAST_YEAR = 1970, 2199
ONE_DAY = timedelta(days=1)


def _in_greenwich(moment: datetime) -> datetime:
    if not FIRST_YEAR < moment.year < LAST_YEAR:
        raise fault(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    return moment.astimezone(UTC).replace(microsecond=0)


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


UtcTime = Annotated[
    AwareDatetime, AfterValidator(_in_greenwich), PlainSerializer(_written, when_used="json")
]
"""A moment with an offset outside, a whole second of Greenwich inside."""


@lru_cache(maxsize=256)
def zone_info(name: str) -> ZoneInfo:
    """The zone of a name such as ``Europe/Berlin``.

    Raises
    ------
    ValueError
        There is no such zone.
    """
    from lactea.stash.moments import parse_zone

    parse_zone(name)
    return ZoneInfo(name)


def _known_zone(name: str) -> str:
    try:
        zone_info(name)
    except ValueError as error:
        raise fault(str(error)) from None
    return name


ZoneName = Annotated[str, AfterValidator(_known_zone)]
"""Name of a time zone of the IANA list, such as ``America/New_York``."""


def now() -> datetime:
    """The second in which this is asked, in Greenwich."""
    return datetime.now(UTC).replace(microsecond=0)


def midnight(day: date, zone: str) -> datetime:
    """The moment at which a local day begins; where midnight is left out, the first moment after.

    Some zones set the clock forward at midnight: their day begins at 01:00.
    """
    return datetime.combine(day, time(), zone_info(zone)).astimezone(UTC)


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Begin of a local day, and begin of the next."""
    return midnight(day, zone), midnight(day + ONE_DAY, zone)


def local_day(moment: datetime, zone: str) -> date:
    """The day on the calendar of a zone in which a moment lies."""
    return moment.astimezone(zone_info(zone)).date()
