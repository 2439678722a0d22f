"""The ducts of one breast as seen from the front: nipple in the middle, one colour for each lobe.

Distances from the nipple are the ways along the ducts, to scale; line widths are in proportion to bores.
Directions say nothing: what is known is that lobes do not overlap and lie around the nipple like the sectors
of a wheel.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection, LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from numpy.typing import NDArray

from lactea.ducts.account import Account
from lactea.ducts.harms import Harm
from lactea.ducts.tree import Branch, DuctTree
from lactea.ducts.wording import say_harm
from lactea.view import theme

Array = NDArray[np.float64]
TITLE = "Milk ducts as a tree"
HEIGHT_MM, SIDE_MM = 150.0, 138.0
"""Height of the figure, and side of the square that holds the tree."""
NIPPLE_MM = 4.0
"""Radius of the drawn nipple, from which ways are counted."""
LOBULE_MM = 0.65
"""Diameter of the mark of a lobule; not to scale."""
DRAWN_BORE = 0.6
"""Drawn width over bore: in the breast ducts pass over each other, on paper they would hide each other."""
MARGIN_MM = 6.0
"""Room around the tree for the numbers of the lobes."""
GAP = 0.1
"""Part of the circle left free between lobes."""
STEPS = 9
"""Points of a drawn branch."""
LOBES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#7A6A00", "#AA4499")
BLOCKED, NIPPLE = "#9A9A9A", "#F3DED3"
OPENING = 0.35
"""Where ducts open on the drawn nipple, as a share of its radius."""
SCALE_BAR_MM = 10.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a branch ends: way from the nipple, direction, and the sector its lobules fill."""

    radius: float
    angle: float
    first: float
    last: float


def draw(account: Account, stamp: str) -> Figure:
    """The tree, with harmed ducts marked, and a legend in plain words."""
    tree = account.tree
    places = lay_out(tree)
    figure = theme.new_figure(HEIGHT_MM)
    theme.foot(figure, _sources())
    figure.suptitle(_title(account), fontsize=theme.TITLE_PT, x=0.01, ha="left", color=theme.INK)
    grid = figure.add_gridspec(1, 2, width_ratios=[SIDE_MM, theme.WIDTH_MM - SIDE_MM])
    axes, words = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
    side_mm = _frame(axes, places)
    _draw_lobes(axes, account, places, SIDE_MM / side_mm)
    _draw_nipple(axes, account.tree, places, SIDE_MM / side_mm)
    _draw_harms(axes, account, places)
    _number_lobes(axes, account, places)
    _draw_scale(axes, side_mm)
    _draw_words(words, account)
    theme.stamp(figure, stamp)
    return figure


def _frame(axes: Axes, places: Mapping[str, Place]) -> float:
    """A square around the tree with room for numbers; its side in mm of the breast."""
    ends = np.array([_xy(place.radius, place.angle) for place in places.values()])
    low, high = ends.min(axis=0) - MARGIN_MM, ends.max(axis=0) + MARGIN_MM
    side = float((high - low).max())
    middle = (low + high) / 2
    axes.set_aspect("equal")
    axes.set_xlim(middle[0] - side / 2, middle[0] + side / 2)
    axes.set_ylim(middle[1] - side / 2, middle[1] + side / 2)
    axes.axis("off")
    return side


def lay_out(tree: DuctTree) -> dict[str, Place]:
    """Places of all branches: each gets a part of the circle according to its lobules."""
    full = 2 * math.pi
    gap = full * GAP / len(tree.main_ducts)
    per_lobule = full * (1 - GAP) / tree.lobules
    places: dict[str, Place] = {}
    start = math.pi / 2
    for main in tree.main_ducts:
        stop = start + per_lobule * main.lobules
        places[main.label] = Place(NIPPLE_MM + main.length, (start + stop) / 2, start, stop)
        start = stop + gap
    for branch in tree.branches.values():
        if branch.parent:
            places[branch.label] = _beyond(tree, branch, places)
    return places


def _beyond(tree: DuctTree, branch: Branch, places: Mapping[str, Place]) -> Place:
    """The place of a daughter: further out, in its part of the sector of its parent."""
    parent = places[branch.parent]
    before = tree.branches[branch.parent].lobules - branch.lobules
    width = (parent.last - parent.first) / tree.branches[branch.parent].lobules
    first = parent.first + (before * width if branch.label.endswith(".2") else 0.0)
    last = first + branch.lobules * width
    return Place(parent.radius + branch.length, (first + last) / 2, first, last)


