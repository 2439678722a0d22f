"""Being pregnant until the origin."""

from __future__ import annotations

from typing import Literal

from lactea.reading.durations import PositiveTicks, spoken_duration
from lactea.scenario.steps.base import Step
from lactea.scenario.words import Words

TERM = 40 * 7 * 86_400
"""Length of a term pregnancy in ticks, by dates: 40 weeks from the last period."""


class Pregnancy(Step):
    """A pregnancy that ends at the origin; ``length`` counts from the last period."""

    do: Literal["pregnancy"]
    length: PositiveTicks = TERM

    @property
    def start_tick(self) -> int:
        """Its beginning by dates, in ticks from the origin."""
        return -self.length

    def sentence(self, words: Words) -> str:
        return f"A pregnancy of {spoken_duration(self.length)}, ending at the origin."
