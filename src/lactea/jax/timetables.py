"""People whose protocol is the same timetable, all at once on the device that JAX uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from lactea.engine.frozen import accumulating, freeze
from lactea.engine.lanes import Keeping, Kept, LaneRun
from lactea.jax.problems import JaxError
from lactea.jax.replay import replay_daily

if TYPE_CHECKING:
    from lactea.scenario import Scenario

PEAKS = ("prolactin",)


def replay_timetable(scenario: Scenario, people: Sequence[LaneRun], keeping: Keeping) -> Kept:
    """Replay people as `lactea.engine.lanes.replay_kept` does, all along the steps of one run.

    Parameters
    ----------
    scenario : Scenario
        Whose run has the steps; the same for all batches of a cohort.
    people : sequence of LaneRun
        All with the same borders.
    keeping : Keeping
        Marks at the ends of all days, and prolactin alone as a peak. Of `last` only what is kept is known.

    Raises
    ------
    JaxError
        If somebody's borders differ, or something else is to be kept.
    """
    first = people[0].resolved
    if any(run.resolved.borders != first.borders for run in people):
        raise JaxError(
            "On a GPU all people need the same borders, and what is set at them differs here from person "
            "to person; use --engine lanes."
        )
    if keeping.peaks != PEAKS:
        raise JaxError(f"On a GPU the highest value of the day is kept of {PEAKS[0]} alone.")
    frozen = freeze(scenario, first)
    daily = replay_daily(frozen, people, keeping.states)
    body = frozen.body
    adds_up = accumulating(body)[[body.state_ids.index(name) for name in keeping.states]]
    states = np.where(adds_up, np.cumsum(daily.kept, axis=1), daily.kept)
    peaks = daily.prolactin_max[..., None]
    last = np.full((len(people), len(body.state_ids)), np.nan)
    last[:, [body.state_ids.index(name) for name in keeping.states]] = states[:, -1]
    finite = np.isfinite(states).all(axis=(1, 2)) & np.isfinite(peaks).all(axis=(1, 2))
    return Kept(keeping.ticks(first.end_tick), states, peaks, ~finite, last)
