"""Causes of a high prolactin over time: ``python -m lactea.view.prolactin_causes docs/pictures/prolactin-causes.png``.

Four women who are not pregnant, each with one cause. A month after the beginning one treatment starts
and another month later a second one: what reverses which cause is to be seen at once.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from lactea.engine import simulate
from lactea.results.recording import day_numbers
from lactea.scenario import load
from lactea.view import theme
from lactea.view.saving import save_figure

DAYS, THYROXINE_FROM, AGONIST_FROM = 90, 30, 60
CAUSES = {
    "prolactinoma, 8 mm": ("person.prolactinoma='8 mm'", theme.VERMILION, "-"),
    "stalk pressed, 5 % open": ("person.pituitary_stalk=0.05", theme.PURPLE, "--"),
    "kidneys, on dialysis": ("person.kidneys=dialysis", theme.GREEN, "-."),
    "underactive thyroid": ("person.thyroid=underactive", theme.BLUE, "-"),
    "none": ("person.thyroid=normal", theme.QUIET, ":"),
}
BEGINNING = "{do: stress, start: 0 d, stop: 1 h, level: 0}"
"""Nothing happens, but the first step of such a scenario has to begin at 0."""
TREATMENTS = (
    f"protocol=[{BEGINNING}, "
    f"{{do: take, medicine: levothyroxine, dose: 125 ug, start: {THYROXINE_FROM} d, every: 24 h}}, "
    f"{{do: take, medicine: cabergoline, dose: 0.5 mg, start: {AGONIST_FROM} d, every: 84 h}}]"
)
TITLE = "Causes of a high prolactin, and what reverses which"


def levels(cause: str) -> tuple[np.ndarray, np.ndarray]:
    """Days and the mean prolactin of each in ng/mL, with the two treatments one after the other."""
    run = simulate(
        load("non-pregnant-woman", [cause, TREATMENTS, f"horizon='{DAYS} d'"]), days=DAYS
    )
    return day_numbers(run).astype(float), np.asarray(run.days["prolactin_mean"], dtype=float)


def draw() -> Figure:
    """One panel, a logarithmic axis, the spans of treatment shaded."""
    figure = theme.new_figure(90)
    axes = figure.add_subplot()
    for name, (cause, colour, style) in CAUSES.items():
        days, prolactin = levels(cause)
        axes.plot(days, prolactin, color=colour, ls=style, lw=theme.LINE_PT + 0.3, label=name)
    axes.axvspan(THYROXINE_FROM, DAYS, color=theme.NIGHT, zorder=0, lw=0)
    axes.axvspan(AGONIST_FROM, DAYS, color=theme.GRID, zorder=0, lw=0)
    theme.log_axis(axes)
    axes.set_xlim(0, DAYS)
    axes.set_ylim(1, 1500)
    for day, text in (
        (1, "untreated"),
        (THYROXINE_FROM + 1, "thyroxine 125 µg a day"),
        (AGONIST_FROM + 1, "and cabergoline 0.5 mg\ntwice a week"),
    ):
        axes.text(day, 1250, text, fontsize=theme.SMALL_PT, color=theme.INK, va="top")
    theme.dress(axes, title=TITLE, x="days", y="prolactin, mean of the day, ng/mL")
    axes.legend(
        fontsize=theme.SMALL_PT, frameon=False, labelcolor=theme.INK, ncols=3,
        loc="lower left", handlelength=3,
    )  # fmt: skip
    return figure


if __name__ == "__main__":
    save_figure(
        draw(), Path(sys.argv[1]), "drawn from runs of the builtin non-pregnant-woman", TITLE
    )
