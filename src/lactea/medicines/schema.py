"""What a medicine file holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.medicines.facts import Fact, Source, Statement, Text
from lactea.medicines.kinetics import LN2, Kinetics, absorption_from_peak
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record

SCHEMA = "lactea.medicine/1"

Route = Literal["oral", "intravenous", "intramuscular", "nasal", "transdermal", "vaginal"]
Target = Literal[
    "dopamine_antagonism",
    "dopamine_agonism",
    "estradiol_taken",
    "progesterone_taken",
    "letdown_inhibition",
]
"""The input of the body on which a medicine acts."""


class Status(Record):
    """How one country's regulator sees the medicine."""

    country: Text
    text: Text
    source: str


class DoseLimit(Record):
    """The highest dose that one country's regulator allows in a day."""

    country: Text
    per_day: Fact
    longest: Text | None = None

    @property
    def per_day_mg(self) -> float:
        """The limit in mg/day."""
        return self.per_day.to("mg/day", "30 mg/day")


ROUTE_UNITS = {
    "absorption_half_life": "h",
    "tmax": "h",
    "bioavailability": "%",
    "clearance_over_f": "L/h",
    "volume_over_f": "L",
    "half_life": "h",
}


class RouteFacts(Record):
    """Published kinetics by one route.

    Two of clearance, volume and half-life fix the third; where all are given, clearance and volume
    are used, and the half-life stands beside them for comparison.
    """

    absorption_half_life: Fact | None = None
    tmax: Fact | None = None
    bioavailability: Fact | None = None
    clearance_over_f: Fact | None = None
    volume_over_f: Fact | None = None
    half_life: Fact | None = None
    note: str = ""

    def resolve(self, route: str) -> Kinetics:
        """The numbers that the engine needs.

        Raises
        ------
        ValueError
            The facts do not fix the kinetics, or have the wrong kind of unit.
        """
        k, clearance, volume = self._elimination()
        share = self.bioavailability
        return Kinetics(
            absorption_per_h=math.inf if route == "intravenous" else self._absorption(k),
            elimination_per_h=k,
            clearance_over_f=clearance,
            volume_over_f=volume,
            bioavailability=None if share is None else share.to("%", "15 %") / 100,
        )

    @model_validator(mode="after")
    def _units_fit(self) -> Self:
        for name, unit in ROUTE_UNITS.items():
            fact = getattr(self, name)
            if fact is not None:
                _must_convert(fact, unit, name)
        return self

    def _elimination(self) -> tuple[float, float, float]:
        clearance = self.clearance_over_f and self.clearance_over_f.to("L/h", "284 L/h")
        volume = self.volume_over_f and self.volume_over_f.to("L", "6272 L")
        half_life = self.half_life and self.half_life.to("h", "15 h")
        if clearance and volume:
            return clearance / volume, clearance, volume
        if clearance and half_life:
            return LN2 / half_life, clearance, clearance * half_life / LN2
        if volume and half_life:
            return LN2 / half_life, volume * LN2 / half_life, volume
        raise ValueError(
            "give two of clearance_over_f, volume_over_f and half_life, each above zero."
        )

    def _absorption(self, k: float) -> float:
        if self.absorption_half_life is not None:
            return LN2 / self.absorption_half_life.to("h", "0.5 h")
        if self.tmax is not None:
            return absorption_from_peak(self.tmax.to("h", "0.9 h"), k)
        raise ValueError("give absorption_half_life or tmax.")


class Effect(Record):
    """An effect on the body: the target input is the level divided by ``potency``.

    ``fit`` names the parameter that a calibration may put in the place of ``potency``.
    """

    target: Target
    potency: Fact | None = None
    fit: str | None = None
    note: str = ""

    @property
    def potency_ng_per_ml(self) -> float | None:
        """The level at which the target is one, in ng/mL; None where no usable figure exists."""
        return None if self.potency is None else self.potency.to("ng/mL", "1 ng/mL")

    @model_validator(mode="after")
    def _something_is_said(self) -> Self:
        if self.potency is None and self.fit is None and not self.note:
            raise fault(
                "give 'potency', or 'fit' with the id of a parameter, or a 'note' that says that "
                "there is no usable figure."
            )
        if self.potency is not None and self.potency.value <= 0:
            raise fault("a potency is above zero.", "potency", "value")
        return self


class AdverseEffect(Record):
    """How often something unwanted happened, at which dose."""

    what: Text
    rate: Fact
    at: Text = "any dose"


class Medicine(Record):
    """A medicine as its file describes it."""

    schema_: Literal["lactea.medicine/1"] = Field(alias="schema")
    name: Text
    other_names: tuple[Text, ...] = ()
    medicine_class: Text = Field(alias="class")
    summary: Text
    status: tuple[Status, ...] = ()
    dose_limits: tuple[DoseLimit, ...] = ()
    routes: Annotated[dict[Route, RouteFacts], Field(alias="kinetics", min_length=1)]
    effects: tuple[Effect, ...] = ()
    contraindications: tuple[Statement, ...] = ()
    interactions: tuple[Statement, ...] = ()
    adverse_effects: tuple[AdverseEffect, ...] = ()
    warnings: tuple[Statement, ...] = ()
    sources: dict[str, Source]

    def kinetics(self, route: str = "oral") -> Kinetics:
        """Kinetics by a route, in h, L/h and L.

        Raises
        ------
        ValueError
            The file knows no kinetics by this route.
        """
        for known, facts in self.routes.items():
            if known == route:
                return facts.resolve(route)
        raise ValueError(
            f"no kinetics of {self.name} by the {quote(route)} route. "
            f"{suggestion(route, list(self.routes))}"
        )

    def cited(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every source id that the file names, with the place where it does."""
        return _source_ids(self, ())

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for path, source in self.cited():
            if source not in self.sources:
                raise fault(
                    f"{quote(source)} is not among 'sources'. "
                    f"{suggestion(source, list(self.sources))}",
                    *path,
                )
        for route, facts in self.routes.items():
            try:
                facts.resolve(route)
            except ValueError as error:
                raise fault(str(error), "kinetics", route) from None
        for place, limit in enumerate(self.dose_limits):
            _must_convert(limit.per_day, "mg/day", "dose_limits", place, "per_day")
        for place, effect in enumerate(self.effects):
            if effect.potency is not None:
                _must_convert(effect.potency, "ng/mL", "effects", place, "potency")
        return self


def _must_convert(fact: Fact, unit: str, *path: str | int) -> None:
    try:
        fact.to(unit, f"1 {unit}")
    except ValueError as error:
        raise fault(str(error), *path) from None


def _source_ids(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            part = getattr(value, name)
            if name == "source" and part:
                yield (*path, name), part
            else:
                yield from _source_ids(part, (*path, field.alias or name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _source_ids(part, (*path, place))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _source_ids(part, (*path, name))
