"""What a scenario is: who, what happens when, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    field_validator,
    model_serializer,
    model_validator,
)

from lactea.reading.clock import ClockTime
from lactea.reading.durations import DAY, HOUR, PositiveTicks, Ticks
from lactea.reading.plugins import MECHANISMS, plugin_named, plugin_names
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record, Switch
from lactea.scenario.checks import check_scenario
from lactea.scenario.history import EarlierLactation
from lactea.scenario.infant import Infant
from lactea.scenario.person import Person
from lactea.scenario.steps import AnyStep, Birth, Pregnancy, SessionStep, Step
from lactea.scenario.steps.pregnancy import TERM
from lactea.scenario.strength import ProtocolEvidence
from lactea.scenario.words import Words

SCHEMA = "lactea.scenario/1"
LONGEST_RUN = 10 * 366 * DAY
MORNING = 8 * HOUR

Line = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Kind = TypeVar("Kind", bound=Step)


class Visit(Record):
    """A follow-up visit: a moment at which results are shown."""

    at: Ticks
    note: str = ""

    @property
    def at_tick(self) -> int:
        return self.at


class Scenario(Record):
    """One person's lactation as it shall be simulated.

    Times count from the origin, in ticks of one second. Two scenarios that are equal give the
    same simulation. ``after_loss`` says that the infant died: there is none in the run, and none is spoken of.
    """

    schema_: Literal["lactea.scenario/1"] = Field(alias="schema")
    name: Line
    summary: Line
    evidence: ProtocolEvidence | None = None
    origin: Literal["placenta_delivered", "first_step"] = "placenta_delivered"
    origin_clock: ClockTime = MORNING
    person: Person = Person()
    history: Annotated[tuple[EarlierLactation, ...], Field(max_length=20)] = ()
    infant: Infant | None = Infant()
    after_loss: Switch = False
    protocol: Annotated[tuple[AnyStep, ...], Field(max_length=1000)] = ()
    visits: Annotated[tuple[Visit, ...], Field(max_length=1000)] = ()
    horizon: PositiveTicks
    words: Words = Words()
    mechanisms: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    parameters: dict[str, str] = Field(default_factory=dict)
    parameter_set: str | None = Field(default=None, exclude=True)

    @property
    def horizon_tick(self) -> int:
        """End of the run."""
        return self.horizon

    @property
    def origin_clock_tick(self) -> int:
        """Local time of day at the origin, in seconds after midnight."""
        return self.origin_clock

    @property
    def origin_clock_h(self) -> float:
        """Local time of day at the origin, in hours."""
        return self.origin_clock / HOUR

    @property
    def pregnancy(self) -> Pregnancy | None:
        """The pregnancy that ends at the origin, if there is one."""
        return next((step for step in self.steps_of(Pregnancy) if step.start is None), None)

    @property
    def birth(self) -> Birth | None:
        """The birth, if there is one."""
        return next(self.steps_of(Birth), None)

    @property
    def gestation_at_birth_ticks(self) -> int:
        """How long the infant was carried: as given, else the pregnancy's length, else term."""
        if self.infant is not None and self.infant.gestation_at_birth is not None:
            return self.infant.gestation_at_birth
        return TERM if self.pregnancy is None else self.pregnancy.length

    @property
    def infant_arrival_tick(self) -> int | None:
        """When the infant is there: at its birth, or when it arrives; None without an infant."""
        if self.infant is None:
            return None
        return self.infant.arrives if self.birth is None else self.birth.at

    def steps_of(self, kind: type[Kind]) -> Iterator[Kind]:
        """The steps of one kind, in the order of the protocol."""
        return (step for step in self.protocol if isinstance(step, kind))

    def session_ticks(self, step: SessionStep, from_tick: int | None = None) -> Iterator[int]:
        """Start of every session of a scheduled step until the end of the run."""
        return step.session_ticks(
            self.horizon, origin_clock_tick=self.origin_clock, from_tick=from_tick
        )

    @field_validator("mechanisms")
    @classmethod
    def _mechanisms_are_installed(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for place, name in enumerate(value):
            if name in value[:place]:
                raise fault(f"{quote(name)} stands here twice.", place)
            if plugin_named(MECHANISMS, name) is None:
                raise fault(
                    f"{quote(name)} is not the name of an installed mechanism. "
                    f"{suggestion(name, plugin_names(MECHANISMS))}",
                    place,
                )
        return value

    @field_validator("parameter_set")
    @classmethod
    def _set_was_read(cls, value: str | None) -> str | None:
        if value is not None:
            raise fault(
                "a parameter set is read while a scenario is loaded from text or from a file; here, "
                "give its values under 'parameters'."
            )
        return value

    @model_validator(mode="before")
    @classmethod
    def _nobody_after_a_loss(cls, data: object) -> object:
        if isinstance(data, dict) and data.get("after_loss") is True:
            return {"infant": None, **data}
        return data

    @model_serializer(mode="wrap")
    def _loss_only_where_said(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Scenarios from before a loss could be told keep their hash.
        data: dict[str, Any] = handler(self)
        if not self.after_loss:
            data.pop("after_loss", None)
        return data

    @field_validator("horizon")
    @classmethod
    def _horizon_is_bounded(cls, value: int) -> int:
        if value > LONGEST_RUN:
            raise fault("the run is longer than ten years, the longest that is simulated.")
        return value

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        check_scenario(self)
        return self
