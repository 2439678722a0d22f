"""Oestrogen in the first six weeks after a birth, by someone with another risk of clots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lactea.reading.durations import YEAR
from lactea.safety.answers import (
    State,
    all_of,
    as_state,
    state_of,
    taken_soon_after_birth,
    wrote,
)
from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import principles
from lactea.scenario import Scenario

OESTROGENS = frozenset({"estrogen", "combined_estrogen"})


class Risk(NamedTuple):
    """A risk of clots: what it is called, where it is answered, and what is known of it."""

    words: str
    entry: str
    state: Callable[[Scenario, Course], State]


def clots_after_birth(case: Case) -> Iterator[Finding]:
    """A finding for each risk that holds, or of which nobody said that it does not."""
    days = principles().figures.clot_risk_after_birth.to("day", "42 day")
    for course in case.courses:
        if not OESTROGENS & set(course.medicine.properties):
            continue
        soon = taken_soon_after_birth(case.scenario, course, days)
        for risk in RISKS:
            state = all_of(risk.state(case.scenario, course), soon)
            if state is not State.no:
                yield _finding(course, risk, state)


def _finding(course: Course, risk: Risk, state: State) -> Finding:
    maxim = principles().principles.clot_risk
    begin = f"{risk.words}." if state is State.yes else f"Not answered: {risk.words.lower()}?"
    return Finding(
        "clots_after_birth",
        Severity.blocks,
        risk.words,
        f"{begin} {course.medicine.name} is taken soon after a birth. {maxim.text}",
        principles().sources[maxim.source],
        maxim.grade,
        course.medicine.name,
        course.steps,
        question="" if state is State.yes else risk.entry,
    )


def _condition(condition: str) -> Callable[[Scenario, Course], State]:
    return lambda scenario, course: state_of(condition, scenario, course)


def _caesarean(scenario: Scenario, course: Course) -> State:
    return _told(scenario, "delivery", scenario.person.delivery == "caesarean")


def _age(scenario: Scenario, course: Course) -> State:
    years = principles().figures.clot_risk_age.to("year", "35 years")
    return _told(scenario, "age", scenario.person.age >= years * YEAR)


def _heavy(scenario: Scenario, course: Course) -> State:
    index = principles().figures.clot_risk_body_mass_index.value
    return _told(scenario, "body_mass_index", scenario.person.body_mass_index >= index)


def _told(scenario: Scenario, entry: str, holds: bool) -> State:
    """What an entry of the person says; its default says nothing."""
    return as_state(holds) if wrote(scenario, entry) else State.unknown


RISKS = (
    Risk(
        "A clot before", "person.health.conditions.venous_thromboembolism",
        _condition("venous_thromboembolism"),
    ),
    Risk(
        "High blood pressure or pre-eclampsia with the pregnancy",
        "person.health.conditions.pregnancy_hypertension", _condition("pregnancy_hypertension"),
    ),
    Risk("A caesarean", "person.delivery", _caesarean),
    Risk("An age of 35 or more", "person.age", _age),
    Risk("Obesity", "person.body_mass_index", _heavy),
    Risk("Smoking", "person.smoking", _condition("smoking")),
)  # fmt: skip
"""The risks that a scenario can tell. Thrombophilia, bleeding at birth, transfusion and lying still
are on the list of the source too, and no entry of a scenario holds them."""
