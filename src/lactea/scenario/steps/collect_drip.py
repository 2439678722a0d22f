"""A time in which drops are caught."""

from __future__ import annotations

from typing import Literal

from lactea.scenario.steps.base import SpanStep
from lactea.scenario.words import Words


class CollectDrip(SpanStep):
    """Milk that drips is caught instead of lost; it changes nothing in the breast."""

    do: Literal["collect_drip"]

    def sentence(self, words: Words) -> str:
        return f"What drips is caught, {self.span_words()}."
