"""A recording from lanes: states every ten minutes, and the figures that follow from them.

Sessions are not in it: what needs those is refused, not guessed. Levels of hormones are as exact as a
curve through points every ten minutes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.course import DAY
from lactea.engine.recorder import ACCUMULATED, ACTIVATION_STAGES, AT_DAY_END, HORMONES
from lactea.engine.recording import Event, Recording, Trace
from lactea.scenario import ResolvedProtocol, Scenario

Array = NDArray[np.float64]
EVERY = 600
"""Ticks between two moments that are kept; the solver lands on each of them anyway."""

READABLE = frozenset(
    {
        "milk.removed_per_day",
        "milk.removed_per_day_per_breast",
        "milk.removed_per_day_left",
        "milk.removed_per_day_right",
        "milk.made_per_day",
        "milk.leaked_per_day",
        "milk.reabsorbed_per_day",
        "breast.capacity",
        "breast.tissue",
        "infant.intake",
        "prolactin.level",
        "estradiol.level",
        "progesterone.level",
        "activation.start",
        "activation.time",
        "activation.end",
        "activation.level",
    }
)
"""Observables that need no more than such a recording."""


def thin_recording(
    scenario: Scenario,
    parameters: Mapping[str, float],
    resolved: ResolvedProtocol,
    body: Body,
    states: Array,
) -> Recording:
    """The recording of one lane, from the origin on.

    Parameters
    ----------
    scenario, parameters, resolved, body
        Of this person; parameters in inside units.
    states : (moments, states)
        Every `EVERY` ticks from the origin, both ends included.
    """
    hours = np.arange(len(states)) * EVERY / 3600
    per_day = DAY // EVERY
    days = (len(states) - 1) // per_day
    return Recording(
        scenario=scenario,
        parameter_values=dict(parameters),
        engine="compiled",
        error_estimate=math.nan,
        seed=0,
        first_day=0,
        n_days=days,
        resolved=resolved,
        days=_amounts(body, states[: days * per_day + 1 : per_day])
        | _hormones(body, states[: days * per_day + 1], per_day),
        sessions={},
        trace=Trace(hours, states, body.state_ids),
        zooms=[],
        events=_activation(body, hours, states),
    )


def _amounts(body: Body, midnights: Array) -> dict[str, Array]:
    place = {name: i for i, name in enumerate(body.state_ids)}

    def both(name: str) -> Array:
        return midnights[:, [place[f"{name}_{side}"] for side in SIDES]]

    amounts = {name: np.diff(both(name), axis=0) for name in ACCUMULATED}
    ends = {name: both(state)[1:] for name, state in AT_DAY_END.items()}
    intake = np.diff(midnights[:, place["infant_intake"]])
    return amounts | ends | {"infant_intake": intake}


def _hormones(body: Body, states: Array, per_day: int) -> dict[str, Array]:
    """Mean, least and highest of each day."""
    found = {}
    for name, parts in HORMONES.items():
        curve = states[:, [body.state_ids.index(part) for part in parts]].sum(axis=1)
        days = np.stack(
            [curve[i::per_day][: len(curve) // per_day] for i in range(per_day)], axis=1
        )
        ends = curve[per_day::per_day, None]
        whole = np.concatenate([days, ends], axis=1)
        found[f"{name}_mean"] = ((whole[:, :-1] + whole[:, 1:]) / 2).mean(axis=1)
        found[f"{name}_min"], found[f"{name}_max"] = whole.min(axis=1), whole.max(axis=1)
    return found


def _activation(body: Body, hours: Array, states: Array) -> list[Event]:
    """When activation of each breast first passes its stages, straight between two moments."""
    found = []
    for side in SIDES:
        curve = states[:, body.state_ids.index(f"activation_{side}")]
        for level, kind in ACTIVATION_STAGES.items():
            rising = np.flatnonzero((curve[:-1] < level) & (curve[1:] >= level))
            if len(rising):
                i = int(rising[0])
                share = (level - curve[i]) / (curve[i + 1] - curve[i])
                found.append(Event(float(hours[i] + share * (hours[i + 1] - hours[i])), kind, side))
    return sorted(found, key=lambda event: event.time_h)
