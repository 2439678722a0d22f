"""A calibration that others can run: the files keep PEtab's rules, and another solver finds the same likelihood."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.exchange.petab_rules import Files, faults, read
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.exchange.petab import (
    Calibration,
    Window,
    calibration_of,
    log_likelihood,
    readings_at,
    write_problem,
)
from lactea.exchange.petab.unknowns import chosen_unknowns
from lactea.exchange.problems import ExportError
from lactea.twin.bundled import example_record, example_scenario
from lactea.twin.diary import Diary
from lactea.twin.from_record import diary_of
from lactea.twin.observing import back_to_milk
from lactea.twin.synthetic import ORIGIN

RUN = CliRunner()
DAYS = 2
ELSEWHERE = {
    "synthesis_limit": 3.1,
    "gland_share_left": 0.7,
    "letdown_latency": 0.5,
    "storage_potential_right": 1.3,
}
"""Values far from the nominal ones, of each kind: making, build, let-down."""


@pytest.fixture(scope="module")
def diary() -> Diary:
    return diary_of(example_record(), ORIGIN, "none")


@pytest.fixture(scope="module")
def calibration(diary: Diary) -> Calibration:
    return calibration_of(diary, example_scenario(), Window(DAYS))


@pytest.fixture(scope="module")
def problem(calibration: Calibration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("libsbml", reason="not run: python-libsbml is not installed")
    out = tmp_path_factory.mktemp("petab") / "example.yaml"
    files, _ = write_problem(calibration, out)
    assert sorted(files) == sorted(out.parent.iterdir())
    return out


def test_the_readings_are_the_volumes_of_the_log(calibration: Calibration, diary: Diary) -> None:
    first = diary.last_day - DAYS + 1
    logged = [one for one in diary.sessions if one.day >= first]
    for side in ("left", "right"):
        of_side = [one for one in calibration.readings if one.side == side]
        read_back = [
            float(back_to_milk(np.array(one.value), np.array(one.hours))) for one in of_side
        ]
        assert read_back == pytest.approx([getattr(one, side) for one in logged])


def test_each_unknown_moves_what_it_is_about(calibration: Calibration) -> None:
    usual = readings_at(calibration, {})
    right = np.array([one.side == "right" for one in calibration.readings])
    less = readings_at(calibration, {"gland_share_left": 0.5})
    assert (less[~right] < usual[~right]).all()
    np.testing.assert_allclose(less[right], usual[right], atol=0.02)
    assert log_likelihood(calibration, ELSEWHERE) != pytest.approx(
        log_likelihood(calibration, {}), rel=0.01
    )


def test_priors_are_those_of_the_cohort(calibration: Calibration) -> None:
    for one in calibration.unknowns:
        low, high = one.bounds
        assert low < one.nominal < high
        if one.prior == "logNormal":
            assert math.exp(one.first) == pytest.approx(one.nominal)


def test_only_uncertain_parameters_of_milk_are_estimated(calibration: Calibration) -> None:
    for name in ("insulin_response_loss", "prolactin", "no_such_thing"):
        with pytest.raises(ExportError, match=f"'{name}' cannot be estimated"):
            chosen_unknowns(calibration.stretch, (name,))


def test_the_files_keep_the_rules_of_petab(problem: Path) -> None:
    assert faults(read(problem)) == []


def test_names_tell_both_breasts_apart(problem: Path) -> None:
    """COPASI finds what is to be estimated by its name, and two of one name become one."""
    files = read(problem)
    names = [one.getName() for one in files.parameters.values()]
    for wanted in files.tables["parameter"]["parameterName"]:
        assert names.count(wanted) == 1, wanted


def _cell(table: str, column: str, text: str) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        files.tables[table].loc[0, column] = text

    return spoil


def _no_column(table: str, column: str) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        del files.tables[table][column]

    return spoil


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda files: files.problem.pop("parameter_file"), "parameter_file"),
        (_no_column("measurement", "time"), "lacks time"),
        (_cell("parameter", "parameterId", "nobody"), "nobody is to be estimated and not in"),
        (_cell("parameter", "parameterId", "prolactin"), "changes on the way"),
        (_cell("parameter", "nominalValue", "1e9"), "outside its bounds"),
        (_cell("parameter", "objectivePriorType", "gamma"), "unknown prior"),
        (_cell("observable", "observableFormula", "ln(x + 1)"), "needs x"),
        (_cell("measurement", "observableId", "y"), "y is measured"),
        (_cell("measurement", "noiseParameters", "0"), "do not fit"),
        (_cell("measurement", "simulationConditionId", "c"), "c is no condition"),
    ],
)
def test_the_rules_can_be_broken(
    problem: Path, spoil: Callable[[Files], object], said: str
) -> None:
    files = read(problem)
    spoil(files)
    assert any(said in fault for fault in faults(files)), faults(files)


@pytest.mark.slow
def test_roadrunner_finds_the_same_likelihood(problem: Path, calibration: Calibration) -> None:
    """From the files alone: model, formulas, measurements and noise."""
    roadrunner = pytest.importorskip(
        "roadrunner", reason="not run: libroadrunner has no wheel for this machine"
    )
    engine = roadrunner.RoadRunner(str(problem.with_name("example_model.xml")))
    engine.integrator.relative_tolerance = 1e-7
    engine.integrator.maximum_num_steps = 10**6
    for values in ({}, ELSEWHERE):
        engine.resetToOrigin()
        for name, value in values.items():
            engine.setValue(name, value)
        found = _likelihood_of_files(read(problem), engine)
        assert found == pytest.approx(log_likelihood(calibration, values), rel=1e-4)


def _likelihood_of_files(files: Files, engine) -> float:
    table = files.tables["measurement"]
    formulas = files.tables["observable"].set_index("observableId")["observableFormula"]
    names = sorted(
        {one for text in formulas for one in re.findall(r"\w+", text)} & set(files.parameters)
    )
    times = sorted({0.0, *(float(one) for one in table["time"])})
    engine.timeCourseSelections = ["time", *names]
    curve = {row[0]: dict(zip(names, row[1:], strict=True)) for row in engine.simulate(times=times)}
    total = 0.0
    for row in table.to_dict("records"):
        at = curve[min(curve, key=lambda time: abs(time - float(row["time"])))]
        simulated = eval(formulas[row["observableId"]], {"ln": math.log}, dict(at))
        sd = float(row["noiseParameters"])
        score = (float(row["measurement"]) - simulated) / sd
        total -= 0.5 * (score**2 + math.log(2 * math.pi * sd**2))
    return total


def test_the_command_writes_the_problem_and_tells_the_likelihood(tmp_path: Path) -> None:
    out = tmp_path / "small.yaml"
    asked = ("export", "petab", "--example", "--days", "1", "--learn", "transfer", "-o", str(out))
    outcome = RUN.invoke(app, [*asked, "--json"])
    assert outcome.exit_code == 0, outcome.stderr
    told = json.loads(outcome.stdout)
    assert told["unknowns"] == ["transfer"]
    assert math.isfinite(told["log_likelihood"])
    assert "anybody who can open these files" in outcome.stderr
    assert faults(read(out)) == []
