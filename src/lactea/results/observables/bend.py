"""Where a curve bends: the place at which two straight lines that follow it best meet."""

from __future__ import annotations

from functools import cache

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
    lines, solved = _two_lines()
    found = solved @ course
    left = np.sum((np.einsum("pik,pk->pi", lines, found) - course) ** 2, axis=1)
    best = int(np.argmin(left))
    falls = found[best, 2] < -STRAIGHT * abs(course[-1] - course[0])
    return float(even[1 + best]) if falls else float("nan")


@cache
def _two_lines() -> tuple[Floats, Floats]:
    """Two lines that meet at each place of a curve of length 1, and what solves for them.

    Shapes (places, points, 3) and (places, 3, points): a level, a slope, and how much steeper the second is.
    """
    along = np.linspace(0.0, 1.0, PLACES + 1)
    behind = np.maximum(along - along[1:-1, None], 0.0)
    ones = np.ones_like(behind)
    lines = np.stack([ones, along * ones, behind], axis=2)
    return lines, np.linalg.pinv(lines)
