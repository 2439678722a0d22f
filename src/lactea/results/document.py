"""A run as the JSON document of `lactea simulate --json`, schema `lactea.simulate/1`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from lactea.results import citations, limits
from lactea.results.facts import Facts
from lactea.results.readouts import Readout
from lactea.results.recording import SIDES, Floats, Recording, day_numbers, infant_weights
from lactea.results.variables import HORMONES, MILK

SCHEMA = "lactea.simulate/1"
MILK_KEYS = {"removed": "milk_mL"} | {name: f"{name}_mL" for name in MILK if name != "removed"}
SHORT_UNITS = {unit: unit.replace("/", "_per_") for unit in HORMONES.values()}


def build(recording: Recording, facts: Facts, readouts: Sequence[Readout] = ()) -> dict[str, Any]:
    """The document; numbers that do not exist (no infant, no event value) are null."""
    card = facts.card
    weights = infant_weights(recording)
    held = limits.limits_of(recording)
    built: dict[str, Any] = {
        "schema": SCHEMA,
        "version": facts.version,
        "commit": facts.commit,
        "scenario": card.name,
        "scenario_hash": card.scenario_hash,
        "parameter_set": facts.parameter_set,
        "plugins": list(facts.plugins),
        "seed": int(recording.seed),
        "engine": recording.engine,
        "error_estimate": _number(recording.error_estimate),
        "origin": card.origin,
        "days": [_day(recording, weights, index) for index in range(recording.n_days)],
        "events": [
            {
                "time_h": _number(event.time_h),
                "kind": event.kind,
                "side": event.side,
                "value": None if event.value is None else _number(event.value),
                "unit": event.unit,
            }
            for event in recording.events
        ],
        "limits": None if held is None else held.as_dict(),
        "citations": [citation.as_dict() for citation in citations.of(facts)],
        "warnings": list(recording.warnings),
    }
    if readouts:
        built["readouts"] = [
            {"asked": str(asked), "value": _number(asked.read(recording)), "unit": asked.unit}
            for asked in readouts
        ]
    return built


def to_json(recording: Recording, facts: Facts, readouts: Sequence[Readout] = ()) -> str:
    """The document as text that any JSON reader takes (no NaN, no infinity)."""
    return json.dumps(build(recording, facts, readouts), ensure_ascii=False, allow_nan=False)


@cache
def schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    text = files("lactea.results").joinpath("schema/simulate.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _number(value: float) -> float | None:
    value = float(value)
    return value if math.isfinite(value) else None


def _count(value: float) -> int:
    return round(float(value))


def _day(recording: Recording, weights: Floats, index: int) -> dict[str, Any]:
    days = recording.days
    entry: dict[str, Any] = {"day": int(day_numbers(recording)[index])}
    for name, key in MILK_KEYS.items():
        entry[key] = _sides(days[name][index])
    entry["infant_intake_mL"] = _number(days["infant_intake"][index])
    entry["infant_weight_kg"] = _number(weights[index])
    entry["sessions"] = _count(days["sessions"][index])
    entry["ejections"] = _count(days["ejections"][index])
    for name, unit in HORMONES.items():
        entry[f"{name}_{SHORT_UNITS[unit]}"] = {
            key: _number(days[f"{name}_{key}"][index]) for key in ("mean", "max", "min")
        }
    return entry


def _sides(values: np.ndarray[Any, Any]) -> dict[str, float | None]:
    """Left, right and their sum."""
    sides = {side: _number(value) for side, value in zip(SIDES, values, strict=True)}
    return sides | {"total": _number(float(np.sum(values)))}
