"""Power: how often a trial of so many people finds what is there, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from lactea.trial.analysis import analyse
from lactea.trial.conduct import hold_again
from lactea.trial.design import Design
from lactea.trial.pool import Pool

MOST_REPETITIONS = 100_000


@dataclass(frozen=True, slots=True)
class Power:
    """Of trials with `n` people.

    Parameters
    ----------
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
) -> Power:
    """Hold the trial again and again with people of the pool.

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
    """
    idle = without_effect(design, pool)
    found = np.zeros(repetitions, dtype=bool)
    falsely = np.zeros(repetitions, dtype=bool)
    effects = np.full(repetitions, np.nan)
    for number in range(repetitions):
        effects[number], p = _once(design, pool, n, seed, number + 1)
        _, p_idle = _once(design, idle, n, seed, number + 1)
        found[number] = p < design.analysis.alpha
        falsely[number] = p_idle < design.analysis.alpha
        if told is not None:
            told(number + 1)
    share = float(found.mean())
    return Power(
        n,
        repetitions,
        share,
        standard_error(share, repetitions),
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


def _once(design: Design, pool: Pool, n: int, seed: int, replicate: int) -> tuple[float, float]:
    held = hold_again(design, pool, n, seed, replicate)
    asked = design.analysis
    found = analyse(design, held, asked.endpoint, asked.arm, asked.test)
    return found.effect, found.p


def _mean(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")
