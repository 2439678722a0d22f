"""Sensitivity on one page: shares of the variance, elasticities, screening, and what a log tells."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import SubplotSpec

from lactea.results.readouts import Readout
from lactea.sensitivity.analysis import Findings
from lactea.sensitivity.profiles import CHI_SQUARE_95
from lactea.sensitivity.stamp import short_stamp
from lactea.view import theme

TITLE = "What a result depends on, and what is not known"
FOOT = (
    "Shares and effects are those of the distributions given to the parameters; where these were assumed, "
    "so are the shares."
)
COLOURS = (theme.BLUE, theme.VERMILION, theme.GREEN, theme.PURPLE, theme.SKY)
MOST_GROUPS, MOST_ROWS, MOST_PARAMETERS = 5, 16, 12
LINE_MM, HEAD_MM, FOOT_MM = 4.4, 20.0, 16.0
"""Height of a line of a panel, of its heading and axis, and of the foot of the page."""
STRONGEST = 1.0
"""Elasticities of this size and more have the deepest colour."""

Panel = tuple[float, Callable[[Figure, SubplotSpec], None]]
"""Height in mm, and what draws it into a place of a grid."""


def draw(findings: Findings) -> Figure:
    """One page with a panel for each analysis that was made."""
    panels = _panels(findings)
    heights = [height for height, _ in panels]
    figure = theme.new_figure(sum(heights) + FOOT_MM)
    theme.foot(figure, FOOT)
    grid = figure.add_gridspec(len(panels), 1, height_ratios=heights)
    for place, (_, paint) in enumerate(panels):
        paint(figure, grid[place])
    theme.stamp(figure, short_stamp(findings.card))
    return figure


def _panels(findings: Findings) -> list[Panel]:
    found: list[Panel] = []
    if findings.variance is not None:
        groups = min(MOST_GROUPS, max(len(one.names) for one in findings.variance.shares))
        lines = len(findings.readouts) * (groups + 1)
        found.append((HEAD_MM + LINE_MM * lines * 0.75, lambda f, g: _variance(f, g, findings)))
    if findings.local is not None:
        lines = min(MOST_ROWS, len(_strongest(findings)))
        found.append((HEAD_MM + LINE_MM * lines, lambda f, g: _local(f, g, findings)))
    if findings.screening is not None:
        found.append((HEAD_MM + LINE_MM * MOST_PARAMETERS, lambda f, g: _screening(f, g, findings)))
    if findings.log is not None:
        found.append((HEAD_MM + LINE_MM * MOST_PARAMETERS, lambda f, g: _log(f, g, findings)))
    return found


# ---------------------------------------------------------------------------------- variance


def _variance(figure: Figure, place: SubplotSpec, findings: Findings) -> None:
    axes = figure.add_subplot(place)
    assert findings.variance is not None
    shares = findings.variance.shares
    shown = _shown_groups(findings)
    colours = {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(shown)}
    ticks, top = [], 0.0
    for one, readout in zip(shares, findings.readouts, strict=True):
        names = [name for name in shown if name in one.names]
        for line, name in enumerate(names):
            i, y = one.names.index(name), top + line
            axes.barh(y, one.total[i], height=0.8, color=colours[name], alpha=0.35, lw=0)
            axes.barh(y, max(one.first[i], 0.0), height=0.8, color=colours[name], lw=0)
            axes.errorbar(
                one.total[i], y, xerr=one.total_error[i], color=theme.INK, lw=0.7, capsize=1.5
            )
        ticks.append((top + (len(names) - 1) / 2, _named(readout)))
        top += len(names) + 1
    axes.set_yticks([y for y, _ in ticks], [text for _, text in ticks])
    axes.set_ylim(top - 0.6, -0.9)
    axes.set_xlim(0, 1)  # errors reach beyond where there were few samples; shares do not
    theme.dress(
        axes,
        title=f"Shares of the variance by {findings.variance.grouping}",
        x="share of the variance: full colour alone, pale with company (total, 95 %)",
    )
    axes.grid(axis="x", color=theme.GRID, linewidth=0.5)
    for name in shown:
        axes.barh(np.nan, np.nan, color=colours[name], label=name)
    axes.legend(fontsize=theme.SMALL_PT, frameon=False, loc="lower right", labelcolor=theme.INK)


def _shown_groups(findings: Findings) -> list[str]:
    """The groups with the largest total of any readout, in their own order."""
    assert findings.variance is not None
    best: dict[str, float] = {}
    for one in findings.variance.shares:
        for name, total in zip(one.names, one.total, strict=True):
            best[name] = max(best.get(name, 0.0), float(np.nan_to_num(total)))
    first = sorted(best, key=lambda name: -best[name])[:MOST_GROUPS]
    return [name for name in best if name in first]


# ------------------------------------------------------------------------------------- local


def _strongest(findings: Findings) -> list[int]:
    """Rows of the parameters with the largest elasticity of any readout."""
    assert findings.local is not None
    size = np.nan_to_num(np.abs(findings.local.elasticity)).max(axis=1)
    return [int(i) for i in np.argsort(-size, kind="stable")[:MOST_ROWS] if size[i] > 0]


def _local(figure: Figure, place: SubplotSpec, findings: Findings) -> None:
    axes = figure.add_subplot(place)
    assert findings.local is not None
    rows = _strongest(findings)
    values = findings.local.elasticity[rows]
    axes.imshow(values, cmap="RdBu_r", vmin=-STRONGEST, vmax=STRONGEST, aspect="auto", alpha=0.6)
    for (y, x), value in np.ndenumerate(values):
        star = "*" if findings.local.bent[rows[y], x] else ""
        text = "none" if np.isnan(value) else f"{value:+.2f}{star}"
        axes.text(x, y, text, ha="center", va="center", fontsize=theme.SMALL_PT, color=theme.INK)
    theme.dress(
        axes,
        title="Elasticity: percent of the readout per percent of the parameter (* two sides differ)",
    )
    axes.grid(visible=False)
    axes.set_yticks(range(len(rows)), [findings.local.names[row] for row in rows])
    labels = [_named(readout) for readout in findings.readouts]
    axes.set_xticks(range(len(labels)), labels)
    axes.tick_params(length=0)


# --------------------------------------------------------------------------------- screening


def _screening(figure: Figure, place: SubplotSpec, findings: Findings) -> None:
    assert findings.screening is not None
    shown = list(zip(findings.readouts, findings.screening, strict=True))[:2]
    inner = place.subgridspec(1, len(shown))
    for column, (readout, one) in enumerate(shown):
        axes = figure.add_subplot(inner[column])
        order = [i for i in one.ranked() if one.mu_star[i] > 0][:MOST_PARAMETERS]
        y = np.arange(len(order))
        axes.barh(y, one.mu_star[order], color=theme.BLUE, alpha=0.6, lw=0, label="mu*, 95 %")
        axes.errorbar(
            one.mu_star[order], y, xerr=one.mu_star_error[order], fmt="none", color=theme.INK,
            lw=0.7, capsize=1.5,
        )  # fmt: skip
        axes.plot(one.sigma[order], y, "o", color=theme.VERMILION, ms=3, label="sigma")
        axes.set_yticks(y, [one.names[i] for i in order])
        axes.invert_yaxis()
        axes.set_xlim(left=0)
        theme.dress(axes, title=f"Screening: {_named(readout)}", x=readout.unit)
        axes.legend(fontsize=theme.SMALL_PT, frameon=False, loc="lower right")


# --------------------------------------------------------------------------------------- log


def _log(figure: Figure, place: SubplotSpec, findings: Findings) -> None:
    inner = place.subgridspec(1, 2)
    _narrowed(figure.add_subplot(inner[0]), findings)
    _profiles(figure.add_subplot(inner[1]), findings)


def _narrowed(axes: Axes, findings: Findings) -> None:
    assert findings.log is not None
    about = findings.log.information
    order = np.argsort(about.left, kind="stable")[:MOST_PARAMETERS]
    y = np.arange(len(order))
    axes.barh(y, np.ones(len(order)), color=theme.GRID, lw=0)
    axes.barh(y, about.left[order], color=theme.GREEN, alpha=0.7, lw=0)
    axes.set_yticks(y, [about.names[i] for i in order])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    title = "What the log narrows: green of grey"
    theme.dress(axes, title=title, x="standard deviation with the log, over that without")


def _profiles(axes: Axes, findings: Findings) -> None:
    assert findings.log is not None
    for one, colour in zip(findings.log.profiles, COLOURS, strict=False):
        name = findings.log.factors[one.parameter].id
        axes.plot(one.values, one.growth, ".-", color=colour, lw=1.0, ms=4, label=name)
    axes.axhline(CHI_SQUARE_95, color=theme.QUIET, lw=0.8, ls="--")
    axes.set_ylim(0, 2 * CHI_SQUARE_95)
    title = "Profiles; the dashed line is 95 %"
    theme.dress(axes, title=title, x="SD from the middle", y="growth of the sum of squares")
    if findings.log.profiles:
        axes.legend(fontsize=theme.SMALL_PT, frameon=False, loc="upper center")
    else:
        axes.text(
            0.5, 0.5, "no volumes: no profiles", transform=axes.transAxes, ha="center",
            fontsize=theme.SMALL_PT, color=theme.QUIET,
        )  # fmt: skip


def _named(readout: Readout) -> str:
    """A readout in two short lines."""
    if readout.at == "any":
        return readout.observable
    return f"{readout.observable}\n{readout.statistic}, {readout.at}"
