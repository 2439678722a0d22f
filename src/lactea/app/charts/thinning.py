"""Fewer points for a screen, without losing a peak."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from lactea.results.recording import Floats

MOST_POINTS = 480


def thinned(x: Floats, y: Floats, most: int = MOST_POINTS) -> tuple[Floats, Floats]:
    """At most about `most` points: of each stretch the lowest and the highest, in their order.

    Parameters
    ----------
    x, y
        Shape (points,).
    most
        How many points are enough.
    """
    if len(x) <= most:
        return x, y
    borders = np.linspace(0, len(x), most // 2 + 1).astype(int)
    kept = {0, len(x) - 1}
    for first, after in pairwise(borders):
        stretch = y[first:after]
        if np.isfinite(stretch).any():
            kept |= {first + int(np.nanargmin(stretch)), first + int(np.nanargmax(stretch))}
    chosen = np.array(sorted(kept))
    return x[chosen], y[chosen]
