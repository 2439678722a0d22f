"""Means and extremes of the curve between recorded steps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.engine import curve

coefficients = st.lists(st.floats(-5, 5), min_size=4, max_size=4)
steps = st.lists(st.floats(0.01, 2), min_size=1, max_size=6)


def sampled(cubic: np.ndarray, hours: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.polyval(cubic, hours), np.polyval(np.polyder(cubic), hours)


@given(coefficients, steps)
def test_a_cubic_is_followed_exactly(cubic: list[float], lengths: list[float]) -> None:
    hours = np.concatenate([[0.0], np.cumsum(lengths)])
    values, slopes = sampled(np.array(cubic), hours)
    area = np.polyint(cubic)
    size = np.abs(values).max() + 1e-6
    exact = (np.polyval(area, hours[-1]) - np.polyval(area, 0)) / hours[-1]
    assert curve.mean(hours, values, slopes) == pytest.approx(exact, abs=1e-9 * size)
    dense = np.polyval(cubic, np.linspace(0, hours[-1], 20_001))
    low, high = curve.extremes(hours, values, slopes)
    # The samples never pass the true extreme, and come as near as their spacing allows.
    near = 1e-6 * size * (1 + hours[-1]) ** 2
    assert dense.min() - near <= low <= dense.min() + 1e-9 * size
    assert dense.max() - 1e-9 * size <= high <= dense.max() + near


def test_a_peak_between_two_points_is_found() -> None:
    low, high = curve.extremes(np.array([0.0, 1.0]), np.array([0.0, 0.0]), np.array([4.0, -4.0]))
    assert (low, high) == (0.0, pytest.approx(1.0))


def test_a_single_point_is_its_own_mean() -> None:
    hours, values = np.array([3.0]), np.array([7.0])
    assert curve.mean(hours, values, np.zeros(1)) == 7
    assert curve.extremes(hours, values, np.zeros(1)) == (7, 7)


def test_two_points_at_one_moment_do_not_count() -> None:
    """A border is recorded twice, before and after."""
    hours = np.array([0.0, 1.0, 1.0, 2.0])
    values, slopes = np.array([1.0, 1.0, 3.0, 3.0]), np.zeros(4)
    assert curve.mean(hours, values, slopes) == pytest.approx(2)
    assert curve.extremes(hours, values, slopes) == (1, 3)
