"""Elasticities: by how many percent a readout moves when a parameter moves by one percent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.sensitivity.routes import Route

Array = NDArray[np.float64]
STEP = 0.02
"""Share by which a value is raised and lowered. Solver noise of 1e-4 then is 0.005 in an elasticity."""
BENT = 0.05
"""Two sides that differ by more are told: noise of either is a fifth of it."""


@dataclass(frozen=True, slots=True)
class Elasticities:
    """Local sensitivities around the middle.

    Attributes
    ----------
    names : tuple of str
        Values that were moved.
    at_rest : tuple of str
        Values of 0 in the middle, of which no percent can be taken.
    middle : (readouts,)
    elasticity : (names, readouts)
        (p/y) dy/dp by central differences; NaN where a run or a number is missing, or y is 0.
    bent : (names, readouts) bool
        Where raising and lowering do not do the same: there is a bend in the middle, such as an infant
        that is just satisfied, and the elasticity is the mean of two others.
    """

    names: tuple[str, ...]
    at_rest: tuple[str, ...]
    middle: Array
    elasticity: Array
    bent: NDArray[np.bool_]

    def ranked(self, readout: int) -> list[tuple[str, float]]:
        """Names with elasticities, the largest first; those without one are left out."""
        column = self.elasticity[:, readout]
        there = [i for i in np.argsort(-np.abs(column), kind="stable") if np.isfinite(column[i])]
        return [(self.names[i], float(column[i])) for i in there]


def elasticities(
    route: Route, middles: Mapping[str, float], names: Sequence[str], step: float = STEP
) -> Elasticities:
    """Move each value up and down, one at a time.

    Parameters
    ----------
    route : Route
    middles : mapping of str to float
        Values around which is moved, in published units.
    names : sequence of str
        Which of them.
    step : float
        Share of the value.
    """
    moved = tuple(name for name in names if middles[name] != 0)
    people: list[dict[str, float]] = [{}]
    for name in moved:
        people += [{name: middles[name] * (1 + step)}, {name: middles[name] * (1 - step)}]
    found = route(people)
    middle, up, down = found[0], found[1::2], found[2::2]
    with np.errstate(divide="ignore", invalid="ignore"):
        above, below = (up - middle) / (step * middle), (middle - down) / (step * middle)
    elasticity = (above + below) / 2
    elasticity[~np.isfinite(elasticity)] = np.nan
    bent = np.abs(above - below) > BENT
    at_rest = tuple(name for name in names if middles[name] == 0)
    return Elasticities(moved, at_rest, middle, elasticity, bent)
