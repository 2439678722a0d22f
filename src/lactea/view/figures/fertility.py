"""Fertility after a birth: LH coming back, and the chances of ovulation, a period and conception."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.lactational_amenorrhoea import WORDS
from lactea.results.observables import samples
from lactea.view import theme
from lactea.view.pictures import Picture
from lactea.view.published import Evidence
from lactea.view.series import Series

AXIS, CHANCE = "axis", "chance"
CURVES = {
    "LH": (AXIS, "lh.level", 100.0, theme.BLUE, "-"),
    "first ovulation": (CHANCE, "ovulation.chance", 1.0, theme.PURPLE, "-"),
    "first period": (CHANCE, "menses.chance", 1.0, theme.VERMILION, "--"),
    "conception before any period": (CHANCE, "pregnancy.before_menses", 1.0, theme.GREEN, "-"),
}
HOURS_PER_WEEK = 168.0


def series(result: Result, evidence: Evidence) -> list[Series]:
    """LH relative to a usual cycle and three chances, one point a day, weeks from the origin."""
    found = []
    for name, (panel, observable, factor, _, _) in CURVES.items():
        read = samples(result.recording, observable, "any")
        hours = np.arange(0.0, read.time_h[-1] + 1, 24.0)
        values = np.interp(hours, read.time_h, read.value) * factor
        found.append(Series(panel, name, hours / HOURS_PER_WEEK, "week", values, "%"))
    return found


def draw(result: Result, evidence: Evidence) -> Figure:
    """LH on the left, chances on the right."""
    figure = theme.new_figure(72)
    theme.foot(
        figure,
        f"{WORDS} Chances of one simulated person; published ovulations in the first half year are more frequent.",
    )
    left, right = figure.subplots(1, 2)
    places = {AXIS: left, CHANCE: right}
    for entry in series(result, evidence):
        _, _, _, colour, style = CURVES[entry.name]
        places[entry.panel].plot(
            entry.x, entry.y, color=colour, ls=style, lw=theme.LINE_PT, label=entry.name
        )
    theme.dress(left, x="weeks from the birth", y="LH, % of a usual cycle")
    theme.dress(right, x="weeks from the birth", y="chance since the birth, %")
    left.set_ylim(0, 105)
    right.set_ylim(0, 140)
    right.set_yticks(range(0, 101, 25))
    right.legend(fontsize=theme.SMALL_PT, frameon=False, loc="upper left", labelcolor=theme.INK)
    theme.stamp(figure, result.stamp)
    return figure


PICTURE = Picture(
    "fertility",
    "Fertility after the birth",
    f"LH relative to a usual cycle, and the chances since the birth of a first ovulation, a first period, and a "
    f"conception before any period if nothing prevents it. {WORDS}",
    lambda result: (
        result.facts.card.origin == "placenta_delivered" and result.recording.first_day < 0
    ),
    series,
    draw,
)
