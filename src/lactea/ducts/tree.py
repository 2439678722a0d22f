"""What a duct tree is: branches, each with its parent, bore and length; lobules at the ends.

Main ducts are labelled 1, 2, 3 ...; the two daughters of branch ``3`` are ``3.1`` and ``3.2``. Each main
duct drains a lobe of its own: the systems of different main ducts are not joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch of duct between two branchings.

    Attributes
    ----------
    label : str
        Main duct, and turns taken since, such as ``3.1.2``.
    diameter, length : float
        Bore and length, mm.
    lobules : int
        Lobules that drain through it; one at an end branch.
    nipple_diameter, nipple_length : float
        Of its last stretch inside the nipple, mm; length 0 for all but main ducts.
    """

    label: str
    diameter: float
    length: float
    lobules: int
    nipple_diameter: float = 0.0
    nipple_length: float = 0.0

    @property
    def lobe(self) -> int:
        """Number of the main duct."""
        return int(self.label.partition(".")[0])

    @property
    def parent(self) -> str:
        """Label of the branch that it drains into; empty for a main duct."""
        return self.label.rpartition(".")[0]

    @property
    def is_end(self) -> bool:
        """Whether it ends in a lobule."""
        return self.lobules == 1


@dataclass(frozen=True)
class DuctTree:
    """The ducts of one breast.

    Attributes
    ----------
    side : str
        ``left`` or ``right``.
    tissue : float
        Tissue of the daily model, relative to the resting gland, for which it was grown.
    alveoli : float
        Alveoli of each lobule.
    branches : mapping of str to Branch
        By label, parents before daughters.
    """

    side: str
    tissue: float
    alveoli: float
    branches: Mapping[str, Branch]

    @cached_property
    def main_ducts(self) -> tuple[Branch, ...]:
        """The branches that open at the nipple, in the order of their numbers."""
        return tuple(branch for branch in self.branches.values() if not branch.parent)

    @cached_property
    def ends(self) -> tuple[Branch, ...]:
        """The branches that end in a lobule."""
        return tuple(branch for branch in self.branches.values() if branch.is_end)

    @property
    def lobules(self) -> int:
        """Number of lobules."""
        return len(self.ends)

    def way_out(self, label: str) -> Iterator[Branch]:
        """The branches from `label`, itself included, to the nipple."""
        while label:
            branch = self.branches[label]
            yield branch
            label = branch.parent

    def depth(self, label: str) -> float:
        """Way from the nipple's base to the far end of a branch, mm."""
        return sum(branch.length for branch in self.way_out(label))
