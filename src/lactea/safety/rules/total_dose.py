"""More than a regulator allows, over all steps that give the same medicine."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines.cautions import DoseLimit
from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.limits import allowance, limits_of
from lactea.safety.principles import OWN


def total_dose(case: Case) -> Iterator[Finding]:
    """A finding for each limit that the heaviest day (or week) passes, and one where none is known."""
    for course in case.courses:
        medicine = course.medicine
        if not medicine.dose_limits and not medicine.contains:
            yield _no_limit(course)
        passed = [limit for limit in medicine.dose_limits if _passes(course, limit)]
        nowhere = len(passed) == len(medicine.dose_limits)
        for limit in limits_of(medicine, case.country):
            if limit in passed:
                yield _too_much(course, limit, nowhere)


def _passes(course: Course, limit: DoseLimit) -> bool:
    return allowance(course.medicine, limit.per_day).passed_by(course) is not None


def _too_much(course: Course, limit: DoseLimit, nowhere: bool) -> Finding:
    medicine, cap = course.medicine, allowance(course.medicine, limit.per_day)
    heaviest = course.heaviest(cap.days)
    tail = " No cap that is known here allows it." if nowhere else ""
    return Finding(
        "total_dose",
        Severity.blocks,
        limit.country,
        f"The steps add up to {cap.told(heaviest.amount)} of {medicine.name} in {cap.span}, above "
        f"the cap of {cap.words} ({limit.country}).{tail}",
        medicine.sources[limit.per_day.source],
        limit.per_day.grade,
        medicine.name,
        heaviest.steps,
        f"The steps add up to more {medicine.name} in {cap.span} than the cap ({limit.country}).{tail}",
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
