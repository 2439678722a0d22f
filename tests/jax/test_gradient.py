"""JAX's derivatives, forward and backward, against those of the compiled engine: they share no code."""

from dataclasses import replace

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.engine.directions import directions_of
from lactea.engine.frozen import FrozenSteps, freeze
from lactea.engine.gradient import Gradient, gradient_along
from lactea.engine.lanes import KEPT
from lactea.engine.person import settle_person
from lactea.engine.units import inside_factor
from lactea.scenario import load

jax = pytest.importorskip("jax", reason="not run: JAX is not installed")

from lactea.jax.gradient import forward_gradient, reverse_gradient  # noqa: E402

PARAMETERS = ("prolactin_half_life", "tissue_resting", "synthesis_limit", "letdown_interval")
REMOVED = [KEPT.index(f"removed_{side}") for side in ("left", "right")]
EXACT = 1e-9
PARABOLA = 1e-3
"""JAX takes the top of a parabola for a daily maximum, the compiled engine that of a cubic."""


@pytest.fixture(scope="module")
def case():
    """A day of pumping, the person, directions, and the derivatives of the compiled engine."""
    scenario = load("exclusive-pumping")
    frozen = freeze(scenario, simulate(scenario, days=3).resolved)
    day = one_day(frozen, 2)
    setting = settle_person(day.body, scenario)
    directions = directions_of(day.body, scenario, setting, PARAMETERS)
    return day, setting, directions, gradient_along(scenario, day, PARAMETERS)


def one_day(frozen: FrozenSteps, day: int) -> FrozenSteps:
    place = frozen.settling + day - frozen.first_day
    one = slice(place, place + 1)
    columns = {name: getattr(frozen, name)[one] for name in ("clock", "hours", "change", "count")}
    return replace(frozen, settling=0, first_day=day, **columns)


def scaled(tangents: np.ndarray, truth: Gradient) -> np.ndarray:
    factors = np.array([inside_factor(unit) for unit in truth.units])
    return tangents[..., : len(PARAMETERS)] * factors


@pytest.mark.proof
def test_forward_mode_gives_the_same(case) -> None:
    day, setting, directions, truth = case
    found = forward_gradient(day, setting, directions)
    removed = truth.slopes["removed"]
    np.testing.assert_allclose(
        scaled(found.kept[:, REMOVED], truth), removed, atol=EXACT * np.abs(removed).max()
    )
    prolactin = truth.slopes["prolactin_max"]
    np.testing.assert_allclose(
        scaled(found.prolactin_max, truth), prolactin, atol=PARABOLA * np.abs(prolactin).max()
    )


@pytest.mark.proof
def test_reverse_mode_gives_the_same(case) -> None:
    day, setting, directions, truth = case
    found = reverse_gradient(day, setting, directions, lambda daily: daily.kept[-1, :2].sum())
    wanted = truth.slopes["removed"][-1].sum(axis=0)
    np.testing.assert_allclose(scaled(found, truth), wanted, atol=EXACT * np.abs(wanted).max())
