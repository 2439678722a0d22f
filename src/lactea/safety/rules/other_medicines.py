"""What else is taken is unknown, or is something that nobody here knows."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines import TAGS
from lactea.reading.problems import quote
from lactea.safety.case import Case
from lactea.safety.company import unrecognised
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN

QUESTION = "Which other medicines, herbs and drugs are taken? ('none' is an answer.)"


def other_medicines(case: Case) -> Iterator[Finding]:
    """A finding for each medicine while the other medicines are unknown or not recognised."""
    for course in case.courses:
        if case.scenario.person.health.other_medicines is None:
            yield _unknown(course, "", f"Not answered: {QUESTION}")
        for name in unrecognised(case.scenario):
            yield _unknown(
                course, name,
                f"{quote(name)} is not in the medicine library, so nothing is known of how it "
                "meets other medicines; name what it does by its tags.",
            )  # fmt: skip


def _unknown(course: Course, about: str, why: str) -> Finding:
    partners = {partner for entry in course.medicine.interactions for partner in entry.partners}
    matters = ", ".join(sorted(TAGS.get(partner, partner) for partner in partners))
    tail = f" What matters for {course.medicine.name}: anything that {matters}." if matters else ""
    return Finding(
        "other_medicines", Severity.blocks, about, why + tail, OWN, "assumed",
        course.medicine.name, course.steps, question="person.health.other_medicines",
    )  # fmt: skip
