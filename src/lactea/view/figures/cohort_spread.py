"""How a cohort is spread: quantiles of each number, beside what studies printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import NormalDist

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.cohort.rows import READOUTS, Readout
from lactea.view import theme
from lactea.view.published_spreads import Comparison, by_column

TITLE = "Spread between people"
SHOWN = (
    "milk_day30",
    "milk_day90",
    "storage_day30",
    "prolactin_basal_day30",
    "activation_time",
    "activation_felt",
)
NAMES = {
    "milk_day30": "Milk, month 1",
    "milk_day90": "Milk, month 3",
    "storage_day30": "Storage, month 1",
    "prolactin_basal_day30": "Prolactin between feeds, month 1",
    "activation_time": "Secretory activation",
    "activation_felt": "Milk coming in, felt",
}
COLUMNS = 3
HEIGHT_MM = 62.0
REACH = 2.4
LINES = (theme.VERMILION, theme.GREEN)


def draw(
    values: Mapping[str, Sequence[float]], comparisons: Iterable[Comparison], stamp: str
) -> Figure:
    """One panel per number: people in order against normal scores, with a line per study.

    Parameters
    ----------
    values : mapping of str to sequence of float
        Numbers of the people by column; columns with fewer than two are left out.
    comparisons : iterable of Comparison
        Printed spreads. A study's line has its mean and SD, the mean being that of the
        cohort where the row prints a CV only.
    stamp : str
        Provenance for the margin.
    """
    panels = [name for name in SHOWN if len(values.get(name, ())) > 1]
    rows = max(1, -(-len(panels) // COLUMNS))
    figure = theme.new_figure(HEIGHT_MM * rows)
    studies = by_column(comparisons)
    readouts = {readout.column: readout for readout in READOUTS}
    for place, name in enumerate(panels):
        axes = figure.add_subplot(rows, COLUMNS, place + 1)
        _panel(axes, readouts[name], np.sort(np.asarray(values[name])), studies.get(name, []))
    theme.stamp(figure, stamp)
    return figure


def _panel(
    axes: Axes, readout: Readout, ordered: np.ndarray, studies: Sequence[Comparison]
) -> None:
    n = len(ordered)
    scores = np.array([NormalDist().inv_cdf((i + 0.5) / n) for i in range(n)])
    axes.plot(scores, ordered, ".", color=theme.BLUE, ms=3, label=f"{n} simulated people")
    ends = np.array([-REACH, REACH])
    for study, colour in zip(studies, LINES, strict=False):
        mean = float(ordered.mean()) if study.mean is None else study.mean
        label = f"{_short(study.study)} (CV {study.published:.2f})"
        axes.plot(ends, mean * (1 + study.published * ends), color=colour, lw=1.0, label=label)
    axes.set_ylim(bottom=0)
    theme.dress(axes, title=NAMES[readout.column], x="normal score", y=readout.unit)
    axes.legend(fontsize=theme.STAMP_PT, frameon=False, loc="upper left")


def _short(study: str) -> str:
    """First author and year; the first two words where there is no year."""
    words = study.split()
    year = next((word for word in words if word.isdigit() and len(word) == 4), words[1])
    return f"{words[0]} {year}"
