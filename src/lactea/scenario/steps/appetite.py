"""A time in which the infant wants more or less than usual."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from lactea.scenario.steps.base import SpanStep
from lactea.scenario.words import Words

Factor = Annotated[float, Strict(), Field(gt=0, le=3)]


class Appetite(SpanStep):
    """A growth step or an illness: the infant's appetite times a factor.

    No study of growth steps was found; their size and length are the writer's to choose.
    """

    do: Literal["appetite"]
    factor: Factor

    def sentence(self, words: Words) -> str:
        return f"The infant wants {self.factor:.0%} of what it would want {self.span_words()}."
