"""What was looked for and not found: no data is not the same as no harm."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN


def not_found(case: Case) -> Iterator[Finding]:
    """A finding for each gap that a medicine file admits."""
    for course in case.courses:
        for gap in course.medicine.not_found:
            yield Finding(
                "not_found", Severity.note, gap,
                f"Not found for {course.medicine.name}, which is not the same as no harm: {gap}.",
                OWN, "assumed", course.medicine.name, course.steps,
            )  # fmt: skip
