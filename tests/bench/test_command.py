"""``lactea bench --quick`` with what is installed: structure and checks, no absolute time."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lactea.bench.everything import NAMES
from lactea.cli.application import app
from lactea.exchange.agreement import ALLOWED

COUNTED = {"processor", "wall"}


def bench(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["bench", *arguments], prog_name="lactea")
    return done.exit_code, done.stdout, done.stderr


def bench_apart(*arguments: str) -> tuple[int, str, str]:
    """The same in a process of its own: a bench opens a browser, and so may other tests of this process."""
    done = subprocess.run(
        [sys.executable, "-m", "lactea", "bench", *arguments],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def check_run(run: Mapping[str, Any]) -> None:
    if run["status"] == "right":
        assert run["milk"] <= ALLOWED
        assert run["prolactin"] <= ALLOWED
        assert all(seconds > 0 for name in COUNTED for seconds in run[name])
        assert run["milliseconds_a_day"] > 0
    else:
        assert run["status"] in ("wrong", "not run")
        assert not any(run[name] for name in COUNTED)
        assert run["milliseconds_a_day"] is None
        assert run["note"]
    if run["status"] == "not run":
        assert run["note"].startswith("not run: ")


def check(document: Mapping[str, Any]) -> None:
    assert document["schema"] == "lactea.bench/1"
    assert document["machine"]["libraries"]["numpy"]
    runs = document["runs"] + [run for growth in document["growth"] for run in growth["runs"]]
    for run in runs:
        check_run(run)
    ours = [run for run in runs if run["name"].startswith("lactea")]
    assert all(run["status"] == "right" for run in ours)
    for ratio in document["ratios"]:
        assert ratio["value"] is None or ratio["value"] > 0
        assert ratio["verdict"] in ("", "goal met", "floor met", "missed", "not known")


@pytest.mark.slow
def test_what_is_asked_for_is_measured_and_its_output_checked(tmp_path: Path) -> None:
    asked = [f"--only={name}" for name in ("one-person", "forecast", "trial")]
    code, text, told = bench_apart("--quick", "--json", *asked, "--out", str(tmp_path / "out"))
    assert code == 0, told
    document = json.loads(text)
    check(document)
    assert document["runs"]
    assert document["ratios"]
    assert not document["growth"]


@pytest.mark.proof
def test_a_quick_bench_checks_every_output(tmp_path: Path) -> None:
    code, text, told = bench_apart("--quick", "--json", "--out", str(tmp_path / "out"))
    assert code == 0, told
    document = json.loads(text)
    check(document)
    assert {one["scenario"] for one in document["where"]} == {"benchmark", "natural"}
    for one in document["where"]:
        assert sum(one["shares"].values()) == pytest.approx(1.0)
    assert {one["status"] for one in document["cohorts"]} == {"right"}
    assert all(one["wall"] > 0 and one["peak"] > 0 for one in document["cohorts"])
    assert all(start["seconds"] > 0 for start in document["starting"]["starts"])
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {"bench.json", "bench.png", "bench.svg"}
    assert json.loads((tmp_path / "out" / "bench.json").read_text("utf-8")) == document


def test_one_comparison_alone_as_a_table() -> None:
    code, text, told = bench("--quick", "--only", "where")
    assert code == 0, told
    assert "Where the time of a whole run goes" in text
    assert "recorder" in text
    assert "Ratios" not in text


def test_an_unknown_comparison_is_named() -> None:
    code, text, told = bench("--only", "peple")
    assert code == 2
    assert text == ""
    assert "Did you mean 'people'?" in told
    assert all(name in told for name in NAMES)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("", encoding="utf-8")
    code, _, told = bench("--out", str(path))
    assert code == 2
    assert "this is a file" in told
