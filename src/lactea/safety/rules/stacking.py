"""Two medicines that do the same, or that undo each other, at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.body.language import Grade
from lactea.medicines import TAGS
from lactea.medicines.facts import Source
from lactea.safety.case import Case
from lactea.safety.company import Companion
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import OWN, principles

ADD_UP: dict[str, Severity] = {
    "androgen": Severity.caution,
    "anticholinergic": Severity.caution,
    "anticoagulant": Severity.blocks,
    "antihypertensive": Severity.caution,
    "antipsychotic": Severity.blocks,
    "causes_movement_disorder": Severity.blocks,
    "dopamine_agonist": Severity.blocks,
    "dopamine_antagonist": Severity.blocks,
    "ergot": Severity.blocks,
    "estrogen": Severity.blocks,
    "lowers_glucose": Severity.caution,
    "lowers_potassium": Severity.caution,
    "progestin": Severity.caution,
    "prolongs_qt": Severity.blocks,
    "raises_blood_pressure": Severity.blocks,
    "raises_potassium": Severity.blocks,
    "sedative": Severity.blocks,
    "serotonergic": Severity.blocks,
    "thyroid_hormone": Severity.caution,
}
"""Properties of which two at once count as one larger dose. The weights are this screen's own: where
a file names the interaction, its weight stands beside."""

OPPOSITES: dict[str, str] = {
    "dopamine_antagonist": "dopamine_agonist",
    "dopamine_agonist": "dopamine_antagonist",
}


def stacking(case: Case) -> Iterator[Finding]:
    """A finding for each property that a medicine shares with, or has against, another."""
    for course in case.courses:
        for companion in case.company(course):
            for tag in course.medicine.properties:
                if tag in ADD_UP and tag in companion.tags:
                    yield _same(course, companion, tag)
                if OPPOSITES.get(tag) in companion.tags:
                    yield _against(course, companion, tag)
            if companion.name == course.medicine.name:
                yield _twice(course, companion)


def _same(course: Course, companion: Companion, tag: str) -> Finding:
    source, grade, reason = _reason(tag)
    return Finding(
        "stacking",
        ADD_UP[tag],
        f"{companion.name}: {tag}",
        f"{course.medicine.name} and {companion.words} are taken at the same time, and both have "
        f"this property: it {TAGS[tag]}.{reason}",
        source,
        grade,
        course.medicine.name,
        _steps(course, companion),
    )


def _reason(tag: str) -> tuple[Source, Grade, str]:
    """Why a property counts double: a publication for QT, the screen's own rule for the others."""
    if tag != "prolongs_qt":
        return OWN, "assumed", ""
    maxim = principles().principles.qt_together
    return principles().sources[maxim.source], maxim.grade, f" {maxim.text}"


def _against(course: Course, companion: Companion, tag: str) -> Finding:
    return Finding(
        "stacking",
        Severity.blocks,
        f"{companion.name}: against {tag}",
        f"{course.medicine.name} ({TAGS[tag]}) and {companion.words} ({TAGS[OPPOSITES[tag]]}) undo "
        "each other.",
        OWN,
        "assumed",
        course.medicine.name,
        _steps(course, companion),
    )


def _twice(course: Course, companion: Companion) -> Finding:
    return Finding(
        "stacking",
        Severity.blocks,
        companion.name,
        f"{course.medicine.name} is also taken beside the protocol; that amount is in no total here.",
        OWN,
        "assumed",
        course.medicine.name,
        course.steps,
    )


def _steps(course: Course, companion: Companion) -> tuple[int, ...]:
    return tuple(sorted({*course.steps, *companion.steps}))
