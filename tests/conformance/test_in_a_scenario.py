"""A mechanism of a plug-in in a scenario: asked for by name, part of the run, stamped in what comes out."""

import json
from pathlib import Path

import pytest
from tests.conformance.installing import install_files, on_the_path
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.cohort import Recipe
from lactea.conformance import check_named
from lactea.engine import simulate
from lactea.engine.doses import body_with_medicines
from lactea.exchange.stretch import stretch_of
from lactea.reading.plugins import MECHANISMS, PluginError
from lactea.results.facts import gather
from lactea.results.netcdf import read, write
from lactea.results.tree import build
from lactea.scenario import ScenarioError, as_data, dumps, load, loads, scenario_hash

FILES = {
    "added/__init__.py": "",
    "added/oxytocin_drip.py": '''\
        """Oxytocin that runs in all day."""

        from lactea.body.language import LogNormal, Parameter, quantity

        TITLE = "A drip of oxytocin"
        SCOPE = "body"

        PARAMETERS = (
            Parameter("oxytocin_drip", "r", 40, "pg/mL/h", LogNormal(0.5), "", "assumed",
                      "oxytocin by drip", "made up for a test"),
        )


        @quantity("pg/mL/h")
        def oxytocin_taken(oxytocin_drip):
            """Oxytocin by drip."""
            return oxytocin_drip
        ''',
    "added/own_suckling.py": '''\
        """An infant of its own."""

        from lactea.body.language import quantity

        TITLE = "Suckling"
        SCOPE = "breast"


        @quantity("1")
        def suckling(fullness):
            """Suckling by fullness."""
            return fullness
        ''',
}
DRIP = "mechanisms=[oxytocin-drip]"


@pytest.fixture(scope="module", autouse=True)
def _installed(tmp_path_factory: pytest.TempPathFactory):
    entries = {MECHANISMS: "oxytocin-drip = added.oxytocin_drip\nown-suckling = added.own_suckling"}
    with on_the_path(install_files(tmp_path_factory.mktemp("added"), FILES, entries)):
        yield


def test_a_named_mechanism_acts_and_others_are_as_before() -> None:
    assert check_named("oxytocin-drip") == []
    without, with_it = simulate(load("natural"), days=1), simulate(load("natural", [DRIP]), days=1)
    oxytocin = without.trace.names.index("oxytocin")
    assert with_it.trace.states[:, oxytocin].min() > without.trace.states[:, oxytocin].min() + 1
    none = simulate(load("natural", [DRIP, "parameters.oxytocin_drip=0 pg/mL/h"]), days=1)
    assert none.days["removed"] == pytest.approx(without.days["removed"], rel=1e-3)


def test_a_scenario_that_names_one_reads_back_and_has_its_own_hash() -> None:
    scenario = load("natural", [DRIP])
    assert loads(dumps(scenario)) == scenario
    assert scenario_hash(scenario) != scenario_hash(load("natural"))
    assert "mechanisms" not in as_data(load("natural"))


def test_results_tell_package_and_version(tmp_path: Path) -> None:
    asked = ("simulate", "natural", "--days", "1", "--set", DRIP, "--json")
    outcome = CliRunner().invoke(app, asked)
    assert outcome.exit_code == 0, outcome.stderr
    assert json.loads(outcome.stdout)["plugins"] == ["oxytocin-drip (broken-plugin 0.0.1)"]
    recording = simulate(load("natural", [DRIP]), days=1)
    facts = gather(recording)
    write(build(recording, facts), tmp_path / "run.nc")
    assert read(tmp_path / "run.nc")[1].plugins == facts.plugins


def test_one_that_is_not_installed_is_told_with_those_that_are() -> None:
    with pytest.raises(ScenarioError, match="Did you mean 'oxytocin-drip'"):
        load("natural", ["mechanisms=[oxytocin-drop]"])
    with pytest.raises(ScenarioError, match="stands here twice"):
        load("natural", ["mechanisms=[oxytocin-drip, oxytocin-drip]"])


def test_what_controllers_set_is_not_taken_over() -> None:
    assert any("takes the place of 'suckling_left'" in told for told in check_named("own-suckling"))
    with pytest.raises(PluginError, match="suckling_left"):
        body_with_medicines(load("natural", ["mechanisms=[own-suckling]"]))


def test_virtual_people_and_exported_models_have_it() -> None:
    scenario = load("natural", [DRIP])
    person = Recipe(scenario, 0, uncertainty="each").person(0).scenario
    assert person.mechanisms == scenario.mechanisms
    assert "oxytocin_drip" in person.parameters
    stretch = stretch_of(scenario, simulate(scenario, days=1).resolved, last_day=1)
    assert "oxytocin_taken" in stretch.body.quantities
