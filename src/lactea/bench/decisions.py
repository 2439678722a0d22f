"""Whether people side by side decide what each of them decides alone.

A decision falls on a grid of time. Two right runs whose states differ in the sixth digit may put one feed on
neighbouring points, and a day's milk then differs by more than any error of integration. That is a chance of
the grid and not of the solver. So decisions are held against decisions, and milk against the milk of the same decisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lactea.scenario.resolved import ResolvedProtocol

MOST_OTHERWISE = 0.01
"""Share of the decisions that chance may move; an engine that decides wrongly moves far more."""


@dataclass(frozen=True)
class Agreement:
    """How many decisions were taken at another time, or not at all.

    Attributes
    ----------
    people, otherwise : int
        All, and those with a decision that they would not have taken alone.
    decisions, moved : int
        Of everybody alone, and those of them that are missing at their second.
    """

    people: int
    otherwise: int
    decisions: int
    moved: int

    @property
    def allowed(self) -> bool:
        """Whether chance explains what differs."""
        return self.decisions > 0 and self.moved <= MOST_OTHERWISE * self.decisions

    def told(self) -> str:
        """In words."""
        same = f"{self.people - self.otherwise} of {self.people} people decide as they do alone"
        if not self.otherwise:
            return same
        return f"{same}; {self.moved} of {self.decisions} decisions fall on another moment"


def agreement(alone: Sequence[ResolvedProtocol], beside: Sequence[ResolvedProtocol]) -> Agreement:
    """Hold the decisions of the same people, in the same order, against each other.

    Raises
    ------
    ValueError
        If they are not as many.
    """
    moved = [_moved(one, other) for one, other in zip(alone, beside, strict=True)]
    decisions = sum(len(one.borders) for one in alone)
    return Agreement(len(moved), sum(map(bool, moved)), decisions, sum(moved))


def _moved(alone: ResolvedProtocol, beside: ResolvedProtocol) -> int:
    """Decisions of one that the other lacks; the longer list counts, so that neither may leave out any."""
    one, other = (_moments(resolved) for resolved in (alone, beside))
    return max((one - other).total(), (other - one).total())


def _moments(resolved: ResolvedProtocol) -> Counter[tuple[int, str]]:
    return Counter((border.tick, border.label) for border in resolved.borders)
