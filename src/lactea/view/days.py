"""Which day and which session of a run are magnified."""

from __future__ import annotations

import numpy as np

from lactea.results import Result
from lactea.results.recording import Array, Floats, TraceLike

USUAL_DAY = 30
DAYS_OF_MEAN = 7
DAY_TICKS = 86_400
NEEDED = ("flow_left", "flow_right", "contraction", "oxytocin")


def smoothed(values: Array) -> Floats:
    """Mean of the seven days around each day (fewer at the ends), shape (days,).

    A feed that falls on this or the next side of midnight moves the number of a day, not the course.
    """
    kernel = np.ones(DAYS_OF_MEAN)
    within = np.convolve(np.ones(len(values)), kernel, "full")
    total = np.convolve(np.asarray(values, dtype=float), kernel, "full")
    cut = slice(DAYS_OF_MEAN // 2, DAYS_OF_MEAN // 2 + len(values))
    mean: Floats = total[cut] / within[cut]
    return mean


def zoom_for_figures(scenario_days: int) -> tuple[tuple[int, int], ...]:
    """What to ask the engine to magnify so that every figure can be drawn: one day, in ticks.

    Parameters
    ----------
    scenario_days : int
        Days of the run after its origin.
    """
    day = max(0, min(USUAL_DAY, scenario_days - 1))
    return ((day * DAY_TICKS, (day + 1) * DAY_TICKS),)


def shown_day(result: Result) -> int:
    """The day magnified: one that was recorded at full resolution, else day 30 or the last."""
    run = result.recording
    last = run.first_day + run.n_days - 1
    for zoom in run.zooms:
        if len(zoom.time_h) and zoom.time_h[-1] - zoom.time_h[0] >= 12:
            return int(np.floor(np.mean(zoom.time_h) / 24))
    return min(USUAL_DAY, last)


def magnified(result: Result) -> tuple[TraceLike, int] | None:
    """A recorded magnification that holds a whole session, and that session.

    Sessions at both breasts come first, then those with an ejection.
    """
    sessions = result.recording.sessions
    starts = np.asarray(sessions["start_h"], dtype=float)
    ends = starts + np.asarray(sessions["duration_min"], dtype=float) / 60
    for zoom in result.recording.zooms:
        if not set(NEEDED) <= set(zoom.names) or not len(zoom.time_h):
            continue
        inside = (starts >= zoom.time_h[0]) & (ends <= zoom.time_h[-1])
        lively = inside & (np.asarray(sessions["ejections"]) > 0)
        both = lively & (np.asarray(sessions["minutes_at"], dtype=float) > 0).all(axis=1)
        chosen = np.flatnonzero(next((some for some in (both, lively) if some.any()), inside))
        if len(chosen):
            return zoom, int(chosen[len(chosen) // 2])
    return None
