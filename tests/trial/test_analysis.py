"""Each test of a trial against another program, a textbook formula, or what was put in."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.duration.survfunc import survdiff
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW
from tests.trial.known_people import plain_design

from lactea.trial import Held, analyse
from lactea.trial.design import Design

DAYS = ["0 h", "7 d", "14 d"]


def held(arm: np.ndarray, measured: np.ndarray) -> Held:
    n = len(arm)
    return Held(np.arange(n), arm, np.full(n, np.inf), measured[:, None, :].astype(float))


def two_arms(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    random = np.random.default_rng(seed)
    arm = np.arange(n) % 2
    first = random.normal(100, 20, n)
    return arm, first, random


def test_t_tests_agree_with_another_program() -> None:
    arm, first, random = two_arms(31)
    last = first + random.normal(0, 10, 31) + 8 * arm
    trial = held(arm, np.column_stack([first, first, last]))
    groups = CompareMeans(DescrStatsW(last[arm == 1]), DescrStatsW(last[arm == 0]))
    for test, spread in (("t_test", "pooled"), ("welch", "unequal")):
        found = analyse(plain_design(), trial, "milk", "treated", test)
        assert found.p == pytest.approx(groups.ttest_ind(usevar=spread)[1])
        assert (found.low, found.high) == pytest.approx(groups.tconfint_diff(usevar=spread))
        assert (found.n, found.n_control) == (15, 16)


def test_covariance_takes_away_what_the_baseline_explains() -> None:
    arm, first, random = two_arms(60)
    last = 1.5 * first + random.normal(0, 5, 60) + 10 * arm
    trial = held(arm, np.column_stack([first, first, last]))
    found = analyse(plain_design(), trial, "milk", "treated", "ancova")
    # Frisch and Waugh: the same from what the baseline leaves of outcome and arm.
    with_one = np.column_stack([np.ones(60), first])
    rest_y, rest_x = (
        values - with_one @ np.linalg.lstsq(with_one, values, rcond=None)[0]
        for values in (last, arm.astype(float))
    )
    assert found.effect == pytest.approx(rest_x @ rest_y / (rest_x @ rest_x))
    assert abs(found.effect - 10) < 5
    plain = analyse(plain_design(), trial, "milk", "treated", "t_test")
    assert found.high - found.low < plain.high - plain.low


def test_a_mixed_model_of_complete_visits_gives_the_effect_at_the_last_of_them() -> None:
    arm, first, random = two_arms(80)
    person = random.normal(0, 8, 80)
    visits = [first + person + random.normal(0, 4, 80) + effect * arm for effect in (2, 9)]
    found = analyse(
        plain_design(),
        held(arm, np.column_stack([first, *visits])),
        "milk",
        "treated",
        "mixed_model",
    )
    # What the baseline explains is seen between people only: the slope of their means on it.
    columns = np.column_stack([np.ones(80), arm, first])
    slope = np.linalg.lstsq(columns, (visits[0] + visits[1]) / 2, rcond=None)[0][2]

    def difference(values: np.ndarray) -> float:
        return float(values[arm == 1].mean() - values[arm == 0].mean())

    assert found.effect == pytest.approx(
        difference(visits[1]) - slope * difference(first), rel=1e-3
    )
    assert found.low < 9 < found.high


def test_a_mixed_model_uses_the_visits_of_those_who_left() -> None:
    arm, first, random = two_arms(80)
    person = random.normal(0, 8, 80)
    visits = [first + person + random.normal(0, 2, 80) + 6 * arm for _ in range(2)]
    measured = np.column_stack([first, *visits])
    measured[:40, 2] = np.nan
    mixed, of_those_who_stayed = (
        analyse(plain_design(), held(arm, measured), "milk", "treated", test)
        for test in ("mixed_model", "ancova")
    )
    assert mixed.low < 6 < mixed.high
    assert mixed.high - mixed.low < 0.85 * (of_those_who_stayed.high - of_those_who_stayed.low)


def responder_design(test: str, missing: str = "not_counted") -> Design:
    endpoint = {
        "kind": "responder",
        "measurement": "milk",
        "at": "14 d",
        "rise": 0.5,
        "missing": missing,
    }
    return plain_design(
        endpoints={"well": endpoint}, analysis={"endpoint": "well", "test": test, "arm": "treated"}
    )


def empower() -> Held:
    """The published table: 35 of 45 on domperidone and 26 of 45 on placebo."""
    last = np.r_[np.full(26, 150.0), np.full(19, 149.0), np.full(35, 150.0), np.full(10, 149.0)]
    arm = np.repeat([0, 1], 45)
    return held(arm, np.column_stack([np.full(90, 100.0), np.full(90, 100.0), last]))


def test_the_published_table_of_empower_gives_its_published_p_value() -> None:
    found = analyse(responder_design("chi_square"), empower(), "well", "treated", "chi_square")
    assert found.p == pytest.approx(0.04, abs=0.005)
    assert found.effect == pytest.approx(0.778 - 0.578, abs=0.001)
    assert found.low < found.effect < found.high


def test_shares_agree_with_textbook_formulas() -> None:
    table = np.array([[35, 10], [26, 19]])
    expected = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
    squared = ((table - expected) ** 2 / expected).sum()
    found = analyse(responder_design("chi_square"), empower(), "well", "treated", "chi_square")
    assert found.p == pytest.approx(stats.chi2.sf(squared, 1))
    tables = stats.hypergeom(90, 61, 45).pmf(np.arange(16, 46))
    exact = tables[tables <= tables[35 - 16] * (1 + 1e-9)].sum()
    found = analyse(responder_design("fisher"), empower(), "well", "treated", "fisher")
    assert found.p == pytest.approx(exact)


def test_where_all_people_are_alike_nothing_is_found() -> None:
    alike = held(np.arange(8) % 2, np.full((8, 3), 100.0))
    for test in ("chi_square", "fisher"):
        found = analyse(responder_design(test), alike, "well", "treated", test)
        assert (found.effect, found.p) == (0, 1)
    found = analyse(plain_design(), alike, "milk", "treated")
    assert (found.effect, found.p) == (0, 1)


def time_design() -> Design:
    endpoint = {"kind": "time_to_event", "measurement": "milk", "at": "30 d", "at_least": 150}
    return plain_design(
        visits=[f"{day} d" for day in range(31)],
        endpoints={"time": endpoint},
        analysis={"endpoint": "time", "test": "log_rank", "arm": "treated"},
    )


def test_the_log_rank_test_agrees_with_another_program() -> None:
    random = np.random.default_rng(2)
    arm = np.arange(60) % 2
    event = np.ceil(random.exponential(np.where(arm == 1, 8, 16))).astype(int)
    last_look = random.integers(5, 31, 60)
    days = np.arange(31)
    measured = np.where(days[None, :] >= event[:, None], 200.0, 100.0)
    measured[days[None, :] > last_look[:, None]] = np.nan
    found = analyse(time_design(), held(arm, measured), "time", "treated")
    happened = event <= last_look
    squared, p = survdiff(np.where(happened, event, last_look), happened.astype(int), arm)
    assert found.p == pytest.approx(p)
    assert found.effect > 0  # it comes sooner
    assert abs(found.effect / (found.high - found.effect) * 1.96) == pytest.approx(
        math.sqrt(squared), rel=1e-3
    )


def test_who_left_before_the_endpoint_is_not_counted_or_counts_as_no_response() -> None:
    last = np.array([150.0, np.nan, 150.0, 100.0, np.nan, 150.0, 100.0, 100.0])
    measured = np.column_stack([np.full(8, 100.0), np.full(8, 100.0), last])
    trial = held(np.repeat([1, 0], 4), measured)
    left_out = analyse(responder_design("fisher"), trial, "well", "treated", "fisher")
    assert (left_out.n, left_out.n_control) == (3, 3)
    assert left_out.effect == pytest.approx(2 / 3 - 1 / 3)
    counted = analyse(responder_design("fisher", "no_response"), trial, "well", "treated", "fisher")
    assert (counted.n, counted.n_control) == (4, 4)
    assert counted.effect == pytest.approx(2 / 4 - 1 / 4)


def test_too_few_people_give_no_estimate() -> None:
    trial = held(np.array([0, 0, 1]), np.full((3, 3), 100.0))
    found = analyse(plain_design(), trial, "milk", "treated")
    assert math.isnan(found.effect)
    assert math.isnan(found.p)
    assert (found.n, found.n_control) == (1, 2)


@pytest.mark.parametrize("test", ["ancova", "mixed_model"])
def test_who_has_no_baseline_is_left_out_of_what_adjusts_for_it(test: str) -> None:
    arm, first, random = two_arms(40)
    visits = [first + random.normal(0, 4, 40) for _ in range(2)]
    whole = analyse(
        plain_design(), held(arm, np.column_stack([first, *visits])), "milk", "treated", test
    )
    more = np.column_stack([first, *visits])[np.r_[:40, :4]]
    more[40:, 0] = np.nan
    found = analyse(plain_design(), held(np.r_[arm, arm[:4]], more), "milk", "treated", test)
    assert (found.n, found.n_control) == (whole.n, whole.n_control) == (20, 20)
    assert found.effect == pytest.approx(whole.effect)
    nobody = more.copy()
    nobody[:, 0] = np.nan
    nothing = analyse(plain_design(), held(np.r_[arm, arm[:4]], nobody), "milk", "treated", test)
    assert math.isnan(nothing.p)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 1), *[st.one_of(st.floats(0, 1e4), st.just(math.nan)) for _ in range(3)]
        ),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(["t_test", "welch", "ancova", "mixed_model"]),
)
def test_any_people_can_be_analysed(people: list[tuple[float, ...]], test: str) -> None:
    whole = np.array(people)
    with warnings.catch_warnings():
        # Least squares of people who all have the same numbers.
        warnings.simplefilter("ignore")
        found = analyse(
            plain_design(), held(whole[:, 0].astype(int), whole[:, 1:]), "milk", "treated", test
        )
    assert math.isnan(found.p) or 0 <= found.p <= 1
