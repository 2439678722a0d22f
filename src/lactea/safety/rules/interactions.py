"""Medicines that must not, or only with care, be taken together."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines import Medicine
from lactea.medicines.cautions import Interaction
from lactea.safety.case import Case
from lactea.safety.company import Companion
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.names import means

SEVERITIES = {"avoid": Severity.blocks, "watch": Severity.caution}


def interactions(case: Case) -> Iterator[Finding]:
    """A finding for each interaction that the file of either medicine names."""
    for course in case.courses:
        for companion in case.company(course):
            for entry in course.medicine.interactions:
                if companion.is_any_of(entry.partners):
                    yield _finding(course, companion, entry, course.medicine)
            if companion.medicine is not None and not companion.steps:
                yield from _named_by_the_other(course, companion, companion.medicine)


def _named_by_the_other(course: Course, companion: Companion, other: Medicine) -> Iterator[Finding]:
    """What the file of a medicine beside the protocol says of one within; the inverse has its own turn."""
    name, tags = course.medicine.name, course.medicine.properties
    for entry in other.interactions:
        if any(means(partner, name, tags) for partner in entry.partners):
            yield _finding(course, companion, entry, other)


def _finding(course: Course, companion: Companion, entry: Interaction, author: Medicine) -> Finding:
    return Finding(
        "interactions",
        SEVERITIES[entry.severity],
        f"{companion.name}: {entry.text}",
        f"{course.medicine.name} together with {companion.words}: {entry.text}.",
        author.sources[entry.source],
        entry.grade,
        course.medicine.name,
        tuple(sorted({*course.steps, *companion.steps})),
    )
