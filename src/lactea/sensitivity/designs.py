"""What the designs of SALib have in common: shares of distributions, and whole blocks of runs.

A block is a set of runs that belong together: a trajectory of Morris, or a row of Saltelli's matrices
with its exchanged columns. Where one of its runs is missing, the block is left out and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Model = Callable[[Array], Array]
"""(runs, factors) shares between 0 and 1 -> (runs, readouts)."""

CONFIDENCE = 0.95
FEWEST_BLOCKS = 2
"""With fewer there is no estimate: every result of the readout is NaN, and the counts say why."""


def problem_of(
    names: Sequence[str], groups: Sequence[str] | None, low: float, high: float
) -> dict[str, Any]:
    """The description that SALib wants: shares between two bounds, alike for all."""
    problem: dict[str, Any] = {
        "num_vars": len(names),
        "names": list(names),
        "bounds": [[low, high]] * len(names),
    }
    if groups is not None:
        problem["groups"] = list(groups)
    return problem


def seed_for_salib(seed: int) -> int:
    """SALib takes a seed of 0 for none, and numbers of 32 bits."""
    return 1 + seed % (2**32 - 2)


def whole_blocks(readings: Array, block: int) -> NDArray[np.bool_]:
    """Which blocks of `block` successive runs have a number everywhere."""
    return np.asarray(np.isfinite(readings).reshape(-1, block).all(axis=1), dtype=bool)
