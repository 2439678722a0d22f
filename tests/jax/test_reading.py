"""The equations on JAX arrays against the equations on floats, over the whole registry."""

from collections.abc import Callable

import numpy as np
import pytest

from lactea.body.registry import CLOCK, Body, default_body

jax = pytest.importorskip("jax", reason="not run: JAX is not installed")

from lactea.jax.reading import values_of  # noqa: E402

POINTS = range(40)
EXACT = 1e-12
"""Rounding of doubles, in the other order of additions that a compiler may choose."""
SINGLE = 1e-4
SINGLE_STEEP = 5e-3
"""Quantities that are steep in their arguments, of which single precision has seven digits."""


def names_of(body: Body) -> list[str]:
    return [*body.quantity_ids, *(f"rate of {name}" for name in body.state_ids)]


@pytest.fixture(scope="module")
def on_jax() -> Callable[[dict[str, float], str], np.ndarray]:
    """Quantities and rates of the body at a point, computed in the given precision."""
    body = default_body()

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


def on_floats(point: dict[str, float]) -> np.ndarray:
    body = default_body()
    values = body.evaluate(dict(point))
    return np.array([*(values[name] for name in body.quantity_ids), *body.derivatives(values)])


def differences(found: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    return np.abs(found - wanted) / np.where(wanted == 0, 1.0, np.abs(wanted))


def test_every_equation_gives_the_number_that_floats_give(on_jax, random_point) -> None:
    body = default_body()
    for seed in POINTS:
        point = random_point(body, seed)
        found = differences(on_jax(point, "float64"), on_floats(point))
        wrong = {name: d for name, d in zip(names_of(body), found, strict=True) if not d < EXACT}
        assert wrong == {}, seed


def test_single_precision_is_off_in_the_fifth_digit(on_jax, random_point) -> None:
    body = default_body()
    all_found = []
    for seed in POINTS:
        point = {n: float(np.float32(v)) for n, v in random_point(body, seed).items()}
        all_found.append(differences(on_jax(point, "float32"), on_floats(point)))
    found = np.array(all_found)
    assert found.max() < SINGLE_STEEP
    assert np.quantile(found, 0.99) < SINGLE
    assert np.median(found) > 0.0, "this would be double precision"


def test_a_point_is_a_point_of_this_body(random_point) -> None:
    point = random_point(default_body(), 0)
    assert all(np.isfinite(on_floats(point)))
