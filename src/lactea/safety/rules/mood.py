"""Medicines that can change mood ask for the history of it, also where their file does not."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.body.language import Grade
from lactea.medicines import CONDITIONS, Medicine
from lactea.medicines.facts import Source
from lactea.safety.answers import State
from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity

CONDITION = "depression_history"


def mood(case: Case) -> Iterator[Finding]:
    """A finding where a medicine can change mood and its history is yes or unknown; unknown blocks."""
    for course in case.courses:
        reason = _reason(course.medicine)
        state = case.state(CONDITION, course)
        if reason is None or state is State.no:
            continue
        what, source, grade = reason
        name, known = course.medicine.name, state is State.yes
        begin = (
            "There was a depression, strong anxiety or thoughts of suicide before."
            if known
            else f"Not answered: {CONDITIONS[CONDITION]}"
        )
        yield Finding(
            "mood", Severity.caution if known else Severity.blocks, CONDITION,
            f"{begin} Mood is among what {name} can change: {what}.",
            source, grade, name, course.steps,
            question="" if known else f"person.health.conditions.{CONDITION}",
        )  # fmt: skip


def _reason(medicine: Medicine) -> tuple[str, Source, Grade] | None:
    """What the file says on mood; None where it says nothing, or asks for the history itself."""
    asked = {one for entry in medicine.contraindications for one in entry.when}
    if CONDITION in asked:
        return None
    for effect in medicine.adverse_effects:
        if effect.symptom == "mood":
            return effect.what, medicine.sources[effect.rate.source], effect.rate.grade
    for watched in medicine.monitoring:
        if watched.item == "mood":
            return watched.text, medicine.sources[watched.source], watched.grade
    return None
