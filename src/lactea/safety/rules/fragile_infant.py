"""An infant that was born early or is ill is for clinicians only."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.answers import is_preterm
from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN, principles

CONDITION = "infant_preterm_or_ill"


def fragile_infant(case: Case) -> Iterator[Finding]:
    """A finding where the infant was born before term, or is said to be ill.

    It blocks what is written for parents, and asks clinicians and researchers for caution.
    """
    severity = Severity.blocks if case.reader == "parent" else Severity.caution
    tail = "Whatever concerns its feeding is for those who treat it; lactea shows it to clinicians only."
    if is_preterm(case.scenario):
        term = principles().figures.term
        yield Finding(
            "fragile_infant", severity, "preterm",
            f"The infant was born before {term.value:g} weeks. {tail}",
            principles().sources[term.source], term.grade,
        )  # fmt: skip
    elif case.scenario.person.health.conditions.get(CONDITION) == "yes":
        yield Finding(
            "fragile_infant", severity, "said", f"The infant was born early or is ill. {tail}",
            OWN, "assumed",
        )  # fmt: skip
