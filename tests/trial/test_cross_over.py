"""Cross-over designs: the analysis by period and person, its power, carry-over, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.trial.known_people import plain_design, pool_of

from lactea.trial import Design, Pool, TrialError, load_trial, power, truth
from lactea.trial.cross_over import within_people

SHORT = Path(__file__).with_name("short.yaml")
PERIODS = [{"begins": "0 h", "at": "7 d"}, {"begins": "9 d", "at": "14 d"}]
MANY, EFFECT, BETWEEN, WITHIN, DRIFT = 4000, 0.5, 3.0, 1.0, 2.0


def crossed(**changes: Any) -> Design:
    asked = {
        "cross_over": {"periods": PERIODS, "treated": {"control": [2], "treated": [1]}},
        "analysis": {"endpoint": "milk", "test": "cross_over", "arm": "treated"},
    }
    return plain_design(**(asked | changes))


def people(carried: float = 0.0) -> Pool:
    """People who differ three times as much as their days do; a period effect; `carried` of the effect stays."""
    rng = np.random.default_rng(5)
    level = 100 + BETWEEN * rng.normal(size=MANY)
    days = WITHIN * rng.normal(size=(MANY, 2))
    first, second = level + days[:, 0], level + days[:, 1] + DRIFT
    late = np.column_stack([level, first, second + EFFECT])
    early = np.column_stack([level, first + EFFECT, second + carried * EFFECT])
    return pool_of(late, early)


def test_two_periods_are_the_t_test_of_half_the_differences() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(17, 2)) + 5 * rng.normal(size=(17, 1)) + [0.0, 3.0]
    first = np.arange(17) % 2 == 0
    values[first, 0] += 1.0
    values[~first, 1] += 1.0
    given = np.column_stack([first, ~first])
    effect, low, high, p = within_people(values, given, 0.05)
    difference = values[:, 0] - values[:, 1]
    by_hand = stats.ttest_ind(difference[first], difference[~first])
    interval = by_hand.confidence_interval(0.95)
    assert effect == pytest.approx((difference[first].mean() - difference[~first].mean()) / 2)
    assert (low, high) == pytest.approx((interval.low / 2, interval.high / 2))
    assert p == pytest.approx(by_hand.pvalue)


def test_three_periods_with_gaps_are_least_squares_with_a_level_for_each() -> None:
    from statsmodels.regression.linear_model import OLS

    rng = np.random.default_rng(4)
    values = rng.normal(size=(12, 3)) + 4 * rng.normal(size=(12, 1))
    given = rng.random((12, 3)) < 0.5
    values[[1, 5, 7], [0, 2, 1]] = np.nan
    person, period = np.nonzero(np.isfinite(values))
    columns = [
        given[person, period],
        *(period == p for p in (1, 2)),
        *(person == n for n in range(12)),
    ]
    fitted = OLS(values[person, period], np.column_stack(columns).astype(float)).fit()
    effect, low, high, p = within_people(values, given, 0.05)
    assert effect == pytest.approx(fitted.params[0])
    assert p == pytest.approx(fitted.pvalues[0])
    assert (low, high) == pytest.approx(tuple(fitted.conf_int(0.05)[0]))


def test_who_was_seen_once_says_nothing_and_sequences_alike_tell_nothing() -> None:
    values = np.array([[1.0, 2.0], [2.0, 4.0], [np.nan, 90.0], [3.0, 4.5], [2.5, 3.5]])
    given = np.array([[True, False], [False, True], [True, False], [False, True], [True, False]])
    with_her = within_people(values, given, 0.05)
    without = within_people(np.delete(values, 2, 0), np.delete(given, 2, 0), 0.05)
    assert with_her == pytest.approx(without)
    same = np.tile([True, False], (5, 1))
    assert np.isnan(within_people(values, same, 0.05)).all()


def closed_form(n: int, effect: float, error: float = 1.0) -> float:
    """Power of the t test of differences between periods, by the noncentral t distribution.

    Half the differences have an SD of `WITHIN / sqrt(2)`, and there are n/2 in each sequence.
    """
    spread, degrees = error * WITHIN / np.sqrt(2), n - 2
    shift = effect / (spread * np.sqrt(4 / n))
    limit = stats.t.ppf(0.975, degrees)
    return float(stats.nct.sf(limit, degrees, shift) + stats.nct.cdf(-limit, degrees, shift))


def test_the_power_is_that_of_the_closed_form_and_a_wrong_form_is_found_out() -> None:
    repetitions, n = 400, 24
    (found,) = power(crossed(), people(), n, repetitions, seed=3)
    exact = closed_form(n, EFFECT)
    error = 3.5 * np.sqrt(exact * (1 - exact) / repetitions)
    assert abs(found.power - exact) < error
    assert abs(found.false_positives - 0.05) < 3.5 * np.sqrt(0.05 * 0.95 / repetitions)
    # The check can fail: without the person, or with the SD of a single period, the form is another.
    assert abs(found.power - closed_form(n, EFFECT, np.hypot(BETWEEN, WITHIN))) > error
    assert abs(found.power - closed_form(n, EFFECT, np.sqrt(2))) > error
    (parallel,) = power(plain_design(), people(), n, 100, seed=3)
    assert parallel.power < found.power / 2, "who is one's own control needs fewer people"


def test_what_is_carried_over_moves_the_estimate_and_not_the_truth() -> None:
    clean, carried = (power(crossed(), people(share), 40, 100, seed=6)[0] for share in (0.0, 0.6))
    true = truth(crossed(), people(0.6), "milk", "treated")
    assert true.effect == pytest.approx(EFFECT)
    assert clean.estimate == pytest.approx(EFFECT, abs=0.1)
    assert carried.estimate == pytest.approx(EFFECT * (1 - 0.3), abs=0.1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cross_over": None}, "needs the entry 'cross_over'"),
        ({"cross_over": {"periods": PERIODS, "treated": {"control": [1], "treated": [1]}}}, "in the same periods"),
        ({"cross_over": {"periods": PERIODS, "treated": {"control": [3], "treated": [1]}}}, "there are 2 periods"),
        ({"cross_over": {"periods": PERIODS, "treated": {"control": [2]}}}, "'treated'"),
        ({"cross_over": {"periods": PERIODS[::-1], "treated": {"control": [2], "treated": [1]}}}, "before the last one has ended"),
        ({"cross_over": {"periods": [PERIODS[0], {"begins": "9 d", "at": "12 d"}], "treated": {"control": [2], "treated": [1]}}}, "no visit then"),
    ],
)  # fmt: skip
def test_periods_that_do_not_hold_together_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        crossed(**changes)


def test_a_dose_in_the_wash_out_is_refused() -> None:
    periods = "cross_over={periods: [{begins: 0 h, at: 1 d}, {begins: 2 d, at: 3 d}], treated: {nothing: [2], domperidone: [1]}}"
    with pytest.raises(TrialError, match="outside of the periods"):
        load_trial(SHORT, ["visits=[0 h, 1 d, 2 d, 3 d]", periods])
