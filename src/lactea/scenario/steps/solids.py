"""Foods other than milk."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lactea.reading.durations import SpanTicks, format_duration
from lactea.reading.problems import fault
from lactea.reading.record import Share
from lactea.scenario.steps.base import SpanStep, moment
from lactea.scenario.words import Words


class Solids(SpanStep):
    """Solid foods, as the share of the infant's energy that they give, linear between points.

    Times of the points count from the origin; before the first point the share is that of the
    first, after the last that of the last.
    """

    do: Literal["solids"]
    energy_share: Annotated[
        tuple[tuple[SpanTicks, Share], ...], Field(min_length=1, max_length=200)
    ]

    @model_validator(mode="after")
    def _points_in_order(self) -> Self:
        times = [tick for tick, _ in self.energy_share]
        for place, (before, after) in enumerate(pairwise(times), start=1):
            if after <= before:
                raise fault(
                    f"'{format_duration(after)}' does not come after '{format_duration(before)}'; "
                    "points stand in the order of time.",
                    "energy_share",
                    place,
                )
        return self

    def share_at(self, tick: int) -> float:
        """Share of energy from solids at a tick while the step lasts (0 to 1)."""
        points = self.energy_share
        if tick <= points[0][0]:
            return points[0][1]
        for (t0, s0), (t1, s1) in pairwise(points):
            if tick <= t1:
                return s0 + (s1 - s0) * (tick - t0) / (t1 - t0)
        return points[-1][1]

    def sentence(self, words: Words) -> str:
        last, share = self.energy_share[-1]
        return (
            f"Solid foods {self.span_words()}, growing to {share:.0%} of the infant's energy "
            f"at {moment(last)}."
        )
