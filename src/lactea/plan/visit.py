"""The last 72 hours of a record, for a visit: what was entered, counted, and nothing simulated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from lactea.record import Record, Session

SPAN = timedelta(hours=72)
WORDS = {"pump": "pumped", "hand": "by hand", "nurse": "nursed", "weighed_feed": "weighed feed"}


@dataclass(frozen=True)
class SessionRow:
    """One session: when, how, what from which side in mL as text, and how long after the one before."""

    at: datetime
    how: str
    left: str
    right: str
    total: str
    minutes: str
    since: str


@dataclass(frozen=True)
class DayRow:
    """One local day: sessions, milk measured, feeds given beside, nappies; whole days and parts of days."""

    day: date
    whole: bool
    sessions: int
    measured: str
    unmeasured: int
    given: str
    nappies: str


@dataclass(frozen=True)
class Visit:
    """The 72 hours before a moment.

    Attributes
    ----------
    weights, medicines, symptoms
        As they were entered, each with its time.
    longest_pause
        The longest time without a session.
    lacking
        What nothing was entered of.
    """

    person: str
    begin: datetime
    end: datetime
    sessions: tuple[SessionRow, ...]
    days: tuple[DayRow, ...]
    weights: tuple[str, ...]
    medicines: tuple[str, ...]
    symptoms: tuple[str, ...]
    longest_pause: str
    lacking: tuple[str, ...]


def visit_of(record: Record, end: datetime | None = None) -> Visit:
    """The report of the 72 hours before `end`; before the last entry without it."""
    zone = ZoneInfo(record.person.zone)
    latest = max((entry.at for entry in record.entries()), default=None)
    until = (end or latest or datetime.now(zone)).astimezone(zone)
    # Counted in Greenwich: by the wall clock three days are 71 or 73 hours when it is changed.
    begin = (until.astimezone(UTC) - SPAN).astimezone(zone)
    sessions = [
        one for one in record.sessions if one.kind != "daily_total" and begin <= one.at <= until
    ]

    def inside(entries: tuple[object, ...]) -> list[object]:
        return [one for one in entries if begin <= one.at <= until]  # type: ignore[attr-defined]

    weights = [
        f"{_clock(w.at, zone)}: {w.weight_g:.0f} g" for w in record.weights if w.at <= until
    ][-3:]
    medicines = [
        f"{_clock(m.at, zone)}: {' '.join(filter(None, (m.medicine, m.amount, m.unit)))}"
        for m in record.medicines
        if begin <= m.at <= until
    ]
    symptoms = [
        f"{_clock(s.at, zone)}: {s.symptom}" for s in record.symptoms if begin <= s.at <= until
    ]
    return Visit(
        person=record.person.person_id,
        begin=begin,
        end=until,
        sessions=tuple(_rows(sessions, zone)),
        days=tuple(_days(record, sessions, begin, until, zone)),
        weights=tuple(weights),
        medicines=tuple(medicines),
        symptoms=tuple(symptoms),
        longest_pause=_longest(sessions),
        lacking=tuple(
            name
            for name, known in (
                ("sessions", sessions), ("weight of the infant", weights),
                ("nappies", inside(record.nappies)), ("other milk given", inside(record.top_ups)),
                ("medicines", medicines),
            )
            if not known
        ),
    )  # fmt: skip


def _rows(sessions: list[Session], zone: ZoneInfo) -> list[SessionRow]:
    rows, before = [], None
    for one in sessions:
        length = one.duration
        rows.append(
            SessionRow(
                at=one.at.astimezone(zone),
                how=WORDS[one.kind],
                left=_volume(one.left_mL, one),
                right=_volume(one.right_mL, one),
                total=_volume(one.total_mL, one),
                minutes="" if length is None else f"{length.total_seconds() / 60:.0f}",
                since="" if before is None else f"{(one.at - before).total_seconds() / 3600:.1f}",
            )
        )
        before = one.at
    return rows


def _volume(ml: float | None, session: Session) -> str:
    """A volume; 0 is a value, drops are drops, and what was not measured is a dash."""
    if ml is None:
        return "–"
    return "drops" if ml == 0 and session.below_measurable else f"{ml:.0f}"


def _days(
    record: Record, sessions: list[Session], begin: datetime, end: datetime, zone: ZoneInfo
) -> list[DayRow]:
    by_day: dict[date, list[Session]] = defaultdict(list)
    for one in sessions:
        by_day[one.at.astimezone(zone).date()].append(one)
    given: dict[date, float] = defaultdict(float)
    for top_up in record.top_ups:
        if begin <= top_up.at <= end:
            given[top_up.at.astimezone(zone).date()] += top_up.amount_mL or 0.0
    wet: dict[date, list[bool | None]] = defaultdict(list)
    for nappy in record.nappies:
        if begin <= nappy.at <= end:
            wet[nappy.at.astimezone(zone).date()].append(nappy.wet)
    first, last = begin.date(), end.date()
    rows = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        own = by_day[day]
        known = [one.total_mL for one in own if one.total_mL is not None]
        rows.append(
            DayRow(
                day=day,
                whole=first < day < last,
                sessions=len(own),
                measured=f"{sum(known):.0f}" if known else "–",
                unmeasured=len(own) - len(known),
                given=f"{given[day]:.0f}" if day in given else "–",
                nappies=f"{len(wet[day])} ({sum(bool(w) for w in wet[day])} wet)"
                if day in wet
                else "–",
            )
        )
    return rows


def _longest(sessions: list[Session]) -> str:
    pauses = [(b.at - (a.end_utc or a.at)).total_seconds() / 3600 for a, b in pairwise(sessions)]
    return f"{max(pauses):.1f} h" if pauses else "not known"


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%d %b %H:%M")
