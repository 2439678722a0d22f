"""The equations on JAX arrays against the equations on floats, over the whole registry."""

from collections.abc import Callable

import numpy as np
import pytest

from lactea.body.registry import CLOCK, Body, default_body
from lactea.engine.doses import body_with_medicines
from lactea.medicines import known_names
from lactea.medicines import load as load_medicine
from lactea.scenario import load

jax = pytest.importorskip("jax", reason="not run: JAX is not installed")

from lactea.jax.reading import values_of  # noqa: E402

POINTS = range(40)
EXACT = 1e-12
"""Rounding of doubles, in the other order of additions that a compiler may choose."""
SINGLE = 1e-4
SINGLE_STEEP = 5e-3
"""Of quantities that are steep in their arguments, of which single precision has seven digits."""


@pytest.fixture(scope="module")
def body() -> Body:
    """Every mechanism there is: with every medicine of the library taken by every route."""
    takes = [
        f"{{do: take, medicine: {name}, dose: 1 {load_medicine(name).measure}, route: {route}, "
        "every: 1 d, start: 0 d}"
        for name in known_names()
        for route in (load_medicine(name).routes or ["oral"])
    ]
    return body_with_medicines(load("non-pregnant-woman", [f"protocol=[{', '.join(takes)}]"]))


@pytest.fixture(scope="module")
def on_jax(body: Body) -> Callable[[dict[str, float], str], np.ndarray]:
    """Quantities and rates of the body at a point, computed in the given precision."""

    @jax.jit
    def evaluate(clock, states, parameters, inputs):
        values = values_of(body, clock, states, parameters, inputs)
        found = [*(values[name] for name in body.quantity_ids), *body.derivatives(values)]
        return jax.numpy.stack([jax.numpy.asarray(value, states.dtype) for value in found])

    def at(point: dict[str, float], precision: str) -> np.ndarray:
        arrays = (
            np.array([point[name] for name in names], precision)
            for names in (body.state_ids, body.parameter_ids, body.input_ids)
        )
        with jax.enable_x64(precision == "float64"):
            return np.asarray(evaluate(np.dtype(precision).type(point[CLOCK.id]), *arrays))

    return at


def on_floats(body: Body, point: dict[str, float]) -> np.ndarray:
    values = body.evaluate(dict(point))
    return np.array([*(values[name] for name in body.quantity_ids), *body.derivatives(values)])


def differences(found: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Relative ones, but of what single precision cannot hold, which is nothing there."""
    nothing = np.abs(wanted) < np.finfo(np.float32).tiny
    return np.abs(found - wanted) / np.where(nothing, 1.0, np.abs(wanted))


def test_every_equation_gives_the_number_that_floats_give(body, on_jax, random_point) -> None:
    assert set(default_body().states) < set(body.states)
    names = [*body.quantity_ids, *(f"rate of {name}" for name in body.state_ids)]
    for seed in POINTS:
        point = random_point(body, seed)
        found = differences(on_jax(point, "float64"), on_floats(body, point))
        wrong = {name: d for name, d in zip(names, found, strict=True) if not d < EXACT}
        assert wrong == {}, seed


def test_single_precision_is_off_in_the_fifth_digit(body, on_jax, random_point) -> None:
    points = [random_point(body, seed) for seed in POINTS]
    rounded = [{n: float(np.float32(v)) for n, v in point.items()} for point in points]
    found = np.array(
        [differences(on_jax(point, "float32"), on_floats(body, point)) for point in rounded]
    )
    assert found.max() < SINGLE_STEEP
    assert np.quantile(found, 0.99) < SINGLE
    assert np.median(found) > np.finfo(float).eps, "this would be double precision"
