"""Milk beside the breast: what is given otherwise, and what is put by."""

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.results.other_milk import other_milk
from lactea.scenario import load


def test_a_nursed_infant_gets_everything_at_the_breast() -> None:
    run = simulate(load("natural"), days=3)
    after = [one for one in other_milk(run) if one.day >= 0]
    assert len(after) == 3
    assert all(one.given_ml == 0 and one.put_by_ml == pytest.approx(0, abs=1e-9) for one in after)


def test_milk_pumped_before_an_arrival_is_put_by_and_then_other_milk_is_given() -> None:
    run = simulate(load("induced"))
    days = other_milk(run)
    removed = np.sum(run.days["removed"], axis=1)
    arrived = next(number for number, one in enumerate(days) if one.given_ml > 0)
    assert [one.put_by_ml for one in days[:arrived]] == pytest.approx(list(removed[:arrived]))
    assert sum(one.put_by_ml for one in days[:arrived]) > 0
    assert all(one.put_by_ml <= milk for one, milk in zip(days, removed, strict=True))
