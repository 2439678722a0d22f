"""How people stand before the first decision: settled once for each body, not anew for every candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.course import DAY
from lactea.engine.lanes import Keeping, LaneRun, replay_kept

Array = NDArray[np.float64]
NOTHING = Keeping((), (), 0, DAY)


class AtRest:
    """Settles the people of a group, and remembers the states that it found.

    Everybody in turn is the same person for the same body: its parameters and inputs are those of whoever
    stands at that place of the group, whatever it is about to live through.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, float], tuple[Body, Array]] = {}

    def settled(self, body: Body, runs: Sequence[LaneRun], tolerance: float) -> list[LaneRun]:
        """The same runs, beginning where settling ends.

        Parameters
        ----------
        body : Body
        runs : sequence of LaneRun
            Of the whole group, in its order.
        tolerance : float
            Relative error allowed per step while settling: that of the run that follows, which so gives the same
            numbers as one that settles by itself.
        """
        key = id(body), tolerance
        if runs and key not in self._known:
            self._known[key] = body, _settle(body, runs, tolerance)
        states = self._known[key][1] if runs else ()
        return [replace(run, states=own) for run, own in zip(runs, states, strict=True)]


def _settle(body: Body, runs: Sequence[LaneRun], tolerance: float) -> Array:
    """States at the end of settling, (people, states); not numbers of those whose equations fail."""
    begin = runs[0].resolved.start_tick
    waiting = [
        replace(run, resolved=replace(run.resolved, end_tick=begin, borders=())) for run in runs
    ]
    kept = replay_kept(body, waiting, 0.0, NOTHING, tolerance=tolerance)
    return np.where(kept.failed[:, None], np.nan, kept.last)
