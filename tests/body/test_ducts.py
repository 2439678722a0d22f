"""Milk leaves no faster than the ducts let it through, so that it comes with several let-downs."""

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.results.observables import evaluate
from lactea.scenario import load


def test_a_full_breast_flows_no_faster_than_its_ducts_let_through() -> None:
    quantities = default_body().quantities
    passing, share = (quantities[f"{name}_left"].equation for name in ("passing", "flushing"))

    def flow(milk: float, lobes: float = 1, thickness: float = 1) -> float:
        return float(milk * share(passing(milk, 1, lobes, 120), 1, 0.6, thickness, 30))

    stored = np.array([1.0, 10.0, 100.0, 1000.0, 1e6])
    flows = np.array([flow(milk) for milk in stored])
    assert (np.diff(flows) > 0).all()
    assert (np.diff(flows / stored) < 0).all()
    assert flows[0] == pytest.approx(0.6 * 30, rel=0.02), "a nearly empty one gives what it presses"
    assert flows[-1] == pytest.approx(0.6 * 30 * 120, rel=0.02)
    assert [flow(milk, thickness=3) for milk in stored] == pytest.approx(flows / 3)
    halves = [2 * flow(milk / 2, lobes=0.5) for milk in stored]
    assert halves == pytest.approx(flows), "half the lobes with half the milk and half the ducts"


def test_ducts_that_let_all_through_would_give_more_with_the_first_letdown() -> None:
    """Knock-out: the first ejections of a pump bring more of the session, those after them less."""
    usual, wide = (
        simulate(load("exclusive-pumping", o), days=30)
        for o in ([], ["parameters.duct_crowding=1000000 mL"])
    )
    first, two = (
        [evaluate(one, what, "mean", "P25D/P30D") for one in (usual, wide)]
        for what in ("session.first_ejection_share", "session.first_two_share")
    )
    assert first[0] < first[1] - 2
    assert two[0] < two[1]
    day = [evaluate(one, "milk.removed_per_day", "mean", "P25D/P30D") for one in (usual, wide)]
    assert day[0] == pytest.approx(day[1], rel=0.12)
