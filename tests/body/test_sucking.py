"""An infant sucks on where milk flows and pauses where it does not; colostrum flows slowly."""

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.results.observables import evaluate
from lactea.scenario import load


def test_an_infant_latches_eagerly_and_pauses_the_longer_the_less_flows() -> None:
    recording = simulate(load("natural"), days=14)
    trace, begun = recording.trace, recording.sessions["start_h"]
    eager = trace.states[:, trace.names.index("infant_eagerness")]
    assert np.interp(begun + 1e-4, trace.time_h, eager) == pytest.approx(1, abs=0.02)
    assert eager.min() == pytest.approx(0.15, abs=1e-3)
    sustained = default_body().quantities["eagerness_sustained"].equation
    shares = [sustained(flow, 1, 0.15, 400) for flow in (0, 50, 400, 5000)]
    assert shares == sorted(shares)
    assert shares[0] == 0.15
    assert shares[-1] < 1


def test_an_infant_that_never_pauses_empties_the_breast_further() -> None:
    """Knock-out: pauses are why a third stays behind, and why there are more feeds."""
    never, usual = (
        simulate(load("natural", overrides), days=90)
        for overrides in (["parameters.eagerness_least=1"], [])
    )
    emptied, fed = (
        [evaluate(one, what, "mean", "P60D/P90D") for one in (never, usual)]
        for what in ("breast.emptying", "breastfeed.count")
    )
    assert emptied[0] > 1.1 * emptied[1]
    assert fed[0] < fed[1]


def test_most_of_a_feed_comes_in_four_minutes() -> None:
    """It comes with the first let-downs, to an infant that has not begun to pause."""
    sessions = simulate(load("natural"), days=40).sessions
    feeds = sessions["start_h"] > 20 * 24
    assert np.median(sessions["share_4min"][feeds]) > 0.5
    assert np.median(sessions["duration_min"][feeds]) > 8


def test_thin_colostrum_would_come_sooner_and_milk_would_be_the_same(run) -> None:
    thin, thick = (run("natural", *o, days=30) for o in (("parameters.colostrum_thickness=1",), ()))
    assert thin.milk(0, 2) > 1.1 * thick.milk(0, 2)
    assert thin.milk(20, 30) == pytest.approx(thick.milk(20, 30), rel=0.03)
