"""Answers of yes that no file and no rule knows anything of: they are told, and not passed over."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines import CONDITIONS
from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN
from lactea.safety.rules.allergy import CONDITION as ALLERGY
from lactea.safety.rules.clots_after_birth import RISKS
from lactea.safety.rules.mood import CONDITION as MOOD

ASKED_OTHERWISE = {
    "nursing",  # what every protocol is about
    ALLERGY,
    MOOD,
    *(risk.entry.rpartition(".")[2] for risk in RISKS),
}

TREATED_BY = {
    "diabetes": "lowers_glucose",
    "prolactinoma": "dopamine_agonist",
    "psychosis_history": "antipsychotic",
    "underactive_thyroid": "thyroid_hormone",
}
"""Conditions for which medicines of a property are given: such a medicine has heard of it."""


def unheard(case: Case) -> Iterator[Finding]:
    """A finding for each condition that was answered with yes and that no medicine of the protocol names."""
    if not case.courses:
        return
    entries = [
        entry
        for course in case.courses
        for entry in (*course.medicine.contraindications, *course.medicine.cautions)
    ]
    named = {condition for entry in entries for condition in entry.when} | ASKED_OTHERWISE
    for condition, answer in case.scenario.person.health.conditions.items():
        others = [
            one for one in case.courses if TREATED_BY.get(condition) not in one.medicine.properties
        ]
        if answer == "yes" and condition not in named and others:
            medicines = ", ".join(one.medicine.name for one in others)
            yield Finding(
                "unheard", Severity.caution, condition,
                f"Answered with yes: {CONDITIONS[condition]} Nothing that was read here on {medicines} says what "
                "this means for it, which is not that it means nothing: ask who prescribes it.",
                OWN, "assumed",
            )  # fmt: skip
