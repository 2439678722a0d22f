"""Hours away from the infant, as at work: nothing but breaks for pumping lies in them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from lactea.plan.days import Day
from lactea.reading.clock import ClockTime
from lactea.reading.durations import DAY, MINUTE
from lactea.reading.problems import fault
from lactea.reading.record import Count, Record

MOST_BREAKS = 6


class Away(Record):
    """Hours away on every day from some day on; free days are planned like working days.

    Attributes
    ----------
    begin, end
        Time of day; they may pass midnight.
    since
        The first day away; the first day of the plan without it.
    breaks
        Sessions with a pump or by hand that may lie in these hours.
    minutes
        Length of a break, in which the whole session has to lie.
    """

    begin: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")
    since: Day | None = None
    breaks: Annotated[Count, Field(le=MOST_BREAKS)] = 0
    minutes: Annotated[Count, Field(ge=5, le=60)] = 20

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.begin == self.end:
            raise fault(
                "'from' and 'to' are the same time; leave the entry out, or widen it.", "to"
            )
        return self

    @property
    def ticks(self) -> int:
        """Length of the hours away."""
        return (self.end - self.begin) % DAY

    def meets(self, start: int, length: int) -> bool:
        """Whether a session that starts at a second of the day has any part in these hours."""
        return (start - self.begin) % DAY < self.ticks or (self.begin - start) % DAY < length

    def holds(self, start: int, length: int) -> bool:
        """Whether a session may lie in these hours: all of it, and no longer than a break."""
        inside = (start - self.begin) % DAY + length <= self.ticks
        return inside and length <= self.minutes * MINUTE
