"""Sobol shares: how much of the variance of a readout is owed to which factors or groups.

*First order*: what would go if the group were known, on average. *Total*: what would stay if everything
else were known. Between the two lies what a group does in company.
"""

from __future__ import annotations

import math
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
from lactea.sensitivity.problems import SensitivityError, salib

Array = NDArray[np.float64]
KEYS = ("S1", "S1_conf", "ST", "ST_conf")
RESAMPLES = 500
STEADY = 1e-9
"""A standard deviation smaller than this share of the mean is none."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the variance of one readout.

    Attributes
    ----------
    names : tuple of str
        Factors or groups.
    first, total : (names,)
        NaN where the readout does not vary, or fewer than two blocks have it in every run.
    first_error, total_error : (names,)
        Half of the 95 % interval, by resampling.
    mean, sd : float
        Of the readout over the two independent samples of the design, in its unit.
    blocks, left_out : int
        Rows of the design used, and left out because a run or a number was missing.
    """

    names: tuple[str, ...]
    first: Array
    first_error: Array
    total: Array
    total_error: Array
    mean: float
    sd: float
    blocks: int
    left_out: int


def shares_of_variance(
    model: Model, names: Sequence[str], samples: int, seed: int, groups: Sequence[str] | None = None
) -> list[Shares]:
    """Sobol indices of factors, or of groups of them; one result per readout.

    Parameters
    ----------
    model : callable
        See `lactea.sensitivity.designs.Model`.
    names : sequence of str
        The factors, in the order of the columns of the model's argument.
    samples : int
        A power of two; the design costs that many runs times the number of groups and two more.
    seed : int
    groups : sequence of str, optional
        The group of each factor.

    Raises
    ------
    MissingExtraError
        If SALib is not installed.
    SensitivityError
        If `samples` is no power of two.
    """
    sample = salib("sample.sobol").sample
    must_be_balanced(samples)
    problem = problem_of(names, groups, 0.0, 1.0)
    design = sample(problem, samples, calc_second_order=False, seed=seed_for_salib(seed))
    readings = model(design)
    found = tuple(dict.fromkeys(names if groups is None else groups))
    return [_one(problem, found, readings[:, column], seed) for column in range(readings.shape[1])]


def must_be_balanced(samples: int) -> None:
    """Refuse a number of samples that is no power of two.

    Raises
    ------
    SensitivityError
        With the nearest number that is one.
    """
    if samples < 2 or not math.log2(samples).is_integer():
        near = 2 ** max(1, round(math.log2(max(samples, 2))))
        raise SensitivityError(
            f"{samples} samples: a Sobol sequence is balanced for powers of two only; take {near}."
        )


def _one(problem: dict[str, Any], names: tuple[str, ...], found: Array, seed: int) -> Shares:
    block = len(names) + 2
    whole = whole_blocks(found, block)
    used = found[np.repeat(whole, block)]
    independent = used.reshape(-1, block)[:, [0, -1]]
    enough = whole.sum() >= FEWEST_BLOCKS
    mean = float(independent.mean()) if enough else math.nan
    sd = float(independent.std()) if enough else math.nan
    sd = 0.0 if sd <= STEADY * abs(mean) else sd
    indices = dict.fromkeys(KEYS, np.full(len(names), np.nan))
    if sd > 0:
        indices = salib("analyze.sobol").analyze(
            problem,
            used,
            calc_second_order=False,
            num_resamples=RESAMPLES,
            conf_level=CONFIDENCE,
            seed=seed_for_salib(seed),
        )
    first, first_error, total, total_error = (np.asarray(indices[key], float) for key in KEYS)
    return Shares(
        names=names,
        first=first,
        first_error=first_error,
        total=total,
        total_error=total_error,
        mean=mean,
        sd=sd,
        blocks=int(whole.sum()),
        left_out=int((~whole).sum()),
    )
