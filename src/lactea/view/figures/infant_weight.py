"""Weight of the infant beside the growth standard."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import day_numbers, infant_from_h, infant_weights
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
        for point in points(result, evidence, ["infant.weight"], course="natural")
        if STANDARD in point.population and point.population.startswith(sex)
    ]


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Weight at the end of each day by age since birth or arrival, and medians of the standard."""
    weight = infant_weights(result.recording)
    there = np.isfinite(weight)
    run = result.recording
    first = infant_from_h(run) / 24 if there.any() else 0.0
    age = np.asarray(day_numbers(run)[there] + 1.0 - first, dtype=np.float64)
    return [
        Series(PANEL, "infant", age, "d", weight[there], "kg"),
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
    last = float(curve.x[-1]) / DAYS_PER_MONTH
    axes.set_xlim(-0.02 * last, 1.03 * last)
    theme.dress(axes, x="age in months", y="weight, kg")
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
