"""Any series as a figure: one panel below the other, curves with their bands, points with their letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.view import theme
from lactea.view.series import Series

COLOURS = (theme.INK, theme.BLUE, theme.VERMILION, theme.GREEN, theme.PURPLE, theme.SKY)
PANEL_MM = 62.0
LONGEST_LETTER = 2
"""Notes begin with a name and a colon; so short a name is written beside its point."""


def draw(series: Sequence[Series], stamp: str, points: Collection[str] = ()) -> Figure:
    """A figure of series.

    Parameters
    ----------
    series
        Shown in their order; those with notes are points.
    stamp
        Provenance for the margin.
    points
        Names of other series whose values stand alone and are not joined.
    """
    panels: dict[str, list[Series]] = {}
    for entry in series:
        if len(entry.x):
            panels.setdefault(entry.panel, []).append(entry)
    figure = theme.new_figure(PANEL_MM * max(1, len(panels)))
    rows = figure.subplots(max(1, len(panels)), 1, squeeze=False)[:, 0]
    for axes, (panel, entries) in zip(rows, panels.items(), strict=False):
        _panel(axes, panel, entries, points)
    theme.stamp(figure, stamp)
    return figure


def _panel(axes: Axes, panel: str, entries: Sequence[Series], points: Collection[str]) -> None:
    names = list(dict.fromkeys(entry.name for entry in entries))
    for entry in entries:
        colour = COLOURS[names.index(entry.name) % len(COLOURS)]
        if entry.notes or entry.name in points:
            _points(axes, entry, colour)
        else:
            axes.plot(entry.x, entry.y, color=colour, lw=theme.LINE_PT, label=entry.name)
            if entry.low is not None and entry.high is not None:
                axes.fill_between(entry.x, entry.low, entry.high, color=colour, alpha=0.16, lw=0)
    bottom = min(float(np.nanmin(entry.y)) for entry in entries)
    if bottom >= 0:
        axes.set_ylim(bottom=0)
    if all(entry.notes or entry.name in points for entry in entries):
        axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    first = entries[0]
    theme.dress(axes, title=panel, x=first.x_unit, y="" if first.y_unit == "1" else first.y_unit)
    axes.legend(fontsize=theme.STAMP_PT + 1, frameon=False, loc="best")


def _points(axes: Axes, entry: Series, colour: str) -> None:
    spread = None
    if entry.low is not None and entry.high is not None:
        spread = np.maximum(0.0, np.vstack([entry.y - entry.low, entry.high - entry.y]))
    axes.errorbar(
        entry.x, entry.y, yerr=spread, fmt="o", ms=4, color=colour, elinewidth=1.0, label=entry.name
    )
    for x, y, note in zip(entry.x, entry.y, entry.notes, strict=False):
        letter = note.partition(": ")[0]
        if len(letter) <= LONGEST_LETTER:
            axes.annotate(
                letter, (x, y), (5, 3), textcoords="offset points", fontsize=theme.TEXT_PT
            )
