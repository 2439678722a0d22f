"""Daily milk beside what studies measured."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
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
AMOUNT, DAYS = "milk removed, mL/day", "days after the origin"
COLOURS = {"both breasts": theme.INK, "left": theme.LEFT, "right": theme.RIGHT}
LINES: dict[str, dict[str, Any]] = {
    "both breasts": {"lw": theme.LINE_PT + 0.5},
    "left": {"lw": theme.LINE_PT - 0.3},
    "right": {"lw": theme.LINE_PT - 0.3, "ls": (0, (4, 1))},
}
"""The right breast is dashed, so that it does not hide a left one that does the same."""
LEAST_SEEN = 0.01
"""Share of the height of the picture below which two weeks of milk look like none."""
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
    """The first two weeks, where they hold milk to see, and the whole run; one vertical axis, numbered published points."""
    data = series(result, evidence)
    shown = shown_points(result, evidence)
    key_mm = marks.key_height_mm(shown)
    figure = theme.new_figure(88 + key_mm)
    theme.foot(figure, thinness(result.recording.scenario))
    both = find(data, PANEL, "both breasts")
    last = float(both.x[-1])
    top = max([float(both.y.max(initial=1.0))] + [point.high or point.value for point in shown])
    sooner = [point for point in shown if point.day <= FIRST_DAYS]
    begins = float(both.y[:FIRST_DAYS].max(initial=0.0)) > LEAST_SEEN * top
    grid = figure.add_gridspec(2, 2, height_ratios=[88, key_mm], width_ratios=[1, 1.35])
    parts: list[tuple[Axes, list[Point]]] = []
    if begins or sooner:
        early = figure.add_subplot(grid[0, 0], xlim=(0.0, float(FIRST_DAYS)))
        _draw_days(early, data)
        theme.dress(early, title="First two weeks", x=DAYS, y=AMOUNT)
        parts.append((early, sooner))
    whole = figure.add_subplot(grid[0, 1] if parts else grid[0, :], xlim=(0.0, last + 0.5))
    _draw_means(whole, data)
    theme.dress(
        whole, title="Whole run: 7-day mean, single days faint", x=DAYS, y="" if parts else AMOUNT
    )
    whole.tick_params(labelleft=not parts)
    parts.append((whole, [point for point in shown if point not in sooner]))
    for axes, _ in parts:
        axes.set_ylim(0, top * 1.06)
    marks.draw_key(figure, figure.add_subplot(grid[1, :]), shown)
    figure.draw_without_rendering()
    ends = [
        (name, float(find(data, PANEL, f"{name}, {MEAN}").y[-1]), colour)
        for name, colour in COLOURS.items()
    ]
    theme.label_ends(whole, ends, x=last)
    numbers = marks.numbered(shown)
    for axes, there in parts:
        marks.draw_points(axes, there, numbers)
    theme.stamp(figure, result.stamp)
    return figure


def _draw_days(axes: Axes, data: list[Series]) -> None:
    for name, colour in COLOURS.items():
        curve = find(data, PANEL, name)
        axes.plot(curve.x, curve.y, color=colour, zorder=2, **LINES[name])


def _draw_means(axes: Axes, data: list[Series]) -> None:
    for name, colour in COLOURS.items():
        curve, mean = find(data, PANEL, name), find(data, PANEL, f"{name}, {MEAN}")
        axes.plot(curve.x, curve.y, color=colour, zorder=1.9, lw=0.6, alpha=0.35)
        axes.plot(mean.x, mean.y, color=colour, zorder=2, **LINES[name])


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
