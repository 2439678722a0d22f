"""What can be wrong with a duct: it is blocked, or narrower than it was."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lactea.ducts.problems import DuctError
from lactea.ducts.tree import Branch, DuctTree

EXAMPLE = "such as 3=0.5 for main duct 3 at half its bore, or 3.1=0.5 for a branch of it"

LEAST_BORE, LARGEST_BORE = 0.01, 10.0
"""Beyond these a duct is as good as blocked, or opposes nothing."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A branch whose bore is this share of what it was; 0 is blocked."""

    label: str
    bore: float


def read_harms(blocked: Iterable[str], narrowed: Iterable[str]) -> tuple[Harm, ...]:
    """Harms as written on a command line.

    Parameters
    ----------
    blocked
        Labels of branches, such as ``3`` or ``3.1``.
    narrowed
        The same with the share of the bore that is left, such as ``3=0.5``.

    Raises
    ------
    DuctError
        If one is not understood, or a branch is named twice.
    """
    found = []
    for text in blocked:
        _refuse_several(text, "--blocked", "")
        found.append(Harm(text.strip(), 0.0))
    for text in narrowed:
        label, equals, share = text.partition("=")
        _refuse_several(label, "--narrow", equals + share)
        try:
            bore = float(share)
        except ValueError:
            bore = math.nan
        if not equals or math.isnan(bore):
            raise DuctError(f"'{text[:40]}' is not a branch and a share; write it {EXAMPLE}.")
        if bore and not LEAST_BORE <= bore <= LARGEST_BORE:
            raise DuctError(
                f"'{text[:40]}': the share of the bore is from {LEAST_BORE:g} to {LARGEST_BORE:g}, or "
                "0 for a blocked duct."
            )
        found.append(Harm(label.strip(), bore))
    labels = [harm.label for harm in found]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise DuctError(f"Branch {twice} is named twice; say one thing of it.")
    return tuple(found)


def _refuse_several(labels: str, option: str, share: str) -> None:
    """Refuse several branches in one text."""
    several = labels[:40].replace(",", " ").split()
    if len(several) > 1:
        right = " ".join(f"{option} {label}{share[:10]}" for label in several[:2])
        raise DuctError(f"There is no duct '{labels[:40]}'; name one duct each: {right}.")


def harmed(tree: DuctTree, harms: Iterable[Harm]) -> DuctTree:
    """The same tree with these branches narrowed or blocked (bore 0).

    Raises
    ------
    DuctError
        If the tree has no such branch.
    """
    changed: dict[str, Branch] = {}
    for harm in harms:
        branch = _find(tree.branches, harm.label, len(tree.main_ducts))
        changed[harm.label] = replace(
            branch,
            diameter=branch.diameter * harm.bore,
            nipple_diameter=branch.nipple_diameter * harm.bore,
        )
    return replace(tree, branches={**tree.branches, **changed})


def _find(branches: Mapping[str, Branch], label: str, main_ducts: int) -> Branch:
    if label in branches:
        return branches[label]
    if "." in label and label.partition(".")[0] in branches:
        raise DuctError(f"There is no branch '{label[:40]}': that part of the lobe ends before it.")
    raise DuctError(
        f"There is no duct '{label[:40]}': this breast has main ducts 1 to {main_ducts}, and their "
        "branches are written 3.1, 3.2, 3.1.1 ..."
    )
