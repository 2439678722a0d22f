"""What is told of a person's ducts: the tree, an ejection, and what harm to a branch does by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES
from lactea.ducts.daily import Life, live_with
from lactea.ducts.flow import Ejection, Supply, alveolar_conductance, eject
from lactea.ducts.growing import Side, grow_tree
from lactea.ducts.harms import Harm, harmed
from lactea.ducts.problems import DuctError
from lactea.ducts.reduction import LobuleGroup, reduce_to_groups
from lactea.ducts.tree import DuctTree
from lactea.engine import Recording, simulate
from lactea.engine.doses import body_with_medicines
from lactea.engine.person import settle_person

if TYPE_CHECKING:
    from lactea.scenario import Scenario

MINUTES = 60.0
WEEK = 7
"""Days over which milk is averaged: feeds do not begin at the same side every day."""


@dataclass(frozen=True)
class Account:
    """Everything told of the ducts of one breast.

    Attributes
    ----------
    unharmed : Recording
        The run of the daily body as it is.
    day : int
        The day for which the tree was grown, and from which ducts are harmed.
    lobes_left : float
        Share of the lobes that is there and drains; the tree shows them all.
    tree, ejection
        Unharmed ducts, and their pressures and flows from a full breast.
    supply : Supply
    harms, groups
        Empty, and one group, where nothing is harmed.
    after : Ejection
        Pressures and flows with the harmed ducts.
    life : Life or None
        The run with the harmed ducts; None where nothing is harmed.
    """

    unharmed: Recording
    side: Side
    person: int
    day: int
    lobes_left: float
    tree: DuctTree
    supply: Supply
    ejection: Ejection
    harms: tuple[Harm, ...]
    groups: tuple[LobuleGroup, ...]
    after: Ejection
    life: Life | None

    @property
    def share_in_ducts(self) -> float:
        """Part of the pressure that is spent in the ducts, on average over the milk that flows."""
        driving = self.supply.ejection + self.supply.vacuum
        spent = sum(
            self.ejection.flows[end.label]
            * (self.ejection.pressures[end.label] + self.supply.vacuum)
            for end in self.tree.ends
        )
        return spent / (driving * self.ejection.total)

    def usual_milk(self, group: LobuleGroup) -> float:
        """Milk that these lobes give in the unharmed run, mL/day over the last week."""
        place = SIDES.index(self.side)
        return group.share * float(self.unharmed.days["removed"][-self.last_days :, place].mean())

    def milk_by_day(self, number: int) -> NDArray[np.float64]:
        """Milk taken from a group of lobes by day, mL; along the unharmed run without harm."""
        if self.life is not None:
            removed: NDArray[np.float64] = self.life.groups["removed"][:, number]
            return removed
        whole: NDArray[np.float64] = self.unharmed.days["removed"][:, SIDES.index(self.side)]
        return whole

    def milk(self, number: int) -> float:
        """Milk that a group of lobes gives now, mL/day over the last week."""
        return float(self.milk_by_day(number)[-self.last_days :].mean())

    @property
    def last_day(self) -> int:
        """Last day of the run."""
        return self.unharmed.first_day + self.unharmed.n_days - 1

    @property
    def last_days(self) -> int:
        """Days over which milk is averaged: the last week of the run, or what there is since the harm."""
        return min(WEEK, self.last_day + 1 - self.day)


def tell_ducts(
    scenario: Scenario,
    side: Side,
    harms: Sequence[Harm] = (),
    *,
    day: int = 30,
    days: int = 60,
    seed: int = 0,
    person: int = 0,
) -> Account:
    """Grow the ducts that this person has on `day`, and live with them harmed from then on.

    Parameters
    ----------
    scenario : Scenario
        Gives the tissue by which the tree is grown.
    side : str
        ``left`` or ``right``.
    harms : sequence of Harm
    day : int
        Day from the origin.
    days : int
        End of the run in days from the origin, after `day`.
    seed, person : int
        Whose ducts.

    Raises
    ------
    DuctError
        If there is no such branch, or no lobes in that breast, or `day` lies outside the run.
    """
    lobes_left = _share_of_lobes(scenario, side)
    unharmed = simulate(scenario, days=days, seed=seed)
    entry = day - unharmed.first_day
    if not 0 <= entry < unharmed.n_days:
        raise DuctError(
            f"The ducts are asked for on day {day}, and the run goes from day {unharmed.first_day} "
            f"to day {unharmed.first_day + unharmed.n_days - 1}; choose a day inside it."
        )
    place = SIDES.index(side)
    tree = grow_tree(side, float(unharmed.days["tissue"][entry, place]), seed=seed, person=person)
    harms = tuple(harms)
    broken = harmed(tree, harms)
    supply = Supply(alveolar_conductance(tree, _full_flow(unharmed, entry, place) / lobes_left))
    ejection = eject(tree, supply)
    groups = reduce_to_groups(tree, harms, supply)
    return Account(
        unharmed=unharmed,
        side=side,
        person=person,
        day=day,
        lobes_left=lobes_left,
        tree=tree,
        supply=supply,
        ejection=ejection,
        harms=harms,
        groups=groups,
        after=eject(broken, supply),
        life=live_with(scenario, side, groups, from_day=day, days=days) if harms else None,
    )


def _share_of_lobes(scenario: Scenario, side: Side) -> float:
    """Share of the lobes of this breast that is there and drains."""
    inputs = settle_person(body_with_medicines(scenario), scenario).inputs
    if not inputs[f"breast_present_{side}"]:
        raise DuctError(f"This person has no {side} breast with lobes; choose the other side.")
    return inputs[f"gland_share_{side}"]


def _full_flow(recording: Recording, entry: int, place: int) -> float:
    """Flow of the daily body from a full breast at full contraction and vacuum, mL/min."""
    capacity = float(recording.days["capacity"][entry, place])
    return recording.parameter_values["transfer"] * capacity / MINUTES
