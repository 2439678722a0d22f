"""Oestrogen without a progestin, in someone who has a uterus."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import principles


def oestrogen_alone(case: Case) -> Iterator[Finding]:
    """A finding for each oestrogen that no progestin accompanies, unless the scenario shows that there is no uterus."""
    person = case.scenario.person
    if person.sex == "male" or person.uterus == "absent":
        return
    maxim = principles().principles.oestrogen_alone
    for course in case.courses:
        if course.medicine.contains or "estrogen" not in course.medicine.properties:
            continue
        if any("progestin" in companion.tags for companion in case.company(course)):
            continue
        name = course.medicine.name
        yield Finding(
            "oestrogen_alone", Severity.caution, "uterus",
            f"{name} is taken without a progestin, and nobody said that there is no uterus. {maxim.text}",
            principles().sources[maxim.source], maxim.grade, name, course.steps,
        )  # fmt: skip
