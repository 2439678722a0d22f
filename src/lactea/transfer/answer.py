"""The answer to "may I feed while taking this?": all that is known and computed, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lactea.medicines.facts import Fact
from lactea.transfer.day import Day, day_of
from lactea.transfer.exposure import (
    Child,
    Exposure,
    exposure,
    small_hungry_child,
    usual_child,
)
from lactea.transfer.observations import Observation, measured, observations, ratios_of
from lactea.transfer.question import USUAL_INTERVAL_H, Question
from lactea.transfer.ratio import Answer as MethodAnswer
from lactea.transfer.ratio import Ratio, answers, predicted
from lactea.transfer.schema import Substance
from lactea.transfer.supply import Supply, supply_of

Reader = Literal["parent", "clinician", "researcher"]
YOUNGEST_DAY = 1.0
WITHOUT_DOSE_MG = 1.0
"""Relative figures do not depend on the dose where elimination is not saturated."""


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
    ratio = measured(substance.name) or predicted(substance)
    dose, every, origin = _dose(substance, question, reader)
    child = usual_child(max(question.infant_days, YOUNGEST_DAY), question.gestation_weeks)
    upper = small_hungry_child(max(question.infant_days, YOUNGEST_DAY), question.gestation_weeks)
    counted = WITHOUT_DOSE_MG if dose is None else dose
    hours = USUAL_INTERVAL_H if every is None else every
    per_day = counted * 24 / hours
    return Answer(
        substance=substance,
        question=question,
        reader=reader,
        ratio=ratio,
        methods=answers(substance.chemistry),
        ratios=ratios_of(substance.name),
        relative_doses=tuple(
            one
            for one in observations().values()
            if one.use == "relative_dose" and one.substance == substance.name
        ),
        dose_mg=dose,
        every_h=every,
        dose_origin=origin,
        usual=ratio and exposure(substance, ratio, per_day, child),
        upper=ratio and exposure(substance, ratio, per_day, upper),
        usual_child=child,
        upper_child=upper,
        day=ratio
        and day_of(
            substance, ratio, counted, hours, question.infant_days, question.gestation_weeks
        ),
        supply=supply_of(substance.name, question),
        assumed=tuple(
            (place, fact) for place, fact in substance.facts() if fact.grade == "assumed"
        ),
    )


def _dose(
    substance: Substance, question: Question, reader: Reader
) -> tuple[float | None, float | None, Literal["entered", "study", "none"]]:
    """The dose that levels belong to; a parent sees none but their own."""
    if question.dose_mg is not None:
        return question.dose_mg, question.every_h, "entered"
    if reader == "parent" or substance.dose is None:
        return None, None, "none"
    every = substance.dose.every
    hours = USUAL_INTERVAL_H if every is None else every.to("h", "24 h")
    return substance.dose.amount.to("mg", "1 mg"), hours, "study"
