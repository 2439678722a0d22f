"""Prolactin across pregnancy and after birth, and the pulses of one day."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from lactea.results import Result
from lactea.results.recording import column, day_numbers
from lactea.view import marks, theme
from lactea.view.days import shown_day
from lactea.view.pictures import Picture
from lactea.view.published import Evidence, Point, points
from lactea.view.series import Series, find

OBSERVABLES = {
    "prolactin.level": ("o", theme.INK, "level"),
    "prolactin.basal": ("o", theme.GREEN, "before a feed"),
    "prolactin.session_peak": ("^", theme.VERMILION, "suckling peak"),
}
WHOLE, ONE_DAY = "whole run", "one day"


def shown_points(result: Result, evidence: Evidence) -> list[Point]:
    """Published levels, levels before a feed, and suckling peaks."""
    return points(result, evidence, OBSERVABLES)


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Daily mean with the range of each day; the curve of one day; published levels."""
    run = result.recording
    daily = {key: np.asarray(run.days[f"prolactin_{key}"], float) for key in ("mean", "min", "max")}
    day = shown_day(result)
    hours = np.asarray(run.trace.time_h)
    inside = (hours >= 24 * day) & (hours <= 24 * day + 24)
    starts = np.asarray(run.sessions["start_h"], dtype=float)
    starts = starts[(starts >= 24 * day) & (starts < 24 * day + 24)] - 24 * day
    curve = column(run.trace, "prolactin")[inside]
    return [
        Series(WHOLE, "daily mean", np.asarray(day_numbers(run) + 0.5, dtype=np.float64), "d", daily["mean"], "ng/mL",
               daily["min"], daily["max"]),
        Series(ONE_DAY, "prolactin", hours[inside] - 24 * day, "h", curve, "ng/mL"),
        Series(ONE_DAY, "sessions", starts, "h", np.zeros_like(starts), "ng/mL"),
        marks.as_series(WHOLE, shown_points(result, evidence), "ng/mL"),
    ]  # fmt: skip


def draw(result: Result, evidence: Evidence) -> Figure:
    """A logarithmic axis for the whole run, a plain one for the day."""
    data = series(result, evidence)
    shown = shown_points(result, evidence)
    numbers = marks.numbered(shown)
    key_mm = marks.key_height_mm(shown)
    figure = theme.new_figure(86 + key_mm)
    grid = figure.add_gridspec(2, 2, height_ratios=[86, key_mm], width_ratios=[1.9, 1])
    whole, day = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1])

    mean = find(data, WHOLE, "daily mean")
    weeks = mean.x / 7
    assert mean.low is not None
    assert mean.high is not None
    whole.fill_between(weeks, mean.low, mean.high, color=theme.BLUE, alpha=0.18, lw=0)
    whole.plot(weeks, mean.y, color=theme.BLUE, lw=theme.LINE_PT)
    if weeks[0] < 0:
        whole.axvline(0, color=theme.QUIET, lw=0.6, ls=(0, (4, 3)), zorder=1)
    theme.log_axis(whole)
    whole.set_ylim(*_limits(mean, shown))
    run = result.recording
    first, length = run.first_day / 7, run.n_days / 7
    whole.set_xlim(first, first + 1.02 * length)
    title = "Daily mean (line) and daily range (band)"
    theme.dress(whole, title=title, x="weeks from the origin", y="prolactin, ng/mL (log scale)")
    _draw_legend(whole, {point.observable for point in shown})

    pulses, starts = find(data, ONE_DAY, "prolactin"), find(data, ONE_DAY, "sessions")
    day.plot(pulses.x, pulses.y, color=theme.BLUE, lw=theme.LINE_PT - 0.4)
    top = float(pulses.y.max(initial=1.0)) * 1.12
    day.vlines(starts.x, 0, top * 0.035, color=theme.VERMILION, lw=1.2)
    day.set_ylim(0, top)
    day.set_xlim(0, 24)
    day.set_xticks([0, 6, 12, 18, 24])
    number = shown_day(result)
    theme.dress(
        day,
        title=f"Day {number}, sessions marked",
        x="hours since the day began",
        y="prolactin, ng/mL",
    )
    marks.draw_key(figure, figure.add_subplot(grid[1, :]), shown)
    figure.draw_without_rendering()
    taken: list[tuple[float, float]] = []
    for name, (shape, colour, _) in OBSERVABLES.items():
        chosen = [point for point in shown if point.observable == name]
        marks.draw_points(whole, chosen, numbers, x=_weeks, shape=shape, colour=colour, taken=taken)
    theme.stamp(figure, result.stamp)
    return figure


def _limits(mean: Series, shown: list[Point]) -> tuple[float, float]:
    """Just wide enough for the band and for the published values with their spread."""
    assert mean.low is not None
    assert mean.high is not None
    lows = [float(mean.low.min()), *(point.low or point.value for point in shown)]
    highs = [float(mean.high.max()), *(point.high or point.value for point in shown)]
    return 0.8 * max(min(lows), 1.0), 1.3 * max(highs)


def _draw_legend(axes: Axes, drawn: set[str]) -> None:
    handles = [
        Line2D([], [], marker=shape, color=colour, ls="", markersize=5, label=label)
        for name, (shape, colour, label) in OBSERVABLES.items()
        if name in drawn
    ]
    if handles:
        axes.legend(
            handles=handles, title="published", title_fontsize=theme.STAMP_PT + 0.5,
            fontsize=theme.STAMP_PT + 0.5, frameon=False, loc="upper left",
            labelcolor=theme.INK, alignment="left", handletextpad=0.3, borderaxespad=0.2,
        )  # fmt: skip


def _weeks(day: float) -> float:
    return day / 7


PICTURE = Picture(
    "prolactin",
    "Prolactin",
    "Plasma prolactin over the whole run on a logarithmic axis: the line is the mean of each day, the band "
    "its lowest and highest level. The second panel magnifies one day; short bars mark where sessions "
    "begin.",
    lambda result: result.recording.n_days > 0,
    series,
    draw,
)
