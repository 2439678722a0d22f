"""What is measured, which endpoints are made of it, and how they are analysed."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.reading.durations import DAY, PositiveTicks, SpanTicks
from lactea.reading.problems import fault
from lactea.reading.record import Number, Record
from lactea.results.observables import ObservableError, find
from lactea.results.observables.language import ONCE
from lactea.trial.origin import Origin

EndpointKind = Literal["level", "change", "percent_change", "responder", "time_to_event"]
Test = Literal[
    "t_test", "welch", "ancova", "mixed_model", "chi_square", "fisher", "log_rank", "cross_over"
]

CONTINUOUS: tuple[EndpointKind, ...] = ("level", "change", "percent_change")
TESTS: dict[EndpointKind, tuple[Test, ...]] = {
    "level": ("t_test", "welch", "ancova", "mixed_model", "cross_over"),
    "change": ("t_test", "welch", "ancova", "mixed_model"),
    "percent_change": ("t_test", "welch"),
    "responder": ("chi_square", "fisher"),
    "time_to_event": ("log_rank",),
}
"""Tests that suit an endpoint; the first is the one of endpoints that are not analysed otherwise."""


class Measurement(Origin):
    """A number read off a person over `window` before a visit, with an error.

    What happens once is looked for from the origin on, and lies beyond every number where it did not
    happen. The origin (source, grade, reason) is that of the error: `cv`, a share of the value, and
    `sd`, in the unit of the observable.
    """

    observable: str
    statistic: str = "mean"
    window: PositiveTicks = DAY
    cv: Annotated[Number, Field(ge=0, lt=1)] = 0.0
    sd: Annotated[Number, Field(ge=0)] = 0.0

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        try:
            known = find(self.observable)
        except ObservableError as error:
            raise fault(error.what, "observable") from None
        if self.statistic not in known.statistics:
            raise fault(
                f"{self.observable} has no such statistic; valid here: "
                f"{', '.join(known.statistics)}.",
                "statistic",
            )
        return self

    @property
    def once(self) -> bool:
        """Whether it happens once."""
        return find(self.observable).statistics == ONCE

    @property
    def unit(self) -> str:
        return find(self.observable).unit


class Endpoint(Record):
    """A number for every person.

    Parameters
    ----------
    kind : str
        ``level`` at the visit `at`; ``change`` or ``percent_change`` from the first visit to it;
        ``responder``: whether it rose by the share `rise`, or reached `at_least` or `at_most`;
        ``time_to_event``: the first visit until `at` of which that is true.
    missing : str
        Of a responder who left: not counted, or counted as none.
    """

    kind: EndpointKind
    measurement: str
    at: SpanTicks
    rise: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    missing: Literal["not_counted", "no_response"] = "not_counted"

    @model_validator(mode="after")
    def _limit_suits_the_kind(self) -> Self:
        given = sum(limit is not None for limit in (self.rise, self.at_least, self.at_most))
        if self.kind in CONTINUOUS and given:
            raise fault(
                "only a responder and a time to an event have 'rise', 'at_least' or 'at_most'."
            )
        if self.kind not in CONTINUOUS and given != 1:
            raise fault(f"a {self.kind} needs one of 'rise', 'at_least' and 'at_most'.")
        if self.missing == "no_response" and self.kind != "responder":
            raise fault("only a responder can be missing as 'no_response'.", "missing")
        return self


class Analysis(Record):
    """The primary analysis: which endpoint, by which test, of which arm against the control."""

    endpoint: str
    test: Test
    arm: str
    alpha: Annotated[Number, Field(gt=0, lt=0.5)] = 0.05
