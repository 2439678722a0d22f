"""Power: how often a trial of so many people finds what is there, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from lactea.trial.analysis import analyse
from lactea.trial.conduct import hold_again
from lactea.trial.design import Design
from lactea.trial.draws import Floats
from lactea.trial.measuring import Test
from lactea.trial.outcomes import Flags
from lactea.trial.pool import Pool


@dataclass(frozen=True, slots=True)
class Power:
    """Of one endpoint in trials with `n` people.

    Parameters
    ----------
    endpoint, test : str
    n : int
        Randomised.
    repetitions : int
    power : float
        Share of trials with a p below alpha.
    error : float
        Standard error of that share by the number of repetitions alone.
    false_positives : float
        The same share of trials in which the arm does nothing at all.
    estimate : float
        Mean estimate of all trials.
    found_estimate : float
        Mean estimate of those with a p below alpha; NaN where there are none.
    """

    endpoint: str
    test: Test
    n: int
    repetitions: int
    power: float
    error: float
    false_positives: float
    estimate: float
    found_estimate: float


def power(
    design: Design,
    pool: Pool,
    n: int,
    repetitions: int,
    *,
    seed: int,
    told: Callable[[int], None] | None = None,
) -> tuple[Power, ...]:
    """Hold the trial again and again with people of the pool.

    All endpoints are looked at in the same trials, so that their powers can be compared.

    Parameters
    ----------
    design : Design
    pool : Pool
    n : int
        Randomised in each.
    repetitions : int
    seed : int
    told : callable, optional
        Hears how many are done.

    Returns
    -------
    tuple of Power
        Of the arm of the analysis against the control; the primary endpoint first.
    """
    idle = without_effect(design, pool)
    endpoints = sorted(design.endpoints, key=lambda name: name != design.analysis.endpoint)
    effects = np.full((len(endpoints), repetitions), np.nan)
    p = np.full((2, len(endpoints), repetitions), np.nan)
    for number in range(repetitions):
        for place, people in enumerate((pool, idle)):
            held = hold_again(design, people, n, seed, number + 1)
            for row, endpoint in enumerate(endpoints):
                found = analyse(design, held, endpoint, design.analysis.arm)
                p[place, row, number] = found.p
                if people is pool:
                    effects[row, number] = found.effect
        if told is not None:
            told(number + 1)
    below = p < design.analysis.alpha
    return tuple(
        _power(design, endpoint, n, effects[row], below[0, row], below[1, row])
        for row, endpoint in enumerate(endpoints)
    )


def _power(
    design: Design, endpoint: str, n: int, effects: Floats, found: Flags, falsely: Flags
) -> Power:
    share = float(found.mean())
    return Power(
        endpoint,
        design.test_of(endpoint),
        n,
        len(found),
        share,
        standard_error(share, len(found)),
        float(falsely.mean()),
        _mean(effects),
        _mean(effects[found]),
    )


def standard_error(share: float, repetitions: int) -> float:
    """Of a share, by how often it was tried."""
    return float(np.sqrt(share * (1 - share) / repetitions))


def without_effect(design: Design, pool: Pool) -> Pool:
    """The pool with everybody under every arm as under the control."""
    control = pool.values[design.arm_index(design.control)]
    return replace(pool, values=np.broadcast_to(control, pool.values.shape))


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")
