"""Signs at which a medicine is stopped and care is sought at once."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity


def stop_now(case: Case) -> Iterator[Finding]:
    """A finding for each sign that a medicine file names."""
    for course in case.courses:
        for entry in course.medicine.stop_now:
            yield Finding(
                "stop_now", Severity.note, entry.text,
                f"Stop {course.medicine.name} and seek care at once: {entry.text}.",
                course.medicine.sources[entry.source], entry.grade,
                course.medicine.name, course.steps,
            )  # fmt: skip
