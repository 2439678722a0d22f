"""Named random streams: a draw depends on what it is for, and on nothing else.

Each number is a hash of its key (seed, stream, person, tick, number of the draw). There is no
generator with a state, so neither the order of draws, nor the size of a batch, nor the number of
processes, nor a stream added elsewhere can change it. "With" and "without" a treatment therefore
differ by the treatment alone.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from statistics import NormalDist

SCHEME = b"lactea.stream/1"
"""Part of every key; a new scheme of hashing is a new name, and other people."""

_BITS = 52
"""So many bits keep half steps exact, which keeps uniform numbers off 0 and 1."""
_STANDARD = NormalDist()


@dataclass(frozen=True, slots=True)
class Stream:
    """All draws for one purpose.

    Parameters
    ----------
    seed : int
        Seed of the run, 64 bits with sign.
    name : str
        What is drawn, such as ``between.prolactin_half_life``.
    """

    seed: int
    name: str

    def uniform(self, person: int, tick: int = 0, draw: int = 0) -> float:
        """A number between 0 and 1, both excluded.

        Parameters
        ----------
        person : int
            Number of the person; negative for what is shared by all.
        tick : int
            When it is drawn, in seconds from the origin.
        draw : int
            Which of several draws for the same purpose at the same tick.
        """
        name = self.name.encode()
        key = struct.pack("<qqqqq", self.seed, person, tick, draw, len(name)) + name
        digest = blake2b(key, digest_size=8, person=SCHEME).digest()
        return float(((int.from_bytes(digest, "little") >> (64 - _BITS)) + 0.5) / 2.0**_BITS)

    def normal(self, person: int, tick: int = 0, draw: int = 0) -> float:
        """A standard normal number; see `uniform`."""
        return _STANDARD.inv_cdf(self.uniform(person, tick, draw))

    def pick(self, shares: Mapping[str, float], person: int) -> str:
        """One of the words of `shares`, as often as its share says.

        Parameters
        ----------
        shares : mapping of str to float
            Words with their shares, which add up to 1.
        person : int
            Number of the person.
        """
        place = self.uniform(person) * sum(shares.values())
        possible = [word for word, share in shares.items() if share > 0]
        for word in possible[:-1]:
            place -= shares[word]
            if place < 0:
                return word
        return possible[-1]
