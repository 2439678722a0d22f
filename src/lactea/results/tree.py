"""A run as an `xarray.DataTree`.

Groups: `/days` (person, time, side), `/sessions` (person, session, side), `/trace` and
`/zooms/<i>` (person, moment), `/events`, `/parameters`, `/scenario` (texts: its card, the warnings, the
resolved protocol). The root carries the provenance.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from lactea.results import variables
from lactea.results.facts import ColumnNote, Facts
from lactea.results.recording import SIDES, Array, Recording, TraceLike, day_numbers

if TYPE_CHECKING:
    import xarray

SCHEMA = "lactea.result/1"
SEPARATOR = "; "
"""Between names in one attribute."""
HOURS = {"units": "h", "long_name": "time from the origin"}


def build(recording: Recording, facts: Facts) -> xarray.DataTree:
    """The whole run, labelled."""
    import xarray

    groups = {
        "/days": _days(recording, facts),
        "/sessions": _sessions(recording, facts),
        "/trace": _curves(recording.trace, facts),
        "/events": _events(recording),
        "/parameters": _parameters(facts),
        "/scenario": _scenario(recording, facts),
    }
    for index, zoom in enumerate(recording.zooms):
        groups[f"/zooms/{index}"] = _curves(zoom, facts)
    tree = xarray.DataTree.from_dict(groups)
    tree.attrs = root_attributes(recording, facts)
    return tree


def root_attributes(recording: Recording, facts: Facts) -> dict[str, str | int | float]:
    """Provenance, in types that every file format keeps."""
    card = facts.card
    return {
        "schema": SCHEMA,
        "version": facts.version,
        "commit": facts.commit,
        "scenario": card.name,
        "scenario_hash": card.scenario_hash,
        "parameter_set": facts.parameter_set,
        **({"plugins": SEPARATOR.join(facts.plugins)} if facts.plugins else {}),
        "seed": int(recording.seed),
        "engine": recording.engine,
        "error_estimate": float(recording.error_estimate),
        "origin": card.origin,
        "first_day": int(recording.first_day),
    }


def sources_of(curves: tuple[str, ...], facts: Facts) -> str:
    """Evidence rows behind the curves that a variable is taken from, as one string."""
    rows = {row for name in curves if name in facts.columns for row in facts.columns[name].sources}
    return " ".join(sorted(rows))


def _labelled(
    arrays: Mapping[str, Array],
    along: str,
    label: Callable[[str, bool], variables.Variable],
    facts: Facts,
) -> dict[str, tuple[tuple[str, ...], Array, dict[str, str]]]:
    """Arrays with dims (person, `along`[, side]) and their attributes."""
    found = {}
    for name, values in arrays.items():
        per_side = np.ndim(values) == 2
        entry = label(name, per_side)
        dims: tuple[str, ...] = ("person", along, "side") if per_side else ("person", along)
        attributes = {
            "units": entry.unit,
            "long_name": entry.long_name,
            "sources": sources_of(entry.curves, facts),
        }
        found[name] = (dims, _storable(values)[np.newaxis], attributes)
    return found


def _storable(values: Array) -> Array:
    """The array itself, words as plain objects: files keep no fixed-width text."""
    values = np.asarray(values)
    return values.astype(object) if values.dtype.kind in "UO" else values


def _days(recording: Recording, facts: Facts) -> xarray.Dataset:
    import xarray

    return xarray.Dataset(
        _labelled(recording.days, "time", variables.daily, facts),
        coords={
            "person": [0],
            "time": (
                "time",
                day_numbers(recording),
                {"long_name": "day; day 0 is the first 24 h from the origin"},
            ),
            "side": list(SIDES),
        },
    )


def _sessions(recording: Recording, facts: Facts) -> xarray.Dataset:
    import xarray

    return xarray.Dataset(
        _labelled(recording.sessions, "session", variables.of_session, facts),
        coords={"person": [0], "side": list(SIDES)},
    )


def _curves(trace: TraceLike, facts: Facts) -> xarray.Dataset:
    import xarray

    states = np.asarray(trace.states)
    found = {}
    for index, name in enumerate(trace.names):
        note = facts.columns.get(name) or ColumnNote("", name.replace("_", " "))
        attributes = {
            "units": note.unit,
            "long_name": note.meaning,
            "sources": " ".join(note.sources),
        }
        found[name] = (("person", "moment"), states[np.newaxis, :, index], attributes)
    return xarray.Dataset(
        found,
        coords={"person": [0], "hour": ("moment", np.asarray(trace.time_h), HOURS)},
        attrs={"columns": json.dumps(list(trace.names))},
    )


def _scenario(recording: Recording, facts: Facts) -> xarray.Dataset:
    """Texts of any length, which attributes of a file could not hold."""
    import xarray

    from lactea.scenario import ResolvedProtocol

    resolved = recording.resolved
    known = isinstance(resolved, ResolvedProtocol)
    texts = {
        "card": json.dumps(asdict(facts.card), ensure_ascii=False),
        "warnings": json.dumps(list(recording.warnings), ensure_ascii=False),
        "decisions": json.dumps(asdict(resolved), ensure_ascii=False) if known else "",
    }
    return xarray.Dataset({name: ((), np.array(text, object)) for name, text in texts.items()})


def _words(values: list[str | None]) -> Array:
    """Words with "" where nothing was said."""
    return np.array([value or "" for value in values], dtype=object)


def _events(recording: Recording) -> xarray.Dataset:
    import xarray

    events = recording.events
    values = [np.nan if event.value is None else float(event.value) for event in events]
    return xarray.Dataset(
        {
            "hour": ("event", np.array([event.time_h for event in events], dtype=float), HOURS),
            "kind": ("event", _words([event.kind for event in events])),
            "side": ("event", _words([event.side for event in events])),
            "value": ("event", np.array(values, dtype=float)),
            "unit": ("event", _words([event.unit for event in events])),
        }
    )


def _parameters(facts: Facts) -> xarray.Dataset:
    import xarray

    notes = facts.parameters
    return xarray.Dataset(
        {
            "value": ("parameter", np.array([note.value for note in notes], dtype=float)),
            "published": ("parameter", np.array([note.published for note in notes], dtype=float)),
            "unit": ("parameter", _words([note.unit for note in notes])),
            "grade": ("parameter", _words([note.grade for note in notes])),
            "sources": ("parameter", _words([" ".join(note.sources) for note in notes])),
            "meaning": ("parameter", _words([note.meaning for note in notes])),
            "reason": ("parameter", _words([note.reason for note in notes])),
        },
        coords={"parameter": _words([note.id for note in notes])},
    )
