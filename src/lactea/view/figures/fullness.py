"""How full each breast is over one day."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import SIDES, TraceLike, column
from lactea.view import theme
from lactea.view.days import shown_day
from lactea.view.pictures import Picture
from lactea.view.published import Evidence
from lactea.view.series import Series, find

PANEL = "fullness"
COLOURS = dict(zip(SIDES, (theme.LEFT, theme.RIGHT), strict=True))
PERCENT = 100


def _finest(result: Result, day: int) -> TraceLike:
    """The magnification that covers the day, else the thinned trace."""
    for zoom in result.recording.zooms:
        if len(zoom.time_h) and zoom.time_h[0] <= 24 * day and zoom.time_h[-1] >= 24 * day + 23.9:
            return zoom
    return result.recording.trace


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Share of its capacity that each breast holds, and sessions as spans, in hours of the day."""
    day = shown_day(result)
    trace = _finest(result, day)
    hours = np.asarray(trace.time_h) - 24 * day
    keep = (hours >= 0) & (hours <= 24)
    found = [
        Series(
            PANEL, side, hours[keep], "h",
            PERCENT * (column(trace, f"milk_{side}") / column(trace, f"capacity_{side}"))[keep], "%",
        )
        for side in SIDES
    ]  # fmt: skip
    sessions = result.recording.sessions
    start = np.asarray(sessions["start_h"], dtype=float) - 24 * day
    inside = (start >= 0) & (start < 24)
    end = start + np.asarray(sessions["duration_min"], dtype=float) / 60
    zero = np.zeros(int(inside.sum()))
    found.append(
        Series(PANEL, "sessions", start[inside], "h", zero, "%", start[inside], end[inside])
    )
    return found


def draw(result: Result, evidence: Evidence) -> Figure:
    """Two curves over the clock, sessions shaded."""
    data = series(result, evidence)
    figure = theme.new_figure(72)
    axes = figure.add_subplot()
    sessions = find(data, PANEL, "sessions")
    assert sessions.low is not None
    assert sessions.high is not None
    for low, high in zip(sessions.low, sessions.high, strict=True):
        axes.axvspan(low, high, color=theme.NIGHT, lw=0, zorder=0)
    for side, colour in COLOURS.items():
        curve = find(data, PANEL, side)
        axes.plot(curve.x, curve.y, color=colour, lw=theme.LINE_PT)
    axes.set_xlim(0, 24)
    top = max(float(find(data, PANEL, side).y.max(initial=0)) for side in SIDES)
    axes.set_ylim(0, max(100.0, 1.05 * top))
    ticks = np.arange(0, 25, 3)
    first = result.facts.card.origin_clock_h
    axes.set_xticks(ticks, [_clock(first + tick) for tick in ticks])
    title = f"Day {shown_day(result)}, sessions shaded"
    theme.dress(axes, title=title, x="local time", y="milk held, % of capacity")
    figure.draw_without_rendering()
    ends = [(side, float(find(data, PANEL, side).y[-1]), COLOURS[side]) for side in SIDES]
    theme.label_ends(axes, ends, x=24)
    theme.stamp(figure, result.stamp)
    return figure


def _clock(hour: float) -> str:
    whole = int(hour % 24)
    return f"{whole:02d}:{round((hour % 1) * 60):02d}"


PICTURE = Picture(
    "fullness",
    "Fullness over a day",
    "Milk held by each breast as a share of what it can hold, over one day. Sessions are shaded.",
    lambda result: result.recording.n_days > 0,
    series,
    draw,
)
