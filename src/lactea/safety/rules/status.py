"""How regulators see a medicine."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity


def status(case: Case) -> Iterator[Finding]:
    """A finding for each country whose standing is known."""
    for course in case.courses:
        for entry in course.medicine.status:
            yield Finding(
                "status", Severity.note, f"{entry.country}: {entry.text}",
                f"{course.medicine.name} in {entry.country}: {entry.text}.",
                course.medicine.sources[entry.source], "expert",  # as for the limits of regulators
                course.medicine.name, course.steps,
            )  # fmt: skip
