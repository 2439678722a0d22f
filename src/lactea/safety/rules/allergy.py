"""An allergy to a medicine of the plan; it speaks against any medicine, whatever its file says."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines import CONDITIONS
from lactea.safety.answers import State
from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN

CONDITION = "allergy_to_it"


def allergy(case: Case) -> Iterator[Finding]:
    """A finding for each medicine whose own file does not ask, where the answer is yes or none was given."""
    for course in case.courses:
        if any(CONDITION in entry.when for entry in course.medicine.contraindications):
            continue
        name, state = course.medicine.name, case.state(CONDITION, course)
        if state is State.no:
            continue
        known = state is State.yes
        begin = (
            "There is an allergy to a medicine of this protocol."
            if known
            else f"Not answered: {CONDITIONS[CONDITION]}"
        )
        yield Finding(
            "allergy", Severity.blocks, CONDITION,
            f"{begin} Whoever is allergic to {name} or anything in it must not take it.",
            OWN, "assumed", name, course.steps,
            question="" if known else f"person.health.conditions.{CONDITION}",
        )  # fmt: skip
