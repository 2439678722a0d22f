"""Where the person stands today: a birth that was, and how milk has been removed since."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.plan.days import Day
from lactea.plan.limits import DOUBLE, Device
from lactea.reading.durations import PositiveTicks
from lactea.reading.problems import fault
from lactea.reading.record import Count, Record, Switch
from lactea.reading.units import Quantity
from lactea.scenario.steps.pregnancy import TERM

Kilograms = Annotated[float, Quantity("kg", "3.3 kg", at_least=0.2)]


class Lactation(Record):
    """A lactation that has begun.

    Attributes
    ----------
    born
        Day of the birth.
    pregnancy
        Its length, by dates.
    removal
        How milk was removed since: nursing on demand, pumping, or not at all.
    until
        The day on which that ended; it goes on without this entry.
    sessions_per_day, minutes
        Of pumping, or how often the infant comes now where it nurses.
    device, at_once
        What is pumped with, and whether both breasts are emptied at the same time; where it is not told, the
        answer says what is assumed.
    """

    born: Day
    pregnancy: PositiveTicks = TERM
    removal: Literal["nursing", "pumping", "none"] = "nursing"
    until: Day | None = None
    sessions_per_day: Annotated[Count, Field(ge=1, le=16)] = 8
    minutes: Annotated[Count, Field(ge=5, le=60)] = 15
    device: Device | None = None
    at_once: Switch | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.born:
            raise fault(f"{self.until} lies before the birth on {self.born}.", "until")
        return self

    @model_validator(mode="after")
    def _device_is_used(self) -> Self:
        for name in ("device", "at_once"):
            if getattr(self, name) is not None and self.removal != "pumping":
                raise fault(f"that goes with 'removal: pumping', not '{self.removal}'.", name)
        if self.at_once and self.device is not None and self.device not in DOUBLE:
            raise fault(
                f"'{self.device}' empties one side after the other; write 'at_once: false', or leave it out.",
                "at_once",
            )
        return self


class Arrival(Record):
    """When an infant comes that somebody else bears: a range, and the day that is likeliest."""

    earliest: Day
    likely: Day
    latest: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.earliest <= self.likely <= self.latest:
            raise fault(
                f"write the days in order, earliest ({self.earliest}), likely ({self.likely}), "
                f"latest ({self.latest})."
            )
        return self


class Expected(Record):
    """The infant; `arrives` is given where somebody else bears it."""

    arrives: Arrival | None = None
    count: Annotated[Count, Field(ge=1, le=4)] = 1
    sex: Literal["girl", "boy", "mixed"] = "mixed"
    birth_weight: Kilograms = 3.3
