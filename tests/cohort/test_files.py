"""Cohorts in files: the same content in each format, by any crew, in one go or in many."""

import json
import shutil
from collections.abc import Generator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray
from pandas.testing import assert_frame_equal

from lactea.cohort import (
    CohortError,
    CohortFile,
    Plan,
    Recipe,
    Success,
    open_cohort,
    simulate_people,
    the_recording,
    write_cohort,
)
from lactea.cohort.crews import Alone, Cluster, Processes
from lactea.cohort.daily import DAILY
from lactea.cohort.rows import COLUMNS, row_of
from lactea.scenario import load

ENDINGS = (".csv", ".parquet", ".zarr")
WITH_DAYS = (".parquet", ".zarr")
# About half of these people cannot be: storage is at most 5 in a scenario.
SOME_FAIL = Plan(Recipe(load("induced", ["person.storage=5"]), seed=1), 34, days=3, start=5)
MAN = Plan(Recipe(load("man"), seed=3), 37, days=2)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CohortFile]:
    folder = tmp_path_factory.mktemp("undisturbed")
    return {
        ending: write_cohort(SOME_FAIL, folder / f"people{ending}", Alone()) for ending in ENDINGS
    }


def same(one: CohortFile, other: CohortFile) -> bool:
    assert_frame_equal(one.people(), other.people())
    if one.file.path.suffix != ".csv":
        xarray.testing.assert_identical(one.days(), other.days())
    return True


def read_all(cohort: CohortFile) -> None:
    cohort.people()
    cohort.days()


def test_rows_are_the_same_in_each_format(undisturbed: dict[str, CohortFile]) -> None:
    csv, parquet, zarr = (undisturbed[ending].people() for ending in ENDINGS)
    assert list(csv.index) == list(SOME_FAIL.layout.people)
    assert 5 < csv["failure"].notna().sum() < 30
    assert_frame_equal(csv, parquet)
    assert_frame_equal(csv, zarr)


def test_rows_are_those_of_the_people(undisturbed: dict[str, CohortFile]) -> None:
    people = simulate_people(SOME_FAIL.recipe, range(5, 15), row_of, days=3)
    wanted = {one.index: one.value for one in people if isinstance(one, Success)}
    found = {row["person"]: row for row in islice(undisturbed[".zarr"].rows(), 10)}
    assert len(wanted) > 2
    for person, row in wanted.items():
        assert {name: found[person][name] for name in row} == row


@pytest.mark.parametrize("ending", WITH_DAYS)
def test_days_are_those_of_the_runs(undisturbed: dict[str, CohortFile], ending: str) -> None:
    days = undisturbed[ending].days()
    assert days.sizes == {"person": 34, "time": 3, "side": 2}
    assert list(days["time"].values[[0, -1]]) == [0, 2]
    assert (days["removed"].units, days["prolactin_mean"].units) == ("mL", "ng/mL")
    for outcome in simulate_people(SOME_FAIL.recipe, range(5, 15), the_recording, days=3):
        alone = days.sel(person=outcome.index)
        for name in DAILY:
            if isinstance(outcome, Success):
                kept = outcome.value.days[name].astype(np.float32)
                assert np.array_equal(alone[name].values, kept), name
            else:
                assert np.isnan(alone[name].values).all()


@pytest.mark.parametrize("ending", WITH_DAYS)
def test_days_of_some_people_are_a_cut_of_all(
    undisturbed: dict[str, CohortFile], ending: str
) -> None:
    whole = undisturbed[ending].days()
    for people in (range(5, 6), range(8, 17), range(38, 39), range(9, 9)):
        cut = undisturbed[ending].days(people)
        xarray.testing.assert_identical(cut, whole.sel(person=list(people)))


@pytest.mark.parametrize("people", [range(0, 6), range(38, 40), range(5, 39, 2)])
def test_people_who_are_not_there_are_said(
    undisturbed: dict[str, CohortFile], people: range
) -> None:
    with pytest.raises(CohortError, match="people 5 to 38"):
        undisturbed[".parquet"].days(people)


