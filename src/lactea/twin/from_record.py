"""From a person's record to the diary of this room: local clock, marks of the bottle, what is known of
an infant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from lactea.engine.course import DAY
from lactea.record import Record
from lactea.record import Session as Recorded
from lactea.record.times import zone_info
from lactea.record.volumes import ML_PER
from lactea.scenario.schema import LONGEST_RUN
from lactea.twin.diary import DEVICES, Diary, InfantFacts, Session
from lactea.twin.problems import TwinError

MARKS = {"mL": (10.0, 5.0, 1.0), "oz": (1.0, 0.5, 0.25, 0.1), "uk_oz": (1.0, 0.5, 0.25, 0.1),
         "g": (10.0, 5.0, 1.0)}  # fmt: skip
"""Distances of two marks that bottles and scales have, from coarse to fine."""
CLOSE = 1e-6
NAPPY_DAYS = 3


InfantAnswer = Literal["unknown", "none", "healthy_term", "preterm_or_ill"]
"""What was answered about an infant; unknown is not no."""


def diary_of(record: Record, origin: date, infant: InfantAnswer = "unknown") -> Diary:
    """The diary of a record.

    Parameters
    ----------
    record : Record
    origin : date
        Local day of the origin of the person's scenario: of the birth, or of the first step.
    infant : str
        See `InfantAnswer`.

    Raises
    ------
    TwinError
        The record has no session, begins before the origin, or ends more than ten years after it.
    """
    if not record.sessions:
        raise TwinError("The record has no sessions; a forecast needs some days of them.")
    steps = _marks(record.sessions)
    sessions = sorted(
        (_session(one, origin, steps) for one in record.sessions), key=lambda one: one.start
    )
    if sessions[0].start < 0:
        raise TwinError(
            f"The record begins on {record.sessions[0].local_day}, before its origin on {origin}: give "
            "the day of the birth, or of the first step of the scenario, as --origin."
        )
    if sessions[-1].day * DAY >= LONGEST_RUN:
        raise TwinError(
            f"The record ends on {origin + timedelta(days=sessions[-1].day)}, more than ten years after its "
            f"origin on {origin}, and ten years are the longest that is simulated: give the day of the last "
            "birth, or of the first step of a later scenario, as --origin."
        )
    return Diary(origin, tuple(sessions), _infant(record, origin, infant))


def _session(one: Recorded, origin: date, steps: dict[str, float]) -> Session:
    local = one.start_utc.astimezone(zone_info(one.zone))
    second = local.hour * 3600 + local.minute * 60 + local.second
    if one.kind == "daily_total":
        second = DAY // 2
    split = one.split_known
    return Session(
        start=(local.date() - origin).days * DAY + second,
        kind=one.kind,
        duration=None if one.duration is None else int(one.duration.total_seconds()),
        left=one.left_mL if split else None,
        right=one.right_mL if split else None,
        total=None if split else one.total_mL,
        drops=one.below_measurable,
        step=steps.get(one.raw_unit or "mL", 1.0),
        device=one.device if one.device in DEVICES else None,
        breasts=one.side or "both",
    )


def _marks(sessions: Sequence[Recorded]) -> dict[str, float]:
    """Distance of two marks in mL by unit: the coarsest that all volumes of that unit keep to."""
    found = {}
    for unit, marks in MARKS.items():
        values = [
            float(raw)
            for one in sessions
            if one.raw_unit == unit
            for raw in (one.raw_left, one.raw_right, one.raw_total)
            if raw not in (None, "drops")
        ]
        found[unit] = _coarsest(values, marks) * float(ML_PER[unit])  # type: ignore[index]
    return found


def _coarsest(values: Iterable[float], marks: Sequence[float]) -> float:
    values = list(values)
    for mark in marks:
        if values and all(abs(value / mark - round(value / mark)) < CLOSE for value in values):
            return mark
    return marks[-1]


def _infant(record: Record, origin: date, infant: InfantAnswer) -> InfantFacts | None:
    if infant == "none":
        return None
    weight = record.weights[-1] if record.weights else None
    return InfantFacts(
        weighed_kg=None if weight is None else weight.weight_g / 1000,
        weighed_day=None if weight is None else (weight.local_day - origin).days,
        wet_nappies=_wet_nappies(record),
        preterm_or_ill={"healthy_term": False, "preterm_or_ill": True}.get(infant),
    )


def _wet_nappies(record: Record) -> float | None:
    """Wet nappies a day on the last days of the record; None where none were entered there."""
    ends = [nappy.local_day for nappy in record.nappies]
    since = max([record.sessions[-1].local_day, *ends]) - timedelta(days=NAPPY_DAYS)
    days = [nappy.local_day for nappy in record.nappies if nappy.wet and nappy.local_day > since]
    return len(days) / len(set(days)) if days else None
