"""More in a day than anybody describes as usual."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.rules.total_dose import SLACK


def usual_dose(case: Case) -> Iterator[Finding]:
    """A finding where the heaviest day passes the highest usual dose, whatever that is for."""
    for course in case.courses:
        medicine, day = course.medicine, course.heaviest_day
        if not medicine.usual_doses:
            continue
        highest = max(medicine.usual_doses, key=lambda dose: medicine.per_day(dose.per_day))
        most = medicine.per_day(highest.per_day)
        if day.amount > most * SLACK:
            yield Finding(
                "usual_dose",
                Severity.caution,
                "above the highest",
                f"The steps add up to {day.amount:g} {medicine.measure} of {medicine.name} in a day; "
                f"the highest usual dose known here is {most:g} {medicine.measure} a day "
                f"({highest.purpose}, {highest.country}).",
                medicine.sources[highest.per_day.source],
                highest.per_day.grade,
                medicine.name,
                day.steps,
                f"The steps add up to more {medicine.name} in a day than the highest usual dose that "
                f"is known here ({highest.purpose}, {highest.country}).",
            )
