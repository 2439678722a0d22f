"""Reading the mechanisms on NumPy arrays: every quantity along a whole recorded curve at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import CLOCK, Body, Step
from lactea.body.vocabulary import register_reading

Array = NDArray[np.float64]


class ArrayReading:
    """The vocabulary on arrays."""

    def exp(self, x: Array) -> Array:
        return np.exp(x)

    def log(self, x: Array) -> Array:
        return np.log(x)

    def power(self, x: Array | float, n: Array | float) -> Array:
        return np.power(x, n)

    def cos(self, x: Array) -> Array:
        return np.cos(x)

    def minimum(self, a: Array | float, b: Array | float) -> Array:
        return np.minimum(a, b)

    def maximum(self, a: Array | float, b: Array | float) -> Array:
        return np.maximum(a, b)


register_reading(np.ndarray, ArrayReading())


def quantities_along(
    body: Body,
    clock: Array,
    states: Array,
    parameters: Mapping[str, float],
    inputs: Array,
    wanted: Sequence[str] | None = None,
) -> dict[str, Array]:
    """Quantities of `body` at every recorded instant.

    Parameters
    ----------
    body : Body
    clock : (m,) local hour of day
    states : (m, n_states)
    parameters : by id, in inside units
    inputs : (m, n_inputs) or (n_inputs,)
    wanted : ids, or None for all states, inputs and quantities

    Returns
    -------
    dict of str to (m,) arrays
    """
    if wanted is None:
        wanted = (*body.state_ids, *body.input_ids, *body.quantity_ids)
    inputs = np.broadcast_to(inputs, (len(clock), len(body.input_ids)))
    way = way_towards(body, tuple(wanted))
    values: dict[str, Array | float] = {CLOCK.id: clock, **parameters}
    values |= {name: states[:, place] for name, place in way.states}
    values |= {name: inputs[:, place] for name, place in way.inputs}
    for step in way.steps:
        values[step.target] = step.equation(*[values[name] for name in step.needs])
    return {name: np.broadcast_to(values[name], clock.shape) for name in wanted}


@dataclass(frozen=True)
class Way:
    """What some quantities need: equations in computing order, states and inputs with their places."""

    steps: tuple[Step, ...]
    states: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[str, int], ...]


@cache
def way_towards(body: Body, wanted: tuple[str, ...]) -> Way:
    """The shortest way from states and inputs to the quantities that are wanted."""
    needed = set(wanted)
    kept: list[Step] = []
    for step in reversed(body.steps):
        if step.target in needed:
            needed.update(step.needs)
            kept.append(step)
    states, inputs = (
        tuple((name, place) for place, name in enumerate(names) if name in needed)
        for names in (body.state_ids, body.input_ids)
    )
    return Way(tuple(reversed(kept)), states, inputs)
