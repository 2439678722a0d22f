"""Several runs in one picture: milk, prolactin and sessions by day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import day_numbers
from lactea.view import theme
from lactea.view.days import smoothed
from lactea.view.series import Series

COLOURS = (theme.BLUE, theme.VERMILION, theme.GREEN, theme.PURPLE, theme.SKY)
TOPIC = "Milk, prolactin and sessions"
MEANING = (
    "The runs of this report on the same axes: milk removed per day, the daily mean of prolactin, and "
    "sessions per day, each counted from the origin of its own scenario."
)


def names_of(results: Sequence[Result]) -> list[str]:
    """A name for each run; runs of one scenario are told apart by their last day, else by a number."""
    names = [result.facts.card.name for result in results]
    if len(set(names)) < len(names):
        lasts = (int(day_numbers(result.recording)[-1]) + 1 for result in results)
        names = [f"{name}, {last} days" for name, last in zip(names, lasts, strict=True)]
    return [
        name if names.count(name) == 1 else f"{name} ({names[: place + 1].count(name)})"
        for place, name in enumerate(names)
    ]


def series(results: Sequence[Result]) -> list[Series]:
    """Three panels, one curve per run, from each run's own origin on."""
    found: list[Series] = []
    for result, name in zip(results, names_of(results), strict=True):
        run = result.recording
        days = np.asarray(day_numbers(run), dtype=np.float64)
        after = days >= 0
        panels = {
            "milk removed, 7-day mean": (
                smoothed(np.asarray(run.days["removed"]).sum(axis=1)),
                "mL/day",
            ),
            "prolactin, daily mean": (np.asarray(run.days["prolactin_mean"]), "ng/mL"),
            "sessions, 7-day mean": (smoothed(run.days["sessions"]), "1/day"),
        }
        found += [
            Series(panel, name, days[after] + 0.5, "d", np.asarray(values, float)[after], unit)
            for panel, (values, unit) in panels.items()
        ]
    return found


def draw(results: Sequence[Result]) -> Figure:
    """Curves named at their ends."""
    data = series(results)
    panels = list(dict.fromkeys(entry.panel for entry in data))
    figure = theme.new_figure(150)
    rows = figure.subplots(len(panels), 1, sharex=True, height_ratios=[1.4, 1, 0.9])
    last = max(float(entry.x[-1]) for entry in data)
    for axes, panel in zip(rows, panels, strict=True):
        curves = [entry for entry in data if entry.panel == panel]
        for curve, colour in zip(curves, COLOURS, strict=False):
            axes.plot(curve.x, curve.y, color=colour, lw=theme.LINE_PT)
        axes.set_xlim(0, last + 0.5)
        axes.set_ylim(0, None)
        theme.dress(axes, y=f"{panel},\n{curves[0].y_unit}")
    rows[-1].set_xlabel("days from each scenario's own origin", fontsize=theme.TEXT_PT)
    figure.draw_without_rendering()
    for axes, panel in zip(rows, panels, strict=True):
        curves = [entry for entry in data if entry.panel == panel]
        ends = [
            (curve.name, float(curve.y[-1]), colour)
            for curve, colour in zip(curves, COLOURS, strict=False)
        ]
        theme.label_ends(axes, ends, x=last, gap=0.14)
    theme.stamp(figure, "\n".join(result.stamp for result in results))
    return figure
