"""Reading the mechanisms on NumPy arrays: every quantity along a whole recorded curve at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import CLOCK, Body
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
    body: Body, clock: Array, states: Array, parameters: Array, inputs: Array
) -> dict[str, Array]:
    """Every quantity of `body` at every recorded instant.

    Parameters
    ----------
    body : Body
    clock : (m,) local hour of day
    states : (m, n_states)
    parameters : (n_parameters,)
    inputs : (m, n_inputs) or (n_inputs,)

    Returns
    -------
    dict of str to (m,) arrays, states and inputs included.
    """
    inputs = np.broadcast_to(inputs, (len(clock), len(body.input_ids)))
    values: dict[str, Array | float] = {CLOCK.id: clock}
    values |= {name: states[:, i] for i, name in enumerate(body.state_ids)}
    values |= {name: inputs[:, i] for i, name in enumerate(body.input_ids)}
    values |= {name: float(parameters[i]) for i, name in enumerate(body.parameter_ids)}
    body.evaluate(values)
    wanted = (*body.state_ids, *body.input_ids, *body.quantity_ids)
    return {name: np.broadcast_to(values[name], clock.shape) for name in wanted}
