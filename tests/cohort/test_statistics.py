"""Statistics of groups, and measurement noise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.cohort import CohortError
from lactea.cohort import statistics as group
from lactea.cohort.statistics import Noise, measured

VALUES = st.lists(st.floats(1, 1000), min_size=2, max_size=30)
NAN = float("nan")


@given(VALUES)
def test_statistics_are_those_that_studies_print(values: list[float]) -> None:
    assert group.mean(values) == pytest.approx(np.mean(values))
    assert group.sd(values) == pytest.approx(np.std(values, ddof=1), abs=1e-9)
    assert group.cv(values) == pytest.approx(np.std(values, ddof=1) / np.mean(values), abs=1e-9)
    assert min(values) <= group.quantile(values, 0.5) <= max(values)


def test_a_share_counts_people_beyond_a_threshold() -> None:
    onset = [40.0, 60.0, 72.0, 73.0, NAN]
    # Who never had an onset is late; who had it at 72 h is not later than 72 h.
    assert group.share(onset, above=72) == pytest.approx(2 / 5)
    assert group.share(onset, below=72) == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: group.mean([]), "at least 1"),
        (lambda: group.sd([1.0]), "at least 2"),
        (lambda: group.cv([1.0, NAN, NAN]), "2 of 3 people have no value"),
        (lambda: group.quantile([1.0], 50), "from 0 to 1"),
        (lambda: group.share([], above=1), "nobody"),
        (lambda: group.share([1.0]), "one threshold"),
        (lambda: group.share([1.0], above=1, below=2), "one threshold"),
        (lambda: Noise(cv=1.5), "CV"),
        (lambda: Noise(sd=-1), "negative"),
    ],
)
def test_what_makes_no_sense_is_said(ask, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CohortError, match=said):
        ask()


def test_a_cv_around_zero_is_no_number() -> None:
    assert math.isnan(group.cv([-1.0, 1.0]))


def test_noise_has_the_size_asked_for() -> None:
    people = range(4000)
    true = [100.0] * len(people)
    seen = measured(true, people, Noise(cv=0.1, sd=5.0), seed=0, what="milk")
    assert group.mean(seen) == pytest.approx(100, abs=0.8)
    assert group.sd(seen) == pytest.approx(math.hypot(10, 5), rel=0.04)


def test_noise_belongs_to_person_measurement_and_tick() -> None:
    noise = Noise(sd=1.0)
    seen = measured([0.0, 0.0], [3, 4], noise, seed=0, what="milk")
    assert measured([0.0], [4], noise, seed=0, what="milk") == seen[1:]
    others = [
        measured([0.0], [4], noise, seed=0, what="milk", tick=1)[0],
        measured([0.0], [4], noise, seed=0, what="prolactin")[0],
        measured([0.0], [4], noise, seed=1, what="milk")[0],
    ]
    assert len({*others, *seen}) == 5


@given(VALUES)
def test_without_noise_everything_is_as_it_is(values: list[float]) -> None:
    assert measured(values, range(len(values)), Noise(), seed=0, what="milk") == values
