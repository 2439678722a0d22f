"""Growing the ducts of a person: always the same, and larger where the gland is larger.

Every property of a branch comes from a random stream named after the branch, so neither the order of
drawing nor the size of the tree changes it. A tree of more tissue is the same tree with further
branchings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lactea.body.language import Fixed, LogNormal, Normal
from lactea.cohort.streams import Stream
from lactea.ducts.anatomy import BY_ID, value
from lactea.ducts.problems import DuctError
from lactea.ducts.tree import Branch, DuctTree

Side = Literal["left", "right"]
LARGEST_TISSUE = 100.0


def grow_tree(side: Side, tissue: float, *, seed: int = 0, person: int = 0) -> DuctTree:
    """The ducts of one breast of one person.

    Parameters
    ----------
    side : str
        ``left`` or ``right``.
    tissue : float
        Tissue of the daily model, relative to the resting gland: 1 at rest, about 15 in lactation.
    seed, person : int
        Who it is.

    Raises
    ------
    DuctError
        If `side` is neither, or `tissue` is not above 0 and up to 100.
    """
    if side not in ("left", "right"):
        raise DuctError(f"'{side}' is not a breast; write left or right.")
    if not 0 < tissue <= LARGEST_TISSUE:
        raise DuctError(f"Tissue of {tissue:g} is out of range: it is above 0 and up to 100.")
    draws = _Draws(side, seed, person)
    branches = {
        branch.label: branch
        for number in range(1, _main_ducts(draws) + 1)
        for branch in _lobe(draws, number, tissue)
    }
    return DuctTree(side, tissue, _alveoli(tissue), branches)


@dataclass(frozen=True)
class _Draws:
    """Numbers of one breast; each belongs to a branch and a property, and to nothing else."""

    side: Side
    seed: int
    person: int

    def draw(self, name: str, label: str) -> float:
        """The number `name` for the branch `label`."""
        entry = BY_ID[name]
        stream = Stream(self.seed, f"ducts.{self.side}.{label}.{name}")
        spread = entry.distribution
        if isinstance(spread, Fixed):
            return entry.value
        if isinstance(spread, LogNormal):
            return entry.value * math.exp(spread.sd * stream.normal(self.person))
        if isinstance(spread, Normal):
            return entry.value + spread.sd * stream.normal(self.person)
        return spread.low + (spread.high - spread.low) * stream.uniform(self.person)


def _main_ducts(draws: _Draws) -> int:
    drawn = round(draws.draw(f"main_ducts_{draws.side}", "nipple"))
    return int(min(max(drawn, value("main_ducts_least")), value("main_ducts_most")))


def _lobe(draws: _Draws, number: int, tissue: float) -> Iterator[Branch]:
    """All branches of one lobe, parents first."""
    label = str(number)
    bore = draws.draw(f"main_diameter_{draws.side}", label)
    size = (bore / value(f"main_diameter_{draws.side}")) ** value("lobe_power")
    resting = size * draws.draw("lobules_resting", label)
    lobules = _lobules(resting, tissue)
    growth = (lobules / _lobules(resting, value("tissue_lactating"))) ** (
        1 / value("diameter_power")
    )
    diameter = bore * growth
    main = Branch(
        label,
        diameter=diameter,
        length=draws.draw("first_branch", label),
        lobules=lobules,
        nipple_diameter=diameter * min(1.0, draws.draw("nipple_narrowing", label)),
        nipple_length=draws.draw("nipple_length", label),
    )
    waiting = [main]
    while waiting:
        branch = waiting.pop()
        yield branch
        waiting += _daughters(draws, branch)


def _daughters(draws: _Draws, branch: Branch) -> list[Branch]:
    """The two branches that drain into one, last first; none at an end."""
    if branch.is_end:
        return []
    first = round(branch.lobules * draws.draw("branching_share", branch.label))
    first = min(max(first, 1), branch.lobules - 1)
    return [
        _daughter(draws, branch, 2, branch.lobules - first),
        _daughter(draws, branch, 1, first),
    ]


def _daughter(draws: _Draws, parent: Branch, turn: int, lobules: int) -> Branch:
    label = f"{parent.label}.{turn}"
    share = lobules / parent.lobules
    diameter = parent.diameter * share ** (1 / value("diameter_power"))
    return Branch(label, diameter, diameter * draws.draw("length_per_diameter", label), lobules)


def _lobules(resting: float, tissue: float) -> int:
    """Lobules of a lobe that has `resting` of them at rest."""
    return max(1, round(resting * math.pow(tissue, value("lobule_power"))))


def _alveoli(tissue: float) -> float:
    """Alveoli of a lobule."""
    grown = tissue / value("tissue_lactating")
    return float(value("alveoli_lactating") * grown ** (1 - value("lobule_power")))
