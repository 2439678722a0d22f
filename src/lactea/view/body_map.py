"""The whole body as one figure: ``python -m lactea.view.body_map docs/pictures/body.svg``.

Every state, quantity and input stands on a circle, by organ and mechanism; every arrow is a line
through the circle, thick where it comes from and thin where it goes, in the colour of the organ it
comes from. Beside the figure lies a table with a line for each arrow: its equation's numbers, their
grades and sources. Both are drawn from the mechanism files; nothing is placed by hand.
"""

from __future__ import annotations

import csv
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Wedge

from lactea.view.body_graph import ORDER, Arrow, BodyGraph, Node, body_graph
from lactea.view.saving import save_figure
from lactea.view.theme import BLUE, GREEN, INK, PURPLE, QUIET, VERMILION, new_figure

Floats = npt.NDArray[np.float64]

SIZE_MM = 520.0
COLOURS = dict(zip(ORDER, (BLUE, PURPLE, "#8a6d00", VERMILION, GREEN), strict=True))
RIM, LABEL_AT, PLACE_AT, EDGE = 1.0, 1.025, 1.43, 1.49
"""Radii: of the circle, of labels, of names of organs, of the picture."""
HEADING, MECHANISM_GAP, PLACE_GAP = 1.7, 1.0, 3.5
"""Room for the heading of a mechanism, and gaps between mechanisms and between organs, in nodes."""
HEADING_LETTERS = 24
WAY_POINTS = 40
THICK, THIN = 0.0064, 0.0008
TITLE = "lactea: the whole body. Every state, every equation, every arrow"
COLUMNS = ("from", "to", "kind", "unit", "meaning", "mechanism", "parameters", "grades", "sources")


def angles_of(nodes: Sequence[Node]) -> dict[str, float]:
    """Angle of each node on the circle, and of the heading of each mechanism by its title.

    In radians, clockwise from the top, with gaps between mechanisms and between organs.
    """
    at: dict[str, float] = {}
    now = 0.0
    before: Node | None = None
    for node in nodes:
        if before is None or node.mechanism != before.mechanism:
            if before is not None:
                now += MECHANISM_GAP if node.place == before.place else PLACE_GAP
            at[node.title] = now
            now += HEADING
        at[node.id] = now
        now += 1.0
        before = node
    turn = 2 * np.pi / (now + PLACE_GAP)
    return {name: np.pi / 2 - turn * (place + PLACE_GAP / 2) for name, place in at.items()}


def draw(graph: BodyGraph) -> Figure:
    """The figure."""
    figure = new_figure(SIZE_MM, SIZE_MM)
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-EDGE, EDGE)
    axes.set_ylim(-EDGE, EDGE)
    nodes = list(graph.nodes.values())
    angles = angles_of(nodes)
    middles = _middles(nodes, angles)
    for place in ORDER:
        arrows = [a for a in graph.arrows if graph.nodes[a.source].place == place]
        shapes = [_tapered(_way(graph, arrow, angles, middles)) for arrow in arrows]
        axes.add_collection(
            PolyCollection(shapes, facecolors=COLOURS[place], alpha=0.62, linewidths=0)
        )
    for node in nodes:
        _label(axes, node, angles[node.id])
    _name_groups(axes, nodes, angles)
    _explain(axes, graph)
    return figure


def _middles(nodes: Iterable[Node], angles: Mapping[str, float]) -> dict[str, float]:
    """Middle angle of each mechanism and of each organ."""
    found: dict[str, list[float]] = {}
    for node in nodes:
        found.setdefault(node.mechanism, []).append(angles[node.id])
        found.setdefault(node.place, []).append(angles[node.id])
    return {name: (min(those) + max(those)) / 2 for name, those in found.items()}


def _way(
    graph: BodyGraph, arrow: Arrow, angles: Mapping[str, float], middles: Mapping[str, float]
) -> Floats:
    """Points of an arrow, shape (points, 2): in by mechanism and organ, and out again the same way."""
    source, target = graph.nodes[arrow.source], graph.nodes[arrow.target]
    begin, end = angles[source.id], angles[target.id]
    if source.mechanism == target.mechanism:
        depth = max(0.5, 0.93 - abs(begin - end))
        stops = [(begin, RIM), (begin, depth), (end, depth), (end, RIM)]
    else:
        stops = [(begin, RIM), (begin, 0.86), (middles[source.mechanism], 0.7)]
        if source.place != target.place:
            stops += [(middles[source.place], 0.3), (middles[target.place], 0.3)]
        else:
            stops += [(middles[source.place], 0.55)]
        stops += [(middles[target.mechanism], 0.7), (end, 0.86), (end, RIM)]
    return _curve(np.array([[r * np.cos(a), r * np.sin(a)] for a, r in stops]))


def _curve(stops: Floats) -> Floats:
    """A Bezier curve with these control points."""
    order = len(stops) - 1
    t = np.linspace(0, 1, WAY_POINTS)[:, None]
    weights = np.hstack([comb(order, k) * t**k * (1 - t) ** (order - k) for k in range(order + 1)])
    curve: Floats = weights @ stops
    return curve


