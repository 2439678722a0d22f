"""Who is assigned to which arm: permuted blocks within strata."""

from __future__ import annotations

import numpy as np

from lactea.trial.draws import Draws, Places
from lactea.trial.participants import Randomisation


def allocate(
    randomisation: Randomisation, ratio: list[int], stratum: Places, places: Places, draws: Draws
) -> Places:
    """The arm of each person.

    Parameters
    ----------
    randomisation : Randomisation
    ratio : list of int
        By arm.
    stratum : array of int
        Of each person, in the order of enrolment.
    places : array of int
        Place of each person in the streams; looked at where there are no blocks.
    draws : Draws

    Returns
    -------
    array of int
        Number of the arm.
    """
    if not randomisation.blocks:
        limits = np.cumsum(ratio)[:-1] / sum(ratio)
        return np.searchsorted(limits, draws.uniform("arm", places), side="right").astype(np.int64)
    arm = np.empty(len(stratum), dtype=np.int64)
    for number in np.unique(stratum):
        there = np.flatnonzero(stratum == number)
        arm[there] = _in_blocks(randomisation.blocks, ratio, len(there), f"{number}", draws)
    return arm


def _in_blocks(
    blocks: tuple[int, ...], ratio: list[int], people: int, stratum: str, draws: Draws
) -> Places:
    """Arms of the next people of a stratum; it depends on nobody outside of it."""
    most = -(-people // min(blocks))
    sizes = np.array(blocks)[
        (draws.uniform(f"block size {stratum}", np.arange(most)) * len(blocks)).astype(np.int64)
    ]
    order = draws.uniform(f"block order {stratum}", np.arange(int(sizes.sum())))
    one_round = np.repeat(np.arange(len(ratio)), ratio)
    arms, begin = [], 0
    for size in sizes:
        letters = np.tile(one_round, size // len(one_round))
        arms.append(letters[np.argsort(order[begin : begin + size], kind="stable")])
        begin += size
    return np.concatenate(arms)[:people]
