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
ROUNDS = 40
LONGEST_STEP = 1.0
"""A step moves no parameter by more: slopes tell little of what is standard deviations away."""
DAMPINGS = (1e-9, 1e-2, 1.0, 1e2, 1e4)
"""Added to the curvature, one after the other, until a step helps; long steps are cut short by it."""
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


def fit(residuals: Residuals, start: Array, free: Places, slopes: Array | None = None) -> Fit:
    """Least squares over the parameters at the places `free`, by Gauss and Newton with damping.

    Parameters
    ----------
    residuals : callable
        See `Residuals`.
    start : (parameters,)
    free : (n,)
    slopes : (residuals, n), optional
        Those of a point nearby. They are corrected by what each step shows (Broyden's update) and
        computed anew only where they lead nowhere, which costs a run a step in place of 2 n + 1.

    Raises
    ------
    SensitivityError
        If there are no residuals at the start.
    """
    at, now = start.copy(), residuals(start[None, :])[0]
    if not np.isfinite(now).all():
        raise SensitivityError("The model has no numbers where the fit begins.")
    if not len(free):
        return Fit(at, _cost(now))
    fresh = slopes is None
    known = slopes_of(residuals, at, free)[1] if slopes is None else slopes.copy()
    for _ in range(ROUNDS):
        found = _step(residuals, at, now, free, known)
        if found is None:
            if fresh:
                break
            known, fresh = slopes_of(residuals, at, free)[1], True
            continue
        gained = _cost(now) - _cost(found[1])
        moved, seen = found[0][free] - at[free], found[1] - now
        known += np.outer(seen - known @ moved, moved) / (moved @ moved)
        at, now, fresh = *found, False
        if gained < SETTLED:
            break
    return Fit(at, _cost(now))


def _step(
    residuals: Residuals, at: Array, now: Array, free: Places, slopes: Array
) -> tuple[Array, Array] | None:
    """A better point with its residuals; None where no length of the step gives one."""
    normal, pull = slopes.T @ slopes, slopes.T @ now
    for damping in DAMPINGS:
        trial = at.copy()
        push = np.linalg.solve(normal + damping * np.eye(len(free)), pull)
        trial[free] -= push * min(1.0, LONGEST_STEP / max(float(np.abs(push).max()), LONGEST_STEP))
        reached = residuals(trial[None, :])[0]
        if _cost(reached) < _cost(now):
            return trial, reached
    return None


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
    slopes = slopes_of(residuals, best.at, others)[1]
    sides = [
        _walk(residuals, best, parameter, others, slopes, step=sign * step, reach=reach)
        for sign in (-1, 1)
    ]
    down, up = sides
    values = np.array([v for v, _ in reversed(down)] + [best.at[parameter]] + [v for v, _ in up])
    growth = np.array([g for _, g in reversed(down)] + [0.0] + [g for _, g in up])
    start = (float(best.at[parameter]), 0.0)
    return Profile(parameter, values, growth, _end([start, *down]), _end([start, *up]))


def _walk(
    residuals: Residuals,
    best: Fit,
    parameter: int,
    others: Places,
    slopes: Array,
    *,
    step: float,
    reach: float,
) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    at = best.at.copy()
    for number in range(1, int(reach / abs(step) + 1e-9) + 1):
        at = at.copy()
        at[parameter] = best.at[parameter] + number * step
        reached = fit(residuals, at, others, slopes)
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
