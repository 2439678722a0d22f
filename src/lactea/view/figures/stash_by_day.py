"""A stash by day: what was within its published time, what ends when, and what a need leaves of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from lactea.stash.account import Account
from lactea.stash.books import stocks, volume
from lactea.stash.lots import Lot
from lactea.stash.moments import day_of, start_of
from lactea.stash.places import FROZEN
from lactea.view import theme
from lactea.view.series import Series, find

TITLE = "Stash by day"
STOCK, ENDS = "stash", "time ends"
FROZEN_MILK, OTHER_MILK = "in a freezer", "in refrigerator, bag or room"
UNUSED, PLANNED = "ahead, if none is used", "ahead, as wanted"
EARLY, LATER = "early milk", "other milk"
ONE_DAY = timedelta(days=1)
LONGEST_PAST = 180
"""Days before the moment of the account that are drawn."""


def series(account: Account) -> list[Series]:
    """Milk within its published time at the end of each day, mL; and what ends on each day."""
    return [*_history(account), *_ahead(account), *_ends(account)]


def draw(account: Account, stamp: str) -> Figure:
    """The stash above, and below it the milk whose time ends on each day."""
    data = series(account)
    figure = theme.new_figure(110)
    grid = figure.add_gridspec(2, 1, height_ratios=[2, 1])
    above = figure.add_subplot(grid[0])
    below = figure.add_subplot(grid[1], sharex=above)
    _draw_stock(above, data)
    _draw_ends(below, data)
    now = _x(account.first_day)
    for axes in (above, below):
        axes.axvline(now, color=theme.QUIET, lw=0.8, ls=":")
        locator = AutoDateLocator()  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    theme.dress(above, title="Within the published storage time", y="milk, mL")
    theme.dress(
        below, title="Of the present stash, the published time ends on this day", y="milk, mL"
    )
    above.tick_params(labelbottom=False)
    above.set_ylim(bottom=0)
    below.set_ylim(bottom=0)
    above.legend(fontsize=theme.SMALL_PT, frameon=False, labelcolor=theme.INK, loc="upper left")
    theme.stamp(figure, stamp)
    return figure


def _draw_stock(axes: Axes, data: list[Series]) -> None:
    frozen, other = find(data, STOCK, FROZEN_MILK), find(data, STOCK, OTHER_MILK)
    axes.stackplot(
        frozen.x,
        frozen.y,
        other.y,
        labels=[FROZEN_MILK, OTHER_MILK],
        colors=[theme.BLUE, theme.SKY],
        step="post",
        lw=0,
    )
    unused = find(data, STOCK, UNUSED)
    axes.plot(
        unused.x,
        unused.y,
        color=theme.INK,
        lw=theme.LINE_PT,
        drawstyle="steps-post",
        label=unused.name,
    )
    for planned in (one for one in data if one.name == PLANNED):
        axes.plot(
            planned.x,
            planned.y,
            color=theme.VERMILION,
            lw=theme.LINE_PT,
            ls="--",
            drawstyle="steps-post",
            label=planned.name,
        )


def _draw_ends(axes: Axes, data: list[Series]) -> None:
    """Bars with an edge of their own colour, so that one day among hundreds is still seen."""
    later, early = find(data, ENDS, LATER), find(data, ENDS, EARLY)
    for one, under, colour in (
        (later, np.zeros(len(later.y)), theme.BLUE),
        (early, later.y, theme.PURPLE),
    ):
        seen = one.y > 0
        axes.bar(
            one.x[seen],
            one.y[seen],
            1.0,
            bottom=under[seen],
            align="edge",
            color=colour,
            edgecolor=colour,
            lw=0.8,
            label=one.name,
        )
    if early.y.any():
        axes.legend(fontsize=theme.SMALL_PT, frameon=False, labelcolor=theme.INK, loc="upper left")


def _history(account: Account) -> list[Series]:
    """Stock at the end of each day until the moment of the account."""
    zone = account.ledger.zone
    last = day_of(account.stock.at, zone)
    first = max(
        min(day_of(account.ledger.entries[0].at, zone), last), last - LONGEST_PAST * ONE_DAY
    )
    days = [first + number * ONE_DAY for number in range((last - first).days + 1)]
    ends = [min(start_of(day + ONE_DAY, zone) - 1, account.stock.at) for day in days]
    frozen, other = [], []
    for stock in stocks(account.ledger, account.times, ends):
        cold = tuple(lot for lot in stock.usable if lot.place in FROZEN)
        frozen.append(volume(cold))
        other.append(volume(stock.usable) - volume(cold))
    return [
        _by_day(STOCK, name, [*days, last + ONE_DAY], [*values, values[-1]])
        for name, values in ((FROZEN_MILK, frozen), (OTHER_MILK, other))
    ]


def _ahead(account: Account) -> list[Series]:
    """What is left on days ahead: untouched, and with the plan."""
    ends = _ending(account, account.stock.usable)
    left = volume(account.stock.usable)
    days, lefts = [account.first_day], [left]
    for day in sorted(ends):
        left -= ends[day]
        days.append(max(day + ONE_DAY, account.first_day))
        lefts.append(left)
    made = [_by_day(STOCK, UNUSED, days, lefts)]
    if account.plan is not None and account.plan.days:
        planned = account.plan.days
        start = planned[0].left + planned[0].given + planned[0].past
        days = [planned[0].day, *(one.day + ONE_DAY for one in planned)]
        made.append(_by_day(STOCK, PLANNED, days, [start, *(one.left for one in planned)]))
    return made


def _ends(account: Account) -> list[Series]:
    """By day, the milk of the present stock whose published time ends then."""
    usable = account.stock.usable
    ends = _ending(account, usable)
    early = _ending(account, (lot for lot in usable if lot.early))
    days = sorted(ends)
    return [
        _by_day(ENDS, LATER, days, [ends[day] - early.get(day, Fraction(0)) for day in days]),
        _by_day(ENDS, EARLY, days, [early.get(day, Fraction(0)) for day in days]),
    ]


def _ending(account: Account, lots: Iterable[Lot]) -> dict[date, Fraction]:
    ends: dict[date, Fraction] = defaultdict(Fraction)
    for lot in lots:
        ends[day_of(lot.ends_at, account.ledger.zone)] += lot.ml
    return ends


def _by_day(panel: str, name: str, days: list[date], values: list[Fraction]) -> Series:
    x = np.array([_x(day) for day in days], dtype=np.float64)
    y = np.array([float(value) for value in values], dtype=np.float64)
    return Series(panel, name, x, "d since 1970-01-01", y, "mL")


def _x(day: date) -> float:
    """A day on matplotlib's axis of dates."""
    return float((day - date(1970, 1, 1)).days)
