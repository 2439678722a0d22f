"""A medicine that stops milk, in a protocol that goes on nursing."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.answers import nurses_after
from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN

STOPS_MILK = "dopamine_agonist"


def against_nursing(case: Case) -> Iterator[Finding]:
    """A finding for each such medicine after whose first dose an infant is still nursed."""
    for course in case.courses:
        if STOPS_MILK in course.medicine.properties and nurses_after(case.scenario, course.first):
            name = course.medicine.name
            yield Finding(
                "against_nursing", Severity.caution, STOPS_MILK,
                f"{name} lowers prolactin and stops milk, and this protocol goes on nursing after the first dose: "
                "the two work against each other. Was one of them meant to end?",
                OWN, "assumed", name, course.steps,
            )  # fmt: skip
