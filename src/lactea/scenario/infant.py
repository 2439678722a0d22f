"""Who is fed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from lactea.reading.durations import PositiveTicks, Ticks
from lactea.reading.record import Count, Number, Record
from lactea.reading.units import Quantity

# The heaviest infant on record weighed 9.98 kg (22 pounds; Seville, Ohio, 1879).
Kilograms = Annotated[float, Quantity("kg", "3.3 kg", at_least=0.2, at_most=10)]


class Infant(Record):
    """The infant, or several of them alike.

    ``arrives`` is when the infant comes to the person, newborn; of use where nobody gave birth.
    """

    count: Annotated[Count, Field(ge=1, le=4)] = 1
    sex: Literal["girl", "boy", "mixed"] = "mixed"
    birth_weight: Kilograms = 3.3
    appetite: Annotated[Number, Field(ge=0, le=3)] = 1.0
    arrives: Ticks = 0
    gestation_at_birth: PositiveTicks | None = None

    @property
    def arrives_tick(self) -> int:
        return self.arrives
