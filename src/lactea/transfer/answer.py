"""The answer to "may I feed while taking this?": all that is known and computed, and what is not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lactea.medicines.facts import Fact
from lactea.transfer.day import Day, day_of
from lactea.transfer.exposure import (
    Child,
    Exposure,
    exposure,
    small_hungry_child,
    usual_child,
)
from lactea.transfer.observations import (
    RATIO_ERROR,
    Observation,
    measured,
    published_relative_doses,
    ratios_of,
)
from lactea.transfer.question import USUAL_INTERVAL_H, Question
from lactea.transfer.ratio import Answer as MethodAnswer
from lactea.transfer.ratio import Ratio, answers, predicted
from lactea.transfer.schema import Dose, Substance
from lactea.transfer.supply import Supply, supply_of

if TYPE_CHECKING:
    from lactea.transfer.pairs import Pairs

Reader = Literal["parent", "clinician", "researcher"]
YOUNGEST_DAY = 1.0
WITHOUT_DOSE_MG = 1.0
"""Relative figures do not depend on the dose where elimination is not saturated, as in all files
without a dose."""


@dataclass(frozen=True)
class Answer:
    """Everything that is said of a substance.

    Attributes
    ----------
    substance : Substance
    question : Question
    reader : str
    ratio : Ratio or None
        Measured where it was, else by methods; None where neither.
    methods : tuple
        What each method says, side by side.
    ratios, relative_doses : tuple of Observation
        What was measured.
    dose_mg, every_h : float or None
        What levels belong to: as entered, else, never for a parent, the dose of the study that the
        file names; None where levels are only relative.
    dose_origin : "entered", "study" or "none"
    usual, upper : Exposure or None
        Of a usual infant of this age, and of a light one with a high intake.
    usual_child, upper_child : Child
    day : Day or None
        A simulated day.
    supply : Supply
    assumed : tuple of (place, Fact)
        Numbers of the file without a source.
    pairs : Pairs or None
        Mothers and infants of the cohort, where they were asked for.
    """

    substance: Substance
    question: Question
    reader: Reader
    ratio: Ratio | None
    methods: tuple[MethodAnswer, ...]
    ratios: tuple[Observation, ...]
    relative_doses: tuple[Observation, ...]
    dose_mg: float | None
    every_h: float | None
    dose_origin: Literal["entered", "study", "none"]
    usual: Exposure | None
    upper: Exposure | None
    usual_child: Child
    upper_child: Child
    day: Day | None
    supply: Supply
    assumed: tuple[tuple[str, Fact], ...]
    pairs: Pairs | None = None

    @property
    def mg_per_day(self) -> float:
        """The daily dose that is computed with."""
        mg, hours = _counted(self.substance, self.dose_mg, self.every_h)
        return mg * 24 / hours

    @property
    def no_data(self) -> bool:
        """Whether nothing at all can be computed."""
        return self.usual is None

    @property
    def timing_told(self) -> bool:
        """Whether hours after a dose may be compared."""
        return self.day is not None and not self.substance.never_timed


def answer(substance: Substance, question: Question, reader: Reader) -> Answer:
    """Answer a question on a substance."""
    doses = published_relative_doses(substance.name)
    ratio = measured(substance) or from_relative_doses(substance, doses) or predicted(substance)
    dose, every, origin = _dose(substance, question, reader)
    mg, hours = _counted(substance, dose, every)
    days = max(question.infant_days, YOUNGEST_DAY)
    child = usual_child(days, question.gestation_weeks)
    upper_child = small_hungry_child(days, question.gestation_weeks)
    usual, upper, day = None, None, None
    if ratio is not None:
        usual = exposure(substance, ratio, mg * 24 / hours, child)
        upper = exposure(substance, ratio, mg * 24 / hours, upper_child)
        day = day_of(substance, ratio, mg, hours, question.infant_days, question.gestation_weeks)
    return Answer(
        substance=substance,
        question=question,
        reader=reader,
        ratio=ratio,
        methods=answers(substance.chemistry),
        ratios=ratios_of(substance.name),
        relative_doses=doses,
        dose_mg=dose,
        every_h=every,
        dose_origin=origin,
        usual=usual,
        upper=upper,
        usual_child=child,
        upper_child=upper_child,
        day=day,
        supply=supply_of(substance, question),
        assumed=tuple(
            (place, fact) for place, fact in substance.facts() if fact.grade == "assumed"
        ),
    )


def from_relative_doses(substance: Substance, doses: tuple[Observation, ...]) -> Ratio | None:
    """The ratio that agrees with the relative doses measured; None where none was, or no clearance.

    What was measured wins over what methods predict, where milk was measured and plasma was not.
    """
    usable = [one for one in doses if one.use == "relative_dose" and one.value > 0]
    logs = []
    for one in usable:
        unit = Ratio(1.0, 0.0, "measured", "")
        mg_per_day = one.mg_per_day or _per_day(substance)
        at_one = exposure(substance, unit, mg_per_day, usual_child(YOUNGEST_DAY))
        if at_one is not None and at_one.relative_dose_percent.median > 0:
            logs.append(math.log(one.value / at_one.relative_dose_percent.median))
    if not logs:
        return None
    return Ratio(
        math.exp(sum(logs) / len(logs)),
        RATIO_ERROR,
        "measured",
        f"from {len(logs)} relative {'dose that was' if len(logs) == 1 else 'doses that were'} "
        "measured; plasma was not",
    )


def _per_day(substance: Substance) -> float:
    mg, hours = _counted(substance, None, None)
    return mg * 24 / hours


def _counted(substance: Substance, dose: float | None, every: float | None) -> tuple[float, float]:
    """The dose (mg) and interval (h) that is computed with.

    Without one that may be shown it is the study's, because saturation makes even relative figures
    depend on it, and else any.
    """
    if dose is not None:
        return dose, USUAL_INTERVAL_H if every is None else every
    if substance.dose is None:
        return WITHOUT_DOSE_MG, USUAL_INTERVAL_H
    return _of_study(substance.dose)


def _of_study(dose: Dose) -> tuple[float, float]:
    hours = USUAL_INTERVAL_H if dose.every is None else dose.every.to("h", "24 h")
    return dose.amount.to("mg", "1 mg"), hours


def _dose(
    substance: Substance, question: Question, reader: Reader
) -> tuple[float | None, float | None, Literal["entered", "study", "none"]]:
    """The dose that levels belong to; a parent sees none but their own."""
    if question.dose_mg is not None:
        return question.dose_mg, question.every_h, "entered"
    if reader == "parent" or substance.dose is None:
        return None, None, "none"
    mg, hours = _of_study(substance.dose)
    return mg, hours, "study"