def test_other_tools_read_the_files(undisturbed: dict[str, CohortFile]) -> None:
    folder = undisturbed[".parquet"].file.path
    days = pd.read_parquet(folder)
    people = pd.read_parquet(folder / "_people")
    assert list(people.columns) == list(COLUMNS)
    assert len(days) == people["failure"].isna().sum() * 3
    data = xarray.open_zarr(undisturbed[".zarr"].file.path, consolidated=False, chunks=None)
    assert data["removed"].dims == ("person", "time", "side")
    assert data["removed"].attrs["units"] == "mL"
    assert data.attrs["lactea"]["seed"] == 1
    both = days.set_index(["person", "day"])["removed_left"].to_xarray()
    whole = data["removed"].sel(side="left", person=both["person"].values)
    assert np.array_equal(both.values, whole.values)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_says_where_it_comes_from(undisturbed: dict[str, CohortFile], ending: str) -> None:
    found = open_cohort(undisturbed[ending].file.path)
    assert found.card.items() >= SOME_FAIL.provenance().items()
    assert found.card["schema"] == "lactea.cohort_file/1"
    assert found.card["daily"] == list(DAILY)
    assert found.written == 34


def test_processes_write_the_same(undisturbed: dict[str, CohortFile], tmp_path: Path) -> None:
    assert same(
        write_cohort(SOME_FAIL, tmp_path / "p.parquet", Processes(2)), undisturbed[".parquet"]
    )


@pytest.mark.slow
def test_a_cluster_writes_the_same(undisturbed: dict[str, CohortFile], tmp_path: Path) -> None:
    cluster = Cluster("local", 2)
    assert same(write_cohort(SOME_FAIL, tmp_path / "p.zarr", cluster), undisturbed[".zarr"])


class Interrupted:
    """A crew whose work is stopped after some tasks."""

    def __init__(self, after: int) -> None:
        self.after, self.asked = after, list[tuple[int, ...]]()

    def results(self, work, tasks) -> Generator:  # type: ignore[no-untyped-def,type-arg]
        for done, task in enumerate(tasks):
            if done == self.after:
                raise KeyboardInterrupt
            self.asked.append(task)
            yield work(task)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stopped_run_goes_on_and_repeats_no_part(
    undisturbed: dict[str, CohortFile], ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"people{ending}"
    told: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        write_cohort(SOME_FAIL, path, Interrupted(5), told.append)
    half = open_cohort(path)
    safe = half.written
    assert told == [0, *range(2, safe + 1, 2)]
    assert 0 < safe < 34
    assert [row["person"] for row in half.rows()] == list(SOME_FAIL.layout.people)[:safe]
    rest = Interrupted(1000)
    whole = write_cohort(SOME_FAIL, path, rest, told.append)
    assert sum(rest.asked, ()) == tuple(SOME_FAIL.layout.people)[safe:]
    assert told[-1] == 34
    assert same(whole, undisturbed[ending])
    # Once more: nobody is left.
    nobody = Interrupted(0)
    assert same(write_cohort(SOME_FAIL, path, nobody), undisturbed[ending])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(MAN, n=38), "people 37 (now 38)"),
        (replace(MAN, days=3), "last_day 1 (now 2)"),
        (replace(MAN, start=1), "start 0 (now 1)"),
        (replace(MAN, recipe=replace(MAN.recipe, seed=4)), "seed 3 (now 4)"),
        (replace(MAN, recipe=Recipe(load("man", ["person.storage=0.5"]), 3)), "scenario_hash"),
        (
            replace(MAN, recipe=replace(MAN.recipe, uncertainty="each")),
            "uncertainty none (now each)",
        ),
    ],
)
def test_another_recipe_is_refused_with_the_difference(
    ending: str, other: Plan, said: str, tmp_path: Path
) -> None:
    path = tmp_path / f"people{ending}"
    with pytest.raises(KeyboardInterrupt):
        write_cohort(MAN, path, Interrupted(0))
    with pytest.raises(CohortError) as refused:
        write_cohort(other, path, Alone())
    assert said in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("ending", ENDINGS)
