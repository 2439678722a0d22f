"""Expressing milk by hand."""

from __future__ import annotations

from typing import Literal

from lactea.scenario.steps.sessions import SessionStep
from lactea.scenario.words import Words


class HandExpress(SessionStep):
    """Sessions by hand, one breast after the other. ``duration`` is the time at each breast."""

    do: Literal["hand_express"]

    def sentence(self, words: Words) -> str:
        return f"Expressing by hand {self.schedule_words(words)}, {self.span_words()}."
