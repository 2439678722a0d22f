"""What stands in a record beside sessions: medicines, weights, nappies, top-ups, sleep, symptoms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from lactea.reading.problems import fault
from lactea.reading.record import Number, Switch
from lactea.record.entries import Entry, Identifier, ShortText, new_id
from lactea.record.sessions import LONGEST, ROUNDING, Millilitres, Volume
from lactea.record.times import UtcTime, local_day
from lactea.record.volumes import Unit, as_ml

TopUpMilk = Literal["human", "own", "donor", "fortified", "formula", "mixed"]
WeightUnit = Literal["g", "kg", "lb", "oz"]

GRAMS_PER: dict[WeightUnit, float] = {"g": 1.0, "kg": 1000.0, "lb": 453.59237, "oz": 28.349523125}
"""The pound is 0.45359237 kg by its definition, and has 16 ounces."""

Grams = Annotated[Number, Field(gt=0, le=200_000)]


class Event(Entry):
    """An entry at a moment.

    Attributes
    ----------
    time_utc
        When; where only the day was recorded, the midnight with which it begins.
    day_only
        Whether only the day was recorded.
    """

    ID: ClassVar[str] = "entry_id"

    entry_id: Identifier = Field(default_factory=new_id)
    time_utc: UtcTime
    day_only: Switch = False

    @property
    def at(self) -> datetime:
        return self.time_utc

    @property
    def local_day(self) -> date:
        """The day on the calendar of the person's zone."""
        return local_day(self.time_utc, self.zone)


class MedicineTaken(Event):
    """A medicine taken: by the child where one is named, else by the person.

    Attributes
    ----------
    medicine
        Its name as entered.
    amount, unit
        How much, as entered; nothing is converted.
    """

    medicine: ShortText
    amount: ShortText | None = None
    unit: ShortText | None = None


class InfantWeight(Event):
    """A child on the scales; `raw_weight` in `raw_unit` is what was entered."""

    weight_g: Grams
    raw_weight: ShortText | None = None
    raw_unit: WeightUnit | None = None


class Nappy(Event):
    """A nappy; wet and solid are None where it was not recorded."""

    wet: Switch | None = None
    solid: Switch | None = None
    colour: ShortText | None = None


class TopUp(Event):
    """What a child was given beside the breast; own milk that was expressed before counts here.

    Attributes
    ----------
    milk
        ``human`` where it is not told whose; ``fortified`` is human milk too; None where nothing is known.
    amount_mL
        None where it is not known.
    """

    end_utc: UtcTime | None = None
    milk: TopUpMilk | None = None
    amount_mL: Millilitres | None = None
    raw_amount: Volume | None = None
    raw_unit: Unit | None = None

    @model_validator(mode="after")
    def _amount_fits(self) -> Self:
        entered = as_ml(self.raw_amount, self.raw_unit)
        if entered is not None and (
            self.amount_mL is None or abs(entered - self.amount_mL) > ROUNDING
        ):
            raise fault("the amount as entered is not the amount in mL.", "raw_amount")
        _check_end(self.time_utc, self.end_utc)
        return self


class Sleep(Event):
    """Sleep of the child where one is named, else of the person."""

    end_utc: UtcTime | None = None
    nap: Switch | None = None

    @model_validator(mode="after")
    def _end_fits(self) -> Self:
        _check_end(self.time_utc, self.end_utc)
        return self


class Symptom(Event):
    """What was felt or seen, in the person's words; of the child where one is named."""

    symptom: ShortText
    end_utc: UtcTime | None = None


def _check_end(start: datetime, end: datetime | None) -> None:
    if end is not None and not start <= end <= start + LONGEST:
        raise fault("it ends after it starts, and within 24 hours.", "end_utc")
