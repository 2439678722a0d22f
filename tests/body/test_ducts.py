"""Milk leaves no faster than the ducts let it through, so that it comes with several let-downs."""

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.results.observables import evaluate
from lactea.scenario import load


def test_a_full_breast_flows_no_faster_than_its_ducts_let_through() -> None:
    quantities = default_body().quantities
    expelled, share = (quantities[name].equation for name in ("expulsion_left", "flushing_left"))
    stored = np.array([1.0, 10.0, 100.0, 1000.0, 1e6])
    flows = np.array([milk * share(expelled(milk, 1, 30), 1, 0.6, 1, 30, 3500) for milk in stored])
    assert (np.diff(flows) > 0).all()
    assert (np.diff(flows / stored) < 0).all()
    assert flows[0] == pytest.approx(0.6 * 30, rel=0.02), "a nearly empty one gives what it presses"
    assert flows[-1] == pytest.approx(0.6 * 3500, rel=0.02)
    thick = [milk * share(expelled(milk, 1, 30), 1, 0.6, 3, 30, 3500) for milk in stored]
    assert thick == pytest.approx(flows / 3)


def test_ducts_that_let_all_through_would_give_more_with_the_first_letdown() -> None:
    """Knock-out: the first ejections of a pump bring more of the session, those after them less."""
    usual, wide = (
        simulate(load("exclusive-pumping", o), days=30)
        for o in ([], ["parameters.duct_flow=1000000 mL/h"])
    )
    first, two = (
        [evaluate(one, what, "mean", "P25D/P30D") for one in (usual, wide)]
        for what in ("session.first_ejection_share", "session.first_two_share")
    )
    assert first[0] < first[1] - 2
    assert two[0] < two[1]
    day = [evaluate(one, "milk.removed_per_day", "mean", "P25D/P30D") for one in (usual, wide)]
    assert day[0] == pytest.approx(day[1], rel=0.1)
