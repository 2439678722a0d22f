"""What derivatives cost is told only of those that are right."""

import numpy as np
import pytest

from lactea.bench import gradients
from lactea.bench.case import decided
from lactea.bench.gradients import COUNT, FORWARD, LANES, Way, compare, error, parameters_of
from lactea.bench.plan import QUICK
from lactea.body.registry import default_body
from lactea.engine.gradient import Gradient, gradient


def test_there_are_thirty_parameters_that_are_no_definitions() -> None:
    names = parameters_of(default_body())
    assert len(set(names)) == COUNT == 30
    assert "day_length" not in names


@pytest.mark.slow
def test_both_ways_of_the_compiled_engine_are_right_and_counted_in_runs() -> None:
    outcome = compare(QUICK)
    by_name = {run.name: run for run in outcome.runs}
    assert by_name["lactea, one run"].status == "right"
    for name in (FORWARD, LANES):
        assert by_name[name].status == "right", by_name[name]
    assert [ratio.value > 1 for ratio in outcome.ratios] == [True, True]
    assert all(ratio.at_most for ratio in outcome.ratios)
    assert by_name["JAX, forward mode"].status == "not run"


@pytest.fixture(scope="module")
def truth() -> Gradient:
    scenario, resolved = decided(2)
    return gradient(scenario, resolved, ["prolactin_half_life"])


def test_wrong_derivatives_have_no_time(truth: Gradient) -> None:
    wrong = {name: 3.0 * slopes for name, slopes in truth.slopes.items()}
    way = Way("wrong", "", 1, lambda: wrong, truth)
    timed = gradients._timed(way, [gradients._trial(way)])
    assert timed.status == "wrong"
    assert timed.processor == ()


def test_an_error_is_that_of_a_foretold_change(truth: Gradient) -> None:
    off = {name: slopes.copy() for name, slopes in truth.slopes.items()}
    value = truth.values["prolactin_max"][5]
    off["prolactin_max"][5] += 0.02 * max(value, 1.0) / truth.at
    assert error(off, truth, "prolactin_max") == pytest.approx(0.002)
    assert error(truth.slopes, truth, "removed") == 0.0
    assert np.isfinite(value)
