"""Living with harmed ducts: the daily body with the lobes of one breast apart.

The infant, the timetable and the hormones are those of the scenario, in closed loop; a branch is narrowed
or blocked on a day of it and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES
from lactea.ducts.growing import Side
from lactea.ducts.lobed_body import group_name, group_names, lobed_body, patency_name
from lactea.ducts.problems import DuctError
from lactea.ducts.reduction import LobuleGroup
from lactea.engine.change import Change
from lactea.engine.course import DAY, Timeline
from lactea.engine.doses import body_with_medicines
from lactea.engine.loop import Solver, run
from lactea.engine.past import past
from lactea.engine.person import Setting, settle_person
from lactea.engine.setup import controllers_of, run_span, settled_solver
from lactea.engine.solver import RELATIVE_TOLERANCE, Rows

if TYPE_CHECKING:
    from lactea.body.registry import Body
    from lactea.scenario import Scenario

Array = NDArray[np.float64]
COUNTED = ("removed", "made", "leaked", "reabsorbed")
STANDING = ("milk", "capacity", "tissue", "activation", "active_cells")
HELD = (*COUNTED, "milk")
"""What controllers look at to see how much a breast holds, made or gave."""


@dataclass(frozen=True)
class Life:
    """What each group of lobes did, day by day.

    Attributes
    ----------
    first_day : int
        Day of the first entry.
    groups : mapping of str to array of shape (n_days, n_groups)
        ``removed``, ``made``, ``leaked``, ``reabsorbed`` in mL of the day; ``milk`` and ``capacity`` in
        mL, ``tissue``, ``activation`` and ``active_cells`` at its end.
    other_breast : mapping of str to array of shape (n_days,)
        The same of the other breast.
    """

    first_day: int
    groups: dict[str, Array]
    other_breast: dict[str, Array]

    def day(self, name: str, day: int) -> Array:
        """One figure of all groups on one day."""
        found: Array = self.groups[name][day - self.first_day]
        return found


def live_with(
    scenario: Scenario,
    side: Side,
    groups: Sequence[LobuleGroup],
    *,
    from_day: int,
    days: int,
) -> Life:
    """Simulate one person whose breast of `side` has these groups of lobes.

    Parameters
    ----------
    scenario : Scenario
    side : str
        ``left`` or ``right``.
    groups : sequence of LobuleGroup
        Their shares add up to 1.
    from_day : int
        Day of the scenario from whose beginning their patencies hold; before, all drain freely.
    days : int
        End of the run in days from the origin.

    Raises
    ------
    DuctError
        If the harm comes before the run or not before its end.
    """
    span = run_span(scenario, days)
    if not span.start <= from_day * DAY < span.end:
        raise DuctError(
            f"The ducts would be harmed from day {from_day}, and the run goes from day "
            f"{span.start // DAY} to day {span.end // DAY}; choose a day inside it."
        )
    body = lobed_body(body_with_medicines(scenario), side, len(groups))
    setting = _shared_out(settle_person(body, scenario), side, groups)
    solver = _SeenWhole(
        settled_solver("compiled", body, setting, scenario, span.start, RELATIVE_TOLERANCE),
        {group_name(name, side, 0): group_names(name, side, len(groups)) for name in HELD},
    )
    harm = {patency_name(side, number): group.patency for number, group in enumerate(groups)}
    controllers = [
        Timeline(past(body, setting, scenario, span.start)),
        Timeline([(from_day * DAY, Change(inputs=harm, label="ducts harmed"))]),
        *controllers_of(scenario, setting, span.start),
    ]
    diary = _Diary(body, side, len(groups))
    run(solver, controllers, diary, span)
    return diary.life(span.start // DAY)


def _shared_out(setting: Setting, side: Side, groups: Sequence[LobuleGroup]) -> Setting:
    """The person's share of lobes that are there, divided between the groups."""
    whole = setting.inputs[group_name("gland_share", side, 0)]
    shares = {
        group_name("gland_share", side, number): whole * group.share
        for number, group in enumerate(groups)
    }
    return Setting(setting.parameters, setting.inputs | shares)


class _SeenWhole:
    """A solver of which controllers see the milk of a breast, and not that of its first group.

    Parameters
    ----------
    solver : Solver
    summed : mapping of str to tuple of str
        Id of a state of the breast, and those of all groups that add up to it.
    """

    def __init__(self, solver: Solver, summed: Mapping[str, tuple[str, ...]]) -> None:
        self._solver = solver
        self._summed = summed
        self.name = solver.name
        self.apply = solver.apply
        self.advance = solver.advance
        self.take_rows = solver.take_rows
        self.quantity = solver.quantity

    @property
    def tick(self) -> int:
        """Seconds from the origin."""
        return self._solver.tick

    @property
    def clock(self) -> float:
        """Local hour of day."""
        return self._solver.clock

    def state(self, name: str) -> float:
        """Value of a state now, of all lobes together."""
        return sum(self._solver.state(part) for part in self._summed.get(name, (name,)))


class _Diary:
    """Keeps the figures of `Life` from a run."""

    def __init__(self, body: Body, side: Side, groups: int) -> None:
        other = next(name for name in SIDES if name != side)
        self._places = {
            name: [
                body.state_ids.index(entry)
                for entry in (*group_names(name, side, groups), f"{name}_{other}")
            ]
            for name in (*COUNTED, *STANDING)
        }
        self._last: Array | None = None
        self._now: Array | None = None
        self._days: list[dict[str, Array]] = []

    def border(self, tick: int, label: str) -> None:
        """Borders do not matter here."""

    def take(self, rows: Iterable[Rows]) -> None:
        """Recorded stretches, in order of time."""
        for stretch in rows:
            if self._last is None:
                self._last = stretch.states[0].copy()
            self._now = stretch.states[-1].copy()

    def close_day(self) -> None:
        """A day is complete."""
        assert self._last is not None
        assert self._now is not None
        gained = self._now - self._last
        self._days.append(
            {
                name: (gained if name in COUNTED else self._now)[places]
                for name, places in self._places.items()
            }
        )
        self._last = self._now

    def life(self, first_day: int) -> Life:
        """Everything kept."""
        figures = {name: np.array([day[name] for day in self._days]) for name in self._places}
        return Life(
            first_day,
            groups={name: values[:, :-1] for name, values in figures.items()},
            other_breast={name: values[:, -1] for name, values in figures.items()},
        )
