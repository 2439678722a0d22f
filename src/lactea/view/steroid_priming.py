"""What a pill adds to milk that is induced: ``python -m lactea.view.steroid_priming docs/pictures/priming.png``.

The accelerated Newman-Goldfarb protocol, and the same person under the same domperidone without the pill. Each
draw is another person of another possible world: everything that is assumed is drawn anew. Against the same
pumping the pill adds lobules, and its oestrogen slows secretion while it lasts, so that the band lies on both
sides of nothing; in place of pumping it costs the months that the pump would have had.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.cohort import Recipe
from lactea.engine import simulate
from lactea.scenario import Scenario, as_data, load
from lactea.view import theme
from lactea.view.saving import save_figure

PROTOCOL, PILL = "newman-goldfarb-accelerated", "combined-pill-norethisterone"
WORLDS, WEEKS, PILL_DAYS, ARRIVAL = 40, 12, 60, "90 d"
TITLE = "Milk that the pill adds"


class Regimen(NamedTuple):
    """Whether the pill is taken for the first 60 days, and the day of the first pumping."""

    pill: bool
    pump_from: int


class Comparison(NamedTuple):
    """Two regimens of the same person, and how they differ in words."""

    title: str
    with_pill: Regimen
    without: Regimen


COMPARISONS = (
    Comparison("pill and pump from the first day,\nagainst the pump alone", Regimen(True, 0), Regimen(False, 0)),
    Comparison("pill, then the pump,\nagainst the pump from day 60", Regimen(True, PILL_DAYS), Regimen(False, PILL_DAYS)),
    Comparison("pill, then the pump,\nagainst the pump from the first day", Regimen(True, PILL_DAYS), Regimen(False, 0)),
)  # fmt: skip


def scenario_of(regimen: Regimen) -> Scenario:
    """The accelerated protocol with these two things changed, up to the day on which the infant comes."""
    protocol = [
        step | _changed(step, regimen)
        for step in as_data(load(PROTOCOL))["protocol"]
        if step["do"] == "take" or step.get("stop") == ARRIVAL
    ]
    return load(PROTOCOL, [f"protocol={json.dumps(protocol)}", f"horizon={7 * WEEKS} d"])


def _changed(step: dict[str, Any], regimen: Regimen) -> dict[str, Any]:
    if step["do"] == "pump":
        return {"start": f"{regimen.pump_from} d", "when": None}
    if step["medicine"] != PILL:
        return {}
    # Two months in everybody: the file lets the breasts decide when the second one ends.
    return {"dose": f"{int(regimen.pill)} tablet", "until": None}


@cache
def milk_by_week(regimen: Regimen) -> np.ndarray:
    """Milk expressed in mL a day, of each world (rows) in the mean of each week (columns)."""
    recipe = Recipe(scenario_of(regimen), seed=1, uncertainty="each")
    return np.array([_weeks(recipe.person(number).scenario) for number in range(WORLDS)])


def _weeks(scenario: Scenario) -> np.ndarray:
    removed = simulate(scenario).days["removed"].sum(axis=1)[: 7 * WEEKS]
    return np.asarray(removed.reshape(WEEKS, 7).mean(axis=1))


def gained(comparison: Comparison) -> np.ndarray:
    """What each world has more with the pill, in mL a day; shape (worlds, weeks)."""
    primed, plain = milk_by_week(comparison.with_pill), milk_by_week(comparison.without)
    return np.asarray(primed - plain)


def draw() -> Figure:
    """A panel for each comparison: the middle of the worlds, nine in ten of them, and all."""
    figure = theme.new_figure(75)
    panels = figure.subplots(1, len(COMPARISONS), sharey=True)
    for axes, comparison in zip(panels, COMPARISONS, strict=True):
        _band(axes, gained(comparison))
        theme.dress(axes, x="weeks")
        axes.set_title(comparison.title, fontsize=theme.SMALL_PT, loc="left", color=theme.INK)
    panels[0].set_ylabel("mL a day, with the pill less without", fontsize=theme.TEXT_PT)
    panels[1].text(0.3, 700, "the pill is taken", fontsize=theme.SMALL_PT, color=theme.QUIET)
    panels[1].legend(fontsize=theme.SMALL_PT, frameon=False, labelcolor=theme.INK, loc="lower left")
    return figure


def _band(axes: Axes, gains: np.ndarray) -> None:
    weeks = np.arange(WEEKS) + 0.5
    low, high = np.percentile(gains, (5, 95), axis=0)
    axes.axvspan(0, PILL_DAYS / 7, color=theme.NIGHT, lw=0)
    axes.axhline(0, color=theme.INK, lw=0.6)
    axes.fill_between(
        weeks, gains.min(axis=0), gains.max(axis=0), color=theme.BLUE, alpha=0.12, lw=0, label="all"
    )
    axes.fill_between(weeks, low, high, color=theme.BLUE, alpha=0.3, lw=0, label="nine in ten")
    axes.plot(
        weeks, np.median(gains, axis=0), color=theme.BLUE, lw=theme.LINE_PT, label="the middle"
    )
    axes.set_xlim(0, WEEKS)
    axes.set_xticks(range(0, WEEKS + 1, 4))
    axes.set_yscale("symlog", linthresh=10)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:+,g}" if value else "0")


if __name__ == "__main__":
    save_figure(
        draw(), Path(sys.argv[1]), f"drawn from {WORLDS} people of {WORLDS} possible worlds: the middle, nine in ten, all; shaded: the weeks of the pill. No study has compared them", TITLE,
    )  # fmt: skip
