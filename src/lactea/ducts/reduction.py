"""From thousands of branches to the few groups of lobules that the daily body tells apart.

Lobules behind the same harmed branches fare alike. A group is what such lobules share: their part of the
gland, and their patency, the flow that reaches the nipple relative to the unharmed tree. What is drained
as ever has patency 1, so that an unharmed tree changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lactea.ducts.flow import Supply, eject
from lactea.ducts.harms import Harm, harmed
from lactea.ducts.tree import DuctTree


@dataclass(frozen=True, slots=True)
class LobuleGroup:
    """Lobules of one breast that drain alike.

    Attributes
    ----------
    behind : tuple of str
        Labels of the harmed branches that their milk passes; empty for those of untouched lobes.
    lobe : int or None
        The lobe, where a lobe is harmed; None for the untouched lobes together.
    lobules : int
    share : float
        Part of the breast's lobules.
    patency : float
        Flow relative to that of the unharmed tree.
    """

    behind: tuple[str, ...]
    lobe: int | None
    lobules: int
    share: float
    patency: float


def reduce_to_groups(
    tree: DuctTree, harms: Iterable[Harm], supply: Supply
) -> tuple[LobuleGroup, ...]:
    """The groups of a tree with some branches harmed; untouched lobes come first, as one group.

    Parameters
    ----------
    tree : DuctTree
        Unharmed.
    harms : iterable of Harm
    supply : Supply
        Drives both trees alike.
    """
    harms = tuple(harms)
    before, after = eject(tree, supply).flows, eject(harmed(tree, harms), supply).flows
    blocked = {harm.label for harm in harms if harm.bore == 0}
    groups = []
    for (lobe, behind), ends in _members(tree, {harm.label for harm in harms}).items():
        if lobe is None:
            # Main ducts share nothing but the nipple: untouched lobes drain as ever, exactly.
            patency = 1.0
        elif blocked.intersection(behind):
            patency = 0.0
        else:
            patency = sum(after[end] for end in ends) / sum(before[end] for end in ends)
        groups.append(LobuleGroup(behind, lobe, len(ends), len(ends) / tree.lobules, patency))
    return tuple(sorted(groups, key=lambda group: (group.lobe or 0, group.behind)))


def _members(
    tree: DuctTree, marks: set[str]
) -> dict[tuple[int | None, tuple[str, ...]], list[str]]:
    """End branches by their harmed lobe (None: untouched) and the harmed branches on their way."""
    lobes = {tree.branches[label].lobe for label in marks}
    members: dict[tuple[int | None, tuple[str, ...]], list[str]] = defaultdict(list)
    for end in tree.ends:
        lobe = end.lobe if end.lobe in lobes else None
        behind = tuple(b.label for b in tree.way_out(end.label) if b.label in marks)
        members[lobe, behind].append(end.label)
    return members
