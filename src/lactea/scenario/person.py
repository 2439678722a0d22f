"""Who lactates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from lactea.reading.durations import YEAR, SpanTicks, format_duration
from lactea.reading.problems import fault, quote
from lactea.reading.record import Count, Number, Record
from lactea.reading.units import Quantity
from lactea.scenario.health import Health
from lactea.scenario.steps.sessions import Breasts

Kilograms = Annotated[float, Quantity("kg", "65 kg", at_least=20)]

YOUNGEST, OLDEST = 10 * YEAR, 100 * YEAR


def _age(ticks: int) -> int:
    if not YOUNGEST <= ticks <= OLDEST:
        raise fault(f"'{format_duration(ticks)}' is not an age from 10 to 100 years.")
    return ticks


def _per_day(value: object) -> float:
    """A count per day, such as ``10 per day``."""
    if isinstance(value, str):
        number = value.strip().removesuffix("per day").removesuffix("/day").strip()
        number = number.removesuffix("cigarettes").strip()
        if number != value.strip() and number.isascii() and number.isdigit() and len(number) < 4:
            return float(number)
    raise fault(f'{quote(value)} is not a number of cigarettes per day; write "10 per day".')


PerDay = Annotated[
    float,
    BeforeValidator(_per_day),
    PlainSerializer(lambda count: f"{count:.0f} per day", return_type=str),
    WithJsonSchema({"type": "string", "examples": ["0 per day", "10 per day"]}),
]


class Person(Record):
    """The person at the origin. Every entry has the value of a typical first-time parent."""

    sex: Literal["female", "male"] = "female"
    age: Annotated[SpanTicks, AfterValidator(_age)] = 30 * YEAR
    parity: Annotated[Count, Field(le=20)] = 0
    body_mass_index: Annotated[Number, Field(ge=10, le=80)] = 23.0
    body_mass: Kilograms = 65.0
    diabetes: Literal["none", "gestational", "insulin_treated_gestational", "type1"] = "none"
    ovaries: Literal["cycling", "absent", "postmenopausal"] = "cycling"
    smoking: PerDay = 0.0
    delivery: Literal["vaginal", "caesarean"] = "vaginal"
    breasts: Breasts = "both"
    tissue_potential: Annotated[Number, Field(ge=0, le=3)] = 1.0
    storage: Annotated[Number, Field(gt=0, le=5)] = 1.0
    health: Health = Health()

    @property
    def age_years(self) -> float:
        """Age in years of 365.25 days."""
        return self.age / YEAR
