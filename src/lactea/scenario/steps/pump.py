"""Pumping milk."""

from __future__ import annotations

from typing import Literal

from lactea.reading.record import Switch
from lactea.scenario.steps.sessions import SessionStep
from lactea.scenario.words import Words

Device = Literal["hospital_grade", "personal", "manual"]


class Pump(SessionStep):
    """Pumping sessions. ``duration`` is the time at each breast."""

    do: Literal["pump"]
    device: Device = "personal"
    simultaneous: Switch = True

    @property
    def at_once(self) -> bool:
        return self.simultaneous

    def sentence(self, words: Words) -> str:
        device = self.device.replace("hospital_grade", "hospital-grade")
        return f"Pumping ({device} pump) {self.schedule_words(words)}, {self.span_words()}."
