"""Whose limits count for a medicine, and what they allow in which span."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.medicines import Medicine
from lactea.medicines.cautions import DoseLimit
from lactea.medicines.facts import Fact
from lactea.reading.units import parse_quantity
from lactea.safety.courses import Course, Heaviest

SLACK = 1 + 1e-9
"""Sums of decimal fractions are no reason for a finding."""


@dataclass(frozen=True)
class Allowance:
    """An amount for each span of so many days, in the measure of the medicine.

    It is told in ``unit``, that of the file's figure, of which one holds ``per_unit`` of the measure.
    """

    amount: float
    days: float
    unit: str
    per_unit: float = 1.0

    @property
    def span(self) -> str:
        """The span in words."""
        return {1.0: "a day", 7.0: "a week"}.get(self.days, f"{self.days:g} days")

    @property
    def words(self) -> str:
        """The amount and its span in words."""
        return f"{self.told(self.amount)} {self.span}"

    def told(self, amount: float) -> str:
        """An amount of the measure in the unit of the figure."""
        return f"{amount / self.per_unit:.6g} {self.unit}"

    def passed_by(self, course: Course) -> Heaviest | None:
        """The heaviest span of a course, where it is above the amount."""
        heaviest = course.heaviest(self.days)
        return heaviest if heaviest.amount > self.amount * SLACK else None


def allowance(medicine: Medicine, rate: Fact) -> Allowance:
    """What a rate such as ``30 mg/day`` or ``2 mg/week`` allows in its own span."""
    unit, _, period = rate.unit.partition("/")
    days = parse_quantity(f"1 {period or 'day'}", "day", "1 day")
    amount = medicine.per_day(rate) * days
    if unit in medicine.units:
        return Allowance(amount, days, unit, medicine.amount(f"1 {unit}"))
    return Allowance(amount, days, medicine.measure)


def limits_of(medicine: Medicine, country: str | None) -> tuple[DoseLimit, ...]:
    """The limits of a country; those of all where it has none, or where none was named.

    Held against all of them, a dose passes only where it passes the strictest.
    """
    own = tuple(limit for limit in medicine.dose_limits if limit.country == country)
    return own or medicine.dose_limits
