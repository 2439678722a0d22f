"""Milk that the infant gets from elsewhere: donor milk or formula."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from lactea.reading.problems import fault
from lactea.reading.record import Share
from lactea.reading.units import Quantity
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.words import Words

DailyVolume = Annotated[float, Quantity("mL", "300 mL", at_least=0)]


class TopUp(SpanStep):
    """Donor milk or formula, as a daily volume or as a share of what the infant needs."""

    do: Literal["top_up"]
    per_day: DailyVolume | None = None
    share: Share | None = None

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if (self.per_day is None) == (self.share is None):
            raise fault("give exactly one of 'per_day' (such as \"300 mL\") and 'share' (0 to 1).")
        return self

    def sentence(self, words: Words) -> str:
        amount = (
            f"{self.per_day:g} mL a day"
            if self.per_day is not None
            else f"{self.share:.0%} of the infant's need"
        )
        return f"Topping up with {amount} of donor milk or formula, {self.span_words()}."
