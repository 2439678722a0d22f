"""More in a day than a regulator allows, over all steps that give the same medicine."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.limits import limits_of
from lactea.safety.principles import OWN

SLACK = 1 + 1e-9
"""Sums of decimal fractions are no reason for a finding."""


def total_dose(case: Case) -> Iterator[Finding]:
    """A finding for each limit that the heaviest day passes, and one where no limit is known."""
    for course in case.courses:
        if not course.medicine.dose_limits:
            yield _no_limit(course)
        day, measure = course.heaviest_day, course.medicine.measure
        for limit in limits_of(course.medicine, case.country):
            most = course.medicine.per_day(limit.per_day)
            if day.amount > most * SLACK:
                yield Finding(
                    "total_dose",
                    Severity.blocks,
                    limit.country,
                    f"The steps add up to {day.amount:g} {measure} of {course.medicine.name} in a "
                    f"day, above the cap of {most:g} {measure} a day ({limit.country}).",
                    course.medicine.sources[limit.per_day.source],
                    limit.per_day.grade,
                    course.medicine.name,
                    day.steps,
                    f"The steps add up to more {course.medicine.name} in a day than the cap "
                    f"({limit.country}).",
                )


def _no_limit(course: Course) -> Finding:
    return Finding(
        "total_dose",
        Severity.caution,
        "no cap known",
        f"No published cap of {course.medicine.name} is known here. That is no leave to take any "
        "amount.",
        OWN,
        "assumed",
        course.medicine.name,
        course.steps,
    )
