"""A plan as iCalendar (RFC 5545): one event for each session of the day, repeated daily or weekly in its own zone.

Identifiers stay when a plan is made anew, so that a calendar replaces events instead of doubling them.
What is no longer part of the plan is cancelled, not forgotten. Words are neutral unless asked for
otherwise, because calendars are shared; medicines never stand in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from lactea.exchange.problems import ExportError, icalendar
from lactea.plan.week import WEEKDAYS, Weekday, holds
from lactea.reading.clock import parse_clock

if TYPE_CHECKING:
    from icalendar import Calendar, Event

Wording = Literal["neutral", "plain"]
DOMAIN = "lactea.local"
A_YEAR = timedelta(days=366)
ALARM = timedelta(minutes=-5)
SAME = ("DTSTART", "DURATION", "RRULE", "SUMMARY", "STATUS", "DTEND")
"""Properties by which an event is told from its earlier version."""


@dataclass(frozen=True)
class Slot:
    """A session that comes back from `first` to `last`, or a visit of one day.

    `clock` is None for a visit; `weekdays` are those on which the session comes back, every day unless said.
    """

    name: str
    words: dict[Wording, str]
    first: date
    last: date
    clock: int | None
    minutes: int
    weekdays: tuple[Weekday, ...] = WEEKDAYS


def calendar_of(
    document: dict[str, Any],
    plan: dict[str, Any],
    wording: Wording = "neutral",
    earlier: Calendar | None = None,
    now: datetime | None = None,
) -> Calendar:
    """The calendar of a plan.

    Parameters
    ----------
    document, plan
        A family of plans as it was kept, and one of its plans.
    wording
        ``neutral`` says "Session 3"; ``plain`` says what it is.
    earlier
        The calendar that this one takes the place of: what changed counts one up, and what is gone is
        cancelled.
    now
        The moment that is written as that of making; now without it.
    """
    made: Calendar = icalendar().Calendar()
    made.add("prodid", f"-//lactea//lactea {document['version']}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    stamp = now or datetime.now(UTC)
    zone = ZoneInfo(document["request"].get("zone", "UTC"))
    old: Iterable[Event] = () if earlier is None else earlier.events
    before = {str(event["UID"]): event for event in old}
    for slot in slots_of(plan):
        uid = f"{document['plan_id']}-{slot.name}@{DOMAIN}"
        made.add_component(
            _following(_event(slot, uid, wording, zone, stamp), before.pop(uid, None))
        )
    for gone in before.values():
        made.add_component(_cancelled(gone, stamp))
    days = [slot.first for slot in slots_of(plan)]
    made.add_missing_timezones(
        first_date=min(days, default=stamp.date()) - A_YEAR,
        last_date=max(days, default=stamp.date()) + 2 * A_YEAR,
    )
    return made


def slots_of(plan: dict[str, Any]) -> Iterator[Slot]:
    """Every session of the day of every stretch, and every visit."""
    for number, stretch in enumerate(plan["schedule"]["stretches"], 1):
        days = list(_days_of(stretch))
        weekdays = tuple(stretch.get("weekdays", WEEKDAYS))
        if not days:
            continue
        for place, session in enumerate(stretch["sessions"], 1):
            minutes = session["minutes"]
            words: dict[Wording, str] = {
                "neutral": f"Session {place}",
                "plain": f"Removing milk, {minutes} min",
            }
            clock = parse_clock(session["time"])
            yield Slot(f"s{number}-{place:02d}", words, days[0], days[-1], clock, minutes, weekdays)
    for place, visit in enumerate(plan["visits"], 1):
        day = date.fromisoformat(visit["date"])
        words = {"neutral": "Appointment to make", "plain": f"Follow-up: {visit['what']}"}
        yield Slot(f"v{place:02d}", words, day, day, None, 0)


def read_calendar(path: Path) -> Calendar:
    """A calendar that an earlier export wrote.

    Raises
    ------
    ExportError
        The file is not a calendar, or not one of ours.
    """
    try:
        found = icalendar().Calendar.from_ical(path.read_bytes())
    except ValueError:
        found = None
    if found is None or not str(found.get("prodid", "")).startswith("-//lactea//"):
        raise ExportError(
            f"{path}: this file is there already and no calendar of lactea; give another name."
        )
    calendar: Calendar = found
    return calendar


def _event(slot: Slot, uid: str, wording: Wording, zone: ZoneInfo, stamp: datetime) -> Event:
    event: Event = icalendar().Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", 0)
    event.add("summary", slot.words[wording])
    event.add("class", "PRIVATE")
    if slot.clock is None:
        event.add("dtstart", slot.first)
        event.add("dtend", slot.first + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    begin = _at(slot.first, slot.clock, zone)
    event.add("dtstart", begin)
    event.add("duration", timedelta(minutes=slot.minutes))
    if slot.last > slot.first:
        until = _at(slot.last, slot.clock, zone).astimezone(UTC)
        event.add("rrule", {**_rhythm(slot), "UNTIL": until})
    event.add_component(_alarm(slot.words[wording]))
    return event


def _rhythm(slot: Slot) -> dict[str, Any]:
    """How a session comes back: daily, or on days of the week."""
    if slot.weekdays == WEEKDAYS:
        return {"FREQ": "DAILY"}
    return {"FREQ": "WEEKLY", "BYDAY": [name[:2].upper() for name in slot.weekdays]}


def _days_of(stretch: dict[str, Any]) -> Iterator[date]:
    """The days of a stretch, in order."""
    first, last = date.fromisoformat(stretch["from"]), date.fromisoformat(stretch["until"])
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return (day for day in every if holds(stretch, day))


def _at(day: date, clock: int, zone: ZoneInfo) -> datetime:
    """A time of day by the wall clock of a zone."""
    return datetime.combine(day, time(clock // 3600, clock % 3600 // 60), zone)


def _alarm(words: str) -> Any:
    alarm = icalendar().Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM)
    alarm.add("description", words)
    return alarm


def _following(event: Event, earlier: Event | None) -> Event:
    """The event with the number that follows its earlier version; that version where nothing changed."""
    if earlier is None:
        return event
    if all(_text(event, name) == _text(earlier, name) for name in SAME):
        return earlier
    event["SEQUENCE"] = int(earlier.get("SEQUENCE", 0)) + 1
    return event


def _cancelled(gone: Event, stamp: datetime) -> Event:
    """An event that is no longer part of the plan."""
    if gone.get("STATUS") == "CANCELLED":
        return gone
    gone["SEQUENCE"] = int(gone.get("SEQUENCE", 0)) + 1
    gone["STATUS"] = "CANCELLED"
    del gone["DTSTAMP"]
    gone.add("dtstamp", stamp)
    gone.subcomponents = []
    return gone


def _text(event: Event, name: str) -> bytes | None:
    """A property as it is written, with its zone."""
    value = event.get(name)
    if value is None:
        return None
    zone = getattr(value, "params", {}).get("TZID", "")
    written = value.to_ical() if hasattr(value, "to_ical") else str(value).encode()
    return f"{zone}:".encode() + written
