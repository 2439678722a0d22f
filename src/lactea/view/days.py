"""Which day and which session of a run are magnified."""

from __future__ import annotations

import numpy as np

from lactea.results import Result
from lactea.results.recording import TraceLike

USUAL_DAY = 30
NEEDED = ("flow_left", "flow_right", "contraction", "oxytocin")


def shown_day(result: Result) -> int:
    """The day magnified: one that was recorded at full resolution, else day 30 or the last."""
    run = result.recording
    last = run.first_day + run.n_days - 1
    for zoom in run.zooms:
        if len(zoom.time_h) and zoom.time_h[-1] - zoom.time_h[0] >= 12:
            return int(np.floor(np.mean(zoom.time_h) / 24))
    return min(USUAL_DAY, last)


def magnified(result: Result) -> tuple[TraceLike, int] | None:
    """The recorded magnification that holds a whole session with an ejection, and that session."""
    sessions = result.recording.sessions
    starts = np.asarray(sessions["start_h"], dtype=float)
    ends = starts + np.asarray(sessions["duration_min"], dtype=float) / 60
    for zoom in result.recording.zooms:
        if not set(NEEDED) <= set(zoom.names) or not len(zoom.time_h):
            continue
        inside = (starts >= zoom.time_h[0]) & (ends <= zoom.time_h[-1])
        lively = inside & (np.asarray(sessions["ejections"]) > 0)
        chosen = np.flatnonzero(lively if lively.any() else inside)
        if len(chosen):
            return zoom, int(chosen[len(chosen) // 2])
    return None
