"""How a contraindication or caution of a medicine file is held against a person."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines import CONDITIONS
from lactea.medicines.cautions import Caution
from lactea.safety.answers import State, all_of, taken_soon_after_birth
from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity

BIRTH_QUESTION = "When was the last birth?"


def judged(
    case: Case, course: Course, entry: Caution, rule: str, severity: Severity, verdict: str
) -> Iterator[Finding]:
    """A finding where an entry holds, and one for each of its conditions that nobody answered.

    Parameters
    ----------
    entry
        What the medicine file says.
    rule, severity, verdict
        The rule that asks, the weight of its findings, and what the sentence says of the medicine.
    """
    name = course.medicine.name
    soon = _in_time(case, course, entry)
    states = {condition: all_of(case.state(condition, course), soon) for condition in entry.when}
    if not entry.when:
        states = {"": soon}
    source = course.medicine.sources[entry.source]
    for condition, state in states.items():
        about = f"{entry.text}: {condition}" if condition else entry.text
        if state is State.yes:
            yield Finding(
                rule, severity, about, f"{name} {verdict}: {entry.text}.", source, entry.grade,
                name, course.steps,
            )  # fmt: skip
        elif state is State.unknown:
            place, question = _question(condition, case, course)
            yield Finding(
                rule, severity, about,
                f"Not answered: {question} If yes, {name} {verdict}: {entry.text}.",
                source, entry.grade, name, course.steps, question=place,
            )  # fmt: skip


def _in_time(case: Case, course: Course, entry: Caution) -> State:
    """Whether the medicine is taken so soon after a birth that the entry counts."""
    if entry.until_after_birth is None:
        return State.yes
    days = entry.until_after_birth.to("day", "21 day")
    return taken_soon_after_birth(case.scenario, course, days)


def _question(condition: str, case: Case, course: Course) -> tuple[str, str]:
    """The entry of the scenario that would answer what is open, and the question to ask."""
    if condition and case.state(condition, course) is State.unknown:
        return f"person.health.conditions.{condition}", CONDITIONS[condition]
    return "person.parity", BIRTH_QUESTION
