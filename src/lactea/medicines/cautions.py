"""What a medicine file says about whom it may harm, how often, and what to watch.

Every entry is published text with a source and a grade. The vocabularies are closed, so that a safety
screen can compare them with a person's answers.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from lactea.medicines.facts import Fact, Statement, Text
from lactea.medicines.names import known_names
from lactea.medicines.tags import TAGS
from lactea.reading.conditions import CONDITIONS, MonitoredItem
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Number, Record

Symptom = Literal[
    "any",
    "nausea",
    "dizziness",
    "headache",
    "gut",
    "mood",
    "sleep",
    "drowsiness",
    "movement",
    "heart rhythm",
    "circulation",
    "blood clot",
    "weight",
    "skin",
    "dry mouth",
    "hormonal",
    "other",
]


def _known_condition(name: str) -> str:
    if name not in CONDITIONS:
        raise fault(f"{quote(name)} is not a known condition. {suggestion(name, list(CONDITIONS))}")
    return name


def _known_tag(name: str) -> str:
    if name not in TAGS:
        raise fault(f"{quote(name)} is not a known tag. {suggestion(name, list(TAGS))}")
    return name


def _known_partner(name: str) -> str:
    known = [*TAGS, *known_names()]
    if name not in known:
        raise fault(
            f"{quote(name)} is neither a tag nor a medicine of the library. "
            f"{suggestion(name, known)}"
        )
    return name


Condition = Annotated[
    str, AfterValidator(_known_condition), Field(json_schema_extra={"enum": list(CONDITIONS)})
]
Tag = Annotated[str, AfterValidator(_known_tag), Field(json_schema_extra={"enum": list(TAGS)})]
Partner = Annotated[str, AfterValidator(_known_partner)]


class Status(Record):
    """How one country's regulator sees the medicine."""

    country: Text
    text: Text
    source: str


class UsualDose(Record):
    """A dose that one country's label or practice names. It is published, not recommended here."""

    country: Text
    purpose: Text
    route: Text
    per_day: Fact
    schedule: Text | None = None


class DoseLimit(Record):
    """The highest dose that one country's regulator allows in a day, and for how long.

    ``per_kg`` is the limit by body weight, as in ``0.5 mg/kg/day``, that holds beside ``per_day``.
    """

    country: Text
    per_day: Fact
    per_kg: Fact | None = None
    longest: Text | None = None
    longest_days: Fact | None = None

    @model_validator(mode="after")
    def _weight_is_counted(self) -> Self:
        if self.per_kg is not None:
            self.per_kg.must_convert("mg/kg/day", "per_kg")
            if self.per_kg.value <= 0:
                raise fault("a dose is above 0.", "per_kg", "value")
        return self

    @model_validator(mode="after")
    def _duration_is_a_time(self) -> Self:
        if self.longest_days is not None:
            self.longest_days.must_convert("day", "longest_days")
        return self


class Caution(Statement):
    """Something that speaks against the medicine in a person with any of the conditions of ``when``.

    ``until_after_birth``: holds only so long after a birth; without it, always.
    """

    when: tuple[Condition, ...] = ()
    until_after_birth: Fact | None = None

    @model_validator(mode="after")
    def _time_is_a_time(self) -> Self:
        if self.until_after_birth is not None:
            self.until_after_birth.must_convert("day", "until_after_birth")
        return self


class Interaction(Statement):
    """What happens together with other medicines, named by tag or by name."""

    partners: Annotated[tuple[Partner, ...], Field(alias="with")] = ()
    severity: Literal["avoid", "watch"] = "avoid"


class Monitoring(Statement):
    """What is to be watched while the medicine is taken."""

    item: MonitoredItem


class Taper(Statement):
    """Whether the medicine is to be stopped in steps. ``unknown`` is not ``no``."""

    needed: Literal["advised", "not needed", "unknown"]


class DoseRange(Record):
    """Daily doses above ``above`` and up to ``up_to``."""

    above: Annotated[Number, Field(ge=0)] | None = None
    up_to: Annotated[Number, Field(gt=0)] | None = None
    unit: Text

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.above is not None and self.up_to is not None and self.above >= self.up_to:
            raise fault(
                f"no dose is above {self.above:g} and up to {self.up_to:g} {self.unit}.", "up_to"
            )
        return self

    def __str__(self) -> str:
        above = "" if self.above is None else f"above {self.above:g}"
        up_to = "" if self.up_to is None else f"up to {self.up_to:g}"
        bounds = " and ".join(part for part in (above, up_to) if part)
        return f"{bounds} {self.unit}" if bounds else "any dose"


class AdverseEffect(Record):
    """How often something unwanted happened, at which dose."""

    what: Text
    symptom: Symptom
    rate: Fact
    at: Text | None = None
    doses: DoseRange | None = None

    @model_validator(mode="after")
    def _rate_can_be(self) -> Self:
        highest = 100 if self.rate.unit == "%" else math.inf
        if not 0 <= self.rate.value <= highest:
            raise fault(f"{self.rate.value:g} {self.rate.unit} is no rate.", "rate", "value")
        return self

    @property
    def dose(self) -> str:
        """The dose in words: as the file says, else its range, else any."""
        return self.at or str(self.doses or "any dose")
