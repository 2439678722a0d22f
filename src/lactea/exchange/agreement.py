"""Whether two solvers agree: daily milk of each breast and the daily maximum of prolactin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.engine.error import FLOOR
from lactea.results.recording import Recording

Array = NDArray[np.float64]
ALLOWED = 1e-3


@dataclass(frozen=True)
class Daily:
    """What solvers are compared by.

    Attributes
    ----------
    removed : (days, 2), mL, left and right
    prolactin_max : (days,), ng/mL, of the continuous curve
    """

    removed: Array
    prolactin_max: Array


@dataclass(frozen=True)
class Difference:
    """Largest relative difference over all days (and breasts)."""

    milk: float
    prolactin: float

    @property
    def allowed(self) -> bool:
        """Whether the two solvers agree; not a number means no."""
        return self.milk <= ALLOWED and self.prolactin <= ALLOWED


def daily_of(recording: Recording, first_day: int, last_day: int) -> Daily:
    """The days from `first_day` up to, and without, `last_day` (from the origin)."""
    span = slice(first_day - recording.first_day, last_day - recording.first_day)
    return Daily(
        np.asarray(recording.days["removed"][span], dtype=float),
        np.asarray(recording.days["prolactin_max"][span], dtype=float),
    )


def difference(found: Daily, reference: Daily) -> Difference:
    """How far `found` is from `reference`.

    Raises
    ------
    ValueError
        If they hold different days.
    """
    return Difference(
        _largest(found.removed, reference.removed, FLOOR),
        _largest(found.prolactin_max, reference.prolactin_max, FLOOR),
    )


def _largest(found: Array, reference: Array, floor: float) -> float:
    if found.shape != reference.shape or not found.size:
        raise ValueError(
            f"Only the same days can be compared: {found.shape} against {reference.shape}."
        )
    return float(np.max(np.abs(found - reference) / np.maximum(reference, floor)))
