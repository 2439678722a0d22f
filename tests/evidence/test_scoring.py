import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lactea.evidence.intervals import Interval
from lactea.evidence.scoring import (
    SCORERS,
    Predicted,
    Published,
    fold_between,
    score,
)

positive = st.floats(1e-6, 1e6)
number = st.floats(-1e6, 1e6)
FOLD_KINDS = ("level", "event_time", "spread")


@given(positive, positive)
def test_a_fold_is_the_same_both_ways_and_never_below_one(one: float, other: float) -> None:
    assert fold_between(one, other) == fold_between(other, one) >= 1


@given(positive, st.floats(0, 1e6))
def test_a_fold_across_zero_is_infinite(one: float, other: float) -> None:
    assert fold_between(one, -other) == math.inf


@pytest.mark.parametrize("kind", sorted(set(SCORERS) - {"sign", "null_effect"}))
@given(value=positive)
def test_a_prediction_equal_to_the_observation_passes(kind: str, value: float) -> None:
    published = Published(value, scale="fold" if kind == "change" else "unit", side="upper")
    assert score(kind, published, Predicted(value)).passed


@pytest.mark.parametrize("kind", FOLD_KINDS)
@given(value=positive, more=st.floats(2.6, 1e3), up=st.booleans())
def test_two_point_six_fold_never_passes(kind: str, value: float, more: float, up: bool) -> None:
    everywhere = Published(value, ci95=Interval(-1e12, 1e12))
    predicted = value * more if up else value / more
    assert not score(kind, everywhere, Predicted(predicted)).passed


@given(positive, st.floats(1.0, 1.499), st.booleans())
def test_a_level_within_one_and_a_half_fold_passes(value: float, fold: float, up: bool) -> None:
    predicted = value * fold if up else value / fold
    assert score("level", Published(value), Predicted(predicted)).passed


def test_a_level_farther_off_passes_only_inside_the_interval_of_the_mean() -> None:
    inside, outside = Interval(90, 200), Interval(90, 110)
    assert score("level", Published(100, inside), Predicted(170)).passed
    assert not score("level", Published(100, outside), Predicted(170)).passed


def test_an_event_is_not_saved_by_an_interval() -> None:
    assert not score("event_time", Published(10, Interval(1, 30)), Predicted(16)).passed


@given(st.floats(1, 500), st.floats(0.01, 500))
def test_a_change_in_the_wrong_direction_misses(more: float, less: float) -> None:
    assume(less < 100)
    verdict = score("change", Published(more, scale="percent"), Predicted(-less))
    assert not verdict.passed
    assert verdict.direction == "wrong"


def test_a_change_in_percent_is_compared_as_a_ratio() -> None:
    published = Published(100.0, scale="percent")
    assert score("change", published, Predicted(149.0)).passed
    assert not score("change", published, Predicted(151.0)).passed
    assert score("change", published, Predicted(60.5)).passed
    assert not score("change", published, Predicted(59.5)).passed


def test_the_size_of_a_fall_is_compared_by_what_is_left() -> None:
    published = Published(89.7, scale="percent", side="fall")
    assert score("change", published, Predicted(91.0)).passed
    assert not score("change", published, Predicted(95.0)).passed
    assert not score("change", published, Predicted(-10.0)).passed
    assert not score("change", published, Predicted(100.0)).passed


def test_a_fold_change_of_one_point_three_times_misses() -> None:
    assert score("change", Published(4.0, scale="fold"), Predicted(3.3)).passed
    assert not score("change", Published(4.0, scale="fold"), Predicted(3.0)).passed
    assert score("change", Published(4.0, scale="fold"), Predicted(0.5)).direction == "wrong"


def test_an_amount_passes_within_a_quarter_of_the_control() -> None:
    assert score("change", Published(100.0), Predicted(190.0, control=400.0)).passed
    assert not score("change", Published(100.0), Predicted(210.0, control=400.0)).passed
    assert not score("change", Published(50.0), Predicted(-10.0, control=400.0)).passed
    assert score("change", Published(100.0, Interval(20, 300)), Predicted(250.0, 400.0)).passed


def test_a_share_passes_within_ten_points_or_the_wilson_interval() -> None:
    assert score("share", Published(67.3, n=71), Predicted(77.0)).passed
    assert not score("share", Published(67.3, n=71), Predicted(79.0)).passed
    assert score("share", Published(50.0, n=10), Predicted(70.0)).passed
    assert not score("share", Published(50.0), Predicted(70.0)).passed
    assert not score("share", Published(50.0, n=10), Predicted(2873.0)).passed


def test_odds_pass_inside_the_interval_on_the_right_side_of_one() -> None:
    published = Published(1.56, Interval(0.9, 2.29))
    assert score("odds", published, Predicted(2.1)).passed
    assert not score("odds", published, Predicted(2.4)).passed
    assert not score("odds", published, Predicted(0.95)).passed
    assert not score("odds", published, Predicted(0.0)).passed


@given(st.floats(0, 24), st.floats(-2, 2), st.integers(-3, 3))
def test_the_clock_has_no_end(hour: float, off: float, days: int) -> None:
    predicted = Predicted(hour + off + 24 * days)
    assert score("clock_time", Published(hour), predicted).passed


@given(st.floats(0, 24), st.floats(2.01, 12))
def test_more_than_two_hours_miss(hour: float, off: float) -> None:
    assert not score("clock_time", Published(hour), Predicted((hour + off) % 24)).passed


def test_a_null_effect_is_small_or_inside_the_interval() -> None:
    assert score("null_effect", Published(0.0), Predicted(-9.9)).passed
    assert not score("null_effect", Published(0.0), Predicted(10.1)).passed
    percent = Published(0.0, Interval(-20, 15), scale="percent")
    assert score("null_effect", percent, Predicted(14.0)).passed
    # 14 % of 100 mL lie inside -20 to 15 mL, 14 % of 200 mL do not; of an unknown control nobody can tell.
    volume = Published(0.0, Interval(-20, 15))
    assert score("null_effect", volume, Predicted(14.0, control=100.0)).passed
    assert not score("null_effect", volume, Predicted(14.0, control=200.0)).passed
    assert not score("null_effect", volume, Predicted(14.0)).passed
    folds = Published(1.0, Interval(0.8, 1.3), scale="fold")
    assert score("null_effect", folds, Predicted(20.0)).passed
    assert not score("null_effect", folds, Predicted(40.0)).passed


@given(positive, positive)
def test_a_bound_has_one_side(limit: float, value: float) -> None:
    assume(abs(value - limit) > 1e-6 * limit)
    upper = score("bound", Published(limit, side="upper"), Predicted(value)).passed
    lower = score("bound", Published(limit, side="lower"), Predicted(value)).passed
    assert upper == (value < limit)
    assert lower == (value > limit)


@given(number)
def test_a_sign_is_right_or_missed(effect: float) -> None:
    up = score("sign", Published(math.nan, side="positive"), Predicted(effect))
    down = score("sign", Published(math.nan, side="negative"), Predicted(effect))
    assert up.passed == (effect > 0)
    assert down.passed == (effect < 0)


@pytest.mark.parametrize("kind", ["level", "event_time", "spread"])
def test_zero_against_a_positive_misses(kind: str) -> None:
    assert not score(kind, Published(5.0, Interval(-1, 9)), Predicted(0.0)).passed


@pytest.mark.parametrize("kind", sorted(SCORERS))
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_misses(kind: str, value: float) -> None:
    published = Published(1.0, Interval(0, 2), side="upper")
    assert not score(kind, published, Predicted(value)).passed
