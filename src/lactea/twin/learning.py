"""How much a log says: in numbers, and in words a person can use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.twin.calibration import Fit
from lactea.twin.diary import Diary
from lactea.twin.forecast import after_the_log, before_the_log, forecast
from lactea.twin.noise import effective_number
from lactea.twin.plans import KEEP_GOING

Array = NDArray[np.float64]
MUCH, SOME = 0.5, 0.8
"""Spread after the log over spread before it: below the first a value was learned, above the second not."""
GROSS_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Value:
    """One fitted value before and after the log.

    Attributes
    ----------
    id, words : str
    change : float
        Middle after over middle before.
    contraction : float
        Spread after over spread before, of the logarithm.
    """

    id: str
    words: str
    change: float
    contraction: float

    @property
    def verdict(self) -> str:
        """Whether the log taught it."""
        if self.contraction < MUCH:
            return "learned"
        return "learned in part" if self.contraction < SOME else "not learned"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the log holds.

    Attributes
    ----------
    sessions, readings, days : int
        Sessions removed, volumes used, days with one.
    effective : float
        So many independent readings would say as much of the level of milk.
    doubted : int
        Readings far from their neighbours, which count little.
    session_noise, day_noise, drift : float
        Standard deviations as shares.
    """

    sessions: int
    readings: int
    days: int
    effective: float
    doubted: int
    session_noise: float
    day_noise: float
    drift: float


def evidence_of(fit: Fit) -> Evidence:
    """What the log of a fit holds."""
    observed, noise = fit.observed, fit.noise
    return Evidence(
        sessions=len(fit.stretches),
        readings=len(observed),
        days=len(np.unique(observed.days)),
        effective=effective_number(fit.means, noise),
        doubted=int(np.sum(fit.weights < GROSS_WEIGHT)),
        session_noise=noise.session,
        day_noise=noise.day,
        drift=noise.drift,
    )


def values_of(fit: Fit, diary: Diary) -> list[Value]:
    """Fitted values that have words, the best learned first."""
    found, own = [_level(fit, diary)], fit.background.scenario.words
    for entry, before, after in zip(fit.learned, fit.prior, fit.posterior, strict=True):
        words = entry.words(own)
        if words is not None:
            change = float(np.exp(np.median(after) - np.median(before)))
            found.append(Value(entry.id, words, change, _spread(after) / _spread(before)))
    return sorted(found, key=lambda value: value.contraction)


def _level(fit: Fit, diary: Diary) -> Value:
    """Milk of the next day itself, which a log knows best."""
    before, after = (
        np.log(forecast(ground, diary, KEEP_GOING, 1).total[:, 0] + 1.0)
        for ground in (before_the_log(fit), after_the_log(fit))
    )
    change = float(np.exp(np.median(after) - np.median(before)))
    return Value("milk", "how much milk comes", change, _spread(after) / _spread(before))


def _spread(values: Array) -> float:
    """Half the distance of the quantiles that lie a standard deviation from the middle of a normal."""
    low, high = np.quantile(values, (0.16, 0.84))
    return float(high - low) / 2
