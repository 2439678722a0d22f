"""Reading the mechanisms on JAX arrays: the same equations, differentiable and for any device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

from lactea.body.registry import CLOCK, Body
from lactea.body.vocabulary import register_reading

Value = Any
"""A JAX array, or what JAX puts in its place while it records, differentiates or maps a function."""
Rates = Callable[[Value, Value, Value, Value], jax.Array]


class JaxReading:
    """The vocabulary on JAX arrays."""

    exp = staticmethod(jnp.exp)
    log = staticmethod(jnp.log)
    power = staticmethod(jnp.power)
    cos = staticmethod(jnp.cos)
    minimum = staticmethod(jnp.minimum)
    maximum = staticmethod(jnp.maximum)


_READING = JaxReading()


def values_of(
    body: Body, clock: Value, states: Value, parameters: Value, inputs: Value
) -> dict[str, Value]:
    """Everything that the equations of `body` read and give, by id.

    Parameters
    ----------
    body : Body
    clock : () local hour of day
    states, parameters, inputs : (n_states,), (n_parameters,), (n_inputs,)
        In inside units and in the order of the body's ids.
    """
    values: dict[str, Value] = {CLOCK.id: clock}
    for names, array in (
        (body.state_ids, states), (body.parameter_ids, parameters), (body.input_ids, inputs)
    ):  # fmt: skip
        values |= {name: array[place] for place, name in enumerate(names)}
    # Which kinds stand for arrays depends on what JAX is doing at the moment.
    for kind in {type(value) for value in values.values()}:
        register_reading(kind, _READING)
    return body.evaluate(values)


def rates_of(body: Body) -> Rates:
    """The function (clock, states, parameters, inputs) -> rates per hour, (n_states,).

    Arguments as in `values_of`. It has no effects and no branches: to be compiled, mapped or differentiated.
    """

    def rates(clock: Value, states: Value, parameters: Value, inputs: Value) -> jax.Array:
        values = values_of(body, clock, states, parameters, inputs)
        return jnp.stack([jnp.asarray(rate, states.dtype) for rate in body.derivatives(values)])

    return rates
