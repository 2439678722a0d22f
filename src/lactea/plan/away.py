"""Hours away from the infant, as at work: nothing but breaks for pumping lies in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from lactea.plan.days import Day
from lactea.plan.week import WEEK, WORKING_WEEK, Weekday, weekday_of
from lactea.reading.clock import ClockTime
from lactea.reading.durations import DAY, MINUTE
from lactea.reading.problems import fault
from lactea.reading.record import Count, Record

MOST_BREAKS = 6


class Away(Record):
    """Hours away on some days of the week, from some day on; other days are planned as days at home.

    Attributes
    ----------
    begin, end
        Time of day; they may pass midnight.
    days
        Days of the week on which these hours begin; Monday to Friday unless others are named.
    since
        Before this day nobody is away; the first day of the plan without it.
    breaks
        Sessions with a pump or by hand that may lie in these hours.
    minutes
        Length of a break, in which the whole session has to lie.
    """

    begin: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")
    days: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=WEEK)] = WORKING_WEEK
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

    @field_validator("days")
    @classmethod
    def _days_are_different(cls, names: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        for place, name in enumerate(names):
            if name in names[:place]:
                raise fault(f"'{name}' stands here twice.", place)
        return names

    @property
    def ticks(self) -> int:
        """Length of the hours away."""
        return (self.end - self.begin) % DAY

    def begins_on(self, day: date) -> bool:
        """Whether the hours away begin on a day."""
        return weekday_of(day) in self.days and (self.since is None or day >= self.since)

    def meets(self, start: int, length: int) -> bool:
        """Whether a session has any part in the hours that begin on day 0; its start counts from that midnight."""
        return start < self.begin + self.ticks and start + length > self.begin

    def holds(self, start: int, length: int) -> bool:
        """Whether a session may lie in these hours: all of it, and no longer than a break."""
        inside = self.begin <= start and start + length <= self.begin + self.ticks
        return inside and length <= self.minutes * MINUTE
