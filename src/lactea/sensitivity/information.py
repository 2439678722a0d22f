"""What measurements say about parameters: Fisher information, its directions, what is left to learn.

Parameters are counted in standard deviations of their own distribution, so that information has a
scale: 1 is as much as is known beforehand. A direction with less is told by the distribution, not by
the measurements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
KNOWN_BEFORE = 1.0
"""Information of the distribution itself, in its own standard deviations."""

NOTHING = 1e-8
"""Eigenvalues below this share of the largest are none: that is how exact finite differences are."""

TOLD = 0.3
"""Parameters with a weight below this in a direction are not named with it."""


@dataclass(frozen=True, slots=True)
class Information:
    """Information about parameters in some measurements.

    Attributes
    ----------
    names : tuple of str
    matrix : (names, names)
        Fisher information, per squared standard deviation of each distribution.
    values : (names,)
        Eigenvalues, the largest first.
    directions : (names, names)
        Eigenvectors in columns, of length 1; the largest entry of each is positive.
    """

    names: tuple[str, ...]
    matrix: Array
    values: Array
    directions: Array

    @property
    def rank(self) -> int:
        """Number of directions about which the measurements say anything."""
        return int((self.values > NOTHING * max(self.values[0], NOTHING)).sum())

    @property
    def informed(self) -> int:
        """Number of directions about which they say more than was known before."""
        return int((self.values > KNOWN_BEFORE).sum())

    @property
    def left(self) -> Array:
        """Standard deviation of each parameter afterwards over that before, (names,); 0 to 1."""
        both = self.matrix + np.eye(len(self.names)) * KNOWN_BEFORE
        return np.sqrt(np.diag(np.linalg.inv(both)))

    def members(self, place: int) -> list[tuple[str, float]]:
        """Parameters that make up a direction, with their weights, the largest first."""
        weights = self.directions[:, place]
        order = np.argsort(-np.abs(weights), kind="stable")
        return [(self.names[i], float(weights[i])) for i in order if abs(weights[i]) >= TOLD]


def information(names: Sequence[str], slopes: Array, errors: Array) -> Information:
    """Information in independent measurements with normal errors.

    Parameters
    ----------
    names : sequence of str
    slopes : (measurements, names)
        Change of each measurement per standard deviation of each parameter.
    errors : (measurements,)
        Standard deviation of each measurement.
    """
    weighed = slopes / errors[:, None]
    matrix = weighed.T @ weighed
    values, vectors = np.linalg.eigh(matrix)
    values, vectors = np.maximum(values[::-1], 0.0), vectors[:, ::-1]
    heads = vectors[np.argmax(np.abs(vectors), axis=0), np.arange(len(names))]
    return Information(tuple(names), matrix, values, vectors * np.where(heads < 0, -1.0, 1.0))
