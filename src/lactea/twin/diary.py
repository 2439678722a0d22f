"""The record of one person as this room needs it: sessions in ticks, volumes in mL.

Tick 0 is the local midnight before the origin of the person's scenario, so that a day here is a day
of the calendar. What a session gave is known by side, in total, or not at all; 0 mL and "drops" are
values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from lactea.engine.course import DAY

Kind = Literal["pump", "hand", "nurse", "weighed_feed", "daily_total"]
KINDS: tuple[Kind, ...] = ("pump", "hand", "nurse", "weighed_feed", "daily_total")
DEVICES = ("hospital_grade", "personal", "manual")


@dataclass(frozen=True, slots=True)
class Session:
    """One line of the log.

    Attributes
    ----------
    start : int
        Ticks from the local midnight before the origin.
    kind : str
    duration : int, optional
        Seconds; None where none was written down.
    left, right : float, optional
        Volume by side in mL; None where the split is not known.
    total : float, optional
        Volume of the session, or of the day for a daily total, in mL.
    drops : bool
        More than nothing, and less than could be measured.
    step : float
        Distance of two marks of the unit in which it was read, in mL.
    device : str, optional
        Pump in use, see `DEVICES`.
    breasts : str
        ``both``, ``left`` or ``right``.
    """

    start: int
    kind: Kind = "pump"
    duration: int | None = None
    left: float | None = None
    right: float | None = None
    total: float | None = None
    drops: bool = False
    step: float = 1.0
    device: str | None = None
    breasts: Literal["both", "left", "right"] = "both"

    @property
    def day(self) -> int:
        """The day of the calendar on which it began, 0 being that of the origin."""
        return self.start // DAY

    @property
    def volume(self) -> float | None:
        """Milk of the session in mL, if known."""
        if self.total is not None:
            return self.total
        sides = [side for side in (self.left, self.right) if side is not None]
        return sum(sides) if sides else None


@dataclass(frozen=True, slots=True)
class InfantFacts:
    """What must be known of an infant before anything is said of milk.

    Attributes
    ----------
    weighed_kg : float, optional
        Latest weight.
    weighed_day : int, optional
        Day of that weight.
    wet_nappies : float, optional
        Wet nappies a day lately.
    preterm_or_ill : bool, optional
        None where it was not answered: unknown is not no.
    """

    weighed_kg: float | None = None
    weighed_day: int | None = None
    wet_nappies: float | None = None
    preterm_or_ill: bool | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """The log of one person.

    Attributes
    ----------
    origin : date
        Calendar day of tick 0.
    sessions : tuple of Session
        In order of time.
    infant : InfantFacts, optional
        None where there is no infant.
    """

    origin: date
    sessions: tuple[Session, ...]
    infant: InfantFacts | None = None

    @property
    def first_day(self) -> int:
        """Day of the first session."""
        return self.sessions[0].day

    @property
    def last_day(self) -> int:
        """Day of the last session."""
        return self.sessions[-1].day

    def date_of(self, day: int) -> date:
        """The calendar day of a day of the log."""
        return self.origin + timedelta(days=day)

    def until(self, day: int) -> Diary:
        """What was known at the end of the day before `day`."""
        kept = tuple(session for session in self.sessions if session.day < day)
        return replace(self, sessions=kept)


USUAL_SESSIONS = 8
"""Sessions of a day of which only the total is known: the least that is usual (row idr_ngp_pump_freq)."""


def with_assumed_sessions(diary: Diary) -> Diary:
    """Days of which only the total is known, with evenly spaced sessions of unknown volume."""
    days = {one.day for one in diary.sessions if one.kind != "daily_total"}
    bare = {one.day for one in diary.sessions if one.kind == "daily_total"} - days
    gap = DAY // USUAL_SESSIONS
    assumed = [
        Session(day * DAY + gap // 2 + place * gap)
        for day in bare
        for place in range(USUAL_SESSIONS)
    ]
    together = sorted([*diary.sessions, *assumed], key=lambda session: session.start)
    return replace(diary, sessions=tuple(together))


def daily_volumes(diary: Diary) -> dict[int, tuple[float, int]]:
    """Logged milk in mL and logged sessions of each day with at least one known volume."""
    found: dict[int, tuple[float, int]] = {}
    for session in diary.sessions:
        volume = session.volume
        if volume is not None:
            milk, count = found.get(session.day, (0.0, 0))
            found[session.day] = (milk + volume, count + 1)
    return found
