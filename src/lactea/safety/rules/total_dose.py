"""More in a day than a regulator allows, over all steps that give the same medicine."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines.cautions import DoseLimit
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
        medicine = course.medicine
        if not medicine.dose_limits and not medicine.contains:
            yield _no_limit(course)
        every = " No cap that is known here allows it." if _above_every(course) else ""
        for limit in limits_of(medicine, case.country):
            if _above(course, limit):
                yield _too_much(course, limit, every)


def _above(course: Course, limit: DoseLimit) -> bool:
    return course.heaviest_day.amount > course.medicine.per_day(limit.per_day) * SLACK


def _above_every(course: Course) -> bool:
    return all(_above(course, limit) for limit in course.medicine.dose_limits)


def _too_much(course: Course, limit: DoseLimit, every: str) -> Finding:
    medicine, day = course.medicine, course.heaviest_day
    most, measure = medicine.per_day(limit.per_day), medicine.measure
    return Finding(
        "total_dose",
        Severity.blocks,
        limit.country,
        f"The steps add up to {day.amount:g} {measure} of {medicine.name} in a day, above the cap of "
        f"{most:g} {measure} a day ({limit.country}).{every}",
        medicine.sources[limit.per_day.source],
        limit.per_day.grade,
        medicine.name,
        day.steps,
        f"The steps add up to more {medicine.name} in a day than the cap ({limit.country}).{every}",
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
