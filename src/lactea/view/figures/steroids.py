"""Steroids around birth, and the secretory activation that follows their fall."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import SIDES, column
from lactea.view import marks, theme
from lactea.view.pictures import Picture
from lactea.view.published import Evidence, Point, points
from lactea.view.series import Series, find

FROM_DAY, TO_DAY = -21, 10
HORMONES = {
    "progesterone": ("progesterone, ng/mL", "ng/mL", theme.GREEN),
    "estradiol": ("oestradiol, pg/mL", "pg/mL", theme.PURPLE),
    "placental_lactogen": ("placental lactogen, µg/mL", "ug/mL", theme.SKY),
}
ACTIVATION = "activation"
DECADES = 3.5
"""Height of the logarithmic panels; what lies lower is not told apart from nothing."""


def shown_points(result: Result, evidence: Evidence, hormone: str) -> list[Point]:
    """Published levels of a hormone inside the window shown."""
    found = points(result, evidence, [f"{hormone}.level"])
    return [point for point in found if FROM_DAY <= point.day <= TO_DAY]


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Three hormones, activation of both breasts, published levels; days from the origin."""
    trace = result.recording.trace
    days = np.asarray(trace.time_h) / 24
    keep = (days >= FROM_DAY) & (days <= TO_DAY)
    found = [
        Series(name, name, days[keep], "d", column(trace, name)[keep], unit)
        for name, (_, unit, _) in HORMONES.items()
    ]
    found += [
        Series(ACTIVATION, side, days[keep], "d", column(trace, f"activation_{side}")[keep], "1")
        for side in SIDES
    ]
    found += [
        marks.as_series(name, shown_points(result, evidence, name), unit)
        for name, (_, unit, _) in HORMONES.items()
    ]
    return found


def draw(result: Result, evidence: Evidence) -> Figure:
    """Two by two panels over the same days."""
    data = series(result, evidence)
    shown = {name: shown_points(result, evidence, name) for name in HORMONES}
    numbers = marks.numbered([point for group in shown.values() for point in group])
    everything = [point for group in shown.values() for point in group]
    key_mm = marks.key_height_mm(everything)
    figure = theme.new_figure(112 + key_mm)
    grid = figure.add_gridspec(3, 2, height_ratios=[56, 56, key_mm])
    panels: dict[str, Axes] = {}
    places = (grid[0, 0], grid[0, 1], grid[1, 0])
    for place, (name, (label, _, colour)) in zip(places, HORMONES.items(), strict=True):
        axes = figure.add_subplot(place)
        curve = find(data, name, name)
        axes.plot(curve.x, curve.y, color=colour, lw=theme.LINE_PT + 0.2)
        panels[name] = axes
        highs = [point.high or point.value for point in shown[name]]
        top = max([float(curve.y.max(initial=1e-3)), *highs])
        theme.decades_axis(axes)
        axes.set_ylim(top * 10**-DECADES, top * 1.6)
        _finish(axes, label)
    axes = figure.add_subplot(grid[1, 1])
    for side, colour, style in zip(
        SIDES, (theme.LEFT, theme.RIGHT), ("-", (0, (4, 2))), strict=True
    ):
        curve = find(data, ACTIVATION, side)
        axes.plot(curve.x, curve.y, color=colour, lw=theme.LINE_PT, ls=style, label=side)
    axes.set_ylim(0, 1.05)
    _finish(axes, "secretory activation, 0 to 1")
    axes.legend(fontsize=theme.SMALL_PT, frameon=False, loc="upper left", labelcolor=theme.INK)
    marks.draw_key(figure, figure.add_subplot(grid[2, :]), everything)
    figure.draw_without_rendering()
    for name, place_of in panels.items():
        marks.draw_points(place_of, shown[name], numbers)
    theme.stamp(figure, result.stamp)
    return figure


def _finish(axes: Axes, label: str) -> None:
    axes.axvline(0, color=theme.QUIET, lw=0.6, ls=(0, (4, 3)), zorder=1)
    axes.set_xlim(FROM_DAY, TO_DAY)
    theme.dress(axes, x="days from the delivery of the placenta", y=label)


PICTURE = Picture(
    "steroids",
    "Around birth",
    "Progesterone, oestradiol and placental lactogen before and after the placenta is delivered (dashed "
    "line), on logarithmic axes, and the secretory activation of each breast that follows.",
    lambda result: (
        result.facts.card.origin == "placenta_delivered" and result.recording.first_day < 0
    ),
    series,
    draw,
)
