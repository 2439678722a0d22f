"""The plot: each ratio between its floor and its goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lactea.bench.timing import Ratio

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "lactea beside other solvers"
COLOURS = {"goal met": "#1b7837", "floor met": "#4393c3", "missed": "#b2182b", "": "#777777"}


def draw(ratios: Sequence[Ratio], stamp: str) -> Figure:
    """Ratios on a logarithmic scale, one line each.

    Parameters
    ----------
    ratios : sequence of Ratio
        Those without a value are left out.
    stamp : str
        Written below the plot.
    """
    from matplotlib.figure import Figure

    shown = [one for one in ratios if one.value]
    figure = Figure(figsize=(10, 1.6 + 0.45 * len(shown)), layout="constrained")
    axes = figure.add_subplot()
    for line, one in enumerate(reversed(shown)):
        assert one.value is not None
        colour = COLOURS[one.verdict]
        axes.plot([one.low or one.value, one.high or one.value], [line, line], color=colour, lw=2)
        axes.plot(one.value, line, "o", color=colour)
        for bound, mark in ((one.floor, "|"), (one.goal, "d")):
            if bound is not None:
                axes.plot(bound, line, mark, color="black", ms=9, fillstyle="none")
    axes.set_yticks(range(len(shown)), [_label(one) for one in reversed(shown)])
    axes.set_xscale("log")
    axes.set_xlabel("ratio or value;  | floor,  ◇ goal")
    axes.set_title(TITLE)
    axes.grid(axis="x", alpha=0.3)
    figure.supxlabel(stamp, fontsize=7)
    return figure


def _label(one: Ratio) -> str:
    compared = f"{one.ours} / {one.theirs}" if one.theirs not in ("", "itself") else one.ours
    return f"{one.bar}: {compared}"
