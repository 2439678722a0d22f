"""Derivatives along frozen steps by JAX: forward mode, and reverse mode for a single readout.

Both give what `lactea.engine.gradient` gives and share nothing with it but equations and steps. They are here
for functions that go on in JAX (a loss, a sampler); for derivatives alone the compiled engine is some
ten times as fast (docs/design/engine.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import jax
import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.directions import Directions
from lactea.engine.frozen import FrozenSteps
from lactea.engine.person import Setting
from lactea.jax.reading import Value
from lactea.jax.replay import Daily, counted, padded, person_run, tables_of

Array = NDArray[np.float64]


def forward_gradient(frozen: FrozenSteps, setting: Setting, directions: Directions) -> Daily:
    """Tangents of the figures of each day, along every direction.

    Parameters
    ----------
    frozen : FrozenSteps
    setting : Setting
        Of the person who is differentiated.
    directions : Directions
        See `lactea.engine.directions`.

    Returns
    -------
    Daily
        Of days without the settling; with a further last axis (directions,).
    """
    tangents = _forward(frozen.body)
    with jax.enable_x64(True):
        found = tangents(tables_of(frozen, "float64"), _point(frozen, setting), _joined(directions))
        return Daily(*(np.asarray(figures)[frozen.settling :] for figures in found))


@lru_cache(maxsize=4)
def _forward(body: Body) -> Callable[[Value, Value, Value], Daily]:
    """The compiled function (tables, point, directions) -> tangents (kept for this process)."""
    run = person_run(body, counted)

    def tangents(tables: Value, point: Value, along: Value) -> Daily:
        def one(direction: Value) -> Daily:
            moved: Daily = jax.jvp(lambda *values: run(tables, *values), point, direction)[1]
            return moved

        everyone: Daily = jax.vmap(one, in_axes=1, out_axes=-1)(along)
        return everyone

    return jax.jit(tangents)


def reverse_gradient(
    frozen: FrozenSteps,
    setting: Setting,
    directions: Directions,
    read: Callable[[Daily], Value],
) -> Array:
    """Tangents of one number along every direction, (directions,), from a single passage backwards.

    Parameters
    ----------
    frozen, setting, directions
        As for `forward_gradient`.
    read : callable
        The number, from the `Daily` of all blocks; in JAX. The same function is compiled once.
    """
    slopes = _reverse(frozen.body, read)
    with jax.enable_x64(True):
        found = slopes(tables_of(frozen, "float64"), _point(frozen, setting))
        slope_of_parameters, slope_of_inputs = (np.asarray(slope) for slope in found)
    parameters, inputs = _joined(directions)
    total: Array = slope_of_parameters @ parameters + slope_of_inputs @ inputs
    return total


@lru_cache(maxsize=4)
def _reverse(body: Body, read: Callable[[Daily], Value]) -> Callable[[Value, Value], Value]:
    """The compiled function (tables, point) -> slopes of what is read (kept for this process)."""
    run = person_run(body, padded)

    def slopes(tables: Value, point: Value) -> Value:
        return jax.grad(lambda values: read(run(tables, *values)))(point)

    return jax.jit(slopes)


def _point(frozen: FrozenSteps, setting: Setting) -> tuple[Array, Array]:
    """Parameters and inputs in the order of the body."""
    body = frozen.body
    return (
        np.array([setting.parameters[name] for name in body.parameter_ids]),
        np.array([setting.inputs[name] for name in body.input_ids]),
    )


def _joined(directions: Directions) -> tuple[Array, Array]:
    """Blocks of directions side by side: (n_parameters, directions) and (n_inputs, directions)."""
    parameters, inputs = (
        blocks.transpose(1, 0, 2).reshape(blocks.shape[1], -1)
        for blocks in (directions.parameters, directions.inputs)
    )
    return parameters, inputs
