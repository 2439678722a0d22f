"""Shares of the variance against functions whose shares are known in closed form."""

import math

import numpy as np
import pytest

from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.variance import shares_of_variance

SAMPLES = 1024
A, B = 7.0, 0.1
NAMES = ["x1", "x2", "x3", "dummy"]


def ishigami(shares: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * shares - 1)
    return (np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0]))[
        :, None
    ]


def ishigami_shares() -> tuple[list[float], list[float]]:
    one = 0.5 * (1 + B * np.pi**4 / 5) ** 2
    two = A**2 / 8
    both = B**2 * np.pi**8 * 8 / 225
    whole = one + two + both
    first = [one / whole, two / whole, 0.0, 0.0]
    return first, [(one + both) / whole, two / whole, both / whole, 0.0]


WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0])


def g_function(shares: np.ndarray) -> np.ndarray:
    return np.prod((np.abs(4 * shares - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1)[:, None]


def g_shares() -> tuple[np.ndarray, np.ndarray]:
    own = 1 / (3 * (1 + WEIGHTS) ** 2)
    whole = np.prod(1 + own) - 1
    return own / whole, own * np.prod(1 + own) / (1 + own) / whole


@pytest.fixture(scope="module")
def found():
    return shares_of_variance(ishigami, NAMES, SAMPLES, seed=0)[0]


def test_ishigami_within_its_error(found) -> None:
    first, total = ishigami_shares()
    assert np.all(np.abs(found.first - first) <= found.first_error + 1e-12)
    assert np.all(np.abs(found.total - total) <= found.total_error + 1e-12)
    assert found.first_error.max() < 0.1
    assert found.mean == pytest.approx(A / 2, abs=0.05)
    assert found.sd == pytest.approx(
        math.sqrt(0.5 + A**2 / 8 + B * np.pi**4 / 5 + B**2 * np.pi**8 / 18), rel=0.02
    )


def test_g_function_within_its_error() -> None:
    first, total = g_shares()
    one = shares_of_variance(g_function, list("abcde"), SAMPLES, seed=3)[0]
    assert np.all(np.abs(one.first - first) <= one.first_error)
    assert np.all(np.abs(one.total - total) <= one.total_error)


def test_a_dummy_has_no_share(found) -> None:
    assert found.first[3] == found.total[3] == 0.0


def test_first_orders_add_up_to_no_more_than_everything(found) -> None:
    assert found.first.sum() <= 1 + found.first_error.sum()
    assert found.total.sum() >= 1 - found.total_error.sum()


def test_groups_hold_what_their_members_do_together() -> None:
    # x1 and x3 act on each other, and x2 alone: between these groups nothing is shared.
    one = shares_of_variance(ishigami, NAMES, SAMPLES, 0, ["pair", "alone", "pair", "nothing"])[0]
    assert one.names == ("pair", "alone", "nothing")
    _, total = ishigami_shares()
    pair = 1 - total[1]
    for found, wanted, error in (
        (one.first[0], pair, one.first_error[0]),
        (one.total[0], pair, one.total_error[0]),
        (one.first[1], total[1], one.first_error[1]),
    ):
        assert abs(found - wanted) <= error
    assert one.total[2] == 0.0


@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
def test_the_same_seed_gives_the_same(seed) -> None:
    runs = [shares_of_variance(ishigami, NAMES, 16, seed)[0] for _ in range(2)]
    for key in ("first", "first_error", "total", "total_error"):
        np.testing.assert_array_equal(getattr(runs[0], key), getattr(runs[1], key))


def test_another_seed_gives_others() -> None:
    one, other = (shares_of_variance(ishigami, NAMES, 16, seed)[0] for seed in (0, 1))
    assert not np.allclose(one.first, other.first)


def test_a_readout_that_does_not_vary_has_no_shares() -> None:
    one = shares_of_variance(lambda shares: np.full((len(shares), 1), 3.0), NAMES, 4, 0)[0]
    assert (one.mean, one.sd) == (3.0, 0.0)
    assert np.isnan(one.total).all()


def test_blocks_without_a_number_are_left_out_and_counted() -> None:
    def sometimes(shares: np.ndarray) -> np.ndarray:
        readings = ishigami(shares)
        readings[7] = np.nan
        return readings

    one = shares_of_variance(sometimes, NAMES, 16, 0)[0]
    assert (one.blocks, one.left_out) == (15, 1)
    assert np.isfinite(one.total).all()
    never = shares_of_variance(lambda shares: np.full((len(shares), 1), np.nan), NAMES, 16, 0)[0]
    assert (never.blocks, never.left_out) == (0, 16)
    assert np.isnan([never.mean, never.sd, *never.total]).all()


@pytest.mark.parametrize(("samples", "near"), [(100, 128), (1, 2), (48, 64)])
def test_samples_are_a_power_of_two(samples, near) -> None:
    with pytest.raises(SensitivityError, match=f"take {near}"):
        shares_of_variance(ishigami, NAMES, samples, 0)
