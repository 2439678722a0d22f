"""``lactea cohort``."""

import csv
import json
from pathlib import Path

import pytest

from lactea.body.registry import default_body
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
        (("--out", "people.xlsx"), "must end in .csv"),
        (("--report", "page.html"), "must end in .md"),
        (("--population", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_a_mistake_is_one_paragraph_before_any_work(run, arguments, said: str) -> None:
    told = run("cohort", "natural", "-n", "2", *arguments)
    assert told.exit_code == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
