"""Figures of a day that can be differentiated: what each is made of, and how it moves with the states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES
from lactea.engine import curve
from lactea.engine.recorder import ACCUMULATED, AT_DAY_END, HORMONES

Array = NDArray[np.float64]
OfDay = Literal["last", "mean", "max", "min"]
OF_CURVE: tuple[OfDay, ...] = ("mean", "max", "min")


@dataclass(frozen=True)
class Readout:
    """How a figure of a day comes from states.

    Attributes
    ----------
    states : tuple of tuple of str
        For each column (one, or left and right) the states that are added up.
    of_day : str
        ``last``: as the day ends, counted from its beginning if it adds up; ``mean``, ``max`` or ``min``
        of the continuous curve.
    """

    states: tuple[tuple[str, ...], ...]
    of_day: OfDay

    @property
    def watched(self) -> tuple[str, ...]:
        """States of which the whole curve is needed."""
        return () if self.of_day == "last" else tuple(n for names in self.states for n in names)


def _readouts() -> dict[str, Readout]:
    at_midnight = {name: name for name in ACCUMULATED} | AT_DAY_END
    found = {
        name: Readout(tuple((f"{state}_{side}",) for side in SIDES), "last")
        for name, state in at_midnight.items()
    }
    found["infant_intake"] = Readout((("infant_intake",),), "last")
    for name, states in HORMONES.items():
        found |= {f"{name}_{of_day}": Readout((states,), of_day) for of_day in OF_CURVE}
    return found


READOUTS: dict[str, Readout] = _readouts()
"""By name, as in `Recording.days`."""


def curve_weights(of_day: OfDay, hours: Array, values: Array, slopes: Array) -> Array:
    """What each recorded value and slope counts for in a figure of a curve.

    Mean and extremes of cubic pieces are sums of values and slopes at their ends, with weights that rest
    on time alone; an extreme does not move with the instant at which it is reached, as the curve is level there.

    Parameters
    ----------
    of_day : str
    hours, values, slopes : (m,) arrays; slopes per hour

    Returns
    -------
    (m, 2) array
    """
    weights = np.zeros((len(hours), 2))
    step = np.diff(hours)
    if of_day == "mean":
        span = hours[-1] - hours[0]
        weights[:-1] += np.column_stack([step / 2, step**2 / 12]) / span
        weights[1:] += np.column_stack([step / 2, -(step**2) / 12]) / span
        return weights
    sign = 1.0 if of_day == "max" else -1.0
    piece, t = curve.top(hours, sign * values, sign * slopes)
    rest = 1.0 - t
    weights[piece] = (1 + 2 * t) * rest**2, step[piece] * t * rest**2
    weights[piece + 1] = t**2 * (3 - 2 * t), step[piece] * t**2 * (t - 1)
    return weights
