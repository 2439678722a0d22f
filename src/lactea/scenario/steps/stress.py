"""A time of stress or pain."""

from __future__ import annotations

from typing import Literal

from lactea.reading.record import Share
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.words import Words


class Stress(SpanStep):
    """Stress or pain at a level from 0 (calm) to 1 (let-down fully blocked)."""

    do: Literal["stress"]
    level: Share

    def sentence(self, words: Words) -> str:
        return f"Stress at {self.level:.0%} of full strength, {self.span_words()}."
