"""Daily milk beside what studies measured."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import SIDES, Floats, day_numbers
from lactea.view import marks, theme
from lactea.view.days import smoothed
from lactea.view.pictures import Picture
from lactea.view.published import Evidence, Point, points
from lactea.view.series import Series, find
from lactea.view.thinness import thinness

OBSERVABLES = ("milk.removed_per_day", "infant.intake")
PANEL = "daily milk"
FIRST_DAYS = 14
MEAN = "7-day mean"
DASHED = (0, (4, 1))
"""The right breast, so that it does not hide a left one that does the same."""
LONG_SPAN_DAYS = 62.0
"""A study over a longer span than this says little about any one day; it is left to the scores."""


def shown_points(result: Result, evidence: Evidence) -> list[Point]:
    """Published daily volumes of the run's course."""
    return [
        point
        for point in points(result, evidence, OBSERVABLES)
        if point.stop_day - point.start_day <= LONG_SPAN_DAYS
    ]


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Milk removed per day: both breasts, each breast, and published volumes."""
    days = day_numbers(result.recording)
    after = days >= 0
    removed = np.asarray(result.recording.days["removed"], dtype=float)[after]
    middle = np.asarray(days[after] + 0.5, dtype=np.float64)
    curves: dict[str, Floats] = {
        "both breasts": removed.sum(axis=1),
        **{side: removed[:, index] for index, side in enumerate(SIDES)},
    }
    curves |= {f"{name}, {MEAN}": smoothed(values) for name, values in curves.items()}
    return [
        *(Series(PANEL, name, middle, "d", y, "mL/day") for name, y in curves.items()),
        marks.as_series(PANEL, shown_points(result, evidence), "mL/day"),
    ]


def draw(result: Result, evidence: Evidence) -> Figure:
    """The first two weeks and the whole run, one vertical axis, numbered published points."""
    data = series(result, evidence)
    shown = shown_points(result, evidence)
    numbers = marks.numbered(shown)
    key_mm = marks.key_height_mm(shown)
    figure = theme.new_figure(88 + key_mm)
    theme.foot(figure, thinness(result.recording.scenario))
    grid = figure.add_gridspec(2, 2, height_ratios=[88, key_mm], width_ratios=[1, 1.35])
    early, whole = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1])
    colours = {"both breasts": theme.INK, "left": theme.LEFT, "right": theme.RIGHT}
    last = float(find(data, PANEL, "both breasts").x[-1])
    for axes, (low, high) in ((early, (0.0, float(FIRST_DAYS))), (whole, (0.0, last + 0.5))):
        for name, colour in colours.items():
            curve = find(data, PANEL, name)
            width = theme.LINE_PT + 0.5 if name == "both breasts" else theme.LINE_PT - 0.3
            style = DASHED if name == "right" else "-"
            if axes is early:
                axes.plot(curve.x, curve.y, color=colour, zorder=2, lw=width, ls=style)
                continue
            mean = find(data, PANEL, f"{name}, {MEAN}")
            axes.plot(curve.x, curve.y, color=colour, zorder=1.9, lw=0.6, alpha=0.35)
            axes.plot(mean.x, mean.y, color=colour, zorder=2, lw=width, ls=style)
        axes.set_xlim(low, high)
    top = max(
        [float(find(data, PANEL, "both breasts").y.max(initial=1.0))]
        + [point.high or point.value for point in shown]
    )
    for axes in (early, whole):
        axes.set_ylim(0, top * 1.06)
    theme.dress(early, title="First two weeks", x="days after the origin", y="milk removed, mL/day")
    theme.dress(whole, title="Whole run: 7-day mean, single days faint", x="days after the origin")
    whole.tick_params(labelleft=False)
    ends = [
        (name, float(find(data, PANEL, f"{name}, {MEAN}").y[-1]), colour)
        for name, colour in colours.items()
    ]
    marks.draw_key(figure, figure.add_subplot(grid[1, :]), shown)
    figure.draw_without_rendering()
    theme.label_ends(whole, ends, x=last)
    marks.draw_points(early, [point for point in shown if point.day <= FIRST_DAYS], numbers)
    marks.draw_points(whole, [point for point in shown if point.day > FIRST_DAYS], numbers)
    theme.stamp(figure, result.stamp)
    return figure


PICTURE = Picture(
    "daily-milk",
    "Milk per day",
    "Milk that left the breasts in each day, whatever its fate: both breasts in black, each breast in "
    "colour. Numbered marks are published volumes (removed, or taken by the infant) with the spread as "
    "printed.",
    lambda result: bool((day_numbers(result.recording) >= 0).any()),
    series,
    draw,
)
