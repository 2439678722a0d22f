"""When a prediction passes: one function for each kind of row.

Every function takes what was published and what was predicted, both in the unit of the row.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lactea.evidence.intervals import Interval, wilson95

Direction = Literal["right", "wrong", "none"]
Scale = Literal["percent", "fold", "unit"]

GOOD_FOLD = 1.5
WORST_FOLD = 2.5
GOOD_RATIO = 1.25
GOOD_POINTS = 10.0
"""Percentage points."""
GOOD_HOURS = 2.0
SMALL_EFFECT = 10.0
"""Percent of control."""
HOURS_OF_CLOCK = 24.0
ROUNDING = 1e-9
"""Relative slack, so that arithmetic does not decide what lies on a border."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a study printed. `scale` tells percent and folds from numbers with a unit; with the side
    "fall" the number is the size of a fall.
    """

    value: float
    ci95: Interval | None = None
    n: int | None = None
    scale: Scale = "unit"
    side: str = ""


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the simulation gives; `control` is the level of the arm that a contrast is taken from."""

    value: float
    control: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The verdict on one row. `fold` is infinite for a wrong sign or a zero against a positive."""

    passed: bool
    fold: float | None
    direction: Direction = "none"


def fold_between(one: float, other: float) -> float:
    """How many times one number is the other, at least 1; infinite where their signs differ."""
    if one == other:
        return 1.0
    if one * other <= 0:
        return math.inf
    # Logarithms: a quotient of very small and very large numbers would overflow.
    distance = abs(math.log(abs(one)) - math.log(abs(other)))
    return math.exp(min(distance, 700.0))


def direction_of(published: float, predicted: float) -> Direction:
    """Whether an effect points the way that was published; none where none was."""
    if published == 0:
        return "none"
    return "right" if published * predicted > 0 else "wrong"


def score_level(published: Published, predicted: Predicted) -> Score:
    """Fold at most 1.5, or inside the 95 % interval of the mean; never above 2.5."""
    fold = fold_between(published.value, predicted.value)
    inside = published.ci95 is not None and published.ci95.holds(predicted.value)
    near = _at_most(fold, GOOD_FOLD) or (inside and _at_most(fold, WORST_FOLD))
    return Score(near, fold)


def score_event_time(published: Published, predicted: Predicted) -> Score:
    """Within 1.5-fold."""
    fold = fold_between(published.value, predicted.value)
    return Score(_at_most(fold, GOOD_FOLD), fold)


def score_change(published: Published, predicted: Predicted) -> Score:
    """The ratio that a percentage stands for within 1.25; an amount inside the interval of the mean or
    within 25 % of the control. A wrong sign is a miss.
    """
    if published.scale == "unit":
        return _score_amount(published, predicted)
    before, after = (_ratio(x, published) for x in (published.value, predicted.value))
    direction = direction_of(before - 1, after - 1)
    if after <= 0 or before <= 0:
        # Down to nothing: no ratio exists, and only the same answer is the same.
        return Score(before == after, math.inf if before != after else 1.0, direction)
    fold = fold_between(before, after)
    return Score(_at_most(fold, GOOD_RATIO) and direction != "wrong", fold, direction)


def _score_amount(published: Published, predicted: Predicted) -> Score:
    direction = direction_of(published.value, predicted.value)
    near = published.ci95 is not None and published.ci95.holds(predicted.value)
    if predicted.control is not None:
        allowed = (GOOD_RATIO - 1) * abs(predicted.control)
        near = near or abs(predicted.value - published.value) <= allowed
    fold = fold_between(published.value, predicted.value)
    return Score((near or fold == 1) and direction != "wrong", fold, direction)


def _ratio(value: float, published: Published) -> float:
    if published.scale == "fold":
        return value
    return 1 - value / 100 if published.side == "fall" else 1 + value / 100


def score_share(published: Published, predicted: Predicted) -> Score:
    """Percent inside the Wilson 95 % interval for n, or within 10 points."""
    gap = abs(published.value - predicted.value)
    near = _at_most(gap, GOOD_POINTS)
    if not near and published.n is not None and 0 <= published.value <= 100:
        around = wilson95(published.value / 100, published.n)
        near = around.holds(predicted.value / 100)
    return Score(near, fold_between(published.value, predicted.value))


def score_odds(published: Published, predicted: Predicted) -> Score:
    """Odds ratio inside the interval on the logarithmic scale, on the right side of 1."""
    if published.value <= 0 or predicted.value <= 0:
        return Score(False, math.inf, "wrong")
    direction = direction_of(math.log(published.value), math.log(predicted.value))
    inside = published.ci95 is not None and published.ci95.holds(predicted.value)
    fold = fold_between(published.value, predicted.value)
    return Score((inside or fold == 1) and direction != "wrong", fold, direction)


def score_clock_time(published: Published, predicted: Predicted) -> Score:
    """At most 2 h apart around the clock; a printed range stands for itself."""
    gap = abs(published.value - predicted.value) % HOURS_OF_CLOCK
    near = _at_most(min(gap, HOURS_OF_CLOCK - gap), GOOD_HOURS)
    inside = published.ci95 is not None and published.ci95.holds(predicted.value % HOURS_OF_CLOCK)
    return Score(near or inside, None)


def score_null_effect(published: Published, predicted: Predicted) -> Score:
    """An effect (percent of control) of at most 10 %, or inside the printed interval.

    The interval is one of percent, of folds, or in the unit of the row, as the control is.
    """
    small = _at_most(abs(predicted.value), SMALL_EFFECT)
    inside = published.ci95 is not None and published.ci95.holds(_as_printed(published, predicted))
    return Score(small or inside, None)


def _as_printed(published: Published, predicted: Predicted) -> float:
    """An effect in percent of control as the row prints it; not a number where the control is not known."""
    if published.scale == "percent":
        return predicted.value
    if published.scale == "fold":
        return 1 + predicted.value / 100
    return math.nan if predicted.control is None else predicted.value / 100 * predicted.control


def score_spread(published: Published, predicted: Predicted) -> Score:
    """A coefficient of variation or standard deviation within 1.5-fold."""
    fold = fold_between(published.value, predicted.value)
    return Score(_at_most(fold, GOOD_FOLD), fold)


def score_bound(published: Published, predicted: Predicted) -> Score:
    """On the right side of a one-sided limit."""
    over = predicted.value - published.value
    slack = ROUNDING * abs(published.value)
    return Score(over <= slack if published.side == "upper" else over >= -slack, None)


def score_sign(published: Published, predicted: Predicted) -> Score:
    """An effect in the direction that was published."""
    published_sign = 1.0 if published.side == "positive" else -1.0
    direction = direction_of(published_sign, predicted.value)
    return Score(direction == "right", None, direction)


def _at_most(value: float, limit: float) -> bool:
    return value <= limit * (1 + ROUNDING)


SCORERS: dict[str, Callable[[Published, Predicted], Score]] = {
    "level": score_level,
    "change": score_change,
    "share": score_share,
    "odds": score_odds,
    "event_time": score_event_time,
    "clock_time": score_clock_time,
    "null_effect": score_null_effect,
    "spread": score_spread,
    "bound": score_bound,
    "sign": score_sign,
}


def score(kind: str, published: Published, predicted: Predicted) -> Score:
    """The verdict of the kind's rule; a prediction that is no number misses."""
    if not math.isfinite(predicted.value):
        return Score(False, math.inf, "wrong" if kind in {"sign", "change", "odds"} else "none")
    return SCORERS[kind](published, predicted)
