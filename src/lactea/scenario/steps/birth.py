"""Giving birth, and what becomes of the placenta."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from lactea.reading.durations import PositiveTicks, Ticks, spoken_duration
from lactea.reading.record import Record, Share
from lactea.scenario.steps.base import Step, moment
from lactea.scenario.words import Words


class RetainedTissue(Record):
    """Placental tissue that stays and goes on secreting hormones."""

    retained: Share
    until: PositiveTicks


def _kind(value: Any) -> str:
    return "whole placenta" if isinstance(value, str) else "retained tissue"


class Birth(Step):
    """Birth of the infant. The origin is the moment when the placenta has left, all but a share."""

    do: Literal["birth"]
    at: Ticks = 0
    placenta: Annotated[
        Annotated[Literal["delivered"], Tag("whole placenta")]
        | Annotated[RetainedTissue, Tag("retained tissue")],
        Discriminator(_kind),
    ] = "delivered"

    @property
    def first_tick(self) -> int | None:
        return self.at

    @property
    def at_tick(self) -> int:
        return self.at

    def sentence(self, words: Words) -> str:
        text = f"Birth at {moment(self.at)}"
        if isinstance(self.placenta, RetainedTissue):
            return (
                f"{text}; {self.placenta.retained:.0%} of the placenta stays behind and active "
                f"until {spoken_duration(self.placenta.until)} after the origin."
            )
        return f"{text}; the whole placenta is delivered."
