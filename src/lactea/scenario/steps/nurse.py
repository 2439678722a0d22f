"""Nursing: on demand, or by the clock."""

from __future__ import annotations

from typing import Literal

from lactea.reading.record import Share, Switch
from lactea.scenario.steps.sessions import SessionStep
from lactea.scenario.words import Words


class Nurse(SessionStep):
    """The infant at the breast. On demand, it decides when, how long and on which side."""

    do: Literal["nurse"]
    on_demand: Switch = True
    latch: Share = 1.0

    @property
    def scheduled(self) -> bool:
        return not self.on_demand

    def sentence(self, words: Words) -> str:
        act = words.nursing[:1].upper() + words.nursing[1:]
        if self.on_demand:
            where = (
                f"both {words.breasts}"
                if self.breasts == "both"
                else f"the {self.breasts} {words.breast} only"
            )
            how = f"on demand at {where}; the infant decides when and how long"
        else:
            how = self.schedule_words(words)
        latch = "" if self.latch == 1 else f", with a latch of {self.latch:.0%}"
        return f"{act} {how}{latch}, {self.span_words()}."
