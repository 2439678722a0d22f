"""Correlations between values that differ between people.

Pairs stand in `correlations.csv`. Each value owns its stream; a correlated one mixes in the draws of
those named before it in the table. A pair added at the end thus moves only the value that is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from lactea.cohort.packaged import number, packaged_text, records
from lactea.cohort.problems import CohortError

TABLE = "correlations.csv"
COLUMNS = ("id_a", "id_b", "rho", "source", "reason")
SMALLEST = 1e-8
"""Least eigenvalue of a matrix that is told from a singular one."""

TOLD = 5e-4
"""Correlations smaller than this are not told."""

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids and the correlation of their normal scores."""

    id_a: str
    id_b: str
    rho: float


@dataclass(frozen=True, slots=True)
class Mixing:
    """How independent normal draws become correlated ones.

    Parameters
    ----------
    ids : tuple of str
        The correlated values, in the order of the table.
    factor : tuple of tuple of float
        Lower triangle by rows: row i weighs the draws of ``ids[: i + 1]``.
    """

    ids: tuple[str, ...]
    factor: tuple[tuple[float, ...], ...]

    def scores(self, names: Iterable[str], draw: Callable[[str], float]) -> dict[str, float]:
        """Normal scores of `names`; `draw` gives the independent one of each."""
        rows = dict(zip(self.ids, self.factor, strict=True))
        return {
            name: sum(
                weight * draw(other) for weight, other in zip(rows[name], self.ids, strict=False)
            )
            if name in rows
            else draw(name)
            for name in names
        }


def read_correlations(text: str, known: Iterable[str], name: str = TABLE) -> list[Pair]:
    """The pairs of a table.

    Parameters
    ----------
    text, name : str
        The table, and what errors call it.
    known : iterable of str
        Ids that differ between people.

    Raises
    ------
    CohortError
        With the line of the first fault.
    """
    ids, seen, pairs = set(known), set(), []
    for place, cells in records(text, name, COLUMNS):
        both = cells["id_a"], cells["id_b"]
        for one in both:
            if one not in ids:
                raise CohortError(f"{place}: '{one}' does not differ between people.")
        if both[0] == both[1] or frozenset(both) in seen:
            raise CohortError(f"{place}: a pair is two different ids, and stands once.")
        rho = number(cells["rho"], place, "rho")
        if rho is None or not -1 < rho < 1:
            raise CohortError(f"{place}: rho '{cells['rho']}' is not between -1 and 1.")
        if not cells["source"] or not cells["reason"]:
            raise CohortError(f"{place}: source (or 'assumed') and reason must be given.")
        seen.add(frozenset(both))
        pairs.append(Pair(*both, rho))
    return pairs


def mixing(pairs: Sequence[Pair]) -> Mixing:
    """The mixing of draws that gives these correlations.

    Raises
    ------
    CohortError
        If no people can have them all at once; the text gives the nearest ones that can.
    """
    ids = tuple(dict.fromkeys(one for pair in pairs for one in (pair.id_a, pair.id_b)))
    place = {one: i for i, one in enumerate(ids)}
    matrix = np.eye(len(ids))
    for pair in pairs:
        a, b = place[pair.id_a], place[pair.id_b]
        matrix[a, b] = matrix[b, a] = pair.rho
    if ids and np.linalg.eigvalsh(matrix)[0] < SMALLEST:
        raise CohortError(_impossible(ids, matrix))
    factor = np.linalg.cholesky(matrix) if ids else matrix
    return Mixing(ids, tuple(tuple(row[: i + 1].tolist()) for i, row in enumerate(factor)))


def nearest_valid(matrix: Matrix, least: float = 1e-2, rounds: int = 200) -> Matrix:
    """The nearest correlation matrix, by alternating projections (Higham 2002).

    Parameters
    ----------
    matrix : array of shape (n, n)
        Symmetric, with ones on its diagonal.
    least : float
        Least eigenvalue of the result before its diagonal is set to one again.
    rounds : int
        Projections.
    """
    found, correction = matrix.copy(), np.zeros_like(matrix)
    for _ in range(rounds):
        aimed = found - correction
        values, vectors = np.linalg.eigh(aimed)
        positive = (vectors * np.maximum(values, least)) @ vectors.T
        correction = positive - aimed
        found = positive.copy()
        np.fill_diagonal(found, 1.0)
    return found


def _impossible(ids: Sequence[str], matrix: Matrix) -> str:
    near = nearest_valid(matrix)
    said = ", ".join(
        f"{ids[a]} and {ids[b]} {near[a, b]:.3f} (not {matrix[a, b]:g})"
        for a, b in combinations(range(len(ids)), 2)
        if abs(near[a, b]) >= TOLD or matrix[a, b]
    )
    return (
        "These correlations contradict each other (the matrix is not positive definite; pairs that "
        f"are not named have none). The nearest ones that people can have: {said}."
    )


@cache
def default_mixing() -> Mixing:
    """The mixing of the correlations that lactea comes with."""
    from lactea.cohort.variability import variability

    varying = [spread.id for spread in variability().values() if spread.kind == "between_people"]
    return mixing(read_correlations(packaged_text(TABLE), varying))
