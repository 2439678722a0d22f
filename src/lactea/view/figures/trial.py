"""A virtual trial in one picture: the flow of people, the estimate beside the truth, power."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.trial.account import Account
from lactea.trial.document import unit_of
from lactea.trial.flow import Flow, Reasons
from lactea.trial.power import Power
from lactea.view import theme

TITLE = "Virtual trial"
HEIGHT_MM, WITH_POWER_MM = 88.0, 140.0
COLOURS = (theme.BLUE, theme.VERMILION, theme.GREEN, theme.PURPLE, theme.SKY)
BOX = {"boxstyle": "round,pad=0.35", "fc": "white", "ec": theme.QUIET, "lw": 0.7}
SIDE_BOX = BOX | {"ec": theme.GRID}
ARROW = {"arrowstyle": "-|>", "color": theme.QUIET, "lw": 0.7, "shrinkA": 9, "shrinkB": 9}
LETTERS, MOST_REASONS = 36, 3
INTERVALS = 1.96
"""Standard errors to either side of a share."""


def draw(account: Account, stamp: str) -> Figure:
    """Flow and findings, and the power curve where one was asked for.

    Parameters
    ----------
    account : Account
    stamp : str
        Provenance for the margin.
    """
    has_power = bool(account.powers)
    figure = theme.new_figure(WITH_POWER_MM if has_power else HEIGHT_MM)
    theme.foot(
        figure, "A trial of the model, not of people; docs/trials.md says in which way it is off."
    )
    grid = figure.add_gridspec(1 + has_power, 2, width_ratios=(1.25, 1))
    _flow(figure.add_subplot(grid[0, 0]), account.flow)
    _findings(figure.add_subplot(grid[0, 1]), account)
    if has_power:
        _power(figure.add_subplot(grid[1, :]), account)
    theme.stamp(figure, stamp)
    return figure


def _flow(axes: Axes, flow: Flow) -> None:
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_title("Flow", fontsize=theme.TITLE_PT, loc="left", color=theme.INK, pad=6)
    middle, side = 0.36, 0.82
    steps = [
        (0.94, f"screened {flow.screened}", flow.not_simulated + flow.not_eligible),
        (0.70, f"eligible {flow.eligible}", flow.out_after_run_in),
        (0.46, f"randomised {flow.randomised}", ()),
    ]
    for place, (height, words, out) in enumerate(steps):
        _box(axes, middle, height, words)
        if place:
            _arrow(axes, (middle, steps[place - 1][0]), (middle, height))
        if out:
            axes.plot([middle, side], [height - 0.12] * 2, color=theme.QUIET, lw=0.7, zorder=0)
            _box(axes, side, height - 0.12, _out(out), side=True)
    places = np.linspace(0.5 / len(flow.arms), 1 - 0.5 / len(flow.arms), len(flow.arms))
    for x, arm in zip(places, flow.arms, strict=True):
        words = f"{arm.name}\nassigned {arm.assigned}\nleft {arm.left}\nanalysed {arm.analysed}"
        _box(axes, float(x), 0.10, words)
        _arrow(axes, (middle, 0.43), (float(x), 0.20))


def _out(reasons: Reasons) -> str:
    lines = [
        f"{people}: {textwrap.shorten(why, LETTERS, placeholder='…')}" for why, people in reasons
    ]
    return "\n".join(lines[:MOST_REASONS])


def _box(axes: Axes, x: float, y: float, words: str, *, side: bool = False) -> None:
    axes.text(
        x, y, words,
        ha="center", va="center", fontsize=theme.SMALL_PT, color=theme.QUIET if side else theme.INK,
        bbox=SIDE_BOX if side else BOX,
    )  # fmt: skip


def _arrow(axes: Axes, begin: tuple[float, float], end: tuple[float, float]) -> None:
    axes.annotate("", xy=end, xytext=begin, arrowprops=ARROW)


def _findings(axes: Axes, account: Account) -> None:
    """The primary endpoint: each arm's estimate with its interval, and what is true."""
    endpoint = account.design.analysis.endpoint
    shown = [one for one in account.findings if one.endpoint == endpoint]
    of_time = account.design.endpoints[endpoint].kind == "time_to_event"
    for place, finding in enumerate(shown):
        estimate = finding.estimate
        if not np.isnan(estimate.effect):
            axes.plot([estimate.low, estimate.high], [place, place], color=theme.BLUE, lw=1.4)
            axes.plot(estimate.effect, place, "o", color=theme.BLUE, ms=5, label="this trial")
        if not of_time:
            axes.plot(
                finding.truth.effect, place, "D", mfc="none", mec=theme.VERMILION, ms=7,
                label="true in these people",
            )  # fmt: skip
    axes.axvline(0, color=theme.QUIET, lw=0.8)
    axes.set_yticks(range(len(shown)), [one.arm for one in shown])
    axes.set_ylim(-0.8, len(shown) - 0.2)
    theme.dress(
        axes,
        title=f"{endpoint}, against {account.design.control}",
        x=f"effect, {unit_of(account, endpoint)}",
    )
    known = dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))
    axes.legend(known.values(), known.keys(), fontsize=theme.SMALL_PT, frameon=False)


def _power(axes: Axes, account: Account) -> None:
    """The power of every endpoint, and the false positives of the primary one."""
    primary = account.design.analysis.endpoint
    for endpoint, colour in zip(account.design.endpoints, COLOURS, strict=False):
        powers = [one for one in account.powers if one.endpoint == endpoint]
        words = f"{endpoint} (primary)" if endpoint == primary else endpoint
        _share(axes, powers, [one.power for one in powers], colour, words)
    powers = [one for one in account.powers if one.endpoint == primary]
    falsely = [one.false_positives for one in powers]
    _share(axes, powers, falsely, theme.QUIET, "false positives, where the arm does nothing")
    axes.axhline(account.design.analysis.alpha, color=theme.QUIET, lw=0.6, ls=":")
    axes.set_ylim(-0.03, 1.03)
    theme.dress(axes, title="Power", x="people randomised", y="share of trials")
    axes.legend(fontsize=theme.SMALL_PT, frameon=False, loc="center right")


def _share(
    axes: Axes, powers: Sequence[Power], shares: Sequence[float], colour: str, label: str
) -> None:
    errors = [
        INTERVALS * np.sqrt(share * (1 - share) / one.repetitions)
        for share, one in zip(shares, powers, strict=True)
    ]
    sizes = [one.n for one in powers]
    axes.errorbar(sizes, shares, yerr=errors, fmt="o-", color=colour, lw=1.2, ms=3.5, label=label)
