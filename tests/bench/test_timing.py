"""Only runs whose output is right have a time."""

import math

import numpy as np
import pytest

from lactea.bench.scaling import exponent, growth
from lactea.bench.timing import Contender, Ratio, Timed, interleave, loosest, not_run, ratio
from lactea.exchange.agreement import Daily

TRUTH = Daily(np.full((2, 2), 300.0), np.full(2, 100.0))


def contender(name: str, error: float = 0.0, days: int = 2) -> Contender:
    daily = Daily(TRUTH.removed * (1 + error), TRUTH.prolactin_max)
    return Contender(name, "by hand", days, lambda: daily, TRUTH)


def failing() -> Daily:
    raise RuntimeError("no convergence")


def test_a_right_run_has_a_time_and_its_error() -> None:
    (run,) = interleave([contender("right", 5e-4)], 3)
    assert run.status == "right"
    assert len(run.processor) == len(run.wall) == 3
    assert run.milk == pytest.approx(5e-4)
    assert run.prolactin == 0.0


def test_a_wrong_run_has_no_time() -> None:
    (run,) = interleave([contender("wrong", 2e-3)], 3)
    assert run.status == "wrong"
    assert run.processor == run.wall == ()
    assert run.milliseconds_a_day is None
    assert run.milk == pytest.approx(2e-3)


def test_one_wrong_round_is_enough() -> None:
    answers = iter([1.0, 1.0, 0.0])
    one = Contender(
        "sometimes", "", 2,
        lambda: Daily(TRUTH.removed * next(answers), TRUTH.prolactin_max), TRUTH,
    )  # fmt: skip
    (run,) = interleave([one], 3)
    assert run.status == "wrong"
    assert run.processor == ()


def test_what_is_not_a_number_is_wrong() -> None:
    (run,) = interleave([contender("nan", math.nan)], 1)
    assert run.status == "wrong"


def test_a_peer_that_fails_is_wrong_and_says_why() -> None:
    broken = Contender("broken", "", 2, failing, TRUTH)
    run, other = interleave([broken, contender("right")], 2)
    assert run.status == "wrong"
    assert "no convergence" in run.note
    assert other.status == "right"


def test_everybody_takes_turns_at_being_first() -> None:
    order: list[str] = []

    def noted(name: str) -> Contender:
        def run() -> Daily:
            order.append(name)
            return TRUTH

        return Contender(name, "", 2, run, TRUTH)

    interleave([noted("a"), noted("b")], 2)
    assert order == ["a", "b", "b", "a"]


def test_a_peer_is_compared_at_the_loosest_tolerance_that_agrees() -> None:
    chosen = loosest([1e-1, 1e-2, 1e-4, 1e-6], lambda error: contender(f"{error:g}", error))
    assert chosen.name == "0.0001"


def timed(name: str, seconds: tuple[float, ...], days: int = 1, people: int = 1) -> Timed:
    return Timed(name, "", "right", days, people, seconds, seconds, 0.0, 0.0)


def test_a_ratio_is_of_each_round_and_for_the_same_work() -> None:
    ours, theirs = timed("ours", (1.0, 2.0, 1.0), days=10, people=2), timed("theirs", (1, 1, 3))
    found = ratio("bar", ours, theirs, (8, 40))
    assert (found.value, found.low, found.high) == (20.0, 10.0, 60.0)
    assert found.verdict == "floor met"


def test_nothing_is_compared_with_what_did_not_run() -> None:
    found = ratio("bar", timed("ours", (1.0,)), not_run("theirs", "", "no wheel"), (8, 40))
    assert found.value is None
    assert found.verdict == "not known"


@pytest.mark.parametrize(
    ("value", "at_most", "verdict"),
    [
        (7.9, False, "missed"), (8.0, False, "floor met"), (40.0, False, "goal met"),
        (41.0, True, "missed"), (8.0, True, "goal met"),
    ],
)  # fmt: skip
def test_verdicts(value: float, at_most: bool, verdict: str) -> None:
    floor, goal = (40.0, 8.0) if at_most else (8.0, 40.0)
    found = Ratio("bar", "ours", "theirs", value, floor=floor, goal=goal, at_most=at_most)
    assert found.verdict == verdict


def test_the_exponent_of_a_power_law_is_found() -> None:
    assert exponent([1, 3, 6, 12], [2.0 * size**1.05 for size in (1, 3, 6, 12)]) == pytest.approx(
        1.05
    )


def test_nothing_is_fitted_through_a_wrong_run() -> None:
    wrong = Timed("wrong", "", "wrong")
    found = growth("months", [1, 2], [timed("right", (1.0,)), wrong])
    assert found.exponent is None
    assert found.seconds == ()
