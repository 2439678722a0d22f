"""Weight of the infant beside the growth standard."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import day_numbers, infant_weights
from lactea.view import marks, theme
from lactea.view.pictures import Picture
from lactea.view.published import Evidence, Point, points
from lactea.view.series import Series, find

PANEL = "infant weight"
DAYS_PER_MONTH = 30.4375
SEXES = {"boys": ("s", theme.BLUE), "girls": ("o", theme.PURPLE)}
STANDARD = "WHO growth standard"


def shown_points(result: Result, evidence: Evidence, sex: str) -> list[Point]:
    """Medians of the growth standard up to the last day of the run."""
    return [
        point
        for point in points(result, evidence, ["infant.weight"])
        if STANDARD in point.population and point.population.startswith(sex)
    ]


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Weight at the end of each day, and medians of the standard."""
    weight = infant_weights(result.recording)
    there = np.isfinite(weight)
    days = np.asarray(day_numbers(result.recording)[there] + 1.0, dtype=np.float64)
    return [
        Series(PANEL, "infant", days, "d", weight[there], "kg"),
        *(
            marks.as_series(PANEL, shown_points(result, evidence, sex), "kg", f"{sex}, median")
            for sex in SEXES
        ),
    ]


def draw(result: Result, evidence: Evidence) -> Figure:
    """One curve and two sets of points."""
    data = series(result, evidence)
    figure = theme.new_figure(84, 120)
    axes = figure.add_subplot()
    curve = find(data, PANEL, "infant")
    axes.plot(
        curve.x / DAYS_PER_MONTH, curve.y, color=theme.INK, lw=theme.LINE_PT + 0.5, label="this run"
    )
    for sex, (shape, colour) in SEXES.items():
        points_of = find(data, PANEL, f"{sex}, median")
        if len(points_of.x):
            axes.plot(
                points_of.x / DAYS_PER_MONTH, points_of.y, shape, color=colour, markersize=4.5,
                markerfacecolor="white", markeredgewidth=1.0, label=f"{sex}, WHO median",
            )  # fmt: skip
    axes.set_xlim(0, None)
    theme.dress(axes, x="months after the origin", y="weight, kg")
    axes.legend(fontsize=theme.SMALL_PT, frameon=False, loc="lower right", labelcolor=theme.INK)
    theme.stamp(figure, result.stamp)
    return figure


PICTURE = Picture(
    "infant-weight",
    "Weight of the infant",
    "Weight of one infant at the end of each day, with medians of the WHO growth standard. Half of "
    "healthy infants weigh less than the median.",
    lambda result: bool(np.isfinite(infant_weights(result.recording)).any()),
    series,
    draw,
)
