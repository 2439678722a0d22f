"""The shape of kept plans: every entry that a page, a calendar, a bundle or a follow-up reads.

What stands beside them in the file is left as it is, so that later versions can add to it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from lactea.plan.week import WEEKDAYS, Weekday
from lactea.reading.clock import ClockTime
from lactea.reading.problems import Path, fault, first_problem, quote
from lactea.reading.record import Count, Number, Switch
from lactea.stash.moments import parse_zone

YEARS = range(1900, 2200)
"""Years of a plan; far wider than any plan, and narrow enough to count days in."""
MINUTES_OF_A_DAY = 24 * 60


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise fault(f"{quote(text)} is not a date; write it as '2026-03-01'.") from None
    if day.year not in YEARS:
        raise fault(f"{quote(text)} is not in the years {YEARS[0]} to {YEARS[-1]}.")
    return text


def _zone(text: str) -> str:
    try:
        parse_zone(text)
    except ValueError as error:
        raise fault(str(error)) from None
    return text


DayText = Annotated[str, AfterValidator(_day)]
Zone = Annotated[str, AfterValidator(_zone)]
Texts = tuple[str, ...]
Weekdays = Annotated[tuple[Weekday, ...], Field(min_length=1)]
Minutes = Annotated[Count, Field(le=MINUTES_OF_A_DAY)]


class _Part(BaseModel):
    """A part of the file; entries that nobody reads are not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class _Session(_Part):
    time: ClockTime
    minutes: Minutes


class _Stretch(_Part):
    from_: DayText = Field(alias="from")
    until: DayText
    weekdays: Weekdays = WEEKDAYS
    sessions: tuple[_Session, ...]


class _Schedule(_Part):
    device: str
    at_once: Switch
    stretches: tuple[_Stretch, ...]
    medicines: Texts


class _Burden(_Part):
    minutes_per_day: Number
    most_minutes_per_day: Number
    hours: Number
    nights: Count


class _Week(_Part):
    date: DayText
    low: Number
    half: Number
    high: Number


class _Arrival(_Part):
    word: str
    date: DayText
    chance: Number


class _Step(_Part):
    step: str
    instead: str
    adds_chance: Number
    adds_mL_per_day: Number | None
    rows: Texts
    grade: str


class _Finding(_Part):
    severity: str
    sentence: str


class _Safety(_Part):
    findings: tuple[_Finding, ...]


class _Fewer(_Part):
    after_days: Count
    sessions: Count


class _Stop(_Part):
    steps: tuple[_Fewer, ...]
    said: Texts
    tapers: Texts


class _Visit(_Part):
    date: DayText
    what: str


class _Plan(_Part):
    letter: str
    title: str
    chance: Number
    chance_band: tuple[Number, Number]
    burden: _Burden
    schedule: _Schedule
    weekly_mL_per_day: tuple[_Week, ...]
    arrivals: tuple[_Arrival, ...]
    parts: tuple[_Step, ...]
    safety: _Safety
    stop: _Stop
    visits: tuple[_Visit, ...]
    equipment: Texts


class _Request(_Part):
    name: str
    today: DayText
    zone: Zone = "UTC"
    after_loss: Switch = False


class _Refusal(_Part):
    name: str
    reasons: Annotated[Texts, Field(min_length=1)]


class _Family(_Part):
    schema_: Literal["lactea.plan/1"] = Field(alias="schema")
    plan_id: str
    version: str
    commit: str
    scenario_hash: str
    parameter_set: str
    seed: Count
    mode: str
    request: _Request
    goal: str
    tried: Count
    people: Count
    plans: tuple[_Plan, ...]
    refusals: tuple[_Refusal, ...]
    cautions: Texts = ()
    known_misses: Texts = ()
    notice: str


def first_fault(data: dict[str, Any]) -> tuple[Path, str] | None:
    """The first entry of a family that its readers could not use, and why; None where there is none."""
    try:
        _Family.model_validate(data)
    except ValidationError as error:
        return first_problem(error, data)
    return None
