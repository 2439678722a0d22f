"""Draws of a trial by name: each purpose has its own stream, and each person an own place in it.

The streams are those of a counter (Philox), keyed by seed, replicate and purpose. A place of a stream
holds the same number whatever else is drawn, and however many people there are: a changed arm, visit or
drop-out does not shift who is assigned to what.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

SCHEME = b"lactea.trial/1"
"""Part of every key; another scheme is another name, and other draws."""
SMALLEST = 2.0**-54
"""Keeps uniform numbers off 0, of which there is no normal score."""


@dataclass(frozen=True, slots=True)
class Draws:
    """All draws of one trial.

    Parameters
    ----------
    seed : int
    replicate : int
        0 for the trial itself, 1 and above for its repetitions.
    """

    seed: int
    replicate: int = 0

    def uniform(self, purpose: str, places: Places) -> Floats:
        """Numbers between 0 and 1, both excluded.

        Parameters
        ----------
        purpose : str
            What is drawn, such as ``drop_out``.
        places : array of int
            Places in the stream, from 0: the numbers of the people.
        """
        if not len(places):
            return np.empty(0)
        key = f"{self.seed}/{self.replicate}/{purpose}".encode()
        digest = blake2b(key, digest_size=16, person=SCHEME).digest()
        stream = np.random.Generator(np.random.Philox(key=np.frombuffer(digest, dtype=np.uint64)))
        return np.maximum(stream.random(int(places.max()) + 1)[places], SMALLEST)

    def normal(self, purpose: str, places: Places) -> Floats:
        """Standard normal numbers; see `uniform`."""
        scores: Floats = ndtri(self.uniform(purpose, places))
        return scores
