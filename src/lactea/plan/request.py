"""A request for plans: who, from when, what for, and within which limits."""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator

from lactea.plan.days import Day
from lactea.plan.goal import Goal
from lactea.plan.limits import Limits
from lactea.plan.present import Expected, Lactation
from lactea.plan.problems import PlanError
from lactea.reading.problems import InputError, fault, first_problem
from lactea.reading.record import Record, Switch
from lactea.reading.yaml_reader import Document, parse, read_file
from lactea.results.stamp import short_hash
from lactea.scenario import Person
from lactea.scenario.words import Words
from lactea.stash.moments import parse_zone

SCHEMA = "lactea.plan-request/1"
LONGEST = timedelta(days=550)
"""Farthest day that a plan looks at: eighteen months."""
Mode = Literal["parent", "clinician", "researcher"]
Line = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]


class Request(Record):
    """What is asked for. Days are dates; `today` is day 0 of every plan.

    Attributes
    ----------
    mode
        For whom plans are made; the narrower of this and the command line counts.
    country
        Whose caps count; the strictest known of all countries without it.
    lactation
        What has begun already; without it, nobody has been pregnant lately.
    after_loss
        The infant died: nothing is celebrated, no infant is spoken of, and stopping comes first.
    """

    schema_: Literal["lactea.plan-request/1"] = Field(alias="schema")
    name: Line
    today: Day
    zone: str = "UTC"
    mode: Mode | None = None
    country: str | None = None
    goal: Goal
    person: Person = Person()
    lactation: Lactation | None = None
    after_loss: Switch = False
    infant: Expected | None = None
    limits: Limits = Field(default_factory=Limits)
    words: Words = Words()

    @property
    def hash(self) -> str:
        """Sixteen hexadecimal digits that differ between requests that differ."""
        return short_hash(json.dumps(as_data(self), sort_keys=True))

    def day(self, when: date) -> int:
        """Days from today to a date."""
        return (when - self.today).days

    def date(self, day: int) -> date:
        """The date of a day."""
        return self.today + timedelta(days=day)

    @property
    def first_day(self) -> int:
        """The first day on which anything may begin."""
        asked = self.limits.not_before
        return 0 if asked is None else max(0, self.day(asked))

    @property
    def last_day(self) -> int:
        """The last day that the goal looks at."""
        goal = self.goal
        fixed = goal.by or goal.until
        if fixed is not None:
            return self.day(fixed)
        assert self.infant is not None
        arrives = self.infant.arrives
        return goal.wait + (0 if arrives is None else self.day(arrives.latest))

    @field_validator("zone")
    @classmethod
    def _zone_is_known(cls, value: str) -> str:
        try:
            parse_zone(value)
        except ValueError as error:
            raise fault(str(error)) from None
        return value

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        self._infant_fits()
        self._lactation_fits()
        if not self.first_day < self.last_day:
            raise fault("the goal's day does not lie after the first day of the plan.", "goal")
        if timedelta(days=self.last_day) > LONGEST:
            raise fault(
                f"the goal lies {self.last_day} days ahead; at most {LONGEST.days} are planned.",
                "goal",
            )
        return self

    def _infant_fits(self) -> None:
        goal, infant = self.goal, self.infant
        if self.after_loss and infant is not None:
            raise fault("after a loss no infant is planned for; leave it out.", "infant")
        if goal.kind == "share_of_need" and infant is None:
            raise fault("a share of the need asks whose; say who is fed.", "infant")
        if goal.counts_from_arrival and (infant is None or not (infant.arrives or self.lactation)):
            raise fault(
                "the goal counts from the arrival, and nothing says when that is; give "
                "infant.arrives, or 'by' in the goal.",
                "infant",
            )
        if (
            infant is not None
            and infant.arrives is not None
            and infant.arrives.earliest < self.today
        ):
            raise fault(
                f"the earliest arrival lies before today, {self.today}.", "infant", "arrives"
            )

    def _lactation_fits(self) -> None:
        lactation = self.lactation
        if lactation is not None and not lactation.born <= self.today:
            raise fault(f"the birth lies after today, {self.today}.", "lactation", "born")
        if lactation is not None and lactation.until is not None and lactation.until > self.today:
            raise fault(f"that is after today, {self.today}; leave it out.", "lactation", "until")
        goes_on = lactation is not None and lactation.removal != "none" and lactation.until is None
        if goes_on and self.first_day > 0 and self.goal.kind != "stop":
            raise fault(
                "milk is removed already, and nothing says what happens until then; leave it out.",
                "limits", "not_before",
            )  # fmt: skip
        if self.goal.kind in ("stop", "keep") and lactation is None:
            raise fault(f"a goal '{self.goal.kind}' needs to know what has begun.", "lactation")


def load_request(path: str | Path) -> Request:
    """Read a request.

    Raises
    ------
    PlanError
        The file cannot be found or understood.
    """
    try:
        return _understand(read_file(path))
    except InputError as problem:
        raise _as_plan_error(problem) from None


def loads_request(text: str, source: str = "text") -> Request:
    """Read a request from YAML text; `source` is how errors name it."""
    try:
        return _understand(parse(text, source))
    except InputError as problem:
        raise _as_plan_error(problem) from None


def as_data(request: Request) -> dict[str, Any]:
    """A request as plain data, every quantity as text with its unit."""
    return request.model_dump(mode="json", by_alias=True, exclude_none=True)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a request, derived from the model."""
    schema = Request.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **schema,
    }


def shipped_text() -> str:
    """The schema file that is shipped; a test holds it equal to :func:`json_schema`."""
    return files("lactea.plan").joinpath("schema", "plan-request.schema.json").read_text("utf-8")


def _understand(document: Document) -> Request:
    if not isinstance(document.data, dict):
        raise document.problem(
            (), f"a request is a mapping of entries, beginning with 'schema: {SCHEMA}'."
        )
    try:
        return Request.model_validate(document.data)
    except ValidationError as error:
        path, what = first_problem(error, document.data)
        raise document.problem(path, what) from None


def _as_plan_error(problem: InputError) -> PlanError:
    return PlanError(problem.what, source=problem.source, line=problem.line, field=problem.field)
