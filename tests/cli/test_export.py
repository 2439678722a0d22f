"""``lactea export sbml``."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from lactea.scenario import load, scenario_hash


@pytest.fixture
def libsbml() -> None:
    if importlib.util.find_spec("libsbml") is None:
        pytest.skip("not run: python-libsbml is not installed")


def test_a_scenario_is_written_as_sbml(run, libsbml: None, tmp_path: Path) -> None:
    out = tmp_path / "pumping.xml"
    told = run(
        "export", "sbml", "exclusive-pumping", "--first-day", "0", "--days", "2", "-o", str(out),
        "--set", "parameters.prolactin_half_life=30 min", "--json",
    )  # fmt: skip
    assert told.exit_code == 0, told.stderr
    document = json.loads(told.stdout)
    person = load("exclusive-pumping", ["parameters.prolactin_half_life=30 min"])
    assert document["schema"] == "lactea.export/1"
    assert document["scenario_hash"] == scenario_hash(person)
    assert (document["start_tick"], document["end_tick"]) == (0, 172_800)
    assert document["warnings"] == []
    text = out.read_text("utf-8")
    assert text.count("<event ") == document["decisions"] == 32
    assert document["parameter_set"] in text
    assert "In this file set to 0.5 hour instead." in text
    assert told.stderr == f"model: {out} (32 decisions in 2 days)\n"


def test_decisions_of_an_earlier_run_are_exported(run, libsbml: None, tmp_path: Path) -> None:
    decisions, first, second = (tmp_path / name for name in ("d.yaml", "1.xml", "2.xml"))
    assert run("simulate", "induced", "--days", "2", "--resolved", str(decisions)).exit_code == 0
    run("export", "sbml", "induced", "--days", "2", "-o", str(first))
    told = run("export", "sbml", "induced", "--resolved", str(decisions), "-o", str(second))
    assert told.exit_code == 0, told.stderr
    assert "warning" not in told.stderr
    assert first.read_text("utf-8") == second.read_text("utf-8")


def test_decisions_of_another_scenario_are_warned_of(run, libsbml: None, tmp_path: Path) -> None:
    decisions, out = tmp_path / "d.yaml", tmp_path / "m.xml"
    assert run("simulate", "induced", "--days", "1", "--resolved", str(decisions)).exit_code == 0
    told = run("export", "sbml", "man", "--resolved", str(decisions), "-o", str(out))
    assert told.exit_code == 0
    assert "holds the decisions of another scenario" in told.stderr


def test_without_the_extra_the_line_that_installs_it_is_given(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "libsbml", None)
    out = tmp_path / "m.xml"
    told = run("export", "sbml", "man", "-o", str(out))
    assert told.exit_code == 2
    assert told.stdout == ""
    assert 'python -m pip install "lactea[sbml]"' in told.stderr
    assert told.stderr.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "model.txt"), "must end in .xml or .sbml"),
        (("-o", "no/such/model.xml"), "there is no folder"),
        (("-o", "m.xml", "--first-day", "9", "--days", "2"), "the protocol runs from day 0"),
        ((), "Missing option"),
    ],
)
def test_what_cannot_be_done_is_said(
    run, libsbml: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    arguments: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    told = run("export", "sbml", "man", *arguments)
    assert told.exit_code == 2
    assert said in told.stderr
    assert list(tmp_path.iterdir()) == []
