"""Where a curve bends: the place at which two straight lines that follow it best meet."""

from __future__ import annotations

import numpy as np

from lactea.results.recording import Floats

PLACES = 200
"""Places that are tried along the curve; the bend is known to a two-hundredth of its length."""
STRAIGHT = 1e-6
"""A curve whose slope falls by less than this share of its mean slope is straight: rounding of a computer."""


def bend(at: Floats, values: Floats) -> float:
    """The place up to which a curve rises straight; NaN where it does not rise less behind it.

    Studies that call something even "up to" a time seldom print how far from even counts. Two joined
    straight lines need no such limit: least squares alone says where the second begins.

    Parameters
    ----------
    at, values : array
        The curve, shape (points,), at rising places.

    Returns
    -------
    float
        In the unit of `at`.
    """
    if len(at) < 2:
        return float("nan")
    even = np.linspace(at[0], at[-1], PLACES + 1)
    course = np.interp(even, at, values)
    fits = [(*_two_lines(even, course, place), place) for place in even[1:-1]]
    _, steeper, place = min(fits)
    mean_slope = abs(course[-1] - course[0]) / (even[-1] - even[0])
    return float(place) if steeper < -STRAIGHT * mean_slope else float("nan")


def _two_lines(at: Floats, values: Floats, place: float) -> tuple[float, float]:
    """Squares that are left, and by how much the second line is steeper than the first."""
    lines = np.stack([np.ones_like(at), at, np.maximum(at - place, 0.0)], axis=1)
    found, *_ = np.linalg.lstsq(lines, values, rcond=None)
    return float(np.sum((lines @ found - values) ** 2)), float(found[2])
