"""Return of ovulation and periods after a birth: ``python -m lactea.view.return_of_fertility docs/pictures/fertility.png``.

Three ways of feeding, each the mean of some people of a virtual population, beside what breastfeeding women
were found to do. A mean of chances is a share of people. Not for contraception decisions alone.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.cohort import Recipe
from lactea.engine import simulate
from lactea.results.fertility_weeks import Week, fertility_weeks, mean_weeks
from lactea.scenario import load
from lactea.view import theme
from lactea.view.published import packaged
from lactea.view.saving import save_figure

PEOPLE, DAYS = 24, 364
WAYS = {
    "nobody nurses": ("natural-no-nursing", [f"horizon='{DAYS + 1} d'"], theme.QUIET, ":"),
    "nursing ends at three months": ("extended", ["protocol[2].stop='91 d'"], theme.BLUE, "--"),
    "nursing on demand": ("extended", [], theme.VERMILION, "-"),
}
NINE_STUDIES, CAIRO = "nine studies, Kennedy 1992", "Cairo, 1977"
PANELS = {
    "ovulated": (
        "ovulation_percent",
        {
            "lam_kennedy_ov6": NINE_STUDIES,
            "lam_kennedy_ov12": NINE_STUDIES,
            "lam_cairo_ov12": CAIRO,
        },
    ),
    "had a period": ("menses_percent", {"lam_cairo_menses12": CAIRO}),
}
TITLE = "Ovulation and periods after a birth"


@cache
def weeks_of(way: str) -> tuple[Week, ...]:
    """Mean chances by week of some people who feed in one of the ways."""
    scenario, settings, *_ = WAYS[way]
    recipe = Recipe(load(scenario, settings), 0)
    people = [recipe.person(number).scenario for number in range(PEOPLE)]
    return mean_weeks([fertility_weeks(simulate(person, days=DAYS)) for person in people])


def draw() -> Figure:
    """A panel for ovulations and one for periods."""
    figure = theme.new_figure(85)
    for axes, (what, (name, rows)) in zip(figure.subplots(1, 2), PANELS.items(), strict=True):
        for way, (*_, colour, style) in WAYS.items():
            weeks = weeks_of(way)
            axes.plot(
                [week.week for week in weeks], [getattr(week, name) for week in weeks],
                color=colour, ls=style, lw=theme.LINE_PT + 0.3, label=way,
            )  # fmt: skip
        _published(axes, rows)
        axes.set_xlim(0, DAYS / 7 + 1)
        axes.set_ylim(0, 103)
        theme.dress(axes, x="weeks", y=f"{what}, % of people")
    figure.axes[0].set_title(TITLE, loc="left", fontsize=theme.TITLE_PT, color=theme.INK)
    figure.axes[0].legend(
        fontsize=theme.SMALL_PT, frameon=False, labelcolor=theme.INK, loc="lower right", handlelength=3,
    )  # fmt: skip
    return figure


def _published(axes: Axes, rows: Mapping[str, str]) -> None:
    """What breastfeeding women were found to do, each point with its study."""
    for row_id, study in rows.items():
        row, entry = packaged()[row_id]
        week = float(entry.at.removeprefix("P").removesuffix("D")) / 7
        share = row.value or 0.0
        axes.plot([week], [share], "o", color=theme.INK, ms=4, mfc="none")
        axes.annotate(
            study, (week, share), xytext=(-5, -3),
            textcoords="offset points", fontsize=theme.SMALL_PT, color=theme.INK, ha="right",
        )  # fmt: skip


if __name__ == "__main__":
    save_figure(
        draw(), Path(sys.argv[1]), f"drawn from runs of {PEOPLE} virtual people a line; circles are breastfeeding women of the studies named", TITLE,
    )  # fmt: skip
