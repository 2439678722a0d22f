"""The experiment beside the model: another tool reads both, and the scenario comes back whole."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.engine import simulate
from lactea.exchange.problems import ExportError
from lactea.exchange.sedml import scenario_of_sedml, sedml_text
from lactea.exchange.stretch import Stretch, stretch_of
from lactea.scenario import Scenario, load

RUN = CliRunner()
CHANGED = ("person.diabetes=type1", "summary='<&\u00e9\u2014>'", "infant.birth_weight=3.1 kg")


@pytest.fixture(scope="module")
def natural() -> tuple[Scenario, Stretch]:
    scenario = load("natural", CHANGED)
    resolved = simulate(scenario, days=2).resolved
    return scenario, stretch_of(scenario, resolved, first_day=1, last_day=2)


def test_the_scenario_comes_back_whole(natural: tuple[Scenario, Stretch]) -> None:
    scenario, stretch = natural
    text = sedml_text(scenario, stretch, "natural.xml")
    assert scenario_of_sedml(text, "natural.sedml") == scenario


def test_a_scenario_with_any_letter_in_its_name_comes_back(
    natural: tuple[Scenario, Stretch],
) -> None:
    scenario = load("natural", ["name=пробный 🍼"])
    assert scenario_of_sedml(sedml_text(scenario, natural[1], "x.xml"), "x.sedml") == scenario


@pytest.mark.parametrize("name", ["induced", "twins", "relactation", "newman-goldfarb"])
def test_every_kind_of_scenario_comes_back(natural: tuple[Scenario, Stretch], name: str) -> None:
    scenario = load(name)
    text = sedml_text(scenario, natural[1], "x.xml")
    assert scenario_of_sedml(text, "x.sedml") == scenario


@pytest.mark.parametrize("text", ["", "<a/>", "<sedML", "\x00", "<sedML level='1' version='4'/>"])
def test_what_is_no_experiment_is_said(text: str) -> None:
    with pytest.raises(ExportError, match=r"x\.sedml"):
        scenario_of_sedml(text, "x.sedml")


def test_an_experiment_of_others_holds_no_scenario() -> None:
    bare = '<sedML xmlns="http://sed-ml.org/sed-ml/level1/version4" level="1" version="4"/>'
    with pytest.raises(ExportError, match="no scenario"):
        scenario_of_sedml(bare, "x.sedml")


def test_copasi_runs_the_experiment_and_agrees(tmp_path: Path) -> None:
    """A fourth solver: it shares nothing with ours but the two files."""
    out = tmp_path / "natural.sedml"
    asked = ("natural", "--days", "2", "--first-day", "1", "-o", str(out))
    assert RUN.invoke(app, ["export", "sedml", *asked]).exit_code == 0
    told = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("copasi_course.py")), str(out), "24"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found = pd.read_csv(io.StringIO(told.stdout), index_col="Time")
    trace = simulate(load("natural"), days=2).trace
    for name in ("prolactin", "removed_left", "removed_right", "infant_intake"):
        ours = np.interp(found.index + 24, trace.time_h, trace.states[:, trace.names.index(name)])
        np.testing.assert_allclose(found[name], ours, rtol=1e-3, atol=1e-3, err_msg=name)
