"""More than anybody describes as usual."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.limits import allowance


def usual_dose(case: Case) -> Iterator[Finding]:
    """A finding where a course passes the highest usual dose, whatever that is for."""
    for course in case.courses:
        medicine = course.medicine
        if not medicine.usual_doses:
            continue
        highest = max(medicine.usual_doses, key=lambda dose: medicine.per_day(dose.per_day))
        usual = allowance(medicine, highest.per_day)
        heaviest = usual.passed_by(course)
        if heaviest is None:
            continue
        whose = f"{highest.purpose}, {highest.country}"
        yield Finding(
            "usual_dose",
            Severity.caution,
            "above the highest",
            f"The steps add up to {usual.told(heaviest.amount)} of {medicine.name} in "
            f"{usual.span}; the highest usual dose known here is {usual.words} ({whose}).",
            medicine.sources[highest.per_day.source],
            highest.per_day.grade,
            medicine.name,
            heaviest.steps,
            f"The steps add up to more {medicine.name} in {usual.span} than the highest usual dose that "
            f"is known here ({whose}).",
        )
