"""Groups accepted on what a study reports of its people."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.cohort import CohortError, Failure, Recipe, Success
from lactea.cohort import statistics as group_statistics
from lactea.cohort.groups import Baseline, draw_group, simulate_group
from lactea.engine import Recording
from lactea.scenario import load

MEN = Recipe(load("man"), seed=2)
PROLACTIN = Baseline("prolactin.level", "P0D/P1D", 9.0, 2.0)


@given(st.integers(2, 200), st.floats(-50, 50), st.floats(0.1, 20))
def test_places_have_the_mean_and_sd_reported(n: int, mean: float, sd: float) -> None:
    places = Baseline("x", "any", mean, sd).places(n)
    assert group_statistics.mean(places) == pytest.approx(mean, abs=1e-6)
    assert group_statistics.sd(places) == pytest.approx(sd)


@given(st.integers(2, 100), st.floats(0.5, 500), st.floats(0.05, 1.0))
def test_places_of_a_positive_quantity_are_positive(n: int, mean: float, share: float) -> None:
    # A wide spread around a positive mean would put places of a normal distribution below zero.
    places = Baseline("x", "any", mean, share * mean).places(n)
    assert all(place > 0 for place in places)
    assert group_statistics.mean(places) == pytest.approx(mean, rel=1e-6)
    assert group_statistics.sd(places) == pytest.approx(share * mean, rel=1e-6)


def test_a_single_place_is_the_mean() -> None:
    assert Baseline("x", "any", 3.0, 1.0).places(1) == [3.0]


@pytest.fixture(scope="module")
def everybody() -> float:
    group = draw_group(MEN, 30, everyone, days=1)
    return group_statistics.mean(values(simulate_group(group, PROLACTIN.read, days=1)))


def everyone(recording: Recording) -> bool:
    return True


def nobody(recording: Recording) -> bool:
    return False


def values(outcomes: list[Success[float] | Failure]) -> list[float]:
    return [outcome.value for outcome in outcomes if isinstance(outcome, Success)]


def test_a_group_has_its_reported_baseline_and_not_that_of_everybody(everybody: float) -> None:
    group = draw_group(MEN, 12, PROLACTIN, days=1, tries=400)
    assert group_statistics.mean(group.baseline) == pytest.approx(9.0, abs=0.25 * 2.0)
    assert group_statistics.sd(group.baseline) == pytest.approx(2.0, rel=0.25)
    assert abs(everybody - 9.0) > 0.5
    assert 12 <= group.tried <= 400
    # The group is of these people: simulated again they have these values.
    assert values(simulate_group(group, PROLACTIN.read, days=1)) == list(group.baseline)


def test_the_group_does_not_depend_on_the_number_of_processes() -> None:
    one, two = (draw_group(MEN, 3, PROLACTIN, days=1, tries=200, jobs=jobs) for jobs in (1, 2))
    assert one == two


def test_a_group_that_cannot_be_filled_is_an_error_that_says_why() -> None:
    giants = replace(PROLACTIN, mean=5000.0)
    with pytest.raises(CohortError, match="5000 ± 2, and the people have") as caught:
        draw_group(MEN, 2, giants, days=1, tries=8)
    assert "Of 8 people drawn, 0 of the 2" in str(caught.value)


def test_nobody_accepted_is_an_error() -> None:
    with pytest.raises(CohortError, match="Of 4 people drawn, 0 of the 2"):
        draw_group(MEN, 2, nobody, days=1, tries=4)


def test_failures_are_counted_and_named() -> None:
    impossible = Recipe(load("natural", ["person.storage=5"]), seed=1)
    with pytest.raises(CohortError, match=r"could not be simulated \(the first: .*person\.storage"):
        draw_group(impossible, 3, nobody, days=1, tries=4)
    group = draw_group(impossible, 1, everyone, days=1, tries=10)
    assert group.tried == len(group.failures) + 1 > 1


def test_other_arms_are_of_the_same_people() -> None:
    group = draw_group(MEN, 2, everyone, days=1)
    treated = replace(MEN, scenario=load("man", ['parameters.prolactin_half_life="74 min"']))
    usual = values(simulate_group(group, PROLACTIN.read, days=1))
    changed = values(simulate_group(group, PROLACTIN.read, treated, days=1))
    assert [after / before for before, after in zip(usual, changed, strict=True)] == pytest.approx(
        [1.0, 1.0], abs=0.2
    )
    assert usual != changed
    with pytest.raises(CohortError, match="other people"):
        simulate_group(group, PROLACTIN.read, replace(MEN, seed=3), days=1)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: draw_group(MEN, 0, everyone), "at least one person"),
        (lambda: Baseline("x", "any", 1.0, 0.0), "greater than 0"),
    ],
)
def test_what_makes_no_sense_is_said(make, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CohortError, match=said):
        make()