def _draw_lobes(
    axes: Axes, account: Account, places: Mapping[str, Place], paper_mm_per_mm: float
) -> None:
    points = 72 / theme.MM_PER_INCH * paper_mm_per_mm
    fates = _fates(account)
    branches = list(account.tree.branches.values())
    colours = [_colour(branch, fates[branch.label]) for branch in branches]
    axes.add_collection(
        LineCollection(
            [_curve(branch, places) for branch in branches],
            colors=colours,
            linewidths=[points * _drawn_bore(branch, account) for branch in branches],
            capstyle="round",
            zorder=2,
        )
    )
    ends = [
        (branch, colour) for branch, colour in zip(branches, colours, strict=True) if branch.is_end
    ]
    axes.add_collection(
        EllipseCollection(
            [LOBULE_MM] * len(ends),
            [LOBULE_MM] * len(ends),
            [0.0] * len(ends),
            units="xy",
            offsets=[
                _xy(places[branch.label].radius, places[branch.label].angle) for branch, _ in ends
            ],
            offset_transform=axes.transData,
            facecolors=["white" if fates[branch.label] == 0 else colour for branch, colour in ends],
            edgecolors=[colour for _, colour in ends],
            linewidths=0.5,
            zorder=3,
        )
    )


def _fates(account: Account) -> dict[str, float]:
    """Least bore left on the way from each branch to the nipple; 1 where nothing is harmed."""
    bores = {harm.label: harm.bore for harm in account.harms}
    return {
        label: min(bores.get(branch.label, 1.0) for branch in account.tree.way_out(label))
        for label in account.tree.branches
    }


def _drawn_bore(branch: Branch, account: Account) -> float:
    """Width on paper in mm of the breast, with its harm; a blocked duct keeps its own, or it would not be seen."""
    left = next((harm.bore for harm in account.harms if harm.label == branch.label), 1.0)
    return DRAWN_BORE * branch.diameter * (left or 1.0)


def _colour(branch: Branch, bore: float) -> str:
    if bore == 0:
        return BLOCKED
    return LOBES[(branch.lobe - 1) % len(LOBES)]


def _curve(branch: Branch, places: Mapping[str, Place]) -> Array:
    """A branch that leaves in the direction of its parent and turns into its own."""
    end = places[branch.label]
    start = places[branch.parent] if branch.parent else Place(NIPPLE_MM, end.angle, 0.0, 0.0)
    way = np.linspace(0.0, 1.0, STEPS)
    turned = way * way * (3 - 2 * way)
    radius = start.radius + (end.radius - start.radius) * way
    angle = start.angle + (end.angle - start.angle) * turned
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _xy(radius: float, angle: float) -> tuple[float, float]:
    return radius * math.cos(angle), radius * math.sin(angle)


def _draw_nipple(
    axes: Axes, tree: DuctTree, places: Mapping[str, Place], paper_mm_per_mm: float
) -> None:
    """The nipple seen from its tip, with the narrow last stretch of each main duct."""
    points = 72 / theme.MM_PER_INCH * paper_mm_per_mm
    axes.add_patch(
        Circle((0, 0), NIPPLE_MM, facecolor=NIPPLE, edgecolor=theme.QUIET, lw=0.8, zorder=4)
    )
    for main in tree.main_ducts:
        angle = places[main.label].angle
        inner, outer = _xy(NIPPLE_MM * OPENING, angle), _xy(NIPPLE_MM, angle)
        axes.plot(
            *zip(inner, outer, strict=True),
            color=theme.INK,
            lw=DRAWN_BORE * main.nipple_diameter * points,
            solid_capstyle="butt",
            zorder=5,
        )


