"""A published number: value, unit, spread, where it was read, and how good the study is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.body.language import Grade
from lactea.reading.problems import fault
from lactea.reading.record import Number, Record
from lactea.reading.units import parse_quantity

Text = Annotated[str, Field(min_length=1, max_length=600)]


class Source(Record):
    """Where a fact was read. ``row`` names the row of an evidence table, if it stands in one."""

    text: Text
    url: Text
    verified: Literal["primary", "secondary"]
    row: str = ""


class Spread(Record):
    """How far a value varies, in the words and the unit of its source."""

    kind: Literal["SD", "SE", "CI95", "CI90", "range", "IQR"]
    low: Number
    high: Number | None = None

    @model_validator(mode="after")
    def _is_a_spread(self) -> Self:
        if self.kind in ("SD", "SE") and self.low < 0:
            raise fault(f"{self.low:g} is no {self.kind}; it must be 0 or more.", "low")
        if self.high is not None and self.high < self.low:
            raise fault(f"{self.high:g} is less than 'low', {self.low:g}.", "high")
        return self


@dataclass(frozen=True, slots=True)
class Bounds:
    """The unit in which a number is used, and the sizes beyond which it can only be a slip."""

    unit: str
    low: float
    high: float


class Fact(Record):
    """A number with its unit and origin. An assumed number has a reason instead of a source.

    ``rows`` are the evidence rows whose values went into the number: what it was computed from can
    no longer be predicted with it.
    """

    value: Number
    unit: Text
    spread: Spread | None = None
    source: str = ""
    grade: Grade
    reason: str = ""
    rows: tuple[Text, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _origin_is_told(self) -> Self:
        if self.grade == "assumed" and not self.reason:
            raise fault("an assumed number needs its 'reason'.", "reason")
        if self.grade != "assumed" and not self.source:
            raise fault(
                "this number has no 'source'; name an entry of 'sources', or write grade: assumed "
                "with a reason.",
                "source",
            )
        return self

    def to(self, unit: str, example: str) -> float:
        """The value in another unit.

        Raises
        ------
        ValueError
            The units are of different kinds.
        """
        return parse_quantity(f"{self.value!r} {self.unit}", unit, example)

    def must_convert(self, unit: str, *path: str | int) -> None:
        """Refuse a fact whose unit is of another kind than ``unit``, at ``path`` below the model."""
        try:
            self.to(unit, f"1 {unit}")
        except ValueError as error:
            raise fault(str(error), *path) from None

    def must_lie(self, bounds: Bounds, *path: str | int) -> None:
        """Refuse a fact of another kind, or of a size that no medicine has, at ``path`` below."""
        self.must_convert(bounds.unit, *path)
        value = self.to(bounds.unit, f"1 {bounds.unit}")
        if not bounds.low <= value <= bounds.high:
            raise fault(
                f"{self.value:g} {self.unit} is out of range: it must be from {bounds.low:g} to "
                f"{bounds.high:g} {bounds.unit}.",
                *path,
                "value",
            )


class Statement(Record):
    """A published statement without a number that is computed with."""

    text: Text
    source: str
    grade: Grade
    note: str = ""
