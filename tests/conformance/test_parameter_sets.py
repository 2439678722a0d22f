"""Parameter sets: of a plug-in or a file, and what a scenario that names one becomes."""

from pathlib import Path

import pytest
import yaml
from tests.conformance.installing import EXAMPLE, install_files, on_the_path
from typer.testing import CliRunner

from lactea.app.screens.studio.reading import from_text
from lactea.body.registry import default_body
from lactea.cli.application import app
from lactea.conformance import check_named
from lactea.engine.person import settle_person
from lactea.reading.plugins import PARAMETER_SETS
from lactea.scenario import Scenario, ScenarioError, as_data, builtin_text, dumps, load, loads

SETS = {
    "sets/__init__.py": "",
    "sets/larger.yaml": """\
        schema: lactea.parameter_set/1
        name: larger
        version: "1"
        summary: One number.
        values:
          capacity_per_tissue: {value: 44 mL, grade: assumed, reason: a choice}
        """,
    "sets/wrong.yaml": """\
        schema: lactea.parameter_set/1
        name: wrong
        version: "1"
        summary: Three wrong numbers.
        values:
          capacity_per_tisue: {value: 44 mL, grade: assumed, reason: a choice}
          synthesis_limit: {value: 3 kg, grade: cohort, source: a study}
          secretion_power: {value: "1", grade: cohort}
        """,
}


@pytest.fixture(scope="module", autouse=True)
def _installed(tmp_path_factory: pytest.TempPathFactory):
    site = tmp_path_factory.mktemp("sets")
    entries = {PARAMETER_SETS: "larger = sets\nwrong = sets"}
    with on_the_path(install_files(site, SETS, entries)):
        yield


def test_a_set_by_name_becomes_its_values() -> None:
    scenario = load("natural", ["parameter_set=larger"])
    assert scenario.parameters == {"capacity_per_tissue": "44 mL"}
    assert scenario == load("natural", ["parameters.capacity_per_tissue=44 mL"])
    assert loads(dumps(scenario)) == scenario
    assert "parameter_set" not in as_data(scenario)


def test_what_the_scenario_gives_itself_counts_before_the_set() -> None:
    both = load("natural", ["parameter_set=larger", "parameters.capacity_per_tissue=40 mL"])
    assert both.parameters == {"capacity_per_tissue": "40 mL"}


@pytest.mark.parametrize(
    "fault", ["no parameter 'capacity_per_tisue'", "synthesis_limit", "names no source"]
)
def test_a_wrong_set_is_told(fault: str) -> None:
    assert any(fault in told for told in check_named("wrong"))
    assert check_named("larger") == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("large", "Did you mean 'larger'?"),
        ("nowhere.yaml", "there is no such file"),
        ("3", "is not the name of a parameter set"),
        ('""', "is not the name of an installed parameter set"),
    ],
)
def test_a_set_that_is_not_there_is_told(name: str, what: str) -> None:
    with pytest.raises(ScenarioError, match=r"parameter_set") as told:
        load("natural", [f"parameter_set={name}"])
    assert what in str(told.value)


def test_a_set_that_was_not_read_is_refused_and_not_forgotten() -> None:
    data = as_data(load("natural")) | {"parameter_set": "larger"}
    with pytest.raises(ValueError, match="parameter set is read while"):
        Scenario.model_validate(data)


def test_the_app_reads_no_file_of_this_machine(tmp_path: Path) -> None:
    text = builtin_text("natural")
    with pytest.raises(ScenarioError, match="the app reads no file"):
        from_text(text, [f"parameter_set={tmp_path / 'secret.yaml'}"])
    assert from_text(text, ["parameter_set=larger"]).parameters != {}


@pytest.mark.parametrize("name", ["natural", "man", "newman-goldfarb-menopause", "induced"])
def test_the_numbers_of_this_version_written_and_read_are_the_same(
    name: str, tmp_path: Path
) -> None:
    file = tmp_path / "lactea-present.yaml"
    outcome = CliRunner().invoke(app, ["export", "parameters", "-o", str(file)])
    assert outcome.exit_code == 0, outcome.output
    written = yaml.safe_load(file.read_text("utf-8"))
    assert set(written["values"]) == set(default_body().parameters)
    body = default_body()
    usual = settle_person(body, load(name))
    again = settle_person(body, load(name, [f"parameter_set={file}"]))
    assert again.parameters == usual.parameters


def test_the_set_on_the_page_of_plug_ins_is_that_of_the_example() -> None:
    shipped = EXAMPLE / "src/lactea_plugin_example/parameter_sets/large-storage.yaml"
    page = EXAMPLE.parents[1] / "docs" / "plugins.md"
    assert f"```yaml\n{shipped.read_text('utf-8')}```" in page.read_text("utf-8")
