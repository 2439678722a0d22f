"""Correlations: as asked, possible, and without effect on what is not named."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.cohort import CohortError, Stream
from lactea.cohort.correlations import (
    COLUMNS,
    Pair,
    default_mixing,
    mixing,
    nearest_valid,
    read_correlations,
)

HEAD = ",".join(COLUMNS) + "\n"
PEOPLE = 4000


def scores(pairs: list[Pair], names: list[str], people: int = PEOPLE) -> np.ndarray:
    mixed = mixing(pairs)
    rows = [mixed.scores(names, lambda name, i=i: Stream(0, name).normal(i)) for i in range(people)]
    return np.array([[row[name] for name in names] for row in rows])


def test_people_have_the_correlations_asked_for() -> None:
    pairs = [Pair("a", "b", 0.6), Pair("b", "c", -0.5), Pair("a", "d", 0.2)]
    found = np.corrcoef(scores(pairs, ["a", "b", "c", "d", "e"]).T)
    wanted = np.eye(5)
    for i, j, rho in ((0, 1, 0.6), (1, 2, -0.5), (0, 3, 0.2)):
        wanted[i, j] = wanted[j, i] = rho
    assert np.abs(found - wanted).max() < 0.06


def test_each_score_is_standard_normal() -> None:
    drawn = scores([Pair("a", "b", 0.7), Pair("b", "c", 0.6)], ["a", "b", "c"])
    assert np.abs(drawn.mean(axis=0)).max() < 0.06
    assert np.abs(drawn.std(axis=0) - 1).max() < 0.05


def test_a_pair_added_at_the_end_moves_only_the_new_value() -> None:
    first = [Pair("b", "a", 0.6)]
    before = scores(first, ["a", "b", "e"], 20)
    after = scores([*first, Pair("a", "0", 0.3)], ["a", "b", "e", "0"], 20)
    assert (after[:, :3] == before).all()


def test_an_independent_value_is_its_own_draw() -> None:
    drawn = scores([Pair("a", "b", 0.6)], ["e"], 3)[:, 0]
    assert list(drawn) == [Stream(0, "e").normal(i) for i in range(3)]


def test_no_pairs_are_no_correlations() -> None:
    assert mixing([]).scores(["a"], lambda _: 0.3) == {"a": 0.3}


@pytest.mark.parametrize(
    "pairs",
    [
        [Pair("a", "b", 0.9), Pair("b", "c", 0.9), Pair("a", "c", -0.9)],
        [Pair("a", "b", 0.9), Pair("b", "c", 0.6)],
    ],
)
def test_a_contradiction_is_an_error_that_gives_the_nearest_possible(pairs: list[Pair]) -> None:
    with pytest.raises(CohortError, match="contradict each other") as caught:
        mixing(pairs)
    told = re.findall(r"(\w) and (\w) (-?[0-9.]+) \(not", str(caught.value))
    assert len(told) == 3
    mixing([Pair(a, b, float(rho)) for a, b, rho in told])


@given(st.lists(st.floats(-0.99, 0.99), min_size=6, max_size=6))
def test_the_nearest_matrix_is_a_correlation_matrix(rhos: list[float]) -> None:
    matrix = np.eye(4)
    matrix[np.triu_indices(4, 1)] = rhos
    matrix = np.maximum(matrix, matrix.T) + np.minimum(matrix, matrix.T) - np.diag(np.diag(matrix))
    near = nearest_valid(matrix)
    assert np.linalg.eigvalsh(near)[0] > 1e-3
    assert np.allclose(np.diag(near), 1)
    if np.linalg.eigvalsh(matrix)[0] > 2e-2:
        assert np.allclose(near, matrix, atol=1e-6)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,z,0.3,assumed,x", "'z' does not differ between people"),
        ("a,a,0.3,assumed,x", "two different ids"),
        ("a,b,0.3,assumed,x\nb,a,0.2,assumed,x", "stands once"),
        ("a,b,1,assumed,x", "between -1 and 1"),
        ("a,b,,assumed,x", "between -1 and 1"),
        ("a,b,0.3,,x", "source"),
    ],
)
def test_a_fault_is_named_with_its_line(line: str, said: str) -> None:
    with pytest.raises(CohortError, match=r"line [23]") as caught:
        read_correlations(HEAD + line + "\n", ["a", "b"])
    assert said in str(caught.value)


def test_the_table_of_lactea_is_possible() -> None:
    assert len(default_mixing().ids) >= 2
