"""A cohort that was timed is compared with the others of its size."""

from pathlib import Path

import pytest

from lactea.bench import cohort_files
from lactea.bench.cohort_files import PEOPLE, CohortRun, measure
from lactea.bench.plan import QUICK
from lactea.cohort import Plan, Recipe, write_cohort
from lactea.cohort.crews import Alone
from lactea.scenario import load

MAN = load("man")


def test_files_that_differ_are_told_apart(tmp_path: Path) -> None:
    one, same, other = (
        write_cohort(Plan(Recipe(MAN, seed), 3, days=1), tmp_path / name, Alone()).file.path
        for seed, name in ((0, "one.parquet"), (0, "same.parquet"), (1, "other.parquet"))
    )
    assert cohort_files._same(same, one)
    assert not cohort_files._same(other, one)


def test_the_number_of_people_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def of_size(people: int, days: int) -> list[CohortRun]:
        asked.append((people, days))
        return []

    monkeypatch.setattr(cohort_files, "_of_size", of_size)
    measure(QUICK)
    monkeypatch.setenv(PEOPLE, "100000")
    measure(QUICK)
    assert asked == [(24, 7), (100_000, 180)]


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort_files, "find_spec", lambda name: None)
    assert {run.status for run in measure(QUICK)} == {
        "not run: pyarrow and distributed not installed (lactea[cohort])"
    }
