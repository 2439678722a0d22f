"""The true effect: the same people under both arms."""

from __future__ import annotations

import numpy as np
import pytest
from tests.trial.known_people import at_the_end, plain_design

from lactea.trial import hold, truth
from lactea.trial.analysis import analyse


def test_it_is_the_mean_of_single_effects_and_no_estimate() -> None:
    pool = at_the_end(np.array([100.0, 120, 140]), np.array([110.0, 150, 130]))
    found = truth(plain_design(), pool, "milk", "treated")
    assert (found.control, found.arm, found.effect) == (120, 130, 10)
    assert found.people == pytest.approx(tuple(np.quantile([10, 30, -10], [0.05, 0.5, 0.95])))
    assert found.error == pytest.approx(20 / np.sqrt(3))
    assert found.responses is None


def test_responses_tell_apart_who_needs_the_arm_from_who_does_not() -> None:
    design = plain_design(
        endpoints={"well": {"kind": "responder", "measurement": "milk", "at": "14 d", "rise": 0.5}},
        analysis={"endpoint": "well", "test": "fisher", "arm": "treated"},
    )
    pool = at_the_end(np.array([160.0, 100, 160, 100, 100]), np.array([160.0, 160, 100, 100, 160]))
    found = truth(design, pool, "well", "treated")
    shares = found.responses
    assert shares is not None
    assert (shares.both, shares.because_of_it) == (0.2, 0.4)
    assert (shares.only_without, shares.neither) == (0.2, 0.2)
    assert found.effect == pytest.approx(0.2)


def test_of_a_time_to_an_event_it_is_the_share_in_whom_it_happens() -> None:
    design = plain_design(
        endpoints={
            "time": {"kind": "time_to_event", "measurement": "milk", "at": "14 d", "at_least": 150}
        },
        analysis={"endpoint": "time", "test": "log_rank", "arm": "treated"},
    )
    pool = at_the_end(np.array([100.0, 100, 160, 100]), np.array([160.0, 160, 160, 160]))
    found = truth(design, pool, "time", "treated")
    assert (found.control, found.arm, found.effect) == (0.25, 1, 0.75)


def test_a_large_trial_without_errors_comes_near_it() -> None:
    random = np.random.default_rng(0)
    control = random.normal(100, 10, 8000)
    pool = at_the_end(control, control + random.normal(7, 3, 8000))
    estimate = analyse(plain_design(), hold(plain_design(), pool, 8000, seed=2), "milk", "treated")
    assert estimate.effect == pytest.approx(
        truth(plain_design(), pool, "milk", "treated").effect, abs=1
    )
