"""JAX's derivatives, forward and backward, against those of the compiled engine: they share no code."""

from dataclasses import replace

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.engine.directions import Directions, directions_of
from lactea.engine.frozen import FrozenSteps, freeze
from lactea.engine.gradient import Gradient, gradient_along
from lactea.engine.lanes import KEPT
from lactea.engine.person import Setting, settle_person
from lactea.engine.units import inside_factor
from lactea.scenario import Scenario, loads

jax = pytest.importorskip("jax", reason="not run: JAX is not installed")

from lactea.jax.gradient import forward_gradient, reverse_gradient  # noqa: E402

PARAMETERS = ("prolactin_half_life", "tissue_resting", "synthesis_limit", "letdown_interval")
REMOVED = [KEPT.index(f"removed_{side}") for side in ("left", "right")]
EXACT = 1e-9
PARABOLA = 1e-3
"""JAX takes the top of a parabola for a daily maximum, the compiled engine that of a cubic."""


PUMPED = """
schema: lactea.scenario/1
name: pumped
summary: A short pregnancy, then the pump.
origin: placenta_delivered
infant: null
protocol:
  - {do: pregnancy, length: "1 weeks"}
  - {do: birth, at: "0 h", placenta: delivered}
  - {do: pump, start: "1 h", every: "6 h", duration: "10 min", breasts: both, simultaneous: true, device: hospital_grade}
horizon: "2 d"
"""


@pytest.fixture(scope="module")
def whole() -> tuple[Scenario, FrozenSteps]:
    """A person from the settling on, and the steps of the run."""
    scenario = loads(PUMPED, "a test")
    return scenario, freeze(scenario, simulate(scenario).resolved)


def one_day(frozen: FrozenSteps, day: int) -> FrozenSteps:
    place = frozen.settling + day - frozen.first_day
    one = slice(place, place + 1)
    columns = {name: getattr(frozen, name)[one] for name in ("clock", "hours", "change", "count")}
    return replace(frozen, settling=0, first_day=day, **columns)


def scaled(tangents: np.ndarray, truth: Gradient) -> np.ndarray:
    factors = np.array([inside_factor(unit) for unit in truth.units])
    return tangents[..., : len(PARAMETERS)] * factors


def start_of(scenario: Scenario, frozen: FrozenSteps) -> tuple[Setting, Directions, Gradient]:
    setting = settle_person(frozen.body, scenario)
    directions = directions_of(frozen.body, scenario, setting, PARAMETERS)
    return setting, directions, gradient_along(scenario, frozen, PARAMETERS)


def milk_moves_with_all(truth: Gradient) -> bool:
    """Whether the last day's milk changes with every parameter, so that no zeros are set against zeros.

    Relative change for relative change: after a week of pregnancy there is next to no milk, whatever the body.
    """
    return bool((np.abs(truth.elasticities("removed")[-1]) > 0.01).all())


@pytest.mark.proof
def test_forward_mode_gives_the_same(whole) -> None:
    scenario, frozen = whole
    setting, directions, truth = start_of(scenario, frozen)
    found = forward_gradient(frozen, setting, directions)
    removed, prolactin = truth.slopes["removed"], truth.slopes["prolactin_max"]
    assert milk_moves_with_all(truth)
    np.testing.assert_allclose(
        scaled(found.kept[..., REMOVED, :], truth), removed, atol=EXACT * np.abs(removed).max()
    )
    np.testing.assert_allclose(
        scaled(found.prolactin_max, truth), prolactin, atol=PARABOLA * np.abs(prolactin).max()
    )


@pytest.mark.proof
def test_reverse_mode_gives_the_same(whole) -> None:
    """Over one day alone, as if somebody began it who has come to nothing yet: backwards is slow."""
    scenario, frozen = whole
    day = one_day(frozen, 1)
    setting, directions, truth = start_of(scenario, day)
    found = reverse_gradient(day, setting, directions, lambda daily: daily.kept[-1, :2].sum())
    assert milk_moves_with_all(truth)
    wanted = truth.slopes["removed"][-1].sum(axis=0)
    np.testing.assert_allclose(scaled(found, truth), wanted, atol=EXACT * np.abs(wanted).max())
