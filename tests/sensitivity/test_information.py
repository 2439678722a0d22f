"""Information against what linear algebra says of small models."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.sensitivity.information import information


def test_a_pair_that_acts_as_one_has_rank_one() -> None:
    slopes = np.array([[1.0, 1.0, 0.0], [2.0, 2.0, 0.0], [0.5, 0.5, 0.0]])
    found = information(["a", "b", "idle"], slopes, np.full(3, 0.1))
    assert found.rank == 1
    assert found.informed == 1
    assert [name for name, _ in found.members(0)] == ["a", "b"]
    np.testing.assert_allclose(found.directions[:2, 0], np.sqrt(0.5))
    assert found.left[2] == 1.0
    # Their sum is told and their difference is not: half of the variance of each stays.
    assert found.left[0] == pytest.approx(np.sqrt(0.5), abs=1e-3)


def test_what_acts_against_each_other_has_opposite_signs() -> None:
    found = information(["a", "b"], np.array([[1.0, -0.9]]), np.array([0.1]))
    (first, up), (second, down) = found.members(0)
    assert (first, second) == ("a", "b")
    assert up > 0 > down


def test_one_measurement_of_one_parameter_is_the_textbook() -> None:
    # Prior N(0, 1), measurement with standard deviation 0.5: 1/(1 + 4) of the variance is left.
    found = information(["a"], np.array([[1.0]]), np.array([0.5]))
    assert found.values[0] == pytest.approx(4.0)
    assert found.left[0] == pytest.approx(np.sqrt(1 / 5))


def test_more_measurements_never_tell_less() -> None:
    slopes = np.random.default_rng(0).normal(size=(9, 4))
    left = [information(list("abcd"), slopes[:n], np.ones(n)).left for n in range(1, 10)]
    for before, after in pairwise(left):
        assert (after <= before + 1e-12).all()


def test_twice_the_error_is_a_quarter_of_the_information() -> None:
    slopes = np.random.default_rng(1).normal(size=(5, 2))
    one, other = (information(["a", "b"], slopes, np.full(5, error)) for error in (1.0, 2.0))
    np.testing.assert_allclose(one.matrix, 4 * other.matrix)


def test_nothing_measured_nothing_told() -> None:
    found = information(["a", "b"], np.zeros((3, 2)), np.ones(3))
    assert (found.rank, found.informed) == (0, 0)
    np.testing.assert_array_equal(found.left, 1.0)
