"""More than a regulator allows for the body weight of the person."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.medicines.cautions import DoseLimit
from lactea.medicines.facts import Fact
from lactea.safety.answers import wrote
from lactea.safety.case import Case
from lactea.safety.courses import Course
from lactea.safety.finding import Finding, Severity
from lactea.safety.limits import SLACK, limits_of


def dose_by_weight(case: Case) -> Iterator[Finding]:
    """A finding for each limit by weight that the heaviest day passes, or may pass while the weight is unknown."""
    for course in case.courses:
        for limit in limits_of(course.medicine, case.country):
            if limit.per_kg is not None:
                yield from _held(case, course, limit, limit.per_kg)


def _held(case: Case, course: Course, limit: DoseLimit, per_kg: Fact) -> Iterator[Finding]:
    name, heaviest = course.medicine.name, course.heaviest()
    enough = heaviest.amount / per_kg.to("mg/kg/day", "0.5 mg/kg/day")
    known, weight = wrote(case.scenario, "body_mass"), case.scenario.person.body_mass
    if known and weight * SLACK >= enough:
        return
    cap = f"the cap by body weight, {per_kg.value:g} mg a day for each kg ({limit.country})"
    if known:
        end = f"is above {cap}, at {weight:g} kg"
        plain = (
            f"more {name} is taken in a day than the cap by body weight allows ({limit.country})"
        )
    else:
        end = f"is above {cap}, for whoever weighs less than {enough:.3g} kg, and nobody said what the person weighs"
        plain = f"there is a cap of {name} by body weight ({limit.country}), and nobody said what the person weighs"
    yield Finding(
        "dose_by_weight", Severity.blocks if known else Severity.caution, limit.country,
        f"{heaviest.amount:g} mg of {name} in a day {end}.",
        course.medicine.sources[per_kg.source], per_kg.grade, name, heaviest.steps, f"{plain}.",
        question="" if known else "person.body_mass",
    )  # fmt: skip
