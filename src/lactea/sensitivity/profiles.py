"""Profile likelihoods: how far one parameter can go when all others follow as best they can.

Everything here is about least squares: ``2 (L_max - L)`` of independent normal errors is the growth of
the sum of squared residuals. An end of the interval that is not found inside the reach is None: the
measurements do not say on that side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lactea.sensitivity.problems import SensitivityError

Array = NDArray[np.float64]
Places = NDArray[np.int64]
Residuals = Callable[[Array], Array]
"""(people, parameters) -> (people, residuals), each over its own standard deviation."""

CHI_SQUARE_95 = 3.841458820694124
"""95 % point of the chi-square distribution with one degree of freedom."""

STEP = 1e-2
"""Finite difference, in standard deviations of a distribution."""
ROUNDS, HALVINGS = 30, 8
SETTLED = 1e-4
"""A fit is over when a round gains less than this of the sum of squares, 95 % being at 3.84."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The best parameters: `at` of shape (parameters,), `cost` the sum of squared residuals."""

    at: Array
    cost: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of one parameter.

    Attributes
    ----------
    parameter : int
        Its place.
    values : (points,)
        Ascending; the best one is among them.
    growth : (points,)
        Growth of the sum of squares over the best, the others fitted anew at each point.
    low, high : float or None
        Ends of the 95 % interval; None where it does not end inside the reach.
    """

    parameter: int
    values: Array
    growth: Array
    low: float | None
    high: float | None


def slopes_of(residuals: Residuals, at: Array, free: Places) -> tuple[Array, Array]:
    """Residuals (m,) at a point, and their slopes (m, free) by central differences."""
    people = np.repeat(at[None, :], 1 + 2 * len(free), axis=0)
    for column, place in enumerate(free):
        people[1 + 2 * column, place] += STEP
        people[2 + 2 * column, place] -= STEP
    found = residuals(people)
    return found[0], ((found[1::2] - found[2::2]) / (2 * STEP)).T


def fit(residuals: Residuals, start: Array, free: Places) -> Fit:
    """Least squares over the parameters at the places `free`, by Gauss and Newton with damping.

    Raises
    ------
    SensitivityError
        If there are no residuals at the start.
    """
    at, damping = start.copy(), 1e-6
    if not len(free):
        return Fit(at, _cost(residuals(at[None, :])[0]))
    cost = np.inf
    for _ in range(ROUNDS):
        now, slopes = slopes_of(residuals, at, free)
        cost = _cost(now)
        if not (np.isfinite(cost) and np.isfinite(slopes).all()):
            raise SensitivityError("The model has no numbers where the fit begins.")
        normal, pull = slopes.T @ slopes, slopes.T @ now
        better = None
        for _ in range(HALVINGS):
            push = np.linalg.solve(normal + damping * np.eye(len(free)), pull)
            trial = at.copy()
            trial[free] -= push
            reached = _cost(residuals(trial[None, :])[0])
            if reached < cost:
                better = trial, reached
                damping /= 10
                break
            damping = max(damping, 1e-6) * 10
        if better is None:
            break
        gained = cost - better[1]
        at, cost = better
        if gained < SETTLED:
            break
    return Fit(at, float(cost))


def profile(
    residuals: Residuals, best: Fit, parameter: int, free: Places, *, step: float, reach: float
) -> Profile:
    """Walk from the best fit to both sides until the interval ends or the reach is used up.

    Parameters
    ----------
    residuals : callable
        See `Residuals`.
    best : Fit
    parameter : int
        Place of the parameter that is followed.
    free : (n,) whole numbers
        Places of all that are fitted; `parameter` may be among them.
    step : float
        From one point to the next.
    reach : float
        Greatest distance from the best.
    """
    others = free[free != parameter]
    sides = [_walk(residuals, best, parameter, others, sign * step, reach) for sign in (-1, 1)]
    down, up = sides
    values = np.array([v for v, _ in reversed(down)] + [best.at[parameter]] + [v for v, _ in up])
    growth = np.array([g for _, g in reversed(down)] + [0.0] + [g for _, g in up])
    start = (float(best.at[parameter]), 0.0)
    return Profile(parameter, values, growth, _end([start, *down]), _end([start, *up]))


def _walk(
    residuals: Residuals, best: Fit, parameter: int, others: Places, step: float, reach: float
) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    at = best.at.copy()
    for number in range(1, int(reach / abs(step) + 1e-9) + 1):
        at = at.copy()
        at[parameter] = best.at[parameter] + number * step
        reached = fit(residuals, at, others)
        at = reached.at
        found.append((float(at[parameter]), reached.cost - best.cost))
        if found[-1][1] > CHI_SQUARE_95:
            break
    return found


def _end(points: list[tuple[float, float]]) -> float | None:
    """Where the growth passes the 95 % point.

    Between two points the root of the growth is taken to be straight, which is exact for a parabola.
    """
    for (before, low), (after, high) in pairwise(points):
        if high > CHI_SQUARE_95:
            roots = [np.sqrt(max(value, 0.0)) for value in (low, high)]
            share = (np.sqrt(CHI_SQUARE_95) - roots[0]) / (roots[1] - roots[0])
            return float(before + share * (after - before))
    return None


def _cost(residuals: Array) -> float:
    return float(residuals @ residuals)
