"""Directions in which a run is differentiated: one for each parameter that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.person import Setting, settle_person
from lactea.engine.tangents import WIDTH
from lactea.engine.units import inside_factor, inside_value, value_text

if TYPE_CHECKING:
    from lactea.scenario import Scenario

Array = NDArray[np.float64]
SMALL = 1e-6
"""Relative change of a parameter by which its way into person and infant is differentiated. That way is
a handful of products, so the differences are good to nine digits."""


@dataclass(frozen=True)
class Directions:
    """How parameters and inputs of the body move along each direction, in blocks of `WIDTH`.

    Attributes
    ----------
    parameters : (blocks, n_parameters, WIDTH)
    inputs : (blocks, n_inputs, WIDTH)
    """

    parameters: Array
    inputs: Array


def directions_of(
    body: Body, scenario: Scenario, setting: Setting, names: Sequence[str]
) -> Directions:
    """For each named parameter: what its value changes in the values that a run begins with.

    Along a direction the named parameter grows by one inside unit, and with it whatever
    `settle_person` makes of it.
    """
    blocks = -(-len(names) // WIDTH)
    moved = [_moved(body, scenario, setting, name) for name in names]
    return Directions(
        _in_blocks([parameters for parameters, _ in moved], blocks, len(body.parameter_ids)),
        _in_blocks([inputs for _, inputs in moved], blocks, len(body.input_ids)),
    )


def _moved(body: Body, scenario: Scenario, setting: Setting, name: str) -> tuple[Array, Array]:
    """Derivatives of all parameters and inputs with respect to the value asked for of one parameter."""
    entry = body.parameters[name]
    value = setting.parameters[name] / inside_factor(entry.unit)
    step = SMALL * (abs(value) or 1.0)

    def settled(asked: float) -> tuple[Array, Array]:
        overrides = {**scenario.parameters, name: value_text(entry, asked)}
        found = settle_person(body, scenario.model_copy(update={"parameters": overrides}))
        return (
            np.array([found.parameters[one] for one in body.parameter_ids]),
            np.array([found.inputs[one] for one in body.input_ids]),
        )

    # A value of zero may not become negative: from there, one-sided.
    low, high = (value - step if value else value), value + step
    width = inside_value(entry, high) - inside_value(entry, low)
    below, above = settled(low), settled(high)
    return (above[0] - below[0]) / width, (above[1] - below[1]) / width


def _in_blocks(directions: Sequence[Array], blocks: int, size: int) -> Array:
    """One row a direction as (blocks, size, WIDTH), the last block filled up with zeros."""
    filled = np.zeros((blocks * WIDTH, size))
    for row, direction in enumerate(directions):
        filled[row] = direction
    return np.ascontiguousarray(filled.reshape(blocks, WIDTH, size).transpose(0, 2, 1))
