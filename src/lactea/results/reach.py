"""How much of a medicine arrives: its level next to the level at which it acts.

A medicine that is taken and does little may not be absorbed, or be cleared too fast; then its level
stays low next to its potency, whatever the body would make of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from lactea.body.registry import default_body
from lactea.results.recording import Floats, Recording, TraceLike, column

AMOUNT, VOLUME, POTENCY, FACTOR = "_amount", "_volume", "_potency", "_mass_factor"
"""Ends of the ids of a medicine's states and parameters."""
GONE = 0.01
"""A medicine of which less than this share of its highest level is left has gone."""


@dataclass(frozen=True)
class Reach:
    """How far a medicine comes with one of its effects.

    Attributes
    ----------
    medicine, target : str
        Ids of the medicine and of the input of the body on which it acts.
    share : float
        Mean of level over the sum of level and potency: the share of receptors that it fills.
    gone : bool
        Whether there was far more of it in the blood earlier in the run: its doses lie before these hours.
    """

    medicine: str
    target: str
    share: float
    gone: bool = False


def reach_of(recording: Recording, start_h: float, end_h: float) -> tuple[Reach, ...]:
    """Reach of every medicine that was in the body between two hours from the origin."""
    values = recording.parameter_values
    trace = recording.trace.between(start_h, end_h)
    time = np.asarray(trace.time_h)
    found = []
    for medicine, target in _actions(values):
        level = _level(trace, values, medicine)
        if len(level) < 2 or level.max() <= 0:
            continue
        filled = level / (level + values[f"{medicine}_{target}{POTENCY}"])
        mean = np.trapezoid(filled, time) / (time[-1] - time[0])
        gone = bool(level.max() < GONE * _level(recording.trace, values, medicine).max())
        found.append(Reach(medicine, target, float(np.clip(mean, 0.0, 1.0)), gone))
    return tuple(found)


def _actions(parameters: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """Medicine and target of every parameter that is a potency."""
    for target in default_body().medicine_targets:
        end = f"_{target}{POTENCY}"
        for name in parameters:
            if name.endswith(end):
                yield name.removesuffix(end), target


def _level(trace: TraceLike, values: Mapping[str, float], medicine: str) -> Floats:
    """Level in plasma in ng/mL from the doses of all routes, along a trace."""
    level = np.zeros(len(trace.time_h))
    for name in trace.names:
        volume = f"{name.removesuffix(AMOUNT)}{VOLUME}"
        if name.startswith(f"{medicine}_") and name.endswith(AMOUNT) and volume in values:
            level = level + column(trace, name) / values[volume]
    return level * values[f"{medicine}{FACTOR}"]
