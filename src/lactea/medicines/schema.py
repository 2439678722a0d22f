"""What a medicine file holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.medicines.cautions import (
    AdverseEffect,
    Caution,
    DoseLimit,
    Interaction,
    Monitoring,
    Status,
    Tag,
    Taper,
    UsualDose,
)
from lactea.medicines.effects import Effect
from lactea.medicines.facts import Bounds, Fact, Source, Statement, Text
from lactea.medicines.kinetics import Kinetics
from lactea.medicines.routes import RouteFacts
from lactea.medicines.tags import SHOWN_BY
from lactea.reading.doses import DOSE_UNITS, parse_dose
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record
from lactea.reading.routes import Route
from lactea.reading.units import parse_quantity, split_quantity

SCHEMA = "lactea.medicine/1"
MASS = Bounds("mg", 1e-9, 1e6)
"""What one tablet, unit or implant may hold."""
UnitName = Annotated[str, Field(pattern=r"^[A-Za-z]{1,20}$")]


class Content(Record):
    """One substance of a product: its medicine file, and how much of it one unit holds."""

    medicine: Text
    amount: Fact

    @property
    def mg(self) -> float:
        """Amount in one unit of the product, in mg."""
        return self.amount.to("mg", "0.03 mg")

    @model_validator(mode="after")
    def _amount_is_a_mass(self) -> Self:
        self.amount.must_lie(MASS, "amount")
        return self


class Medicine(Record):
    """A medicine as its file describes it.

    It is either one substance, with kinetics where they are known, or a product that ``contains``
    substances of other files in fixed amounts. A substance is dosed by mass or in the ``units`` that
    its file declares (IU, cigarette); a product in the one unit that its amounts belong to.
    ``not_found`` says what was looked for and not found: no data is not the same as no harm.
    """

    schema_: Literal["lactea.medicine/1"] = Field(alias="schema")
    name: Text
    other_names: tuple[Text, ...] = ()
    medicine_class: Text = Field(alias="class")
    tags: tuple[Tag, ...] = ()
    summary: Text
    status: tuple[Status, ...] = ()
    usual_doses: tuple[UsualDose, ...] = ()
    dose_limits: tuple[DoseLimit, ...] = ()
    units: dict[UnitName, Fact] = Field(default_factory=dict)
    contains: tuple[Content, ...] = ()
    contains_per: UnitName | None = None
    routes: dict[Route, RouteFacts] = Field(default_factory=dict, alias="kinetics")
    effects: tuple[Effect, ...] = ()
    contraindications: tuple[Caution, ...] = ()
    cautions: tuple[Caution, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    adverse_effects: tuple[AdverseEffect, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    taper: Taper | None = None
    stop_now: tuple[Statement, ...] = ()
    warnings: tuple[Statement, ...] = ()
    not_found: tuple[Text, ...] = ()
    sources: dict[str, Source]

    @property
    def measure(self) -> str:
        """What doses are counted in: ``mg``, or the unit of a product."""
        return self.contains_per or "mg"

    @property
    def links(self) -> tuple[Effect, ...]:
        """The effects that have a usable figure."""
        return tuple(effect for effect in self.effects if effect.link is not None)

    @property
    def properties(self) -> tuple[str, ...]:
        """The tags that the file bears, and those that its effects show."""
        shown = (SHOWN_BY[one.target] for one in self.links if one.target in SHOWN_BY)
        return tuple(dict.fromkeys((*self.tags, *shown)))

    def amount(self, dose: str) -> float:
        """The number of ``measure`` in a dose such as ``10 mg``, ``4 IU`` or ``1 tablet``.

        Raises
        ------
        ValueError
            The dose has a unit in which this medicine is not counted.
        """
        number, unit = split_quantity(dose, self.measure, f"1 {self.measure}")
        if unit in self.units:
            return number * self.units[unit].to("mg", "1 mg")
        if unit == self.measure:
            return number
        if self.contains:
            raise ValueError(
                f"{quote(dose)} is not a dose of {self.name}; write it in {self.measure}, such as "
                f"'1 {self.measure}'."
            )
        return parse_dose(dose)

    def per_day(self, rate: Fact) -> float:
        """The number of ``measure`` per day in a rate such as ``30 mg/day`` or ``40 IU/day``.

        Raises
        ------
        ValueError
            The rate has a unit in which this medicine is not counted.
        """
        unit, _, period = rate.unit.partition("/")
        days = parse_quantity(f"1 {period or 'day'}", "day", "1 day")
        return self.amount(f"{rate.value!r} {unit}") / days

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

    def facts(self) -> Iterator[tuple[tuple[str | int, ...], Fact]]:
        """Every number of the file, with the place where it stands."""
        return _facts(self, ())

    @model_validator(mode="after")
    def _sources_exist(self) -> Self:
        for path, source in self.cited():
            if source not in self.sources:
                raise fault(
                    f"{quote(source)} is not among 'sources'. "
                    f"{suggestion(source, list(self.sources))}",
                    *path,
                )
        return self

    @model_validator(mode="after")
    def _substance_or_product(self) -> Self:
        if not self.contains:
            if self.contains_per is not None:
                raise fault("there is no 'contains' to which this belongs.", "contains_per")
            return self
        if self.contains_per is None:
            raise fault(
                "a product needs 'contains_per', the unit that holds these amounts, such as "
                "'contains_per: tablet'."
            )
        for entry in ("kinetics", "effects", "units"):
            if getattr(self, "routes" if entry == "kinetics" else entry):
                raise fault(
                    f"a product has no {entry} of its own; they stand in the files of its substances.",
                    entry,
                )
        return self

    @model_validator(mode="after")
    def _kinetics_hang_together(self) -> Self:
        for route, facts in self.routes.items():
            try:
                facts.resolve(route)
            except ValueError as error:
                raise fault(str(error), "kinetics", route) from None
        for place, effect in enumerate(self.effects):
            if effect.link is None:
                continue
            if not self.routes:
                raise fault(
                    "without 'kinetics' there is no level that could act; leave the figure away, "
                    "and say so in 'note'.",
                    "effects", place, effect.link[0],
                )  # fmt: skip
            if effect.manner == "arrival":
                self._arrives_over_time()
        return self

    def _arrives_over_time(self) -> None:
        for route in self.routes:
            if math.isinf(self.kinetics(route).absorption_per_h):
                raise fault(
                    "a hormone that arrives as itself needs 'absorption_half_life': half the time "
                    "over which it is given.",
                    "kinetics",
                    route,
                )

    @model_validator(mode="after")
    def _doses_can_be_counted(self) -> Self:
        for name, unit in self.units.items():
            unit.must_lie(MASS, "units", name)
            if name in DOSE_UNITS and not math.isclose(
                unit.to("mg", "1 mg"), parse_dose(f"1 {name}")
            ):
                raise fault(
                    f"{quote(name)} is a unit of mass already, of another size; give this unit another name.",
                    "units", name,
                )  # fmt: skip
        for place, limit in enumerate(self.dose_limits):
            if limit.per_kg is not None and self.contains:
                raise fault(
                    "a product is counted in its unit and not by body weight; write this in the file of its substance.",
                    "dose_limits", place, "per_kg",
                )  # fmt: skip
        if self.contains_per in DOSE_UNITS:
            raise fault(
                f"{quote(self.contains_per)} is a unit of mass; name what holds these amounts, such as 'tablet'.",
                "contains_per",
            )
        for entry in ("usual_doses", "dose_limits"):
            for place, dose in enumerate(getattr(self, entry)):
                try:
                    self.per_day(dose.per_day)
                except ValueError as error:
                    raise fault(str(error), entry, place, "per_day") from None
                if dose.per_day.value <= 0:
                    raise fault("a dose is above 0.", entry, place, "per_day", "value")
                if "/" not in dose.per_day.unit:
                    raise fault(
                        f"{quote(dose.per_day.unit)} names no time; write it as in 'mg/day' or 'mg/week'.",
                        entry, place, "per_day", "unit",
                    )  # fmt: skip
        return self


def _source_ids(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for inner, part in _parts(value):
        if inner == "source" and isinstance(part, str) and part:
            yield (*path, inner), part
        else:
            yield from _source_ids(part, (*path, inner))


def _facts(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Fact]]:
    for inner, part in _parts(value):
        if isinstance(part, Fact):
            yield (*path, inner), part
        else:
            yield from _facts(part, (*path, inner))


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    """What a record, list or mapping holds, by the names that its file uses."""
    if isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            yield field.alias or name, getattr(value, name)
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()
