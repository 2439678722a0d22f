"""The true effect of an arm: the same people under both arms, without errors, with nobody leaving.

Doses that are missed stay missed: it is the effect of being assigned to the arm.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lactea.trial.design import Design
from lactea.trial.draws import Floats
from lactea.trial.measuring import CONTINUOUS, Endpoint
from lactea.trial.outcomes import Outcome, outcome
from lactea.trial.pool import Pool

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Responses:
    """Shares of people by what they would do under either arm: what no real trial can count."""

    both: float
    because_of_it: float
    only_without: float
    neither: float


@dataclass(frozen=True, slots=True)
class Truth:
    """The effect of an arm on the people of the pool.

    Parameters
    ----------
    effect : float
        Mean difference between the arm and the control; of shares for a responder, and for a time
        to an event of the shares in whom it happens until the last visit.
    error : float
        Its standard error, for the pool is a sample too.
    control, arm : float
        Means, or shares.
    people : tuple of float
        Between which values the effects of single people lie (5, 50 and 95 %).
    responses : Responses, optional
        Of an endpoint that somebody reaches or does not.
    """

    effect: float
    error: float
    control: float
    arm: float
    people: tuple[float, float, float]
    responses: Responses | None


def truth(design: Design, pool: Pool, endpoint: str, arm: str) -> Truth:
    """The true effect of an arm against the control on an endpoint."""
    asked = design.endpoints[endpoint]
    control, treated = (
        outcome(design, asked, pool.values[design.arm_index(name)])
        for name in (design.control, arm)
    )
    before, after = (_number(asked, one) for one in (control, treated))
    if design.test_of(endpoint) == "cross_over":
        before, after = _first_period(design, pool, asked, arm)
    there = np.isfinite(before) & np.isfinite(after)
    before, after = before[there], after[there]
    difference = after - before
    n = len(difference)
    if n == 0:
        nothing = float("nan")
        return Truth(nothing, nothing, nothing, nothing, (nothing,) * 3, None)
    low, middle, high = np.quantile(difference, [LOW, 0.5, HIGH])
    return Truth(
        float(difference.mean()),
        float(difference.std(ddof=1) / np.sqrt(n)) if n > 1 else float("nan"),
        float(before.mean()),
        float(after.mean()),
        (float(low), float(middle), float(high)),
        None if asked.kind in CONTINUOUS else _responses(before, after),
    )


def _first_period(
    design: Design, pool: Pool, endpoint: Endpoint, arm: str
) -> tuple[Floats, Floats]:
    """The same people without and with the treatment in the first period that tells both sequences apart.

    Nothing has been given before to one of them only, so nothing is carried over: what a trial with a short
    wash-out finds lies off it.
    """
    assert design.cross_over is not None
    sequences = [design.control, arm]
    given = [design.cross_over.given(name) for name in sequences]
    place = next(p for p, (one, other) in enumerate(zip(*given, strict=True)) if one != other)
    visit = design.visit_index(design.cross_over.periods[place].at)
    number = list(design.measurements).index(endpoint.measurement)
    values = [pool.values[design.arm_index(name), :, number, visit] for name in sequences]
    return (values[0], values[1]) if given[1][place] else (values[1], values[0])


def _number(endpoint: Endpoint, one: Outcome) -> Floats:
    return one.happened.astype(float) if endpoint.kind == "time_to_event" else one.value


def _responses(before: Floats, after: Floats) -> Responses:
    def share(without: bool, under_it: bool) -> float:
        return float(np.mean(((before > 0) == without) & ((after > 0) == under_it)))

    return Responses(share(True, True), share(False, True), share(True, False), share(False, False))
