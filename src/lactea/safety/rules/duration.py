"""Longer than a regulator allows."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines.facts import Fact
from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.limits import limits_of


def duration(case: Case) -> Iterator[Finding]:
    """A finding for each limit on the days that a medicine is taken, breaks not counted.

    A course to which the protocol names no end may pass a limit after the run: that is a caution.
    """
    for course in case.courses:
        for limit in limits_of(course.medicine, case.country):
            if limit.longest_days is None:
                continue
            longest = limit.longest_days.to("day", "7 day")
            if course.days > longest:
                yield _finding(
                    course, limit.country, limit.longest_days, Severity.blocks,
                    f"{course.medicine.name} is taken on {course.days} days, more than the "
                    f"{longest:g} days that are allowed ({limit.country}).",
                )  # fmt: skip
            elif course.open_ended:
                yield _finding(
                    course, f"{limit.country}: no end", limit.longest_days, Severity.caution,
                    f"the protocol names no day by which {course.medicine.name} ends, and {longest:g} days are "
                    f"allowed ({limit.country}).",
                )  # fmt: skip


def _finding(
    course: Course, about: str, longest: Fact, severity: Severity, sentence: str
) -> Finding:
    return Finding(
        "duration", severity, about, sentence, course.medicine.sources[longest.source],
        longest.grade, course.medicine.name, course.steps,
    )  # fmt: skip
