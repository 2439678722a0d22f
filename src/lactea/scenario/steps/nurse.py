"""Nursing: on demand, or by the clock."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from lactea.reading.durations import HOUR, SpanTicks, format_duration, spoken_duration
from lactea.reading.problems import fault
from lactea.reading.record import Share, Switch
from lactea.scenario.steps.sessions import SessionStep
from lactea.scenario.words import Words

LONGEST_ASKING = HOUR


def _short(ticks: int) -> int:
    if ticks > LONGEST_ASKING:
        raise fault(
            f"'{format_duration(ticks)}' of asking is longer than an hour, in which an infant is fed or asleep again."
        )
    return ticks


class Nurse(SessionStep):
    """The infant at the breast. On demand, it decides when, how long and on which side.

    Attributes
    ----------
    latch
        How well the infant holds the breast, from 0 to 1.
    asks_for
        How long the infant is heard or seen to ask before it is at the breast.
    """

    do: Literal["nurse"]
    on_demand: Switch = True
    latch: Share = 1.0
    asks_for: Annotated[SpanTicks, AfterValidator(_short)] = 0

    @property
    def scheduled(self) -> bool:
        return not self.on_demand

    @model_validator(mode="after")
    def _asks_on_demand(self) -> Self:
        if self.asks_for and not self.on_demand:
            raise fault(
                "by the clock, nobody waits for the infant to ask; leave it out.", "asks_for"
            )
        return self

    def sentence(self, words: Words) -> str:
        act = words.nursing[:1].upper() + words.nursing[1:]
        if self.on_demand:
            where = (
                words.both if self.breasts == "both" else f"the {self.breasts} {words.breast} only"
            )
            how = f"on demand at {where}; the infant decides when and how long"
        else:
            how = self.schedule_words(words)
        asks = f", after asking for {spoken_duration(self.asks_for)}" if self.asks_for else ""
        latch = "" if self.latch == 1 else f", with a latch of {self.latch:.0%}"
        return f"{act} {how}{asks}{latch}, {self.span_words()}."
