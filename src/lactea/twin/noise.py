"""How far a log lies from any simulation: reading errors, days, and laws that are not quite right.

Four parts, all on the logarithmic scale of `observing`: each session by itself; a day better or worse; and a
slow drift by which a person leaves what the equations say, since no model of a body is true. The
drift keeps a long log from being taken for more than it is: a hundred readings of one week agree in
what they share. Gross errors are found by their distance from the neighbours and count less, as under
Student's t.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from lactea.engine.course import DAY
from lactea.twin.observing import Observed

Array = NDArray[np.float64]
FREEDOM = 4.0
"""Degrees of freedom of Student's t: assumed, the usual choice for robust regression."""
NEIGHBOURS = 9
LEAST_SESSION_SD = 0.05
DRIFT_DAYS = 25.0
"""Days in which a drift is forgotten by a factor e: assumed, slow next to the days of a forecast."""
SIDES_TOGETHER = 0.6
"""Correlation of the drifts of both sides: assumed; hormones are shared, breasts are not."""
OFFSET_SD = 0.25
"""Standard deviation of a level that stays and that no equation explains: the marks of a bottle, a breast
that is not quite like any simulated one. Assumed."""
DRIFTS = (0.05, 0.1, 0.2, 0.4)
DAY_SDS = (0.03, 0.09, 0.18)
"""Standard deviations that are tried. The middle one of a day is the day-to-day CV of intake of 73
infants, 8.9 % (row mlk_vol_dewey1991_cv_within); the drifts are assumed, from small to large."""
PRIOR_DRIFT = (0.2, 0.35, 0.3, 0.15)
PRIOR_DAY = (0.25, 0.5, 0.25)
_SHARES = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])


@dataclass(frozen=True)
class Noise:
    """Standard deviations on the scale of the fit.

    Attributes
    ----------
    session : float
        Of one reading at one side.
    day : float
        Of all of a day.
    drift : float
        Of the slow drift.
    """

    session: float
    day: float
    drift: float


