"""A session: milk that left the breasts, or was meant to; it belongs to a person, not to a child."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from lactea.reading.problems import fault
from lactea.reading.record import Number, Share, Switch
from lactea.record.entries import Entry, Identifier, ShortText, new_id
from lactea.record.times import UtcTime, day_bounds, local_day
from lactea.record.volumes import DROPS, MOST_ML, Unit, as_ml

Kind = Literal["pump", "hand", "nurse", "weighed_feed", "daily_total"]
Side = Literal["left", "right", "both"]
Fate = Literal["stored", "fed", "discarded", "donated"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FATES: tuple[Fate, ...] = get_args(Fate)

Millilitres = Annotated[Number, Field(ge=0, le=MOST_ML)]
Seconds = Annotated[int, Field(ge=0, le=86_400)]
Volume = Annotated[str, Field(pattern=r"^([0-9]{1,6}(\.[0-9]{1,20})?|\.[0-9]{1,20}|drops)$")]

LONGEST = timedelta(hours=24)
ROUNDING = 1e-6


class Session(Entry):
    """One removal of milk, or the total of a day.

    Attributes
    ----------
    start_utc, end_utc
        The end is None where it is not known. A daily total lasts from midnight to midnight in its zone.
    left_mL, right_mL, total_mL
        None where nothing was recorded, which is not 0. A total with a side is the sum of the sides.
    split_known
        Whether it is known which breast gave how much; else the total stands alone.
    below_measurable
        A volume of 0 above stands for drops: there was milk, too little to measure.
    side
        Which breasts were used, where that is known apart from volumes.
    left_seconds, right_seconds
        Time at each breast, where it was counted.
    removed_fraction
        Share of the milk in the breasts that was removed, where it was estimated.
    fate
        What became of the milk.
    raw_left, raw_right, raw_total, raw_unit
        What was entered, as it was entered.
    """

    ID: ClassVar[str] = "session_id"

    session_id: Identifier = Field(default_factory=new_id)
    start_utc: UtcTime
    end_utc: UtcTime | None = None
    kind: Kind
    left_mL: Millilitres | None = None
    right_mL: Millilitres | None = None
    total_mL: Millilitres | None = None
    split_known: Switch = False
    below_measurable: Switch = False
    side: Side | None = None
    left_seconds: Seconds | None = None
    right_seconds: Seconds | None = None
    removed_fraction: Share | None = None
    fate: Fate | None = None
    device: ShortText | None = None
    raw_left: Volume | None = None
    raw_right: Volume | None = None
    raw_total: Volume | None = None
    raw_unit: Unit | None = None

    @property
    def at(self) -> datetime:
        return self.start_utc

    @property
    def local_day(self) -> date:
        """The day of the start on the calendar of the person's zone."""
        return local_day(self.start_utc, self.zone)

    @property
    def duration(self) -> timedelta | None:
        """How long it lasted; a change of the clock in between alters nothing."""
        return None if self.end_utc is None else self.end_utc - self.start_utc

    @model_validator(mode="after")
    def _times_fit(self) -> Self:
        if self.kind == "daily_total":
            if (self.start_utc, self.end_utc) != day_bounds(self.local_day, self.zone):
                raise fault("a daily total lasts from midnight to midnight in its zone.", "end_utc")
        elif self.duration is not None and not timedelta(0) <= self.duration <= LONGEST:
            raise fault("a session ends after it starts, and within 24 hours.", "end_utc")
        return self

    @model_validator(mode="after")
    def _volumes_fit(self) -> Self:
        sides = [ml for ml in (self.left_mL, self.right_mL) if ml is not None]
        if self.split_known != bool(sides):
            raise fault(
                "the split is known where a side has a volume, and only there.", "split_known"
            )
        if sides and (self.total_mL is None or abs(sum(sides) - self.total_mL) > ROUNDING):
            raise fault("where a side has a volume, the total is the sum of the sides.", "total_mL")
        if self.below_measurable and 0 not in (*sides, self.total_mL):
            raise fault("drops stand for a volume of 0, and there is none.", "below_measurable")
        if self.kind == "daily_total" and self.total_mL is None:
            raise fault("a daily total needs its volume.", "total_mL")
        return self

    @model_validator(mode="after")
    def _raw_volumes_fit(self) -> Self:
        for name, ml in (("left", self.left_mL), ("right", self.right_mL)):
            self._compare(f"raw_{name}", getattr(self, f"raw_{name}"), ml)
        if not self.split_known:  # else the sides are believed, whatever total was entered
            self._compare("raw_total", self.raw_total, self.total_mL)
        if self.raw_unit == "g" and self.kind != "weighed_feed":
            raise fault("grams are for weighed feeds.", "raw_unit")
        return self

    def _compare(self, field: str, raw: str | None, ml: float | None) -> None:
        if raw is None:
            return
        if raw != DROPS and self.raw_unit is None:
            raise fault("a volume as entered needs its unit.", "raw_unit")
        entered = as_ml(raw, self.raw_unit)
        if entered is None or ml is None or abs(entered - ml) > ROUNDING:
            raise fault("the volume as entered is not the volume in mL.", field)


def daily_total_bounds(day: date, zone: str) -> dict[str, datetime]:
    """Start and end of the daily total of a local day."""
    start, end = day_bounds(day, zone)
    return {"start_utc": start, "end_utc": end}
