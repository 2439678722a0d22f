"""Morris screening: which of many factors matter at all, from few runs of each.

A trajectory moves one factor after the other by two thirds of the way between the 5th and the 95th
percentile of its own distribution. The mean size of what happens then (mu*) ranks the factors; a spread
(sigma) of the same size tells of curvature or of company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lactea.sensitivity.designs import (
    CONFIDENCE,
    FEWEST_BLOCKS,
    Model,
    problem_of,
    seed_for_salib,
    whole_blocks,
)
from lactea.sensitivity.problems import salib

Array = NDArray[np.float64]
LEVELS = 4
FEWEST_TRAJECTORIES = 2
KEYS = ("mu", "mu_star", "sigma", "mu_star_conf")
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Screening:
    """Elementary effects on one readout, in its unit, per way from the 5th to the 95th percentile.

    Attributes
    ----------
    names : tuple of str
    mu, mu_star, sigma : (names,)
        NaN where fewer than two trajectories have the readout in every run.
    mu_star_error : (names,)
        Half of the 95 % interval of mu_star, by resampling trajectories.
    trajectories, left_out : int
        Used, and left out because a run or a number was missing.
    """

    names: tuple[str, ...]
    mu: Array
    mu_star: Array
    sigma: Array
    mu_star_error: Array
    trajectories: int
    left_out: int

    def ranked(self) -> list[int]:
        """Places of the factors, the most influential first."""
        return [int(i) for i in np.argsort(-self.mu_star, kind="stable")]


def screen(model: Model, names: Sequence[str], trajectories: int, seed: int) -> list[Screening]:
    """Screen factors, one result per readout.

    Parameters
    ----------
    model : callable
        See `lactea.sensitivity.designs.Model`.
    names : sequence of str
        The factors, in the order of the columns of the model's argument.
    trajectories : int
        Each costs one run more than there are factors.
    seed : int

    Raises
    ------
    MissingExtraError
        If SALib is not installed.
    """
    sample = salib("sample.morris").sample
    problem = problem_of(names, None, LOW, HIGH)
    shares = sample(problem, trajectories, num_levels=LEVELS, seed=seed_for_salib(seed))
    readings = model(shares)
    return [_one(problem, shares, readings[:, column], seed) for column in range(readings.shape[1])]


def _one(problem: dict[str, Any], shares: Array, found: Array, seed: int) -> Screening:
    block = problem["num_vars"] + 1
    whole = whole_blocks(found, block)
    effects = dict.fromkeys(KEYS, np.full(problem["num_vars"], np.nan))
    if whole.sum() >= FEWEST_BLOCKS:
        rows = np.repeat(whole, block)
        effects = salib("analyze.morris").analyze(
            problem,
            shares[rows],
            found[rows],
            conf_level=CONFIDENCE,
            num_levels=LEVELS,
            seed=seed_for_salib(seed),
        )
    mu, mu_star, sigma, error = (np.asarray(effects[key], float) for key in KEYS)
    return Screening(
        names=tuple(problem["names"]),
        mu=mu,
        mu_star=mu_star,
        sigma=sigma,
        mu_star_error=error,
        trajectories=int(whole.sum()),
        left_out=int((~whole).sum()),
    )
