"""``lactea simulate``, ``demo`` and ``validate``, with the engine behind them."""

import json
from pathlib import Path

import pytest

from lactea.scenario import builtin_text, load, read_resolved, scenario_hash

DAYS = 4


def test_json_has_the_days_asked_for(run) -> None:
    told = run("simulate", "natural", "--days", str(DAYS), "--json", "--seed", "7")
    assert told.exit_code == 0, told.stderr
    document = json.loads(told.stdout)
    assert document["schema"] == "lactea.simulate/1"
    assert document["scenario_hash"] == scenario_hash(load("natural"))
    assert document["seed"] == 7
    assert document["days"][-1]["day"] == DAYS - 1
    assert document["days"][-1]["milk_mL"]["total"] > 0
    assert document["days"][0]["day"] < 0


def test_the_summary_is_for_people(run) -> None:
    told = run("simulate", "man", "--days", "2")
    assert told.exit_code == 0, told.stderr
    assert "A man; nothing happens" in told.stdout or told.stdout.startswith("man")


def test_a_set_value_changes_the_run(run) -> None:
    milk = []
    for appetite in ("0.5", "1"):
        told = run(
            "simulate", "natural", "--days", "8", "--json", "--set", f"infant.appetite={appetite}"
        )
        milk.append(json.loads(told.stdout)["days"][-1]["milk_mL"]["total"])
    assert milk[0] < milk[1]


def test_files_are_written_and_named_on_stderr(run, tmp_path: Path) -> None:
    names = ["--out", "run.nc", "--plot", "run.png", "--report", "run.html"]
    arguments = [str(tmp_path / word) if word.startswith("run") else word for word in names]
    told = run("simulate", "natural", "--days", str(DAYS), "--json", *arguments)
    assert told.exit_code == 0, told.stderr
    json.loads(told.stdout)
    for name, head in (("run.nc", b"\x89HDF"), ("run.png", b"\x89PNG"), ("run.html", b"<!")):
        assert (tmp_path / name).read_bytes().startswith(head)
        assert str(tmp_path / name) in told.stderr


def test_decisions_are_written_and_replay_to_the_same_days(run, tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    base = ("simulate", "natural", "--days", str(DAYS), "--json")
    first = run(*base, "--resolved", str(path))
    assert read_resolved(path).scenario_hash == scenario_hash(load("natural"))
    again = run(*base, "--replay", str(path))
    assert again.exit_code == 0, again.stderr
    assert "warning" not in again.stderr
    assert json.loads(again.stdout)["days"] == json.loads(first.stdout)["days"]
    other = run("simulate", "one-breast", "--days", str(DAYS), "--replay", str(path))
    assert "decisions of another scenario" in other.stderr


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ('parameters.no_such="3 h"', "no_such"),
        ('parameters.day_length="3 mL"', "day_length"),
        ("parameters.day_length=nonsense", "day_length"),
    ],
)
def test_a_wrong_parameter_is_one_paragraph(run, change: str, word: str) -> None:
    told = run("simulate", "man", "--days", "1", "--set", change)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert word in told.stderr
    assert "an error of its own" not in told.stderr


def test_a_scenario_file_is_simulated_like_its_builtin(run, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(builtin_text("preterm-pumping"), "utf-8")
    mine = json.loads(run("simulate", str(file), "--days", str(DAYS), "--json").stdout)
    builtin = json.loads(run("simulate", "preterm-pumping", "--days", str(DAYS), "--json").stdout)
    assert mine["days"] == builtin["days"]


def test_the_demo_writes_figures_and_a_report_and_says_where(run, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    told = run("demo", "--out", str(out), "--days", "3")
    assert told.exit_code == 0, told.stderr
    for name in ("natural", "induced"):
        assert (out / f"{name}.nc").exists()
        assert list((out / name).glob("*.png"))
        assert name in told.stdout
    assert (out / "report.html").exists()
    assert str(out / "report.html") in told.stdout
