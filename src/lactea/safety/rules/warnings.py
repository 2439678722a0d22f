"""What a medicine file warns of, and what a regulator says of the medicine."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity


def warnings(case: Case) -> Iterator[Finding]:
    """A finding for each warning."""
    for course in case.courses:
        for entry in course.medicine.warnings:
            yield Finding(
                "warnings", Severity.caution, entry.text,
                f"{course.medicine.name}: {entry.text}.",
                course.medicine.sources[entry.source], entry.grade,
                course.medicine.name, course.steps,
            )  # fmt: skip