def _draw_harms(axes: Axes, account: Account, places: Mapping[str, Place]) -> None:
    """A mark in the middle of each harmed branch."""
    for harm in account.harms:
        curve = _curve(account.tree.branches[harm.label], places)
        x, y = curve[STEPS // 2]
        blocked = harm.bore == 0
        axes.plot(
            [x],
            [y],
            marker="X" if blocked else "v",
            markersize=8,
            markerfacecolor=theme.INK if blocked else "white",
            markeredgecolor="white" if blocked else theme.INK,
            markeredgewidth=0.9,
            zorder=6,
        )


def _number_lobes(axes: Axes, account: Account, places: Mapping[str, Place]) -> None:
    for main in account.tree.main_ducts:
        furthest = max(
            places[end.label].radius for end in account.tree.ends if end.lobe == main.lobe
        )
        x, y = _xy(furthest + MARGIN_MM / 2, places[main.label].angle)
        axes.text(
            x, y, main.label, fontsize=theme.TEXT_PT, color=theme.INK, ha="center", va="center",
            zorder=7, fontweight="bold",
        )  # fmt: skip


def _draw_scale(axes: Axes, side_mm: float) -> None:
    left, low = axes.get_xlim()[0] + 0.01 * side_mm, axes.get_ylim()[0] + 0.02 * side_mm
    right = left + SCALE_BAR_MM
    axes.plot([left, right], [low, low], color=theme.INK, lw=1.5, solid_capstyle="butt")
    axes.text(
        left, low + 0.01 * side_mm, f"{SCALE_BAR_MM:.0f} mm", fontsize=theme.SMALL_PT,
        color=theme.INK, va="bottom",
    )  # fmt: skip


def _title(account: Account) -> str:
    side, day = account.side, account.day
    from_birth = account.unharmed.scenario.origin == "placenta_delivered"
    when = f"{-day} days before the birth" if from_birth and day < 0 else f"day {day}"
    return f"Milk ducts of the {side} breast, seen from the front, {when}"


def _draw_words(axes: Axes, account: Account) -> None:
    axes.axis("off")
    handles = list(_legend(account))
    axes.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, 0.97),
        fontsize=theme.SMALL_PT,
        frameon=False,
        labelcolor=theme.INK,
        labelspacing=1.1,
        handlelength=1.6,
        borderaxespad=0,
    )


def _legend(account: Account) -> Iterator[Line2D]:
    tree = account.tree
    yield _mark(
        f"nipple: {len(tree.main_ducts)} main ducts\nopen here through\nnarrow ends", "o",
        NIPPLE, theme.QUIET, 9,
    )  # fmt: skip
    yield Line2D(
        [], [], color=LOBES[0], lw=4,
        label="a duct: the thicker,\nthe wider inside;\none colour for each\nlobe, numbers beside",
    )  # fmt: skip
    yield _mark(
        f"a lobule: about {tree.alveoli:.0f}\nalveoli that make milk\n({tree.lobules} lobules;"
        "\nmark not to scale)", "o", LOBES[0], LOBES[0], 4,
    )  # fmt: skip
    for harm in account.harms:
        shape, face = ("X", theme.INK) if harm.bore == 0 else ("v", "white")
        yield _mark(_fate(account, harm), shape, face, theme.INK, 7)
    if any(harm.bore == 0 for harm in account.harms):
        yield _mark("lobules behind a block,\nwhich no milk leaves", "o", "white", BLOCKED, 4)


def _fate(account: Account, harm: Harm) -> str:
    """What became of the milk of the lobules behind a branch."""
    behind = [
        (number, group) for number, group in enumerate(account.groups) if harm.label in group.behind
    ]
    usual = sum(account.usual_milk(group) for _, group in behind)
    now = sum(account.milk(number) for number, _ in behind)
    what = say_harm(harm).replace(" at ", "\nat ")
    return f"{what}:\n{now:.0f} instead of {usual:.0f} mL\na day, up to day {account.last_day}"


def _mark(label: str, marker: str, face: str, edge: str, size: float) -> Line2D:
    return Line2D(
        [], [], ls="", marker=marker, markerfacecolor=face, markeredgecolor=edge, markersize=size,
        label=label,
    )  # fmt: skip


def _sources() -> str:
    assumed = "further branchings, narrow ends in the nipple, directions"
    return (
        "Drawn by chance from published figures, nobody's own. Printed: number and bore of main ducts, "
        "way to the first branching (Ramsay 2005, n 21), alveoli of a lobule (Jindal 2014). "
        f"Assumed: {assumed}. Ways from the nipple along the ducts are to scale."
    )
