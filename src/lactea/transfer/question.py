"""What is asked about a substance: dose, interval, age of the infant, gestation."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.reading.doses import parse_dose
from lactea.reading.durations import DAY, HOUR, WEEK, parse_duration
from lactea.reading.problems import InputError

OLDEST_DAYS = 731
TERM_WEEKS = 40.0
EARLIEST_WEEKS, LATEST_WEEKS = 22.0, 42.0
SHORTEST_HOURS, LONGEST_HOURS = 0.5, 24.0 * 31
LARGEST_MG = 1e6
USUAL_AGE_DAYS = 30.0
USUAL_INTERVAL_H = 24.0


@dataclass(frozen=True)
class Question:
    """What was asked; None where nothing was entered.

    Attributes
    ----------
    dose_text, every_text : str or None
        As entered, to be echoed and nothing else.
    dose_mg, every_h : float or None
    infant_days : float
    gestation_weeks : float
    preterm : bool
    """

    dose_text: str | None
    every_text: str | None
    dose_mg: float | None
    every_h: float | None
    infant_days: float
    gestation_weeks: float
    preterm: bool


def ask(
    dose: str | None = None,
    every: str | None = None,
    infant_age: str | None = None,
    preterm: str | None = None,
) -> Question:
    """Read a question from the texts of its options.

    Raises
    ------
    InputError
        An option is not understood or out of range.
    """
    if every is not None and dose is None:
        raise InputError("an interval needs the dose that is taken so often.", source="--every")
    return Question(
        dose,
        every,
        None if dose is None else _dose(dose),
        None if dose is None else _hours(every),
        USUAL_AGE_DAYS if infant_age is None else _days(infant_age),
        TERM_WEEKS if preterm is None else _weeks(preterm),
        preterm is not None,
    )


def _dose(text: str) -> float:
    try:
        mg = parse_dose(text)
    except ValueError as error:
        raise InputError(str(error), source="--dose") from None
    if not 0 <= mg <= LARGEST_MG:
        raise InputError(f"a dose lies between 0 mg and {LARGEST_MG:g} mg.", source="--dose")
    return mg


def _hours(text: str | None) -> float:
    if text is None:
        return USUAL_INTERVAL_H
    hours = _span(text, "--every") / HOUR
    if not SHORTEST_HOURS <= hours <= LONGEST_HOURS:
        raise InputError("an interval lies between 30 min and 31 days.", source="--every")
    return hours


def _days(text: str) -> float:
    days = _span(text, "--infant-age") / DAY
    if not 0 <= days <= OLDEST_DAYS:
        raise InputError(
            "the infant is between 0 days and 2 years old here.", source="--infant-age"
        )
    return days


def _weeks(text: str) -> float:
    weeks = _span(text, "--preterm") / WEEK
    if not EARLIEST_WEEKS <= weeks <= LATEST_WEEKS:
        raise InputError(
            "give the weeks of gestation at birth, from '22 weeks' to '42 weeks'.",
            source="--preterm",
        )
    return weeks


def _span(text: str, option: str) -> int:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise InputError(str(error), source=option) from None
