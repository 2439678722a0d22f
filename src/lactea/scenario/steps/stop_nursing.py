"""The end of nursing."""

from __future__ import annotations

from typing import Literal

from lactea.reading.durations import SpanTicks, Ticks, spoken_duration
from lactea.scenario.steps.base import Step, moment
from lactea.scenario.words import Words


class StopNursing(Step):
    """Ends every nursing step: at once at ``at``, or fading over the span ``over`` from there."""

    do: Literal["stop_nursing"]
    at: Ticks
    over: SpanTicks = 0

    @property
    def first_tick(self) -> int | None:
        return self.at

    @property
    def at_tick(self) -> int:
        return self.at

    @property
    def over_ticks(self) -> int:
        return self.over

    def sentence(self, words: Words) -> str:
        how = "at once" if self.over == 0 else f"little by little over {spoken_duration(self.over)}"
        return (
            f"{words.nursing[:1].upper() + words.nursing[1:]} ends {how}, from {moment(self.at)}."
        )