def session_noise(observed: Observed) -> tuple[float, Array]:
    """Standard deviation of a reading from its neighbours, and the weight of each reading.

    Returns
    -------
    float
    (n,) weights between 0 and 1; a typing error has nearly none
    """
    distance = np.zeros(len(observed))
    for side in range(3):
        of_side = np.flatnonzero(observed.side == side)
        values = observed.value[of_side]
        for place, row in enumerate(of_side):
            low = max(0, min(place - NEIGHBOURS // 2, len(of_side) - NEIGHBOURS))
            near = values[low : low + NEIGHBOURS]
            distance[row] = values[place] - np.median(near)
    middle = 1.4826 * float(np.median(np.abs(distance))) if len(observed) else 0.0
    spread = max(middle, LEAST_SESSION_SD)
    weights = np.minimum(1.0, (FREEDOM + 1) / (FREEDOM + (distance / spread) ** 2))
    return spread, weights


def covariance(observed: Observed, weights: Array, noise: Noise) -> Array:
    """Covariance of all readings around a simulation, (n, n)."""
    own = (noise.session**2) / weights + observed.rounding**2
    whole: Array = np.diag(own) + shared_covariance(observed, observed, noise)
    return whole


def shared_covariance(one: Observed, other: Observed, noise: Noise) -> Array:
    """Covariance by what readings share: the day and the drift."""
    same_day = one.days[:, None] == other.days[None, :]
    shared: Array = noise.day**2 * same_day + drift_covariance(one, other, noise)
    return shared


def drift_covariance(one: Observed, other: Observed, noise: Noise) -> Array:
    """Covariance by the drift and by what stays."""
    apart = np.abs(one.ticks[:, None] - other.ticks[None, :]) / DAY
    lasting = noise.drift**2 * np.exp(-apart / DRIFT_DAYS) + OFFSET_SD**2
    found: Array = lasting * _together(one, other)
    return found


def _together(one: Observed, other: Observed) -> Array:
    """How far readings share what happens to their sides."""
    between = np.array([[1.0, SIDES_TOGETHER], [SIDES_TOGETHER, 1.0]])
    found: Array = (_SHARES @ between @ _SHARES.T)[np.ix_(one.side, other.side)]
    return found


@dataclass(frozen=True)
class DayMeans:
    """Readings of one side on one day as their mean, each weighed by how exact it is.

    They share their day and, but for hours, their drift, so that nothing but their mean says anything of what
    they share; a log of a thousand readings becomes two numbers a day.

    Attributes
    ----------
    observed : Observed
        One entry for each mean.
    own : (means,) variance by what each reading has by itself
    parts : (means, n) weights of the readings, which sum to 1
    precision : (n,) of each reading by itself
    """

    observed: Observed
    own: Array
    parts: Array
    precision: Array

    def of(self, values: Array) -> Array:
        """Means of values by reading, (means, ...)."""
        found: Array = self.parts @ values
        return found

    def covariance(self, noise: Noise) -> Array:
        """Covariance of the means around a simulation, (means, means)."""
        whole: Array = np.diag(self.own) + shared_covariance(self.observed, self.observed, noise)
        return whole

    def within(self, residuals: Array) -> Array:
        """Squares of what is left beside the means, over its variance, (people,)."""
        squares: Array = self.precision @ residuals**2
        of_means: Array = (self.of(residuals) ** 2 / self.own[:, None]).sum(axis=0)
        return squares - of_means


def day_means(observed: Observed, weights: Array, session: float) -> DayMeans:
    """Readings of one side and day put together."""
    precision = 1 / (session**2 / weights + observed.rounding**2)
    keys = np.stack([observed.days, observed.side], axis=1)
    _, first, group = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    table = np.zeros((len(first), len(observed)))
    table[group.ravel(), np.arange(len(observed))] = precision
    total = table.sum(axis=1)
    parts = table / total[:, None]
    means = Observed(
        hours=parts @ observed.hours,
        ticks=parts @ observed.ticks,
        side=observed.side[first],
        stretch=observed.stretch[first],
        value=parts @ observed.value,
        rounding=parts @ observed.rounding,
        milk=parts @ observed.milk,
        days=observed.days[first],
    )
    return DayMeans(means, 1 / total, parts, precision)


def plausible(means: DayMeans, session: float, residuals: Array) -> tuple[list[Noise], Array]:
    """Noises that are tried, and how plausible the residuals of a fit make each.

    Parameters
    ----------
    residuals : (n,) readings minus a simulation
    """
    tried, scores = [], []
    for (drift, before), (day, prior) in product(
        zip(DRIFTS, PRIOR_DRIFT, strict=True), zip(DAY_SDS, PRIOR_DAY, strict=True)
    ):
        noise = Noise(session, day, drift)
        tried.append(noise)
        scores.append(np.log(before * prior) + _log_density(means, noise, residuals))
    relative = np.exp(np.array(scores) - max(scores))
    return tried, relative / relative.sum()


def density(means: DayMeans, noise: Noise, residuals: Array) -> Array:
    """Logarithm of how plausible the residuals of each member are, (people,), up to a constant."""
    factor, gaps = cho_factor(means.covariance(noise)), means.of(residuals)
    between = (gaps * cho_solve(factor, gaps)).sum(axis=0)
    found: Array = -0.5 * (between + means.within(residuals))
    return found


def middle(tried: Sequence[Noise], shares: Array) -> Noise:
    """The mean of plausible noises."""
    days = float(shares @ [noise.day for noise in tried])
    return Noise(tried[0].session, days, float(shares @ [noise.drift for noise in tried]))


def effective_number(means: DayMeans, noise: Noise) -> float:
    """So many independent readings would tell as much of the level of milk as this log does.

    What stays for good is left out: it is part of what a forecast is about.
    """
    lasting = OFFSET_SD**2 * _together(means.observed, means.observed)
    whole = cho_factor(means.covariance(noise) - lasting)
    ones = np.ones(len(means.own))
    return float(noise.session**2 * ones @ cho_solve(whole, ones))


def _log_density(means: DayMeans, noise: Noise, residuals: Array) -> float:
    """Up to what is the same for every noise with this spread of sessions."""
    factor, gaps = cho_factor(means.covariance(noise)), means.of(residuals)
    logarithms = np.log(np.diag(factor[0])).sum()
    return float(-0.5 * gaps @ cho_solve(factor, gaps) - logarithms)
