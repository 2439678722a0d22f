"""Memory is bounded by a part: while a large cohort is written and read, no more is held."""

import weakref
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lactea.cohort import Plan, Recipe, Success, write_cohort, writing
from lactea.cohort.crews import Alone, Crew
from lactea.cohort.daily import Entry, entry_of
from lactea.cohort.people import simulate_people
from lactea.scenario import load

PLAN = Plan(Recipe(load("man")), 1500, days=2)
LARGEST_PART = 64


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".zarr"])
def test_a_part_is_held_and_no_more(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = simulate_people(PLAN.recipe, [0], entry_of, days=PLAN.days)
    assert isinstance(one, Success)
    assert one.value.days is not None
    usual, days = one.value, dict(one.value.days)
    held: weakref.WeakSet[np.ndarray] = weakref.WeakSet()
    most = [0]

    def stand_in(plan: Plan, people: Iterable[int], crew: Crew) -> Iterator[Success[Entry]]:
        """Everybody lives the same two days; what is alive of them is counted."""
        for person in people:
            own = days | {"made": _Counted(days["made"].copy())}
            held.add(own["made"])
            most[0] = max(most[0], len(held))
            yield Success(person, replace(usual, row=usual.row | {"person": person}, days=own))

    monkeypatch.setattr(writing, "simulated", stand_in)
    written = write_cohort(PLAN, tmp_path / f"people{ending}", Alone())
    assert most[0] <= 2 * LARGEST_PART
    assert len(held) <= LARGEST_PART
    rows = written.rows()
    assert not isinstance(rows, list)
    assert sum(1 for _ in rows) == 1500


class _Counted(np.ndarray):
    """An array that can stand in a set."""

    def __new__(cls, values: np.ndarray) -> "_Counted":
        return values.view(cls)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return self is other
