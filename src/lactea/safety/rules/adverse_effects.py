"""What a medicine did to those who took it, and how often."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity


def adverse_effects(case: Case) -> Iterator[Finding]:
    """A finding for each unwanted effect whose rate is known."""
    for course in case.courses:
        for entry in course.medicine.adverse_effects:
            what = "any unwanted effect" if entry.what == "any" else entry.what
            unit = "" if entry.rate.unit == "ratio" else f" {entry.rate.unit}"
            yield Finding(
                "adverse_effects", Severity.note, f"{entry.what}, {entry.dose}",
                f"Seen with {course.medicine.name} ({entry.dose}): {what}, {entry.rate.value:g}{unit}.",
                course.medicine.sources[entry.rate.source], entry.rate.grade,
                course.medicine.name, course.steps,
            )  # fmt: skip
