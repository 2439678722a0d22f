"""Being pregnant: until the origin, or again some time after it."""

from __future__ import annotations

from typing import Literal

from lactea.reading.durations import PositiveTicks, Ticks, spoken_duration
from lactea.scenario.steps.base import Step, moment
from lactea.scenario.words import Words

TERM = 40 * 7 * 86_400
"""Length of a term pregnancy in ticks, by dates: 40 weeks from the last period."""


class Pregnancy(Step):
    """A pregnancy; ``length`` counts from the last period.

    It ends at the origin, or begins anew at ``start``, which counts from the origin; the birth at the
    end of such a pregnancy is not simulated.
    """

    do: Literal["pregnancy"]
    start: Ticks | None = None
    length: PositiveTicks = TERM

    @property
    def first_tick(self) -> int | None:
        return self.start

    @property
    def start_tick(self) -> int:
        """Its beginning by dates, in ticks from the origin."""
        return -self.length if self.start is None else self.start

    @property
    def end_tick(self) -> int:
        """Its end, in ticks from the origin."""
        return self.start_tick + self.length

    def sentence(self, words: Words) -> str:
        if self.start is not None:
            return f"Pregnant again from {moment(self.start)}, by dates."
        return f"A pregnancy of {spoken_duration(self.length)}, ending at the origin."
