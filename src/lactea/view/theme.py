"""How every figure looks: sizes in millimetres, one palette, quiet axes, a stamp in the margin.

The colours are those of Okabe and Ito, told apart by people with any common colour vision. Nothing is
set globally: a program that draws its own pictures keeps its own style.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

MM_PER_INCH = 25.4
WIDTH_MM = 180.0
"""Width of two columns in most journals."""

INK = "#1a1a1a"
QUIET = "#6b6b6b"
GRID = "#e3e3e3"
NIGHT = "#eef1f6"
BLUE, VERMILION, GREEN, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#AA4499", "#56B4E9"
LEFT, RIGHT = BLUE, VERMILION

TEXT_PT, SMALL_PT, STAMP_PT = 8.0, 7.0, 5.5
TITLE_PT = 9.0
LINE_PT = 1.5
STAMP_MM, FOOT_LINE_MM, FOOT_LETTERS = 4.5, 3.6, 130
"""Room for the stamp, height of a line of the foot, and letters in it."""
ROUNDS = 60
"""Passes in which labels push each other apart; they settle within a few."""


def new_figure(height_mm: float, width_mm: float = WIDTH_MM) -> Figure:
    """An empty figure of that size, drawn without any window system."""
    figure = Figure(
        figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH),
        layout="constrained",
        facecolor="white",
    )
    FigureCanvasAgg(figure)
    figure.get_layout_engine().set(w_pad=0.06, h_pad=0.05, rect=(0, 0.035, 1, 0.965))  # type: ignore[union-attr,call-arg]
    return figure


def dress(axes: Axes, *, title: str = "", x: str = "", y: str = "") -> None:
    """Quiet axes with labels that carry their units."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(QUIET)
        axes.spines[side].set_linewidth(0.6)
    axes.tick_params(labelsize=SMALL_PT, colors=QUIET, labelcolor=INK, width=0.6, length=2.5)
    axes.tick_params(which="minor", width=0.4, length=1.5, colors=QUIET)
    axes.grid(axis="y", color=GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    if title:
        axes.set_title(title, fontsize=TITLE_PT, loc="left", color=INK, pad=6)
    axes.set_xlabel(x, fontsize=TEXT_PT, color=INK)
    axes.set_ylabel(y, fontsize=TEXT_PT, color=INK)


def log_axis(axes: Axes) -> None:
    """A logarithmic vertical axis with plain numbers at 1, 2 and 5."""
    axes.set_yscale("log")
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())


def decades_axis(axes: Axes) -> None:
    """A logarithmic vertical axis with plain numbers at the powers of ten."""
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())


def stamp(figure: Figure, text: str) -> None:
    """Provenance in the lower margin."""
    figure.text(0.995, 0.008, text, fontsize=STAMP_PT, color=QUIET, ha="right", va="bottom")


def foot(figure: Figure, text: str) -> None:
    """Lines that must not be missed, above the stamp; to be set before anything is drawn."""
    if not text:
        return
    lines = textwrap.wrap(text, FOOT_LETTERS)
    height_mm = figure.get_figheight() * MM_PER_INCH
    stamp, all_lines = STAMP_MM / height_mm, len(lines) * FOOT_LINE_MM / height_mm
    bottom = stamp + all_lines
    figure.get_layout_engine().set(rect=(0, bottom, 1, 1 - bottom))  # type: ignore[union-attr,call-arg]
    figure.text(
        0.005, stamp, "\n".join(lines), fontsize=SMALL_PT, color=INK, ha="left", va="bottom"
    )


def label_ends(
    axes: Axes, labels: Sequence[tuple[str, float, str]], *, x: float, gap: float = 0.06
) -> None:
    """Name curves at their ends instead of in a legend, pushed apart where they would collide.

    Parameters
    ----------
    axes : Axes
        Axes whose limits are final.
    labels : sequence of (text, y, colour)
        One entry per curve.
    x : float
        Where the curves end.
    gap : float
        Least distance of two labels, as a share of the height.
    """
    to_share = axes.transData + axes.transAxes.inverted()
    places = sorted(
        (float(to_share.transform((x, y))[1]), text, colour) for text, y, colour in labels
    )
    heights = _apart([place for place, _, _ in places], gap)
    for height, (_, text, colour) in zip(heights, places, strict=True):
        axes.annotate(
            text,
            xy=(1.0, height),
            xycoords="axes fraction",
            xytext=(3, 0),
            textcoords="offset points",
            fontsize=SMALL_PT,
            color=colour,
            va="center",
            annotation_clip=False,
        )


def _apart(places: Sequence[float], gap: float) -> list[float]:
    """Ascending places pushed apart evenly until they keep a gap, all inside 0 to 1."""
    moved = [min(max(place, 0.0), 1.0) for place in places]
    for _ in range(ROUNDS):
        for index in range(1, len(moved)):
            lack = gap - (moved[index] - moved[index - 1])
            if lack > 0:
                moved[index - 1] = max(moved[index - 1] - lack / 2, 0.0)
                moved[index] = moved[index - 1] + gap
        excess = max(moved[-1] - 1.0, 0.0) if moved else 0.0
        moved = [place - excess for place in moved]
    return moved
