"""Milk per day of everybody along a schedule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import Keeping, LaneRun, replay_kept
from lactea.engine.loop import GRID_OUTSIDE
from lactea.plan.as_scenario import scenario_of
from lactea.plan.decisions import resolved_timetable
from lactea.plan.people import Group
from lactea.plan.schedule import Schedule
from lactea.scenario import ResolvedProtocol
from lactea.twin.frozen import GRID_BETWEEN, GRID_INSIDE
from lactea.twin.milk_body import milk_body, on_states_of

Array = NDArray[np.float64]
REMOVED = ("removed_left", "removed_right")
SEARCH_TOLERANCE = 3e-3
"""Relative error per step while searching; the people differ several hundred times as much."""
EVERYBODY = slice(None)


@dataclass(frozen=True)
class Supply:
    """Milk removed, mL, of shape (people, days), both breasts together; not a number where a run failed."""

    removed: Array

    @property
    def lasting(self) -> Array:
        """The mean of the seven days that end with each day, fewer at the beginning."""
        total = np.cumsum(np.pad(self.removed, ((0, 0), (1, 0))), axis=1)
        days = np.arange(1, total.shape[1])
        before = np.maximum(days - 7, 0)
        lasting: Array = (total[:, days] - total[:, before]) / (days - before)
        return lasting


def supplies(
    schedules: Sequence[Schedule],
    people: Group,
    who: slice = EVERYBODY,
    tolerance: float = SEARCH_TOLERANCE,
) -> list[Supply]:
    """The supply of every schedule, in their order; those of one body are replayed together.

    Only what milk depends on is lived through, on the grid on which logs are.

    Parameters
    ----------
    who
        Which of the people, by their place in the group.
    """
    days = people.request.last_day
    scenarios = [scenario_of(schedule, people.request) for schedule in schedules]
    bodies = [milk_body(body_with_medicines(scenario)) for scenario in scenarios]
    runs = [
        people.runs(
            scenario, body, _coarser(resolved_timetable(scenario, body, days), body), tolerance
        )[who]
        for scenario, body in zip(scenarios, bodies, strict=True)
    ]
    found: dict[int, Supply] = {}
    for body in dict.fromkeys(bodies):
        places = [place for place, own in enumerate(bodies) if own is body]
        together: list[LaneRun] = [run for place in places for run in runs[place]]
        removed = _removed(body, together, tolerance)
        for place, own in zip(places, np.split(removed, len(places)), strict=True):
            found[place] = Supply(own * people.levels[who, None])
    return [found[place] for place in range(len(schedules))]


def _removed(body: Body, runs: Sequence[LaneRun], tolerance: float) -> Array:
    """Milk of each day of every run, (runs, days); those with most sessions go first.

    Who goes first changes no number, but a long run that begins last leaves the other lanes empty.
    """
    order = sorted(range(len(runs)), key=lambda place: -len(runs[place].resolved.borders))
    keeping = Keeping(REMOVED, (), DAY, DAY)
    kept = replay_kept(body, [runs[place] for place in order], 0.0, keeping, tolerance=tolerance)
    found: Array = np.diff(kept.states, axis=1, prepend=0.0).sum(axis=2)
    found[kept.failed] = np.nan
    removed: Array = np.empty_like(found)
    removed[order] = found
    return removed


def _coarser(resolved: ResolvedProtocol, body: Body) -> ResolvedProtocol:
    """The same decisions with fewer points where the solver has to land."""
    borders = tuple(
        replace(
            on_states_of(body, border),
            grid=GRID_BETWEEN if border.grid == GRID_OUTSIDE else GRID_INSIDE,
        )
        for border in resolved.borders
    )
    return replace(resolved, borders=borders)
