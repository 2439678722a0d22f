"""A time of damaged nipples."""

from __future__ import annotations

from typing import Literal

from lactea.scenario.steps.base import SpanStep
from lactea.scenario.steps.sessions import Breasts, sides_of
from lactea.scenario.words import Words


class SoreNipples(SpanStep):
    """Damage of one nipple or both: it raises the rates of mastitis that are read, and nothing else."""

    do: Literal["sore_nipples"]
    breasts: Breasts = "both"

    def sentence(self, words: Words) -> str:
        where = "Both nipples" if self.breasts == "both" else f"The {self.breasts} nipple"
        verb = "are" if len(sides_of(self.breasts)) > 1 else "is"
        return f"{where} {verb} damaged {self.span_words()}; pain is a step of its own, 'stress'."
