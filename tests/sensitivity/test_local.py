"""Elasticities against power laws, whose exponents they are."""

import numpy as np
import pytest

from lactea.sensitivity.local import elasticities
from lactea.sensitivity.readouts import default_readouts

MIDDLES = {"a": 2.0, "b": 5.0, "dummy": 1.0, "none": 0.0}


class PowerLaw:
    """y1 = a^2 / b, y2 = 0; y3 is missing where a is raised."""

    readouts = default_readouts(1)[:3]

    def __call__(self, people):
        rows = [MIDDLES | dict(one) for one in people]
        return np.array([
            [one["a"] ** 2 / one["b"], 0.0, np.nan if one["a"] > 2 else one["b"]] for one in rows
        ])  # fmt: skip


def test_elasticities_of_power_laws_are_their_exponents() -> None:
    found = elasticities(PowerLaw(), MIDDLES, list(MIDDLES))
    assert found.names == ("a", "b", "dummy")
    np.testing.assert_allclose(found.elasticity[:, 0], [2.0, -1.0, 0.0], atol=1e-3)
    assert found.ranked(0)[0] == ("a", pytest.approx(2.0))


def test_a_bend_in_the_middle_is_told() -> None:
    class Satisfied:
        readouts = default_readouts(1)[:1]

        def __call__(self, people):
            return np.array([[min((MIDDLES | dict(one))["a"], 2.0)] for one in people])

    found = elasticities(Satisfied(), MIDDLES, ["a", "b"])
    assert found.elasticity[0, 0] == pytest.approx(0.5)
    assert found.bent.tolist() == [[True], [False]]


def test_what_has_no_percent_is_said_and_not_zero() -> None:
    found = elasticities(PowerLaw(), MIDDLES, list(MIDDLES))
    assert found.at_rest == ("none",)
    assert np.isnan(found.elasticity[:, 1]).all()
    assert np.isnan(found.elasticity[0, 2])
    assert found.elasticity[1, 2] == pytest.approx(1.0)
    assert [name for name, _ in found.ranked(2)] == ["b", "dummy"]
