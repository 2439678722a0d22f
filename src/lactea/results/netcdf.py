"""A run written to one NetCDF file, and read back without loss."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lactea.results.facts import ColumnNote, Facts, ParameterNote, ScenarioCard
from lactea.results.recording import Array
from lactea.results.stored import StoredEvent, StoredRecording, StoredScenario, StoredTrace
from lactea.results.tree import SCHEMA, SEPARATOR

if TYPE_CHECKING:
    import xarray

    from lactea.scenario import ResolvedProtocol

ENGINE: Literal["h5netcdf"] = "h5netcdf"


def write(tree: xarray.DataTree, path: Path) -> None:
    """Write `tree`; the long curves are compressed.

    The file is built in memory, since the HDF5 library crashes the interpreter where a disk is full,
    and takes the place of an older one only when it is whole.
    """
    encoding: dict[str, Any] = {
        node.path: {
            str(name): {"zlib": True, "complevel": 1}
            for name, values in node.data_vars.items()
            if values.dtype.kind == "f" and values.size
        }
        for node in tree.subtree
    }
    content = BytesIO()
    tree.to_netcdf(content, engine=ENGINE, encoding=encoding)
    _replace(path, content.getbuffer())


def _replace(path: Path, content: memoryview) -> None:
    """Write beside the file and rename, so that a failure leaves what was there."""
    place = path.resolve()
    part = place.with_name(f".{place.name}.part")
    try:
        part.write_bytes(content)
        part.replace(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def read(path: Path) -> tuple[StoredRecording, Facts]:
    """The run and its facts as they were written.

    Raises
    ------
    ValueError
        If the file is not one of lactea's.
    """
    import xarray

    # From memory: xarray keeps files that hold several groups open, and a result that was read
    # could not be written to the same place again.
    tree = xarray.open_datatree(BytesIO(path.read_bytes()), engine=ENGINE).load()
    if tree.attrs.get("schema") != SCHEMA:
        message = f"{path} is not a result of lactea: its root should say schema = {SCHEMA}."
        raise ValueError(message)
    facts = _facts(tree)
    return _recording(tree, facts), facts


def _facts(tree: xarray.DataTree) -> Facts:
    attributes = tree.attrs
    groups = [tree["trace"], *_zooms(tree)]
    columns = {
        str(name): ColumnNote(
            values.attrs["units"], values.attrs["long_name"], tuple(values.attrs["sources"].split())
        )
        for group in groups
        for name, values in group.data_vars.items()
    }
    return Facts(
        version=attributes["version"],
        commit=attributes["commit"],
        parameter_set=attributes["parameter_set"],
        card=ScenarioCard(**json.loads(_text(tree, "card"))),
        parameters=_notes(tree["parameters"]),
        columns=columns,
        plugins=tuple(found for found in attributes.get("plugins", "").split(SEPARATOR) if found),
    )


def _notes(group: Any) -> tuple[ParameterNote, ...]:
    names = ("value", "unit", "grade", "sources", "meaning", "reason")
    rows = zip(group["parameter"].values, *(group[name].values for name in names), strict=True)
    return tuple(
        ParameterNote(
            str(name),
            float(value),
            str(unit),
            str(grade),
            tuple(str(sources).split()),
            str(meaning),
            str(reason),
        )
        for name, value, unit, grade, sources, meaning, reason in rows
    )


def _recording(tree: xarray.DataTree, facts: Facts) -> StoredRecording:
    attributes = tree.attrs
    return StoredRecording(
        scenario=StoredScenario.of(facts.card),
        parameter_values={note.id: note.value for note in facts.parameters},
        engine=attributes["engine"],
        error_estimate=float(attributes["error_estimate"]),
        seed=int(attributes["seed"]),
        first_day=int(attributes["first_day"]),
        n_days=int(tree["days"].sizes["time"]),
        resolved=_decisions(tree),
        warnings=json.loads(_text(tree, "warnings")),
        days=_arrays(tree["days"]),
        sessions=_arrays(tree["sessions"]),
        trace=_trace(tree["trace"]),
        zooms=[_trace(zoom) for zoom in _zooms(tree)],
        events=_events(tree["events"]),
    )


def _text(tree: xarray.DataTree, name: str) -> str:
    return str(tree["scenario"][name].item())


def _decisions(tree: xarray.DataTree) -> ResolvedProtocol | None:
    text = _text(tree, "decisions")
    if not text:
        return None
    from lactea.scenario import Border, ResolvedProtocol

    held = json.loads(text)
    borders = tuple(Border(**border) for border in held.pop("borders"))
    return ResolvedProtocol(**held, borders=borders)


def _zooms(tree: xarray.DataTree) -> list[Any]:
    if "zooms" not in tree.children:
        return []
    zooms = tree["zooms"].children
    return [zooms[name] for name in sorted(zooms, key=int)]


def _arrays(group: Any) -> dict[str, Array]:
    """Arrays of one person, the axis of persons taken off."""
    return {
        str(name): np.asarray(values.values[0], dtype=str)
        if values.dtype.kind in "OUT"
        else values.values[0]
        for name, values in group.data_vars.items()
    }


def _trace(group: Any) -> StoredTrace:
    names = tuple(json.loads(group.attrs["columns"]))
    moments = group["hour"].values
    states = np.empty((len(moments), len(names)))
    for index, name in enumerate(names):
        states[:, index] = group[name].values[0]
    return StoredTrace(moments, states, names)


def _events(group: Any) -> list[StoredEvent]:
    names = ("hour", "kind", "side", "value", "unit")
    return [
        StoredEvent(
            float(hour),
            str(kind),
            str(side) or None,
            None if np.isnan(value) else float(value),
            str(unit) or None,
        )
        for hour, kind, side, value, unit in zip(
            *(group[name].values for name in names), strict=True
        )
    ]
