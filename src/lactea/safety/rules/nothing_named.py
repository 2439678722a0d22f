"""A medicine file that says nothing of harm: nothing named is not the same as none."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN


def nothing_named(case: Case) -> Iterator[Finding]:
    """A finding for each medicine of which no contraindication, caution or interaction was read."""
    for course in case.courses:
        medicine = course.medicine
        named = (medicine.contraindications, medicine.cautions, medicine.interactions)
        if medicine.contains or any(named):
            continue
        yield Finding(
            "nothing_named", Severity.caution, "",
            f"the file of {medicine.name} names no contraindication, caution or interaction. Nothing is known "
            "here of whom it may harm, which is not that it harms nobody.",
            OWN, "assumed", medicine.name, course.steps,
        )  # fmt: skip
