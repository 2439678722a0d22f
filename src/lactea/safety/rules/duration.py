"""Longer than a regulator allows."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.limits import limits_of


def duration(case: Case) -> Iterator[Finding]:
    """A finding for each limit on the days that a medicine is taken, breaks not counted."""
    for course in case.courses:
        for limit in limits_of(course.medicine, case.country):
            longest = limit.longest_days
            if longest is None or course.days <= longest.to("day", "7 day"):
                continue
            yield Finding(
                "duration",
                Severity.blocks,
                limit.country,
                f"{course.medicine.name} is taken on {course.days} days, more than the "
                f"{longest.to('day', '7 day'):g} days that are allowed ({limit.country}).",
                course.medicine.sources[longest.source],
                longest.grade,
                course.medicine.name,
                course.steps,
            )
