"""Conditions in which a medicine needs care, and questions about them that nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.warned import judged


def cautions(case: Case) -> Iterator[Finding]:
    """A finding for each condition that holds, or of which nobody said that it does not."""
    for course in case.courses:
        for entry in course.medicine.cautions:
            yield from judged(case, course, entry, "cautions", Severity.caution, "needs care")
