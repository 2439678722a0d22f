"""A forecast: what was logged, what is likely next in three layers, ways to go on, and past forecasts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter, DayLocator, date2num
from matplotlib.figure import Figure

from lactea.twin.answer import Answer
from lactea.twin.diary import Diary, daily_volumes
from lactea.twin.forecast import Outlook
from lactea.twin.plans import PLANS
from lactea.twin.wording import LAYERS, NOTICE
from lactea.view import theme

TITLE = "What the log will likely show"
HEIGHT_MM = 150.0
SHOWN_DAYS = 28
DOTS = 20
"""Quantile dots: each stands for one chance in twenty."""
SHORT = {
    "keep_going": "keep going",
    "one_at_night": "one more at night",
    "two_fewer": "two fewer a day",
    "hospital_pump": "hospital-grade pump",
    "stop_now": "stop now",
    "plan": "the plan",
    "medicines": "with medicines",
}
# The legend stands above everything that was logged or is likely.
ROOM = 1.25


def draw(answer: Answer, stamp: str) -> Figure:
    """Four panels: the fan, each side, the last day under each way to go on, past forecasts."""
    figure = theme.new_figure(HEIGHT_MM)
    theme.foot(figure, NOTICE)
    panels = figure.subplot_mosaic([["fan", "fan"], ["lines", "past"]], height_ratios=[1.25, 1])
    _fan(panels["fan"], answer)
    _lines(panels["lines"], answer)
    _past(panels["past"], answer)
    theme.stamp(figure, stamp)
    return figure


def _fan(axes: Axes, answer: Answer) -> None:
    diary = answer.fitted.diary
    logged = daily_volumes(diary)
    shown = [day for day in sorted(logged) if day > diary.last_day - SHOWN_DAYS]
    own = answer.after_log
    days = _numbers(diary, range(own.first_day, own.first_day + own.total.shape[1]))
    before, after = answer.after_answers.quantiles(), own.quantiles()
    axes.fill_between(
        days, before[1], before[3], color=theme.GRID, lw=0, label=f"{LAYERS['after_answers']}, 50 %"
    )
    axes.fill_between(days, after[0], after[4], color=theme.SKY, alpha=0.35, lw=0,
                      label=f"{LAYERS['after_log']}, 90 %")  # fmt: skip
    axes.fill_between(
        days, after[1], after[3], color=theme.SKY, lw=0, label=f"{LAYERS['after_log']}, 50 %"
    )
    axes.plot(days, after[2], color=theme.BLUE, lw=theme.LINE_PT, label="middle")
    general = answer.in_general.quantiles()[2]
    axes.plot(days, general, color=theme.QUIET, lw=0.8, ls=":", label=LAYERS["in_general"])
    axes.plot(
        _numbers(diary, shown), [logged[day][0] for day in shown],
        "o", ms=2.6, color=theme.INK, label="logged",
    )  # fmt: skip
    axes.axvline(days[0], color=theme.QUIET, lw=0.6)
    top = max([*(logged[day][0] for day in shown), float(after[4].max()), float(before[3].max())])
    axes.set_ylim(0, ROOM * top)
    theme.dress(axes, title=f"{TITLE}: {answer.question.plan.words}", y="milk a day, mL")
    axes.legend(fontsize=theme.STAMP_PT + 1, frameon=False, loc="upper left", ncols=3)
    _dates(axes)


def _lines(axes: Axes, answer: Answer) -> None:
    """The last day under each way to go on, as twenty equally likely dots."""
    lines = list(answer.lines.items())
    for height, (name, outlook) in enumerate(reversed(lines)):
        colour = theme.BLUE if name == PLANS[0].id else theme.VERMILION
        _dots(axes, outlook, height, colour)
    axes.set_yticks(range(len(lines)), [SHORT[name] for name, _ in reversed(lines)])
    axes.set_ylim(-0.5, len(lines) - 0.4)
    axes.set_xlim(left=-10)
    last = answer.after_log.total.shape[1]
    theme.dress(axes, title=f"What if: day {last}, each dot one chance in {DOTS}", x="mL")
    axes.grid(axis="x", color=theme.GRID, linewidth=0.5)
    axes.grid(axis="y", visible=False)


def _dots(axes: Axes, outlook: Outlook, height: int, colour: str) -> None:
    values = np.quantile(outlook.total[:, -1], (np.arange(DOTS) + 0.5) / DOTS)
    widest = max(float(values.max()), 1.0)
    place = np.round(values / widest * 2 * DOTS)
    stacked = [int(np.sum(place[:number] == place[number])) for number in range(DOTS)]
    axes.plot(
        values, height - 0.25 + 0.1 * np.minimum(stacked, 6), "o", ms=2.4, color=colour, alpha=0.8
    )


def _past(axes: Axes, answer: Answer) -> None:
    diary = answer.fitted.diary
    colours = (theme.BLUE, theme.GREEN)
    for past, colour in zip(answer.past, colours, strict=False):
        if not past.rows:
            continue
        days = _numbers(diary, [row[0] for row in past.rows])
        low, middle, high, _ = np.array([row[1:] for row in past.rows]).T
        axes.fill_between(days, low, high, color=colour, alpha=0.2, lw=0)
        label = f"made {past.days_ago} days ago: {past.inside} of {past.compared} inside"
        axes.plot(days, middle, color=colour, lw=1.0, label=label)
    longest = max((past.rows for past in answer.past), key=len, default=())
    axes.plot(
        _numbers(diary, [row[0] for row in longest]), [row[4] for row in longest],
        "o", ms=2.6, color=theme.INK,
    )  # fmt: skip
    axes.set_ylim(bottom=0)
    theme.dress(axes, title="Past forecasts against what came (90 %)", y="milk a day, mL")
    if longest:
        axes.legend(fontsize=theme.STAMP_PT + 1, frameon=False, loc="lower left")
        _dates(axes)


def _numbers(diary: Diary, days: Iterable[int]) -> list[float]:
    """Days of the calendar as matplotlib counts them."""
    return [float(date2num(diary.date_of(day))) for day in days]  # type: ignore[no-untyped-call]


def _dates(axes: Axes) -> None:
    locator = DayLocator(interval=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
