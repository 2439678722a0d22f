"""How the cost grows with the length of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from lactea.bench.case import decided, part_of
from lactea.bench.one_person import lean
from lactea.bench.plan import Plan
from lactea.bench.timing import Timed, interleave

DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Growth:
    """Cost against size.

    Attributes
    ----------
    sizes : tuple of int
    seconds : tuple of float
        Processor time of a run of each size (median).
    exponent : float or None
        Of the power of size that the seconds grow with: 1 is linear. None where a run was wrong.
    """

    what: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    exponent: float | None
    runs: tuple[Timed, ...]


def with_months(plan: Plan) -> Growth:
    """One person for more and more months, from the birth."""
    days = [months * DAYS_A_MONTH for months in plan.months]
    scenario, resolved = decided(max(days))
    contenders = [
        replace(lean(part_of(scenario, resolved, 0, end)), name=f"{end // DAYS_A_MONTH} months")
        for end in days
    ]
    return growth("months", plan.months, interleave(contenders, plan.rounds))


def growth(what: str, sizes: Sequence[int], runs: Sequence[Timed]) -> Growth:
    """Fit a power of size to what was timed; nothing is fitted where a run was wrong."""
    if not all(run.processor for run in runs):
        return Growth(what, tuple(sizes), (), None, tuple(runs))
    seconds = tuple(median(run.processor) for run in runs)
    return Growth(what, tuple(sizes), seconds, exponent(sizes, seconds), tuple(runs))


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Slope of the logarithm of seconds against the logarithm of size."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
