"""A time of too little food."""

from __future__ import annotations

from typing import Literal

from lactea.reading.record import Share
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.words import Words


class EatLess(SpanStep):
    """The person who makes milk eats a share of the usual energy.

    Usual is about 2300 kcal a day while nursing (evidence row mlk_nut_diet1994_base); diets of 500 kcal a
    day less did not lower milk (mlk_nut_diet1994_w10).
    """

    do: Literal["eat_less"]
    share: Share

    def sentence(self, words: Words) -> str:
        return f"Food gives {self.share:.0%} of the usual energy {self.span_words()}."
