"""Entries as lines of the log: when, what, how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lactea.app.wording.marking import message
from lactea.app.wording.speaker import Speaker
from lactea.record import InfantWeight, MedicineTaken, Nappy, Session, Sleep, Symptom, TopUp
from lactea.record.entries import Entry
from lactea.record.record import Record
from lactea.record.times import zone_info

NAMES: dict[type[Entry] | str, str] = {
    "pump": message("Pumping"),
    "hand": message("By hand"),
    "nurse": message("{Nursing}"),
    "weighed_feed": message("Weighed feed"),
    "daily_total": message("Total of a day"),
    Nappy: message("Nappy"),
    InfantWeight: message("Weight"),
    TopUp: message("Other milk"),
    MedicineTaken: message("Medicine"),
    Sleep: message("Sleep"),
    Symptom: message("Noticed"),
}
DROPS = message("drops")
WET, SOLID = message("wet"), message("solid")
SIDES = {"left": message("left"), "right": message("right"), "both": message("both sides")}
MINUTES = message("{minutes} min")


@dataclass(frozen=True)
class LogLine:
    """One entry as it is shown."""

    key: str
    day: str
    clock: str
    name: str
    details: str
    later: bool


@dataclass(frozen=True)
class Today:
    """The sum of a local day, as far as it was recorded; `volume` is None where no volume was."""

    sessions: int
    volume: float | None
    last_side: str | None
    hours_since: float | None


def lines_of(record: Record, speaker: Speaker, now: datetime) -> list[LogLine]:
    """The entries of a record, the latest first."""
    entries = sorted(record.entries(), key=lambda entry: entry.at, reverse=True)
    return [line_of(entry, speaker, now) for entry in entries]


def line_of(entry: Entry, speaker: Speaker, now: datetime) -> LogLine:
    """An entry as a line."""
    local = entry.at.astimezone(zone_info(entry.zone))
    kind = entry.kind if isinstance(entry, Session) else type(entry)
    return LogLine(
        key=entry.key,
        day=f"{local:%Y-%m-%d}",
        clock=speaker.clock(local),
        name=speaker(NAMES[kind]),
        details=", ".join(part for part in _details(entry, speaker) if part),
        later=entry.at > now,
    )


def today_of(record: Record, now: datetime) -> Today:
    """What today was recorded, and how long ago the last session was."""
    zone = zone_info(record.person.zone)
    day = now.astimezone(zone).date()
    here = [one for one in record.sessions if one.kind != "daily_total" and one.at <= now]
    ours = [one for one in here if one.at.astimezone(zone).date() == day]
    volumes = [one.total_mL for one in ours if one.total_mL is not None]
    last = here[-1] if here else None
    return Today(
        sessions=len(ours),
        volume=sum(volumes) if volumes else None,
        last_side=next((one.side for one in reversed(here) if one.side), None),
        hours_since=None if last is None else (now - last.at) / timedelta(hours=1),
    )


def _details(entry: Entry, speaker: Speaker) -> Iterable[str]:
    match entry:
        case Session():
            yield from _session(entry, speaker)
        case Nappy():
            yield speaker(WET) if entry.wet else ""
            yield speaker(SOLID) if entry.solid else ""
        case InfantWeight():
            yield (
                f"{entry.raw_weight} {entry.raw_unit}"
                if entry.raw_unit
                else f"{entry.weight_g:.0f} g"
            )
        case TopUp():
            yield "" if entry.amount_mL is None else speaker.volume(entry.amount_mL)
            yield entry.milk or ""
        case MedicineTaken():
            yield entry.medicine
            yield f"{entry.amount or ''} {entry.unit or ''}".strip()
        case Symptom():
            yield entry.symptom
    yield entry.note or ""


def _session(session: Session, speaker: Speaker) -> Iterable[str]:
    if session.duration is not None and session.kind != "daily_total":
        yield speaker(MINUTES, minutes=f"{session.duration / timedelta(minutes=1):.0f}")
    if session.side is not None and not session.split_known:
        yield speaker(SIDES[session.side])
    for name, ml in (("left", session.left_mL), ("right", session.right_mL)):
        if ml is not None:
            yield f"{speaker(SIDES[name])} {_volume(session, ml, speaker)}"
    if session.total_mL is not None and not session.split_known:
        yield _volume(session, session.total_mL, speaker)


def _volume(session: Session, ml: float, speaker: Speaker) -> str:
    """A volume; 0 mL is a value, and drops are more than nothing."""
    return speaker(DROPS) if ml == 0 and session.below_measurable else speaker.volume(ml)
