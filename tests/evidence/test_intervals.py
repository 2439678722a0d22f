import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.evidence.intervals import (
    is_midpoint,
    mean_ci95,
    prediction90,
    spread_interval,
    wilson95,
)
from lactea.evidence.table import Row

PLAIN = Row(
    id="x",
    table="own",
    quantity="",
    population="",
    condition="",
    time="",
    value=119.0,
    unit="ng/mL",
    spread_kind="none",
    spread_low=None,
    spread_high=None,
    n=None,
    study="",
    identifier="",
    source_url="",
    verified="primary",
    grade="cohort",
    note="",
)


def test_a_standard_deviation_gives_the_interval_of_students_t() -> None:
    row = replace(PLAIN, spread_kind="SD", spread_low=93.0, n=11)
    found = mean_ci95(row)
    # t(10) at 97.5 % is 2.2281.
    assert found == pytest.approx((119 - 62.48, 119 + 62.48), abs=0.01)


def test_a_standard_error_without_n_is_taken_as_normal() -> None:
    found = mean_ci95(replace(PLAIN, spread_kind="SE", spread_low=10.0))
    assert found == pytest.approx((119 - 19.6, 119 + 19.6), abs=0.01)


def test_a_standard_error_with_n_is_wider() -> None:
    found = mean_ci95(replace(PLAIN, spread_kind="SE", spread_low=10.0, n=5))
    assert found == pytest.approx((119 - 27.76, 119 + 27.76), abs=0.01)


def test_a_printed_interval_stands() -> None:
    row = replace(PLAIN, spread_kind="CI95", spread_low=100.0, spread_high=150.0)
    assert mean_ci95(row) == (100.0, 150.0)


@pytest.mark.parametrize("kind", ["range", "IQR", "none"])
def test_a_range_says_nothing_about_the_mean(kind: str) -> None:
    assert mean_ci95(replace(PLAIN, spread_kind=kind, spread_low=1.0, spread_high=500.0)) is None


def test_a_deviation_without_n_says_nothing_about_the_mean() -> None:
    assert mean_ci95(replace(PLAIN, spread_kind="SD", spread_low=93.0)) is None


def test_the_middle_of_a_range_is_scored_as_that_range() -> None:
    row = replace(PLAIN, spread_kind="range", spread_low=100.0, spread_high=150.0)
    middle = replace(row, note="MIDPOINT of 100-150")
    assert is_midpoint(middle)
    assert not is_midpoint(row)
    assert mean_ci95(middle) == (100.0, 150.0)


def test_the_spread_of_persons_is_wider_than_that_of_the_mean() -> None:
    row = replace(PLAIN, spread_kind="SE", spread_low=10.0, n=25)
    persons, mean = spread_interval(row), mean_ci95(row)
    assert persons is not None
    assert mean is not None
    assert persons.low < mean.low < mean.high < persons.high


def test_the_wilson_interval_of_seven_in_ten() -> None:
    assert wilson95(0.7, 10) == pytest.approx((0.3968, 0.8922), abs=1e-4)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_the_wilson_interval_holds_the_share_and_stays_a_share(share: float, n: int) -> None:
    found = wilson95(share, n)
    assert 0 <= found.low <= share + 1e-12
    assert share - 1e-12 <= found.high <= 1


def test_three_studies_know_their_own_spread() -> None:
    # s = 1, t(2) at 95 % is 2.92, sqrt(4/3) is 1.1547.
    assert prediction90([1.0, 2.0, 3.0], 9.0, 9) == pytest.approx((2 - 3.372, 2 + 3.372), abs=1e-3)


def test_two_studies_borrow_the_spread_of_the_others() -> None:
    found = prediction90([1.0, 3.0], 1.0, 20)
    # t(20) at 95 % is 1.7247, sqrt(3/2) is 1.2247.
    assert found == pytest.approx((2 - 2.1123, 2 + 2.1123), abs=1e-3)
    assert prediction90([1.0, 3.0], 0.0, 0) is None


def test_one_study_has_no_interval() -> None:
    assert prediction90([1.0], 1.0, 20) is None


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=8), st.floats(-3, 3))
def test_the_interval_moves_with_the_studies(values: list[float], shift: float) -> None:
    before, after = prediction90(values, 1, 1), prediction90([v + shift for v in values], 1, 1)
    assert before is not None
    assert after is not None
    assert math.isclose(after.low - before.low, shift, abs_tol=1e-6)
