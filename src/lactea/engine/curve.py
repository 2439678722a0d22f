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
    return float(means(hours, values[:, None], slopes[:, None])[0])


def means(hours: Array, values: Array, slopes: Array) -> Array:
    """The same for several curves: `values` and `slopes` of shape (m, k)."""
    span = hours[-1] - hours[0]
    step = np.diff(hours)
    # The integral of a cubic piece: the trapezium, and what the two slopes add to it.
    area = step @ (values[:-1] + values[1:]) / 2 + step**2 @ (slopes[:-1] - slopes[1:]) / 12
    found: Array = area / span if span > 0 else values[-1]
    return found


def extremes(hours: Array, values: Array, slopes: Array) -> tuple[float, float]:
    """Lowest and highest value of the curve, also between the recorded points."""
    low, high = ranges(hours, values[:, None], slopes[:, None])
    return float(low[0]), float(high[0])


def ranges(hours: Array, values: Array, slopes: Array) -> tuple[Array, Array]:
    """The same for several curves: `values` and `slopes` of shape (m, k)."""
    low, high = values.min(axis=0), values.max(axis=0)
    step = np.diff(hours)[:, None]
    start, end = values[:-1], values[1:]
    m0, m1 = step * slopes[:-1], step * slopes[1:]
    # A cubic stays between its Bezier control points: few pieces can leave the recorded range.
    first, last = start + m0 / 3, end - m1 / 3
    leaves = (np.maximum(first, last) > high) | (np.minimum(first, last) < low)
    for k in np.flatnonzero(leaves.any(axis=0)):
        piece = leaves[:, k]
        turning = _turning_values(start[piece, k], end[piece, k], m0[piece, k], m1[piece, k])
        low[k], high[k] = turning.min(initial=low[k]), turning.max(initial=high[k])
    return low, high


def top(hours: Array, values: Array, slopes: Array) -> tuple[int, float]:
    """Where the curve is highest: the number of the piece, and how far into it, from 0 to 1."""
    step = np.diff(hours)
    pieces = values[:-1], values[1:], step * slopes[:-1], step * slopes[1:]
    best = int(np.argmax(values))
    place = (best, 0.0) if best < len(step) else (best - 1, 1.0)
    number, t = _turning_points(*pieces)
    if len(t):
        heights = _cubic(t, *(part[number] for part in pieces))
        highest = int(np.argmax(heights))
        if heights[highest] > values[best]:
            place = int(number[highest]), float(t[highest])
    return place


def _turning_values(start: Array, end: Array, m0: Array, m1: Array) -> Array:
    """Values where cubic pieces turn inside; slopes already times the step."""
    number, t = _turning_points(start, end, m0, m1)
    return _cubic(t, start[number], end[number], m0[number], m1[number])


def _turning_points(
    start: Array, end: Array, m0: Array, m1: Array
) -> tuple[NDArray[np.intp], Array]:
    """Pieces that turn inside, and where in them; slopes already times the step."""
    # Derivative of the cubic on the unit interval: a t^2 + b t + c.
    a = 6 * start + 3 * m0 - 6 * end + 3 * m1
    b = -6 * start - 4 * m0 + 6 * end - 2 * m1
    root = b**2 - 4 * a * m0
    inside = np.sqrt(np.maximum(root, 0.0))
    numbers, found = [], []
    q = -0.5 * (b + np.where(b >= 0, inside, -inside))
    for above, below in ((q, a), (m0, q)):
        with np.errstate(divide="ignore", invalid="ignore"):
            t = above / below
        good = (root >= 0) & (t > 0) & (t < 1)
        numbers.append(np.flatnonzero(good))
        found.append(t[good])
    return np.concatenate(numbers), np.concatenate(found)


def _cubic(t: Array, start: Array, end: Array, m0: Array, m1: Array) -> Array:
    result: Array = (
        start * (1 + 2 * t) * (1 - t) ** 2
        + m0 * t * (1 - t) ** 2
        + end * t**2 * (3 - 2 * t)
        + m1 * t**2 * (t - 1)
    )
    return result
