"""How many virtual people make enough: after a birth most, without a pregnancy few."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from lactea.cohort import Recipe
from lactea.engine.course import DAY
from lactea.engine.deciding_lanes import Lived, live
from lactea.engine.lanes import Keeping
from lactea.engine.setup import run_span
from lactea.scenario import load

pytestmark = pytest.mark.slow

PEOPLE = 24
STATES = ("removed_left", "removed_right", "infant_mass", "infant_water")


@cache
def lived(name: str, days: int) -> Lived:
    people = [Recipe(load(name), seed=1).person(number).scenario for number in range(PEOPLE)]
    first = run_span(people[0], days).start + DAY
    return live(people, Keeping(STATES, (), first, DAY), days=days)


def milk(name: str, days: int) -> np.ndarray:
    """Milk of the last three days of everybody, mL a day."""
    removed = lived(name, days).kept.states[..., :2].sum(axis=-1)
    return np.asarray((removed[:, -1] - removed[:, -4]) / 3)


def test_most_people_feed_an_infant_who_grows() -> None:
    weight = lived("natural", 30).kept.states[..., 2:].sum(axis=-1)
    growing = weight[:, -1] > weight[:, -15]
    assert growing.mean() > 0.9


def test_milk_differs_widely_between_people() -> None:
    least, most = np.percentile(milk("natural", 30), (10, 90))
    assert most / least > 1.3


def test_induced_milk_is_partial_for_most_and_differs_widely() -> None:
    induced = milk("induced", 60)
    least, middle, most = np.percentile(induced, (10, 50, 90))
    assert middle < np.median(milk("natural", 30))
    assert most / least > 1.3
    assert (induced > 0).all()
