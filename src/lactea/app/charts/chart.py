"""The geometry of a chart: panels of curves, bands and published points, computed from series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lactea.app.charts.scale import Scale, label, ticks, widened
from lactea.app.charts.thinning import thinned
from lactea.results.recording import Floats
from lactea.view.days import DAYS_OF_MEAN
from lactea.view.series import Series

WIDTH, HEIGHT = 420.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 50.0, 10.0, 12.0, 42.0
MEAN = f", {DAYS_OF_MEAN}-day mean"
LOGGED = "logged"
OTHERS = "tried as well"
TRUE = "true in these people"
PASSED, MISSED = "passed", "missed"
POINTS = ("sessions", "ejections", LOGGED, OTHERS, TRUE, PASSED, MISSED)
"""Names of series that are points and no curves: moments of a day or of a session, and days of a log."""
LETTERS = 2
"""So short a name at the beginning of a note is that of its mark, as of a plan; others are rows of studies."""
STYLES = 6
"""Curves that can be told apart by colour and by dash."""


@dataclass(frozen=True)
class Curve:
    """A line, and the area around it where there is a spread; `style` picks colour and dash."""

    name: str
    style: int
    faint: bool
    path: str
    area: str


@dataclass(frozen=True)
class Mark:
    """A published number, or a moment: place, ends of its spread (None without one), its study.

    `number` is that of the study in the list beside the chart, or the letter of the mark itself; empty
    for a moment. `style` is that of its set of points, picks the colour.
    """

    x: float
    y: float
    low: float | None
    high: float | None
    note: str
    number: str
    style: int


@dataclass(frozen=True)
class Tick:
    """A place along an axis and its number."""

    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    """One panel, ready to be drawn."""

    title: str
    x_label: str
    y_label: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...]
    mark_names: tuple[tuple[str, int], ...]
    studies: tuple[str, ...]
    summary: str
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM


def charts_of(series: Iterable[Series], span: tuple[float, float] | None = None) -> list[Chart]:
    """One chart for each panel, in the order of the series.

    Parameters
    ----------
    series
        Curves, and points that carry notes.
    span
        Part of the horizontal axis that is shown; everything without it.
    """
    panels: dict[str, list[Series]] = {}
    for entry in series:
        shown = entry if span is None else _cut(entry, span)
        if len(shown.x):
            panels.setdefault(entry.panel, []).append(shown)
    return [_chart(panel, entries) for panel, entries in panels.items()]


def _cut(entry: Series, span: tuple[float, float]) -> Series:
    inside = (entry.x >= span[0]) & (entry.x <= span[1])
    notes = tuple(note for note, kept in zip(entry.notes, inside, strict=False) if kept)
    return Series(
        entry.panel, entry.name, entry.x[inside], entry.x_unit, entry.y[inside], entry.y_unit,
        None if entry.low is None else entry.low[inside],
        None if entry.high is None else entry.high[inside],
        notes,
    )  # fmt: skip


def _chart(panel: str, entries: Sequence[Series]) -> Chart:
    x_low, x_high = _ends([entry.x for entry in entries])
    if any(_letter(note) for entry in entries for note in entry.notes):
        x_low, x_high = widened(x_low, x_high)
    if x_high <= x_low:
        x_high = x_low + 1.0
    across = Scale(x_low, x_high, LEFT, WIDTH - RIGHT)
    y_low, y_high = widened(*_ends([part for entry in entries for part in _vertical(entry)]))
    up = Scale(y_low, y_high, HEIGHT - BOTTOM, TOP)
    first = entries[0]
    points = [entry for entry in entries if entry.notes or _is_points(entry)]
    return Chart(
        title=panel,
        x_label=first.x_unit,
        y_label="" if first.y_unit == "1" else first.y_unit,
        x_ticks=tuple(Tick(across.place(at), label(at)) for at in ticks(x_low, x_high)),
        y_ticks=tuple(Tick(up.place(at), label(at)) for at in ticks(y_low, y_high)),
        curves=_curves(entries, across, up),
        marks=tuple(
            mark
            for style, entry in enumerate(points)
            for mark in _marks(entry, across, up, _studies(entries), style)
        ),
        mark_names=tuple((entry.name, style) for style, entry in enumerate(points)),
        studies=_studies(entries),
        summary=in_words(entries),
    )


def _ends(parts: Sequence[Floats]) -> tuple[float, float]:
    values = np.concatenate([part[np.isfinite(part)] for part in parts])
    return (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)


def _vertical(entry: Series) -> list[Floats]:
    return [part for part in (entry.y, entry.low, entry.high) if part is not None]


def _curves(entries: Sequence[Series], across: Scale, up: Scale) -> tuple[Curve, ...]:
    """Lines in the order in which they are drawn; single days are faint beside their mean."""
    lines = [entry for entry in entries if not entry.notes and not _is_points(entry)]
    names = list(dict.fromkeys(entry.name.removesuffix(MEAN) for entry in lines))
    averaged = {entry.name.removesuffix(MEAN) for entry in lines if entry.name.endswith(MEAN)}
    curves = [
        Curve(
            name=entry.name,
            style=names.index(entry.name.removesuffix(MEAN)) % STYLES,
            faint=entry.name in averaged,
            path=_path(entry.x, entry.y, across, up),
            area=_area(entry, across, up),
        )
        for entry in lines
    ]
    return tuple(sorted(curves, key=lambda curve: not curve.faint))


def _is_points(entry: Series) -> bool:
    """Whether the values stand alone and are not joined."""
    return entry.name in POINTS


def _path(x: Floats, y: Floats, across: Scale, up: Scale) -> str:
    """A polyline, interrupted where there is no number."""
    steps: list[str] = []
    pen_up = True
    for at, value in zip(*thinned(x, y), strict=True):
        if not np.isfinite(value):
            pen_up = True
            continue
        steps.append(f"{'M' if pen_up else 'L'}{across.place(at):.1f} {up.place(value):.1f}")
        pen_up = False
    return "".join(steps)


def _area(entry: Series, across: Scale, up: Scale) -> str:
    if entry.low is None or entry.high is None:
        return ""
    there = np.isfinite(entry.low) & np.isfinite(entry.high)
    x, low, high = entry.x[there], entry.low[there], entry.high[there]
    outline = [*zip(x, low, strict=True), *zip(x[::-1], high[::-1], strict=True)]
    points = [f"{across.place(at):.1f} {up.place(value):.1f}" for at, value in outline]
    return f"M{'L'.join(points)}Z" if points else ""


def _marks(
    entry: Series, across: Scale, up: Scale, studies: Sequence[str], style: int
) -> list[Mark]:
    notes = entry.notes or (entry.name,) * len(entry.x)
    none = np.full(len(entry.x), np.nan)
    low = none if entry.low is None else entry.low
    high = none if entry.high is None else entry.high
    return [
        Mark(
            across.place(x), up.place(y), _place(up, bottom), _place(up, top), note,
            _number(note, studies) if entry.notes else "", style % STYLES,
        )
        for x, y, bottom, top, note in zip(entry.x, entry.y, low, high, notes, strict=True)
        if np.isfinite(y)
    ]  # fmt: skip


def _studies(entries: Sequence[Series]) -> tuple[str, ...]:
    """The studies behind the marks, in the order of their numbers."""
    notes = (note for entry in entries for note in entry.notes if not _letter(note))
    return tuple(dict.fromkeys(_study(note) for note in notes))


def _number(note: str, studies: Sequence[str]) -> str:
    return _letter(note) or str(studies.index(_study(note)) + 1)


def _letter(note: str) -> str:
    """The letter of a mark that has one of its own."""
    name, colon, _ = note.partition(": ")
    return name if colon and len(name) <= LETTERS else ""


def _study(note: str) -> str:
    """The study of a note, which begins with the id of its row."""
    return note.partition(": ")[2] or note


def _place(scale: Scale, value: float) -> float | None:
    return scale.place(value) if np.isfinite(value) else None


def in_words(entries: Iterable[Series]) -> str:
    """First, last and highest value of each curve, for those who do not see it."""
    sentences = []
    for entry in entries:
        y = entry.y[np.isfinite(entry.y)]
        if entry.notes or _is_points(entry) or len(y) < 2:
            continue
        unit = "" if entry.y_unit == "1" else f" {entry.y_unit}"
        sentences.append(
            f"{entry.name}: from {y[0]:.3g} to {y[-1]:.3g}{unit}, highest {y.max():.3g}."
        )
    return " ".join(sentences)
