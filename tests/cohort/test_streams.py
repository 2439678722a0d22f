"""Streams: a draw depends on its key alone; draws are uniform, normal and independent."""

import random
from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from lactea.cohort import Stream

SEEDS = st.integers(-(2**63), 2**63 - 1)
NAMES = st.text(min_size=1, max_size=40)
PEOPLE = st.integers(-1, 10**9)
TICKS = st.integers(-(10**9), 10**9)
MANY = 4000


def test_the_scheme_stays() -> None:
    # Whoever sees these numbers move has changed every virtual person that was ever drawn.
    stream = Stream(0, "between.prolactin_half_life")
    assert [stream.uniform(17), stream.uniform(17, 3600), stream.uniform(17, 3600, 1)] == SCHEME


SCHEME = [0.617015244264362, 0.7299169300701706, 0.9983110252196966]


@given(SEEDS, NAMES, PEOPLE, TICKS)
def test_a_draw_lies_between_0_and_1(seed: int, name: str, person: int, tick: int) -> None:
    stream = Stream(seed, name)
    share = stream.uniform(person, tick)
    assert 0 < share < 1
    assert stream.normal(person, tick) == NormalDist().inv_cdf(share)


@given(SEEDS, st.lists(st.tuples(NAMES, PEOPLE, TICKS), min_size=2, max_size=20), st.randoms())
def test_order_and_company_play_no_part(
    seed: int, keys: list[tuple[str, int, int]], shuffler: random.Random
) -> None:
    alone = {key: Stream(seed, key[0]).uniform(key[1], key[2]) for key in keys}
    others = [*keys, ("a stream added later", 5, 5)]
    shuffler.shuffle(others)
    together = {key: Stream(seed, key[0]).uniform(key[1], key[2]) for key in others}
    assert all(together[key] == alone[key] for key in keys)


@given(st.tuples(SEEDS, NAMES, PEOPLE, TICKS), st.tuples(SEEDS, NAMES, PEOPLE, TICKS))
def test_other_keys_give_other_draws(
    one: tuple[int, str, int, int], other: tuple[int, str, int, int]
) -> None:
    drawn = [Stream(key[0], key[1]).uniform(key[2], key[3]) for key in (one, other)]
    assert (drawn[0] == drawn[1]) == (one == other)


def test_parts_of_the_key_do_not_run_together() -> None:
    assert Stream(1, "ab").uniform(2, 3) != Stream(1, "a").uniform(2, 3)
    assert Stream(1, "a").uniform(2, 3) != Stream(1, "a").uniform(3, 2)
    assert Stream(1, "a").uniform(2, 3, 0) != Stream(1, "a").uniform(2, 0, 3)


@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
def test_people_are_uniform_and_normal(seed: int) -> None:
    stream = Stream(seed, "between.synthesis_limit")
    people = range(MANY)
    assert stats.kstest([stream.uniform(i) for i in people], "uniform").pvalue > 0.01
    assert stats.kstest([stream.normal(i) for i in people], "norm").pvalue > 0.01


def test_ticks_of_one_person_are_uniform() -> None:
    stream = Stream(3, "drop_out")
    drawn = [stream.uniform(17, 600 * i) for i in range(MANY)]
    assert stats.kstest(drawn, "uniform").pvalue > 0.01


def test_streams_seeds_people_and_ticks_are_independent() -> None:
    base = Stream(0, "a")
    rows = [
        [base.normal(i) for i in range(MANY)],
        [base.normal(i + 1) for i in range(MANY)],
        [base.normal(i, 1) for i in range(MANY)],
        [base.normal(i, 0, 1) for i in range(MANY)],
        [Stream(0, "b").normal(i) for i in range(MANY)],
        [Stream(1, "a").normal(i) for i in range(MANY)],
    ]
    between = np.corrcoef(rows)[np.triu_indices(len(rows), 1)]
    assert np.abs(between).max() < 4 / sqrt(MANY)


def test_words_come_as_often_as_their_shares_say() -> None:
    shares = {"none": 0.7, "never": 0.0, "some": 0.2, "all": 0.1}
    drawn = [Stream(0, "word").pick(shares, i) for i in range(MANY)]
    counts = [drawn.count(word) for word in ("none", "some", "all")]
    assert sum(counts) == MANY
    assert stats.chisquare(counts, [0.7 * MANY, 0.2 * MANY, 0.1 * MANY]).pvalue > 0.01
