"""Newborns suck clumsily and learn it; where milk is lacking they lack water, and get it back."""

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.results.observables import evaluate
from lactea.scenario import load

CLUMSY = ("parameters.clumsiness_at_birth=8",)
SKILLED = ("parameters.clumsiness_at_birth=0.001",)


def test_infants_learn_to_suck_in_days() -> None:
    skill = default_body().quantities["infant_skill"].equation
    course = [skill(age, 1, 4) for age in (0, 1, 3, 7, 30)]
    assert course == sorted(course)
    assert course[0] == 0.5
    assert course[-1] == pytest.approx(1, abs=0.01)


def test_a_clumsy_infant_takes_less_at_first_and_as_much_later() -> None:
    clumsy, skilled = (simulate(load("natural", list(o)), days=40) for o in (CLUMSY, SKILLED))
    first, later = (
        [evaluate(one, "infant.intake", "mean", at) for one in (clumsy, skilled)]
        for at in ("P0D/P3D", "P30D/P40D")
    )
    assert first[0] < 0.8 * first[1]
    assert later[0] == pytest.approx(later[1], rel=0.03)
    lost = [evaluate(one, "infant.weight_loss", "value", "P0D/P14D") for one in (clumsy, skilled)]
    assert lost[0] > lost[1] + 1


def test_water_is_lacking_only_while_milk_is() -> None:
    lack = default_body().quantities["infant_water_lack"].equation
    lacks = [lack(fluid, 3.3, 1, 0, 0.03, 0.0025) for fluid in (0, 0.005, 0.02, 0.05)]
    assert lacks == sorted(lacks, reverse=True)
    assert lacks[0] == pytest.approx(0.03 * 3.3)
    assert lacks[-1] < 0.01 * lacks[0]
    assert lack(0, 9, 1, 1, 0.03, 0.0025) == 0, "solids bring their own water"
    assert lack(0, 3.3, 0, 0, 0.03, 0.0025) == 0, "nobody is there"


def test_an_infant_whose_milk_comes_late_dries_and_recovers() -> None:
    """Knock-out: without that lack the delay costs less weight."""
    late = ["parameters.differentiation_time=40 h"]
    dries, never = (
        simulate(load("natural", [*late, *o]), days=30)
        for o in ([], ["parameters.water_lack_most=0.000001"])
    )
    water = dries.trace.states[:, dries.trace.names.index("infant_water")]
    assert water.min() < 0
    assert water[-1] == pytest.approx(0, abs=0.01)
    deep, shallow = (
        evaluate(one, "infant.weight_loss", "value", "P0D/P14D") for one in (dries, never)
    )
    assert deep > shallow + 1
    weights = [evaluate(one, "infant.weight", "mean", "P28D/P30D") for one in (dries, never)]
    assert np.ptp(weights) < 0.01 * weights[1]