def test_another_lactea_is_another_recipe(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"people{ending}"
    with pytest.raises(KeyboardInterrupt):
        write_cohort(MAN, path, Interrupted(0))
    monkeypatch.setattr("lactea.cohort.plan.commit", lambda: "another")
    with pytest.raises(CohortError, match=r"commit .* \(now another\)"):
        write_cohort(MAN, path, Alone())


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "content",
    [
        "", "a,b\n1,2\n", "{}", "[]", "7", '{"schema": "x/1"}', "\x00\xff",
        '{"schema": "lactea.cohort_file/1"}',
        '{"schema": "lactea.cohort_file/1", "start": 0, "people": 5, "people_per_part": 0, '
        '"first_day": 0, "last_day": 1}',
        '{"schema": "lactea.cohort_file/1", "start": 0, "people": "5", "people_per_part": 1, '
        '"first_day": 0, "last_day": 1}',
    ],
)  # fmt: skip
def test_what_is_no_cohort_is_left_alone(ending: str, content: str, tmp_path: Path) -> None:
    file, folder = tmp_path / f"file{ending}", tmp_path / f"folder{ending}"
    file.write_text(content, encoding="utf-8")
    folder.mkdir()
    (folder / "_cohort.json").write_text(content, encoding="utf-8")
    (folder / "zarr.json").write_text(content, encoding="utf-8")
    for place in (file, folder):
        with pytest.raises(CohortError, match="no cohort of lactea"):
            write_cohort(MAN, place, Alone())
        with pytest.raises(CohortError, match="no cohort of lactea"):
            open_cohort(place)
    assert file.read_text(encoding="utf-8") == content


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    for ending in ENDINGS:
        with pytest.raises(CohortError, match="no such file"):
            open_cohort(tmp_path / f"x{ending}")
    with pytest.raises(CohortError, match=r"must end in \.csv, \.parquet, \.zarr"):
        open_cohort(tmp_path / "x.xlsx")


def test_a_csv_has_no_days(undisturbed: dict[str, CohortFile]) -> None:
    with pytest.raises(CohortError, match="no days"):
        undisturbed[".csv"].days()


def test_a_csv_leaves_nothing_else_behind(undisturbed: dict[str, CohortFile]) -> None:
    path = undisturbed[".csv"].file.path
    assert {one.name for one in path.parent.glob("people.csv*")} == {
        "people.csv",
        "people.csv.json",
    }
    assert json.loads((path.parent / "people.csv.json").read_text())["seed"] == 1


@pytest.mark.parametrize("file", ["part-000003.parquet", "_people/part-000003.parquet"])
def test_a_damaged_part_is_named_and_made_again_once_removed(
    undisturbed: dict[str, CohortFile], file: str, tmp_path: Path
) -> None:
    path = tmp_path / "people.parquet"
    shutil.copytree(undisturbed[".parquet"].file.path, path)
    content = (path / file).read_bytes()
    for damaged in (b"", content[: len(content) // 2], content[:-8] + b"\x00" * 8):
        (path / file).write_bytes(damaged)
        with pytest.raises(CohortError, match=r"part-000003\.parquet is damaged"):
            read_all(open_cohort(path))
    (path / file).unlink()
    assert open_cohort(path).written == 32
    assert same(write_cohort(SOME_FAIL, path, Alone()), undisturbed[".parquet"])


@pytest.mark.parametrize("ending", WITH_DAYS)
def test_a_part_that_was_lost_is_made_again(
    undisturbed: dict[str, CohortFile], ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"people{ending}"
    shutil.copytree(undisturbed[ending].file.path, path)
    receipt = {".parquet": "_people/part-000003.parquet", ".zarr": "status/c/3"}[ending]
    (path / receipt).unlink()
    assert open_cohort(path).written == 32
    assert same(write_cohort(SOME_FAIL, path, Alone()), undisturbed[ending])


def test_parts_cover_everybody_once() -> None:
    for n in (1, 2, 15, 16, 17, 100, 1023, 1024, 1025, 5000):
        layout = replace(MAN, n=n, start=7).layout
        people = [person for part in layout.parts for person in layout.people_of(part)]
        assert people == list(range(7, 7 + n))
        assert layout.size <= 64
        for part in layout.parts:
            assert layout.parts_with(layout.people_of(part)) == range(part, part + 1)


def test_a_run_that_would_end_before_it_starts_is_said_at_once(tmp_path: Path) -> None:
    early = replace(MAN, days=-300)
    with pytest.raises(ValueError, match="before it starts"):
        write_cohort(early, tmp_path / "x.csv", Alone())
