"""One self-contained page about one or more runs."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from lactea.results import Result, review, summary
from lactea.results.recording import EventLike
from lactea.view.figures import PICTURES, side_by_side
from lactea.view.limits import LIMITS
from lactea.view.published import Evidence, packaged
from lactea.view.series import Series
from lactea.view.tables import NumberTable, tables_of

Wording = Callable[[str], str]
DPI = 160
MOST_EVENTS = 24
EVENT_WORDS = {
    "birth": "birth",
    "placenta_out": "placenta delivered",
    "infant_is_there": "the infant is there",
    "first_drops": "first drops",
    "activation_20": "secretory activation passes 20 %",
    "secretory_activation": "milk comes in: secretory activation passes one half",
    "activation_90": "secretory activation passes 90 %",
    "milk_felt": "milk is felt to come in",
    "dried_up": "milk has dried up",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure ready for the page."""

    anchor: str
    level: int
    title: str
    caption: str
    alt: str
    data: str
    width: int
    height: int
    tables: list[NumberTable]


def write_report(
    results: Result | Sequence[Result],
    path: str | Path,
    evidence: Evidence | None = None,
    *,
    told: Wording = str,
    notes: Wording = str,
) -> Path:
    """Write one HTML file that needs nothing else: pictures and style stand inside it.

    Parameters
    ----------
    results : Result or sequence of Result
        Runs in the order in which they are shown; several are also drawn side by side.
    path : str or Path
        Where to write.
    evidence : mapping, optional
        Published rows; those packaged with lactea unless given.
    told : callable
        What makes the words of a scenario fit for the reader; unchanged unless given.
    notes : callable
        The same for what the library says of its numbers.

    Returns
    -------
    Path
        The file.
    """
    chosen = [results] if isinstance(results, Result) else list(results)
    if not chosen:
        raise ValueError("A report needs at least one result.")
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    published = packaged() if evidence is None else evidence
    place.write_text(_render(chosen, published, told, notes), "utf-8")
    return place


def _render(results: Sequence[Result], evidence: Evidence, told: Wording, notes: Wording) -> str:
    from jinja2 import Environment, PackageLoader, select_autoescape
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("lactea.view"),
        autoescape=select_autoescape(["html", "j2"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    figure = environment.get_template("figure.html.j2")
    names = [result.facts.card.name for result in results]
    style = files("lactea.view").joinpath("templates/report.css").read_text("utf-8")
    return environment.get_template("report.html.j2").render(
        title=f"Simulated lactation: {', '.join(names)}",
        notice=review.NOTICE,
        style=Markup(style),
        runs=[
            _run(result, f"run-{number}", evidence, told)
            for number, result in enumerate(results, 1)
        ],
        together=_together(results),
        sources=_sources(results, notes),
        limits=LIMITS,
        render=lambda shown: Markup(figure.render(figure=shown)),
    )


def _run(result: Result, anchor: str, evidence: Evidence, told: Wording) -> dict[str, Any]:
    days = summary.shown_days(result.recording)
    rows = [
        {
            "label": label.strip() if label.strip() == label else f"– {label.strip()}",
            "cells": [summary.cell(number, form) for number in numbers],
        }
        for label, form, numbers in summary.rows(result.recording, days)
    ]
    events = _told(result.recording.events)
    left = len(events) - MOST_EVENTS
    return {
        "anchor": anchor,
        "name": result.facts.card.name,
        "echo": [told(line) for line in result.facts.card.echo.splitlines() if line.strip()],
        "days": days,
        "rows": rows,
        "events": events[:MOST_EVENTS],
        "events_more": f"{left} later events are in the result file." if left > 0 else "",
        "warnings": [told(warning) for warning in result.recording.warnings],
        "figures": [
            _shown(
                f"{anchor}-{picture.name}",
                4,
                picture.title,
                result.facts.card.name,
                picture.meaning,
                picture.draw(result, evidence),
                picture.series(result, evidence),
            )
            for picture in PICTURES
            if picture.applies(result)
        ],
        "review": result.review().lines,
        "stamp": result.stamp,
    }


def _together(results: Sequence[Result]) -> Shown | None:
    if len(results) < 2:
        return None
    return _shown(
        "figure-side-by-side",
        3,
        side_by_side.TOPIC,
        " and ".join(result.facts.card.name for result in results),
        side_by_side.MEANING,
        side_by_side.draw(results),
        side_by_side.series(results),
    )


def _told(events: Sequence[EventLike]) -> list[dict[str, str]]:
    """Events in their order as words; what both breasts do at once is one line."""
    lines: list[dict[str, str]] = []
    for event in sorted(events, key=lambda event: event.time_h):
        line = {
            "what": EVENT_WORDS.get(event.kind, event.kind.replace("_", " ")),
            "side": event.side or "",
            "hours": f"{event.time_h:.1f}",
            "days": f"{event.time_h / 24:.1f}",
        }
        same = [old for old in lines if {**old, "side": ""} == {**line, "side": ""}]
        if same and event.side:
            same[0]["side"] = "both"
        else:
            lines.append(line)
    return lines


def _shown(
    anchor: str,
    level: int,
    title: str,
    whose: str,
    caption: str,
    figure: Figure,
    series: Sequence[Series],
) -> Shown:
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=DPI)
    width, height = figure.get_size_inches() * DPI
    data = base64.b64encode(stream.getvalue()).decode("ascii")
    return Shown(
        anchor=anchor,
        level=level,
        title=title,
        caption=caption,
        alt=f"{title}, {whose}. {caption} {_in_words(series)}",
        data=f"data:image/png;base64,{data}",
        width=int(width),
        height=int(height),
        tables=tables_of(series),
    )


def _in_words(series: Sequence[Series]) -> str:
    """First, highest and last value of each curve, for those who do not see it."""
    sentences = []
    for entry in series:
        if not entry.notes and len(entry.y) > 1 and entry.y.any():
            name = entry.name if entry.name == entry.panel else f"{entry.panel}, {entry.name}"
            sentences.append(
                f"{name}: from {entry.y[0]:.3g} to {entry.y[-1]:.3g} {entry.y_unit}, "
                f"highest {entry.y.max():.3g}."
            )
    return " ".join(sentences)


def _sources(results: Sequence[Result], notes: Wording) -> list[dict[str, Any]]:
    """Studies and assumed parameters, once for each set of parameters."""
    groups: dict[tuple[str, ...], list[Result]] = {}
    for result in results:
        key = tuple(note.id for note in result.facts.parameters)
        groups.setdefault((result.facts.parameter_set, *key), []).append(result)
    return [_source_group(group, notes) for group in groups.values()]


def _source_group(group: Sequence[Result], notes: Wording) -> dict[str, Any]:
    facts = group[0].facts
    counts = review.count_by_standing(facts)
    return {
        "heading": f"Parameters of {', '.join(result.facts.card.name for result in group)}",
        "counts": ", ".join(f"{number} {standing}" for standing, number in counts.items())
        + f" (set {facts.parameter_set}).",
        "citations": [
            {
                "text": notes(citation.text),
                "doi": html.unescape(citation.doi or ""),
                "grade": citation.grade,
                "used_by": ", ".join(citation.used_by),
            }
            for citation in group[0].citations()
        ],
        "assumed": [
            {
                "id": note.id,
                "value": f"{note.published:.4g}",
                "unit": "" if note.unit == "1" else note.unit,
                "meaning": note.meaning,
                "reason": notes(note.reason),
            }
            for note in review.assumed(facts)
        ],
    }
