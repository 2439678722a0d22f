"""Published points drawn as numbered marks, with a key that names the studies."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.view.published import THIN, Point
from lactea.view.series import Series
from lactea.view.theme import INK, QUIET, STAMP_PT

KEY_PT = 6.0
KEY_LINE_MM = 3.0
MARK_PT = 8.0
LONGEST_LINE = 40
COLUMNS = 3
SIDE_STEPS = (0, 1, -1, 2, -2, 3, -3, 4, -4)
Numbers = dict[str, int]


def numbered(points: Sequence[Point]) -> Numbers:
    """A number for each study in the order in which they appear."""
    numbers: Numbers = {}
    for point in points:
        numbers.setdefault(point.study, len(numbers) + 1)
    return numbers


def draw_points(
    axes: Axes,
    points: Sequence[Point],
    numbers: Numbers,
    *,
    x: Callable[[float], float] = lambda day: day,
    shape: str = "o",
    colour: str = INK,
    taken: list[tuple[float, float]] | None = None,
) -> None:
    """Numbered marks with the printed spread; hollow where the study is small.

    Marks that would cover each other step aside; a horizontal line shows the time span of the study.
    The layout of the figure has to be final.

    Parameters
    ----------
    axes : Axes
        Where to draw; its limits stay as they are.
    points : sequence of Point
        What to draw.
    numbers : dict
        Number of each study, see `numbered`.
    x : callable
        From days to the horizontal axis.
    shape, colour : str
        Marker and its colour.
    taken : list, optional
        Places (in pixels) of marks that are there already; grows.
    """
    occupied = [] if taken is None else taken
    limits = axes.get_xlim(), axes.get_ylim()
    for point in points:
        place = _free_place(axes, x(point.day), point.value, occupied)
        if point.low is not None and point.high is not None:
            axes.plot(
                [place] * 2, [point.low, point.high], color=colour, lw=0.7, alpha=0.6, zorder=3
            )
        if point.stop_day > point.start_day:
            span = [x(point.start_day), x(point.stop_day)]
            axes.plot(span, [point.value] * 2, color=colour, lw=0.7, alpha=0.6, zorder=3)
        axes.plot(
            [place],
            [point.value],
            marker=shape,
            markersize=MARK_PT + (2.0 if shape == "^" else 0.0),
            markerfacecolor="white" if point.is_thin else colour,
            markeredgecolor=colour if point.is_thin else "white",
            markeredgewidth=0.8,
            zorder=4,
            clip_on=False,
        )
        axes.annotate(
            str(numbers[point.study]),
            (place, point.value),
            xytext=(0, -1.2 if shape == "^" else -0.3),
            textcoords="offset points",
            fontsize=STAMP_PT,
            color=colour if point.is_thin else "white",
            ha="center",
            va="center",
            zorder=5,
            annotation_clip=False,
        )
    axes.set_xlim(*limits[0])
    axes.set_ylim(*limits[1])


def _free_place(axes: Axes, x: float, y: float, occupied: list[tuple[float, float]]) -> float:
    """The horizontal place nearest to `x` where a mark covers no other."""
    size = MARK_PT * axes.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
    across, up = axes.transData.transform((x, y))
    for step in SIDE_STEPS:
        tried = across + step * size
        if all(math.hypot(tried - a, up - u) >= 0.95 * size for a, u in occupied):
            break
    else:
        tried = across
    occupied.append((tried, up))
    return float(axes.transData.inverted().transform((tried, up))[0])


def draw_key(figure: Figure, axes: Axes, points: Sequence[Point]) -> None:
    """Name the numbered studies in an axes kept free for it."""
    axes.axis("off")
    lines = _key_lines(points)
    rows = math.ceil(len(lines) / COLUMNS)
    for column in range(COLUMNS):
        text = axes.text(
            column / COLUMNS,
            1,
            "\n".join(lines[column * rows : (column + 1) * rows]),
            fontsize=KEY_PT,
            color=QUIET,
            va="top",
            linespacing=1.35,
            transform=axes.transAxes,
        )
        text.set_in_layout(False)


def key_height_mm(points: Sequence[Point]) -> float:
    """Height that the key needs."""
    return KEY_LINE_MM * math.ceil(len(_key_lines(points)) / COLUMNS) + 3.0


def _key_lines(points: Sequence[Point]) -> list[str]:
    """One line per study: number, short name, subjects, kind of the bars."""
    if not points:
        return ["No published points are mapped to this scenario."]
    lines = []
    for study, number in numbered(points).items():
        own = [point for point in points if point.study == study]
        facts = f", {_sizes(own)}{_spreads(own)}"
        lines.append(f"{number}  {_short(study, LONGEST_LINE - len(facts))}{facts}")
    return [*lines, f"hollow: n under {THIN} or unknown (?)"]


def _short(study: str, longest: int) -> str:
    """The study without remarks in brackets, cut at a word to what a column holds."""
    name = re.sub(r"\s*\([^)]*\)", "", study).strip() or study
    if len(name) <= longest:
        return name
    return f"{name[: longest - 2].rpartition(' ')[0]} …"


def _sizes(points: Sequence[Point]) -> str:
    known = sorted({point.n for point in points if point.n is not None})
    if not known:
        return "n ?"
    return f"n {known[0]}" if len(known) == 1 else f"n {known[0]} to {known[-1]}"


def _spreads(points: Sequence[Point]) -> str:
    kinds = sorted({point.spread for point in points if point.low is not None})
    return f", {'/'.join(kinds)}" if kinds else ""


def as_series(panel: str, points: Sequence[Point], unit: str, name: str = "published") -> Series:
    """Points as numbers behind a picture."""
    none = float("nan")
    return Series(
        panel=panel,
        name=name,
        x=np.array([point.day for point in points], dtype=float),
        x_unit="d",
        y=np.array([point.value for point in points], dtype=float),
        y_unit=unit,
        low=np.array([none if p.low is None else p.low for p in points], dtype=float),
        high=np.array([none if p.high is None else p.high for p in points], dtype=float),
        notes=tuple(f"{point.row_id}: {point.source}" for point in points),
    )
