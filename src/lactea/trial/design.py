"""A designed trial as one file: ``lactea.trial_design/1``.

A file of ``lactea.trial/1`` (see `lactea.evidence.trials`) says how the arms of a published trial are
simulated, so that its rows can be predicted. Its arms are taken over here unchanged. All else that a
design has, such as who may take part, how people are assigned, when they leave and how they are
measured and analysed, means nothing there, and the rows that it must have mean nothing for a trial that
nobody has held yet; hence a schema of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.cohort import Population
from lactea.evidence.trials import TrialArm
from lactea.reading.durations import DAY, SpanTicks, Ticks, format_duration
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record
from lactea.trial.course import Course
from lactea.trial.cross_over import CrossOver
from lactea.trial.measuring import CONTINUOUS, TESTS, Analysis, Endpoint, Measurement, Test
from lactea.trial.origin import Published
from lactea.trial.participants import (
    Adherence,
    Asked,
    Criterion,
    DropOut,
    Randomisation,
    Recruitment,
    RunIn,
)

SCHEMA = "lactea.trial_design/1"
Line = Annotated[str, Field(min_length=1, max_length=400)]


class DesignArm(TrialArm):
    """An arm as in ``lactea.trial/1``, with the number that it has in the ratio of randomisation."""

    ratio: Annotated[int, Field(ge=1, le=20)] = 1


class Design(Record):
    """A trial as it shall be held.

    Times of the protocol and `start`, the moment of randomisation, count from the origin of the
    scenario; visits, drop-out and endpoints from randomisation. The first visit is the baseline.
    """

    schema_: Literal["lactea.trial_design/1"] = Field(alias="schema")
    name: Line
    summary: Line
    published: Published | None = None
    base: Line
    set: tuple[str, ...] = ()
    population: Population = Population()
    start: Ticks
    arms: Annotated[dict[str, DesignArm], Field(min_length=2, max_length=10)]
    control: str
    recruitment: Recruitment
    eligibility: tuple[Criterion, ...] = ()
    run_in: RunIn | None = None
    randomisation: Randomisation = Randomisation()
    drop_out: tuple[DropOut, ...] = ()
    adherence: Adherence | None = None
    course: Course | None = None
    cross_over: CrossOver | None = None
    measurements: Annotated[dict[str, Measurement], Field(min_length=1, max_length=10)]
    visits: Annotated[tuple[SpanTicks, ...], Field(min_length=1, max_length=400)]
    endpoints: Annotated[dict[str, Endpoint], Field(min_length=1, max_length=20)]
    analysis: Analysis

    @property
    def end(self) -> int:
        """Tick of the last visit, from the origin."""
        return self.start + self.visits[-1]

    @property
    def days(self) -> int:
        """Days from the origin that a run must have."""
        return max(1, -(-self.end // DAY))

    @property
    def screening(self) -> int:
        """Tick at which eligibility is looked at, from the origin."""
        return self.start - (self.run_in.length if self.run_in else 0)

    def arm_index(self, name: str) -> int:
        """Place of an arm among the arms."""
        return list(self.arms).index(name)

    def visit_index(self, after: int) -> int:
        """Place of the visit so many ticks after randomisation."""
        return self.visits.index(after)

    def test_of(self, endpoint: str) -> Test:
        """The test of an endpoint: as the analysis says for the primary one, else the first that suits."""
        if endpoint == self.analysis.endpoint:
            return self.analysis.test
        return TESTS[self.endpoints[endpoint].kind][0]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        _known(self.control, self.arms, "control")
        _known(self.analysis.arm, self.arms, "analysis", "arm")
        _known(self.analysis.endpoint, self.endpoints, "analysis", "endpoint")
        if self.analysis.arm == self.control:
            raise fault("this is the control itself; name another arm.", "analysis", "arm")
        for place, leaving in enumerate(self.drop_out):
            if leaving.arm:
                _known(leaving.arm, self.arms, "drop_out", place, "arm")
        if self.course is not None:
            _known(self.course.measurement, self.measurements, "course", "measurement")
        for name, endpoint in self.endpoints.items():
            _known(endpoint.measurement, self.measurements, "endpoints", name, "measurement")
        for path, asked in self._asked():
            if asked.measurement:
                _known(asked.measurement, self.measurements, *path, "measurement")
        return self

    @model_validator(mode="after")
    def _visits_hold_the_endpoints(self) -> Self:
        if self.visits[0] != 0:
            raise fault("the first visit is the baseline, at '0 h'.", "visits", 0)
        for place, (last, this) in enumerate(zip(self.visits, self.visits[1:], strict=False), 1):
            if this <= last:
                raise fault("visits must come one after the other.", "visits", place)
        for name, endpoint in self.endpoints.items():
            if endpoint.at not in self.visits:
                known = ", ".join(format_duration(visit) for visit in self.visits)
                raise fault(f"there is no visit then; there are: {known}.", "endpoints", name, "at")
            if endpoint.at == 0:
                raise fault(
                    "the first visit is before anything was done; name a later one.",
                    "endpoints",
                    name,
                    "at",
                )
        return self

    @model_validator(mode="after")
    def _test_suits_the_endpoint(self) -> Self:
        endpoint = self.endpoints[self.analysis.endpoint]
        suitable = TESTS[endpoint.kind]
        if self.analysis.test not in suitable:
            raise fault(
                f"{quote(self.analysis.test)} does not suit a {endpoint.kind}. "
                f"{suggestion(self.analysis.test, suitable)}",
                "analysis",
                "test",
            )
        if self.analysis.test == "mixed_model" and self.visit_index(endpoint.at) < 2:
            raise fault(
                "a mixed model needs two visits after the first; an 'ancova' does with one.",
                "analysis",
                "test",
            )
        for name, one in self.endpoints.items():
            if self.measurements[one.measurement].once and one.kind in CONTINUOUS:
                raise fault(
                    "what happens once may not happen at all, and has no mean; make it a responder.",
                    "endpoints",
                    name,
                    "kind",
                )
        return self

    @model_validator(mode="after")
    def _periods_hold_together(self) -> Self:
        periods, asked = self.cross_over, self.analysis.test == "cross_over"
        if periods is None:
            if asked:
                raise fault("this test needs the entry 'cross_over'.", "analysis", "test")
            return self
        for arm in self.arms:
            _known(arm, periods.treated, "cross_over", "treated")
        for place, period in enumerate(periods.periods):
            if period.at not in self.visits:
                raise fault("there is no visit then.", "cross_over", "periods", place, "at")
        if periods.given(self.control) == periods.given(self.analysis.arm):
            raise fault(
                "both sequences are treated in the same periods; nothing can be compared.",
                "cross_over",
                "treated",
            )
        if asked and self.endpoints[self.analysis.endpoint].at != periods.periods[-1].at:
            raise fault(
                "the endpoint of a cross-over is at the visit of its last period.",
                "endpoints",
                self.analysis.endpoint,
                "at",
            )
        return self

    @model_validator(mode="after")
    def _blocks_hold_the_ratio(self) -> Self:
        total = sum(arm.ratio for arm in self.arms.values())
        for place, size in enumerate(self.randomisation.blocks):
            if size % total:
                raise fault(
                    f"a block of {size} cannot hold the ratio of the arms; write a multiple of "
                    f"{total}.",
                    "randomisation",
                    "blocks",
                    place,
                )
        return self

    def _asked(self) -> Iterator[tuple[tuple[str | int, ...], Asked]]:
        for place, criterion in enumerate(self.eligibility):
            yield ("eligibility", place), criterion
        for place, criterion in enumerate(self.run_in.criteria if self.run_in else ()):
            yield ("run_in", "criteria", place), criterion
        for place, stratum in enumerate(self.randomisation.strata):
            yield ("randomisation", "strata", place), stratum


def _known(word: str, words: Mapping[str, object], *path: str | int) -> None:
    if word not in words:
        raise fault(f"there is no {quote(word)} here. {suggestion(word, list(words))}", *path)