def _tapered(way: Floats) -> Floats:
    """The outline of a line that gets thinner, shape (2 points, 2)."""
    along = np.gradient(way, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    across /= np.maximum(np.hypot(*along.T)[:, None], 1e-12)
    half = np.linspace(THICK, THIN, len(way))[:, None] / 2
    return np.vstack([way + half * across, (way - half * across)[::-1]])


STYLES: dict[str, dict[str, Any]] = {
    "state": {"fontsize": 9.5, "fontweight": "bold", "color": INK},
    "quantity": {"fontsize": 8.5, "color": INK},
    "input": {"fontsize": 8.5, "fontstyle": "italic", "color": QUIET},
}
DOTS = {"state": (42, "o", True), "quantity": (10, "o", True), "input": (18, "s", False)}


def _label(axes: Axes, node: Node, angle: float) -> None:
    colour = COLOURS[node.place]
    size, mark, filled = DOTS[node.kind]
    axes.scatter(
        [RIM * np.cos(angle)], [RIM * np.sin(angle)], s=size, marker=mark, zorder=3,
        facecolors=colour if filled else "white", edgecolors=colour, linewidths=0.9,
    )  # fmt: skip
    _outwards(axes, node.id.replace("_", " "), angle, LABEL_AT, STYLES[node.kind])


def _name_groups(axes: Axes, nodes: Sequence[Node], angles: Mapping[str, float]) -> None:
    """Headings of mechanisms before their nodes, names of organs outside."""
    for title, place in dict.fromkeys((node.title, node.place) for node in nodes):
        style = {
            "fontsize": 9.5,
            "fontweight": "bold",
            "color": COLOURS[place],
            "linespacing": 0.95,
        }
        _outwards(axes, textwrap.fill(title, HEADING_LETTERS), angles[title], RIM - 0.01, style)
    for place, those in groupby(nodes, key=lambda node: node.place):
        members = list(those)
        begin, end = angles[members[0].title], angles[members[-1].id]
        axes.add_patch(
            Wedge((0, 0), PLACE_AT - 0.03, np.degrees(end - 0.01), np.degrees(begin + 0.01),
                  width=0.004, facecolor=COLOURS[place], linewidth=0)
        )  # fmt: skip
        middle = (begin + end) / 2
        below = np.sin(middle) < 0
        axes.text(
            PLACE_AT * np.cos(middle), PLACE_AT * np.sin(middle), place, ha="center", va="center",
            rotation=float(np.degrees(middle)) - (-90 if below else 90), rotation_mode="anchor",
            fontsize=21, fontweight="bold", color=COLOURS[place],
        )  # fmt: skip


def _outwards(axes: Axes, text: str, angle: float, radius: float, style: Mapping[str, Any]) -> None:
    """Text that runs away from the centre, upright in both halves."""
    left = np.cos(angle) < 0
    axes.text(
        radius * np.cos(angle), radius * np.sin(angle), text, va="center",
        rotation=float(np.degrees(angle)) + (180 if left else 0), rotation_mode="anchor",
        ha="right" if left else "left", **style,
    )  # fmt: skip


def _explain(axes: Axes, graph: BodyGraph) -> None:
    kinds = [node.kind for node in graph.nodes.values()]
    lines = (
        f"{kinds.count('state')} states (bold): they have a memory",
        f"{kinds.count('quantity')} quantities: they follow at once",
        f"{kinds.count('input')} inputs (slanted): protocol, person, medicines",
        f"{len(graph.arrows)} arrows: thick where they come from, thin where they go",
        "numbers, grades and sources of each arrow: body.csv",
    )
    axes.text(-EDGE, EDGE, TITLE, fontsize=20, fontweight="bold", color=INK, va="top")
    axes.text(-EDGE, EDGE - 0.075, "\n".join(lines), fontsize=11, color=INK, va="top", linespacing=1.5)  # fmt: skip


def table(graph: BodyGraph) -> list[tuple[str, ...]]:
    """A line for each arrow, in the order of `COLUMNS`; what numbers alone feed has a line too."""
    fed = {arrow.target for arrow in graph.arrows}
    alone = [
        node.id for node in graph.nodes.values() if node.kind != "input" and node.id not in fed
    ]
    return [_row(graph, arrow.source, arrow.target) for arrow in graph.arrows] + [
        _row(graph, "", target) for target in alone
    ]


def _row(graph: BodyGraph, source: str, target: str) -> tuple[str, ...]:
    node, numbers = graph.nodes[target], graph.numbers[target]
    sources = dict.fromkeys(word for number in numbers for word in number.source.split())
    return (
        source,
        target,
        node.kind,
        node.unit,
        node.meaning,
        node.mechanism,
        " ".join(number.id for number in numbers),
        " ".join(dict.fromkeys(number.grade for number in numbers)),
        " ".join(sources),
    )


def write(path: Path) -> None:
    """Write the figure in the format its path says, SVG or PNG, and the table as CSV beside it."""
    graph = body_graph()
    # Letters stay letters, so that a reader can search the picture; a fixed salt names clips alike.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "lactea"}):
        save_figure(draw(graph), path, "drawn from the mechanism files", TITLE)
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(table(graph))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
