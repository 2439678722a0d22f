"""Screening against a line, of which every elementary effect is the slope."""

import numpy as np
import pytest

from lactea.sensitivity.screening import HIGH, LOW, screen

SLOPES = np.array([1.0, -2.0, 0.0, 4.0])
NAMES = list("abcd")


def line(shares: np.ndarray) -> np.ndarray:
    return (shares @ SLOPES)[:, None]


def test_a_line_has_its_slopes_and_no_company() -> None:
    found = screen(line, NAMES, 5, seed=0)[0]
    np.testing.assert_allclose(found.mu, SLOPES * (HIGH - LOW), atol=1e-12)
    np.testing.assert_allclose(found.mu_star, np.abs(SLOPES) * (HIGH - LOW), atol=1e-12)
    np.testing.assert_allclose(found.sigma, 0, atol=1e-12)
    np.testing.assert_allclose(found.mu_star_error, 0, atol=1e-12)
    assert [found.names[i] for i in found.ranked()] == ["d", "b", "a", "c"]


def test_a_dummy_has_no_effect() -> None:
    assert screen(line, NAMES, 3, seed=1)[0].mu_star[2] == 0.0


def test_company_shows_in_sigma() -> None:
    found = screen(lambda x: (x[:, 0] * x[:, 1] + x[:, 2])[:, None], NAMES, 10, seed=0)[0]
    assert found.sigma[0] > 0.05
    assert found.sigma[2] == pytest.approx(0, abs=1e-12)


def test_shares_stay_inside_of_what_is_told() -> None:
    seen = []
    screen(lambda x: (seen.append(x), line(x))[1], NAMES, 6, seed=2)
    assert seen[0].min() == pytest.approx(LOW)
    assert seen[0].max() == pytest.approx(HIGH)


def test_the_same_seed_gives_the_same() -> None:
    curve = lambda x: np.exp(line(x))  # noqa: E731
    one, other, third = (screen(curve, NAMES, 4, seed)[0] for seed in (7, 7, 8))
    np.testing.assert_array_equal(one.mu_star, other.mu_star)
    np.testing.assert_array_equal(one.mu_star_error, other.mu_star_error)
    assert not np.allclose(one.mu_star, third.mu_star)


def test_each_readout_is_its_own() -> None:
    first, second = screen(lambda x: np.column_stack([x[:, 0], x[:, 3]]), NAMES, 3, seed=0)
    assert first.ranked()[0] == 0
    assert second.ranked()[0] == 3


def test_trajectories_without_a_number_are_left_out_and_counted() -> None:
    def sometimes(shares: np.ndarray) -> np.ndarray:
        return np.where(np.arange(len(shares)) == 1, np.nan, shares @ SLOPES)[:, None]

    found = screen(sometimes, NAMES, 4, seed=0)[0]
    assert (found.trajectories, found.left_out) == (3, 1)
    np.testing.assert_allclose(found.mu, SLOPES * (HIGH - LOW), atol=1e-12)


def test_a_readout_that_hardly_exists_takes_nothing_from_the_others() -> None:
    both = lambda x: np.column_stack([np.full(len(x), np.nan), x[:, 0]])  # noqa: E731
    never, always = screen(both, NAMES, 3, seed=0)
    assert (never.trajectories, never.left_out) == (0, 3)
    assert np.isnan(never.mu_star).all()
    assert always.mu_star[0] > 0
