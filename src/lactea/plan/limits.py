"""What a plan may ask of a person, and what is refused or not to be had."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from lactea.medicines import known_names
from lactea.plan.away import Away
from lactea.plan.days import Day
from lactea.reading.clock import format_clock
from lactea.reading.durations import DAY, HOUR, PositiveTicks
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Count, Record
from lactea.safety.principles import principles
from lactea.scenario.steps.repeats import NightGap

Device = Literal["hospital_grade", "personal", "manual", "hand"]
DOUBLE: tuple[Device, ...] = ("hospital_grade", "personal")
"""Pumps that empty both breasts at once."""
METHODS = ("medicines", "hand_expression", "power_hour", "both_at_once", "night_sessions")
"""What may be refused beside devices and single medicines."""
MOST_MINUTES = 24 * 60


def usual_cap() -> int:
    """Sessions a day that no plan passes unless more are allowed: the lower end of the screen's cap."""
    low = principles().figures.most_sessions_per_day.spread
    assert low is not None
    return int(low.low)


def highest_cap() -> int:
    """Sessions a day that nobody can allow to be passed: the cap of the safety screen."""
    return int(principles().figures.most_sessions_per_day.value)


def sleep_floor() -> int:
    """Ticks of sleep in one piece that every plan leaves: the figure of the safety screen."""
    return round(principles().figures.sleep_stretch.to("h", "4 h") * HOUR)


class Limits(Record):
    """Limits; without an entry, the caps of the safety screen stand.

    Attributes
    ----------
    sessions_per_day
        At most so many.
    minutes_per_day
        At most so much time in sessions.
    night_sessions
        Sessions that may begin in the hours of sleep, 0 or 1.
    sleep
        The hours of sleep; never shorter than the screen's stretch.
    not_before
        Nothing begins before this day.
    devices
        What is at hand or can be rented.
    refused
        What is not wanted: ``medicines`` or the name of one, ``hand_expression``, ``power_hour``,
        ``both_at_once``, ``night_sessions``.
    away
        Hours of the day away from the infant, with breaks for sessions or without.
    """

    sessions_per_day: Annotated[Count, Field(ge=1)] = Field(default_factory=usual_cap)
    minutes_per_day: Annotated[Count, Field(ge=5, le=MOST_MINUTES)] = 240
    night_sessions: Annotated[Count, Field(le=1)] = 1
    sleep: NightGap = Field(
        default_factory=lambda: NightGap.model_validate({"from": "22:30", "to": "06:30"})
    )
    not_before: Day | None = None
    devices: Annotated[tuple[Device, ...], Field(min_length=1)] = ("hospital_grade", "hand")
    refused: Annotated[tuple[str, ...], Field(max_length=60)] = ()
    away: Away | None = None

    @field_validator("sessions_per_day")
    @classmethod
    def _below_the_cap(cls, value: int) -> int:
        if value > highest_cap():
            raise fault(
                f"{value} sessions a day are above the cap of the safety screen, {highest_cap()}; "
                "no plan asks for more."
            )
        return value

    @field_validator("refused")
    @classmethod
    def _refusals_are_known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        known = (*METHODS, *known_names())
        for name in names:
            if name not in known:
                raise fault(f"{quote(name)} cannot be refused here. {suggestion(name, known)}")
        return names

    @model_validator(mode="after")
    def _sleep_is_long_enough(self) -> Self:
        length = (self.sleep.end - self.sleep.begin) % DAY
        if not sleep_floor() <= length <= DAY // 2:
            raise fault(
                f"from {format_clock(self.sleep.begin)} to {format_clock(self.sleep.end)} are "
                f"{length / HOUR:g} h; the hours of sleep are {sleep_floor() / HOUR:g} to 12 h, and no "
                "plan asks for less.",
                "sleep",
            )
        return self

    @model_validator(mode="after")
    def _away_while_awake(self) -> Self:
        away, waking = self.away, DAY - self.sleeping
        if away is not None and (away.begin - self.sleep.end) % DAY + away.ticks > waking:
            raise fault(
                f"the hours away reach into the hours of sleep, {format_clock(self.sleep.begin)} to "
                f"{format_clock(self.sleep.end)}; set 'sleep' to when sleep is.",
                "away",
            )
        return self

    @property
    def sleeping(self) -> PositiveTicks:
        """Length of the hours of sleep, in ticks."""
        return (self.sleep.end - self.sleep.begin) % DAY

    def allows(self, method: str) -> bool:
        """Whether a method or a medicine is not refused."""
        return method not in self.refused
