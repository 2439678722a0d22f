"""How a medicine is stopped."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.reading.durations import DAY
from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN


def taper(case: Case) -> Iterator[Finding]:
    """One finding for each medicine: how it is to be stopped, and how the protocol does it."""
    for course in case.courses:
        entry = course.medicine.taper
        if entry is None:
            yield Finding(
                "taper", Severity.caution, "unknown",
                f"Whether {course.medicine.name} must be stopped in steps is not known here. "
                f"{_end(course)}",
                OWN, "assumed", course.medicine.name, course.steps,
            )  # fmt: skip
            continue
        severity = Severity.note if entry.needed == "not needed" else Severity.caution
        yield Finding(
            "taper", severity, entry.needed,
            f"{_verdict(course.medicine.name, entry.needed)}: {entry.text}. {_end(course)}",
            course.medicine.sources[entry.source], entry.grade,
            course.medicine.name, course.steps,
        )  # fmt: skip


def _verdict(name: str, needed: str) -> str:
    return {
        "advised": f"{name} is to be stopped in steps",
        "not needed": f"{name} needs no steps to stop",
        "unknown": f"whether {name} must be stopped in steps is unknown, which is not no",
    }[needed]


def _end(course: Course) -> str:
    """How the protocol ends it."""
    if any(intake.take.until is not None for intake in course.intakes):
        return "The protocol ends it by a rule."
    if course.open_ended:
        return "The protocol takes it to the end of the run and says nothing of how it ends."
    if len(course.doses) == 1:
        return "The protocol gives one dose of it."
    last_day = sum(amount for tick, amount, _ in course.doses if tick > course.last - DAY)
    most = course.heaviest().amount
    if last_day >= most:
        return "The protocol stops it from its full amount, at once."
    return f"The protocol lowers the amount to {last_day / most:.0%} of the most before the end."
