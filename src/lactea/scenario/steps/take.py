"""Taking a medicine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator

from lactea.reading.clock import ClockTime, format_clock
from lactea.reading.doses import parse_dose
from lactea.reading.durations import PositiveTicks, spoken_duration
from lactea.reading.problems import InputError, fault, quote
from lactea.reading.routes import Route
from lactea.reading.units import split_quantity
from lactea.scenario.medicine_names import is_product, must_be_known, must_go_by, units_of
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.steps.repeats import repeat_count, repeat_ticks
from lactea.scenario.words import Words


class Take(SpanStep):
    """A medicine: once at ``start``, or repeated.

    ``medicine`` is a name of the medicine library, of a plug-in's medicine, or the path of a medicine
    file, looked for beside the scenario. ``dose`` is a mass
    or a number of a unit that this file declares, such as ``1 tablet`` or ``4 IU``; it stays text,
    so that it can be shown exactly as it was entered.
    """

    obeys_rules: ClassVar[bool] = True

    do: Literal["take"]
    medicine: str
    dose: str
    every: PositiveTicks | None = None
    times: tuple[ClockTime, ...] = Field(default=(), max_length=288)
    route: Route = "oral"

    @property
    def every_ticks(self) -> int | None:
        return self.every

    @property
    def once(self) -> bool:
        return self.every is None and not self.times

    def dose_ticks(
        self, horizon_tick: int, *, origin_clock_tick: int, from_tick: int | None = None
    ) -> Iterator[int]:
        """Moment of every dose before the horizon; arguments as in ``session_ticks``."""
        first = self.start_tick if from_tick is None else from_tick
        end = self.end_tick(horizon_tick)
        if self.once:
            return iter((first,) if first < end else ())
        return repeat_ticks(
            first, end, origin_clock_tick=origin_clock_tick, every=self.every, times=self.times
        )

    def dose_count(self, horizon_tick: int) -> int:
        """At most this many doses are taken before the horizon."""
        if self.once:
            return 1
        end = self.end_tick(horizon_tick)
        return repeat_count(self.start_tick, end, every=self.every, times=self.times)

    @field_validator("dose", mode="before")
    @classmethod
    def _dose_has_a_unit(cls, value: object) -> object:
        if not isinstance(value, str):
            raise fault(f'{quote(value)} has no unit; write the dose in mg, such as "10 mg".')
        try:
            number, _ = split_quantity(value, "mg", "10 mg")
        except ValueError as error:
            raise fault(str(error)) from None
        if number < 0:
            raise fault(f"{quote(value)} is a negative dose; a dose is 0 mg or more.")
        return value

    @field_validator("medicine")
    @classmethod
    def _medicine_is_known(cls, value: str) -> str:
        try:
            must_be_known(value)
        except InputError as error:
            raise fault(str(error)) from None
        return value

    @model_validator(mode="after")
    def _dose_can_be_counted(self) -> Self:
        units = units_of(self.medicine)
        _, unit = split_quantity(self.dose, "mg", "10 mg")
        if unit in units:
            return self
        if is_product(self.medicine):
            raise fault(
                f"{quote(self.dose)} is not a dose of {self.medicine}; write it in "
                f"{' or '.join(units)}, such as '1 {units[0]}'.",
                "dose",
            )
        try:
            parse_dose(self.dose)
        except ValueError as error:
            declared = f" Its file declares: {', '.join(units)}." if units else ""
            raise fault(f"{error}{declared}", "dose") from None
        return self

    @model_validator(mode="after")
    def _route_is_known(self) -> Self:
        try:
            must_go_by(self.medicine, self.route)
        except InputError as error:
            raise fault(str(error), "route") from None
        return self

    @model_validator(mode="after")
    def _one_way_to_repeat(self) -> Self:
        if self.every is not None and self.times:
            raise fault("give 'every' or 'times', not both.", "every")
        return self

    def sentence(self, words: Words) -> str:
        if self.once:
            return f"Taking {self.medicine} {self.dose} once ({self.route}), {self.moment_words()}."
        often = (
            f"every {spoken_duration(self.every).removeprefix('one ')}"
            if self.every is not None
            else "every day at " + ", ".join(format_clock(time) for time in self.times)
        )
        return f"Taking {self.medicine} {self.dose} {often} ({self.route}), {self.span_words()}."
