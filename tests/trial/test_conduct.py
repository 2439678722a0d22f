"""Assignment, leaving and errors: balanced, as often as asked, and each on a stream of its own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trial.known_people import plain_design, pool_of

from lactea.trial import analyse, hold, hold_again, truth
from lactea.trial.allocation import allocate
from lactea.trial.draws import Draws
from lactea.trial.participants import Randomisation

ASSUMED = {"grade": "assumed", "reason": "to see what it does"}
SIZES = st.integers(0, 120)


def people(n: int, effect: float = 0.0, stratum: np.ndarray | None = None):
    visits = np.full((n, 3), 100.0)
    return pool_of(visits, visits + effect * np.array([0, 0, 1]), stratum=stratum)


@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=60),
    st.sampled_from([((4,), [1, 1]), ((6, 3), [2, 1]), ((3, 6), [1, 1, 1])]),
    st.integers(0, 2**62),
)
def test_arms_are_balanced_within_every_stratum(strata, shape, seed: int) -> None:
    blocks, ratio = shape
    stratum = np.array(strata)
    arm = allocate(
        Randomisation(blocks=blocks), ratio, stratum, np.arange(len(stratum)), Draws(seed)
    )
    for number in set(strata):
        counts = np.bincount(arm[stratum == number], minlength=len(ratio)) / ratio
        assert counts.max() - counts.min() <= max(blocks) / sum(ratio)


@given(SIZES, SIZES, st.integers(0, 10**6))
def test_who_comes_later_or_to_another_stratum_shifts_nobody(
    few: int, more: int, seed: int
) -> None:
    rule, draws = Randomisation(blocks=(4, 6)), Draws(seed)
    alone = np.zeros(few, dtype=int)
    mixed = np.concatenate([np.array([0, 1] * few, dtype=int), np.ones(more, dtype=int)])
    first = allocate(rule, [1, 1], alone, np.arange(few), draws)
    second = allocate(rule, [1, 1], mixed, np.arange(len(mixed)), draws)
    assert (second[mixed == 0] == first).all()


def test_without_blocks_the_ratio_holds_on_average() -> None:
    everybody = np.arange(30_000)
    arm = allocate(Randomisation(), [2, 1], np.zeros(30_000, dtype=int), everybody, Draws(1))
    assert np.mean(arm == 0) == pytest.approx(2 / 3, abs=4 * math.sqrt(2 / 9 / 30_000))


def test_people_leave_as_often_as_the_design_says() -> None:
    design = plain_design(
        drop_out=[
            {"share": 0.2, "until": "14 d", **ASSUMED},
            {"share": 0.3, "since": "7 d", "until": "14 d", "arm": "treated", **ASSUMED},
        ]
    )
    held = hold(design, people(20_000), 20_000, seed=1)
    for arm, by_day_7, by_day_14 in ((0, 0.8**0.5, 0.8), (1, 0.8**0.5, 0.8 * 0.7)):
        left = held.left[held.arm == arm]
        assert np.mean(left >= 7) == pytest.approx(by_day_7, abs=0.015)
        assert np.mean(left >= 14) == pytest.approx(by_day_14, abs=0.015)
    gone = held.left < 14
    assert np.isnan(held.measured[gone, 0, 2]).all()
    assert not np.isnan(held.measured[~gone]).any()
    assert not np.isnan(held.measured[:, 0, 0]).any()


def test_who_does_not_gain_leaves_more_often_where_the_design_says_so() -> None:
    leaving = {"share": 0.2, "until": "14 d", "times_if_no_rise": 3.0, **ASSUMED}
    design = plain_design(drop_out=[leaving])
    held = hold(design, people(20_000, effect=10), 20_000, seed=1)
    stayed = held.left >= 14
    assert stayed[held.arm == 0].mean() == pytest.approx(0.8**3, abs=0.015)
    assert stayed[held.arm == 1].mean() == pytest.approx(0.8, abs=0.015)


def test_leaving_for_want_of_effect_moves_the_estimate_off_the_truth() -> None:
    n = 20_000
    gains = np.tile([0, 0, 0, 20.0], n // 4)
    rise = np.array([0, 0, 1])
    control, treated = (100 + np.outer(values, rise) for values in (np.zeros(n), gains))
    pool, estimate = pool_of(control, treated), {}
    for times in (1.0, 4.0):
        leaving = {"share": 0.2, "until": "14 d", "times_if_no_rise": times, **ASSUMED}
        design = plain_design(drop_out=[leaving])
        held = hold(design, pool, n, seed=2)
        estimate[times] = analyse(design, held, "milk", "treated").effect
        assert truth(design, pool, "milk", "treated").effect == 5
    # Of those who gain 80 % stay, of the others 0.8 ** times.
    assert estimate[1.0] == pytest.approx(5, abs=0.3)
    assert estimate[4.0] == pytest.approx(20 * 0.8 / (0.8 + 3 * 0.8**4), abs=0.3)


def test_who_left_and_counts_as_no_response_lowers_the_share_of_the_arm_they_left() -> None:
    endpoint = {"kind": "responder", "measurement": "milk", "at": "14 d", "rise": 0.05}
    leaving = {"share": 0.3, "until": "14 d", "arm": "treated", **ASSUMED}
    for missing, expected in (("not_counted", 1.0), ("no_response", 0.7)):
        design = plain_design(
            endpoints={"well": endpoint | {"missing": missing}},
            analysis={"endpoint": "well", "test": "chi_square", "arm": "treated"},
            drop_out=[leaving],
        )
        held = hold(design, people(8000, effect=10), 8000, seed=1)
        assert analyse(design, held, "well", "treated").effect == pytest.approx(expected, abs=0.02)


def test_errors_have_the_size_that_the_design_says() -> None:
    milk = {"observable": "milk.removed_per_day", "cv": 0.1, "sd": 5.0, **ASSUMED}
    held = hold(plain_design(measurements={"milk": milk}), people(20_000), 20_000, seed=1)
    errors = held.measured[:, 0] - 100
    assert errors.mean(axis=0) == pytest.approx(np.zeros(3), abs=0.4)
    assert errors.std(axis=0) == pytest.approx(np.full(3, math.hypot(10, 5)), rel=0.03)
    assert np.corrcoef(errors.T) == pytest.approx(np.eye(3), abs=0.04)


NOISY = plain_design(
    measurements={"milk": {"observable": "milk.removed_per_day", "cv": 0.1, **ASSUMED}},
    drop_out=[{"share": 0.3, "until": "14 d", **ASSUMED}],
)


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.array_equal(one, other, equal_nan=True))


def test_a_changed_arm_shifts_nothing_of_the_other() -> None:
    plain, changed = (hold(NOISY, people(60, effect), 60, seed=4) for effect in (0, 50))
    assert same(plain.arm, changed.arm)
    assert same(plain.left, changed.left)
    control = plain.arm == 0
    assert same(plain.measured[control], changed.measured[control])
    assert not same(plain.measured[~control], changed.measured[~control])


def test_a_drop_out_of_one_arm_shifts_neither_assignment_nor_errors() -> None:
    without = NOISY.model_copy(update={"drop_out": ()})
    one, other = (hold(design, people(60), 60, seed=4) for design in (NOISY, without))
    assert same(one.arm, other.arm)
    stayed = ~np.isnan(one.measured)
    assert same(one.measured[stayed], other.measured[stayed])


def test_more_people_shift_nobody() -> None:
    few, many = (hold(NOISY, people(60), n, seed=4) for n in (40, 60))
    for name in ("arm", "left", "measured"):
        assert same(getattr(few, name), getattr(many, name)[:40])


def test_the_same_seed_is_the_same_trial_and_a_repetition_another() -> None:
    first, again = (hold_again(NOISY, people(60), 60, 4, 7) for _ in range(2))
    assert same(first.rows, again.rows)
    assert same(first.measured, again.measured)
    other = hold_again(NOISY, people(60), 60, 4, 8)
    assert not same(first.rows, other.rows)
    assert not same(first.measured, other.measured)
