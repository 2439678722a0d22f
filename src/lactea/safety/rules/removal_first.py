"""A medicine before milk removal or nursing has been tried."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.reading.durations import spoken_duration
from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.earliest import earliest
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import principles
from lactea.scenario.steps import SessionStep

LOWERS_MILK = "dopamine_agonist"
"""The tag of medicines that are taken to end lactation, of which the principle says nothing."""


def removal_first(case: Case) -> Iterator[Finding]:
    """A finding for each medicine that begins before any step nurses or removes milk."""
    scenario = case.scenario
    first = min((earliest(step, scenario) for step in scenario.steps_of(SessionStep)), default=None)
    maxim = principles().principles.removal_first
    for course in case.courses:
        tried_before = first is not None and first < course.first
        if tried_before or not course.named or LOWERS_MILK in course.medicine.properties:
            continue
        yield Finding(
            "removal_first",
            Severity.caution,
            "",
            f"{_when(course, first)} If it is taken for milk: {maxim.text}",
            principles().sources[maxim.source],
            maxim.grade,
            course.medicine.name,
            course.steps,
        )


def _when(course: Course, first: int | None) -> str:
    name = course.medicine.name
    if first is None:
        return f"{name} is taken, and no step nurses or removes milk."
    if first == course.first:
        return f"{name} begins together with the first nursing or removal of milk."
    return (
        f"{name} begins {spoken_duration(first - course.first)} before the first nursing or removal "
        "of milk."
    )
