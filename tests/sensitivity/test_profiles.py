"""Profiles against the closed form of a linear model, and against a grid of a nonlinear one."""

import numpy as np
import pytest

from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.profiles import CHI_SQUARE_95, fit, profile, slopes_of

GENERATOR = np.random.default_rng(5)
DESIGN = GENERATOR.normal(size=(12, 3))
TRUE = np.array([0.4, -1.2, 0.7])
OBSERVED = DESIGN @ TRUE + GENERATOR.normal(size=12)
EVERY = np.arange(3)


def straight(people: np.ndarray) -> np.ndarray:
    return people @ DESIGN.T - OBSERVED


def test_the_fit_of_a_line_is_that_of_the_normal_equations() -> None:
    wanted = np.linalg.lstsq(DESIGN, OBSERVED, rcond=None)[0]
    np.testing.assert_allclose(fit(straight, np.zeros(3), EVERY).at, wanted, atol=1e-6)


@pytest.mark.parametrize("parameter", [0, 1, 2])
def test_the_profile_of_a_line_is_the_closed_form(parameter) -> None:
    best = fit(straight, np.zeros(3), EVERY)
    found = profile(straight, best, parameter, EVERY, step=0.2, reach=5.0)
    sd = np.sqrt(np.linalg.inv(DESIGN.T @ DESIGN)[parameter, parameter])
    wanted = ((found.values - best.at[parameter]) / sd) ** 2
    np.testing.assert_allclose(found.growth, wanted, atol=1e-3)
    reach = np.sqrt(CHI_SQUARE_95) * sd
    assert found.low == pytest.approx(best.at[parameter] - reach, abs=1e-3)
    assert found.high == pytest.approx(best.at[parameter] + reach, abs=1e-3)


TIMES = np.array([0.2, 0.5, 1.0, 2.0, 3.0])
DECAY = np.array([1.7, 1.5, 0.9, 0.55, 0.2])
ERROR = 0.15


def decay(people: np.ndarray) -> np.ndarray:
    """Amount and rate, both on a logarithmic scale."""
    amount, rate = np.exp(people[:, :1]), np.exp(people[:, 1:])
    return (amount * np.exp(-rate * TIMES) - DECAY) / ERROR


@pytest.mark.parametrize("parameter", [0, 1])
def test_the_profile_of_a_curve_is_that_of_a_fine_grid(parameter) -> None:
    best = fit(decay, np.zeros(2), np.arange(2))
    found = profile(decay, best, parameter, np.arange(2), step=0.05, reach=3.0)
    other = np.linspace(-3, 3, 30_001)
    for value, growth in zip(found.values, found.growth, strict=True):
        people = np.empty((len(other), 2))
        people[:, parameter], people[:, 1 - parameter] = value, other
        least = (decay(people) ** 2).sum(axis=1).min()
        assert growth == pytest.approx(least - best.cost, abs=2e-3)
    # A curve is not a parabola: the two sides differ, which a standard error would not show.
    assert found.low is not None
    assert found.high is not None
    lower, upper = best.at[parameter] - found.low, found.high - best.at[parameter]
    assert abs(lower - upper) > 0.01 * (lower + upper)


def test_two_that_act_as_one_have_an_open_profile() -> None:
    def pair(people: np.ndarray) -> np.ndarray:
        return (people[:, :1] + people[:, 1:]) * np.ones(4) - 1.0

    best = fit(pair, np.zeros(2), np.arange(2))
    found = profile(pair, best, 0, np.arange(2), step=0.5, reach=4.0)
    assert (found.low, found.high) == (None, None)
    np.testing.assert_allclose(found.growth, 0, atol=1e-3)
    # With the other one held, the same parameter is told.
    held = profile(pair, best, 0, np.array([0]), step=0.5, reach=4.0)
    assert held.high == pytest.approx(best.at[0] + np.sqrt(CHI_SQUARE_95 / 4), abs=1e-3)


def test_slopes_are_those_of_the_line() -> None:
    at, slopes = slopes_of(straight, TRUE, EVERY)
    np.testing.assert_allclose(slopes, DESIGN, atol=1e-9)
    np.testing.assert_allclose(at, straight(TRUE[None])[0])


def test_old_slopes_lead_to_the_same_fit() -> None:
    start = np.array([2.0, -2.0])
    fresh = fit(decay, start, np.arange(2))
    stale = fit(decay, start, np.arange(2), slopes_of(decay, np.zeros(2), np.arange(2))[1])
    assert stale.cost == pytest.approx(fresh.cost, abs=1e-2)


def test_no_numbers_no_fit() -> None:
    with pytest.raises(SensitivityError, match="no numbers"):
        fit(lambda people: np.full((len(people), 2), np.nan), np.zeros(1), np.arange(1))
