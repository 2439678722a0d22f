"""The continuous curve between recorded steps: cubic Hermite pieces from values and slopes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def mean(hours: Array, values: Array, slopes: Array) -> float:
    """Mean of the curve over its span (exact for the cubic pieces).

    Parameters
    ----------
    hours, values, slopes : (m,) arrays; slopes per hour
    """
    step = np.diff(hours)
    area = step * (values[:-1] + values[1:]) / 2 + step**2 * (slopes[:-1] - slopes[1:]) / 12
    span = hours[-1] - hours[0]
    return float(area.sum() / span) if span > 0 else float(values[-1])


def extremes(hours: Array, values: Array, slopes: Array) -> tuple[float, float]:
    """Lowest and highest value of the curve, also between the recorded points."""
    low, high = values.min(), values.max()
    step = np.diff(hours)
    start, end = values[:-1], values[1:]
    m0, m1 = step * slopes[:-1], step * slopes[1:]
    # A cubic stays between its Bezier control points: few pieces can leave the recorded range.
    first, last = start + m0 / 3, end - m1 / 3
    leaves = (np.maximum(first, last) > high) | (np.minimum(first, last) < low)
    if leaves.any():
        turning = _turning_values(start[leaves], end[leaves], m0[leaves], m1[leaves])
        low, high = min(low, turning.min(initial=low)), max(high, turning.max(initial=high))
    return float(low), float(high)


def _turning_values(start: Array, end: Array, m0: Array, m1: Array) -> Array:
    """Values where cubic pieces turn inside; slopes already times the step."""
    # Derivative of the cubic on the unit interval: a t^2 + b t + c.
    a = 6 * start + 3 * m0 - 6 * end + 3 * m1
    b = -6 * start - 4 * m0 + 6 * end - 2 * m1
    root = b**2 - 4 * a * m0
    inside = np.sqrt(np.maximum(root, 0.0))
    found = []
    q = -0.5 * (b + np.where(b >= 0, inside, -inside))
    for top, bottom in ((q, a), (m0, q)):
        with np.errstate(divide="ignore", invalid="ignore"):
            t = top / bottom
        good = (root >= 0) & (t > 0) & (t < 1)
        found.append(_cubic(t[good], start[good], end[good], m0[good], m1[good]))
    return np.concatenate(found)


def _cubic(t: Array, start: Array, end: Array, m0: Array, m1: Array) -> Array:
    result: Array = (
        start * (1 + 2 * t) * (1 - t) ** 2
        + m0 * t * (1 - t) ** 2
        + end * t**2 * (3 - 2 * t)
        + m1 * t**2 * (t - 1)
    )
    return result
