"""``lactea cohort``."""

import csv
import json
import sys
from pathlib import Path

import pytest

from lactea.body.registry import default_body
from lactea.cohort import open_cohort
from lactea.cohort.drawing import spread_set
from lactea.results.stamp import parameter_set
from lactea.scenario import load, scenario_hash


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_row_per_person_the_same_for_any_cut(run, tmp_path: Path) -> None:
    whole, tail = tmp_path / "whole.csv", tmp_path / "tail.csv"
    base = ("cohort", "natural", "--days", "9", "--seed", "7")
    told = run(*base, "-n", "3", "--jobs", "1", "--out", str(whole), "--json")
    assert told.exit_code == 0, told.stderr
    document = json.loads(told.stdout)
    assert document["schema"] == "lactea.cohort/1"
    assert document["scenario_hash"] == scenario_hash(load("natural"))
    assert (document["seed"], document["people"], document["failed"]) == (7, 3, 0)
    values = {one.id: one.value for one in default_body().parameters.values()}
    assert document["parameter_set"] == parameter_set(values)
    assert document["spread_set"] == spread_set()
    assert document["columns"]["milk_day7"]["n"] == 3
    assert str(whole) in told.stderr
    assert [row["person"] for row in rows(whole)] == ["0", "1", "2"]
    assert run(*base, "-n", "2", "--start", "1", "--jobs", "2", "--out", str(tail)).exit_code == 0
    assert rows(tail) == rows(whole)[1:]


def test_the_summary_names_quantiles_and_published_spreads(run, tmp_path: Path) -> None:
    picture, page = tmp_path / "p.png", tmp_path / "p.md"
    told = run(
        "cohort", "natural", "-n", "3", "--days", "9", "--jobs", "1",
        "--plot", str(picture), "--report", str(page),
    )  # fmt: skip
    assert told.exit_code == 0, told.stderr
    assert "All 3 people could be simulated." in told.stdout
    assert "milk_day7" in told.stdout
    assert "mlk_lac_arthur1989_lactose_end" in told.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "(p.png)" in page.read_text("utf-8")


def test_who_fails_is_counted_and_named_and_the_others_stay(run, tmp_path: Path) -> None:
    out = tmp_path / "people.csv"
    told = run(
        "cohort", "natural", "-n", "6", "--days", "1", "--jobs", "1", "--seed", "1",
        "--set", "person.storage=5", "--out", str(out),
    )  # fmt: skip
    assert told.exit_code == 0, told.stderr
    failed = [row for row in rows(out) if row["failure"]]
    assert 0 < len(failed) < 6
    assert f"{len(failed)} of 6 people could not be simulated" in told.stdout
    assert all("person.storage" in row["failure"] for row in failed)


def test_a_population_is_drawn(run, tmp_path: Path) -> None:
    group, out = tmp_path / "group.yaml", tmp_path / "people.csv"
    group.write_text("name: all by caesarean\ncaesarean: 1.0\n", encoding="utf-8")
    told = run(
        "cohort", "natural", "-n", "2", "--days", "1", "--jobs", "1",
        "--population", str(group), "--out", str(out), "--json",
    )  # fmt: skip
    assert told.exit_code == 0, told.stderr
    assert json.loads(told.stdout)["population"] == "all by caesarean"
    assert {row["delivery"] for row in rows(out)} == {"caesarean"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "people.xlsx"), "must end in .csv or .parquet or .zarr"),
        (("--report", "page.html"), "must end in .md"),
        (("--population", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_a_mistake_is_one_paragraph_before_any_work(run, arguments, said: str) -> None:
    told = run("cohort", "natural", "-n", "2", *arguments)
    assert told.exit_code == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("ending", [".parquet", ".zarr"])
def test_days_are_written_and_the_command_given_again_goes_on(
    run, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"people{ending}"
    command = ("cohort", "induced", "-n", "4", "--days", "2", "--jobs", "1", "--out", str(path))
    told = run(*command, "--json")
    assert told.exit_code == 0, told.stderr
    document = json.loads(told.stdout)
    written = open_cohort(path)
    assert written.days().sizes == {"person": 4, "time": 2, "side": 2}
    assert document["scenario_hash"] == written.card["scenario_hash"]
    again = run(*command, "--json")
    assert json.loads(again.stdout) == document
    other = run(*command, "--seed", "9")
    assert other.exit_code == 2
    assert "seed 0 (now 9)" in other.stderr
    assert "Traceback" not in other.stderr


def test_a_missing_extra_is_named_with_its_install_line(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyarrow", "zarr", "distributed"):
        monkeypatch.setitem(sys.modules, name, None)
    for options in (
        ("--out", str(tmp_path / "a.parquet")),
        ("--out", str(tmp_path / "a.zarr")),
        ("--cluster", "local"),
    ):
        told = run("cohort", "man", "-n", "2", "--days", "1", *options)
        assert told.exit_code == 2
        assert 'python -m pip install "lactea[cohort]"' in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_scheduler_is_said(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lactea.cohort.crews.cluster.PATIENCE_SECONDS", 1)
    told = run("cohort", "man", "-n", "2", "--days", "1", "--cluster", "tcp://127.0.0.1:1")
    assert told.exit_code == 2
    assert "No scheduler answers at tcp://127.0.0.1:1" in told.stderr


def test_lanes_are_asked_for(run, tmp_path: Path) -> None:
    out = tmp_path / "people.parquet"
    command = ("cohort", "natural", "-n", "2", "--jobs", "1", "--engine", "lanes", "--json")
    told = run(*command, "--days", "2", "--out", str(out))
    assert told.exit_code == 0, told.stderr
    assert json.loads(told.stdout)["engine"] == "lanes"
    assert out.exists()
