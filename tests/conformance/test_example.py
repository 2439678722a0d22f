"""The example of a plug-in: installed, it conforms, and what it brings is used by its name."""

import json
from pathlib import Path

import pytest
from tests.app.inside import page_of
from tests.conformance.installing import EXAMPLE, install_example, on_the_path
from tests.record.importing import imported
from typer.testing import CliRunner

from lactea.app.application import pages_and_api
from lactea.body.registry import assemble, default_body, own_mechanisms, read_mechanism
from lactea.cli.application import app
from lactea.conformance import check_named
from lactea.engine import simulate
from lactea.medicines import known_names, load
from lactea.reading import plugins as room
from lactea.record.importers.formats import format_named
from lactea.results.facts import gather
from lactea.scenario import builtin_names, echo
from lactea.scenario import load as load_scenario

NAMES = (
    "recombinant-prolactin",
    "prolactin-itself",
    "large-storage",
    "bottle-book",
    "milk-at-hand",
)
WHOSE = (
    "recombinant-prolactin is from the plug-in lactea-plugin-example 0.1.0; lactea has not checked"
)
SAMPLE = EXAMPLE / "src" / "lactea_plugin_example" / "bottle-book.csv"


@pytest.fixture(scope="module", autouse=True)
def _installed(tmp_path_factory: pytest.TempPathFactory):
    with on_the_path(install_example(tmp_path_factory.mktemp("example"))):
        yield


def lactea(*arguments: str):
    return CliRunner().invoke(app, arguments, prog_name="lactea")


@pytest.mark.parametrize("name", NAMES)
def test_the_example_conforms(name: str) -> None:
    assert check_named(name) == []


def test_the_command_lists_and_checks_it() -> None:
    listed = json.loads(lactea("--json", "plugins").stdout)
    assert {one["name"] for one in listed["plugins"]} == set(NAMES)
    checked = lactea("--json", "plugins", "check", "lactea-plugin-example")
    assert checked.exit_code == 0
    assert [one["faults"] for one in json.loads(checked.stdout)["plugins"]] == [[]] * len(NAMES)


def test_its_medicine_and_protocol_are_known_by_name() -> None:
    medicines = json.loads(lactea("--json", "medicines").stdout)["medicines"]
    assert "recombinant-prolactin" in {one["name"] for one in medicines}
    protocols = json.loads(lactea("--json", "protocols").stdout)["protocols"]
    assert "prolactin-itself" in {one["name"] for one in protocols}
    assert lactea("protocols", "show", "prolactin-itself").stdout.startswith("schema:")


def test_lists_and_texts_say_whose_the_medicine_is() -> None:
    medicines = json.loads(lactea("--json", "medicines").stdout)["medicines"]
    brought = {one["name"]: one["brought_by"] for one in medicines if one["brought_by"]}
    assert brought == {"recombinant-prolactin": "lactea-plugin-example 0.1.0"}
    for arguments in (("medicines",), ("medicines", "show", "recombinant-prolactin")):
        assert "from the plug-in lactea-plugin-example 0.1.0" in lactea(*arguments).stdout
    assert "plug-in" not in lactea("medicines", "show", "domperidone").stdout


def test_milk_says_whose_the_medicine_is_of_which_it_knows_nothing() -> None:
    told = lactea("milk", "recombinant-prolactin")
    assert told.exit_code == 2
    assert "no data does not mean safe" in told.stderr
    assert WHOSE in told.stderr
    assert "plug-in" not in lactea("milk", "unknown").stderr


def test_the_screen_says_whose_the_medicine_is() -> None:
    assert WHOSE in lactea("safety", "prolactin-itself").stdout
    document = json.loads(lactea("--json", "safety", "prolactin-itself").stdout)
    assert document["plugins"] == ["recombinant-prolactin (lactea-plugin-example 0.1.0)"]
    assert json.loads(lactea("--json", "safety", "natural").stdout)["plugins"] == []


def test_the_app_says_whose_the_medicine_is(tmp_path: Path) -> None:
    app = pages_and_api(tmp_path, str(tmp_path / "record.sqlite3"))
    try:
        told = page_of(app, "/medicine?name=recombinant-prolactin").text
        assert "from the plug-in lactea-plugin-example 0.1.0" in told
        assert "What it does in the body" in told
        assert '<option value="recombinant-prolactin">' in told
        assert "the plug-in" not in page_of(app, "/medicine?name=domperidone").text
    finally:
        app.state.house.workers.close()


def test_a_run_says_whose_its_medicine_is() -> None:
    facts = gather(simulate(load_scenario("prolactin-itself"), days=1))
    assert facts.plugins == ("recombinant-prolactin (lactea-plugin-example 0.1.0)",)


def test_its_mechanism_is_asked_for_in_a_scenario() -> None:
    usual = simulate(load_scenario("natural"), days=1)
    scenario = load_scenario("natural", ["mechanisms=[milk-at-hand]"])
    read = simulate(scenario, days=1)
    assert read.days["removed"] == pytest.approx(usual.days["removed"], rel=1e-9)
    assert "milk_at_hand" in gather(read).columns
    assert "The mechanism milk-at-hand of a plug-in is added." in echo(scenario)


def test_its_names_are_suggested() -> None:
    outcome = lactea("medicines", "show", "recombinant-prolactn")
    assert outcome.exit_code == 2
    assert "Did you mean 'recombinant-prolactin'?" in outcome.stderr


def test_its_medicine_acts_from_the_day_it_is_taken() -> None:
    days = 16
    with_it = simulate(load_scenario("prolactin-itself"), days=days).days["prolactin_mean"]
    without = simulate(load_scenario("prolactin-itself", ["protocol[3].dose=0 mg"]), days=days)
    nothing = without.days["prolactin_mean"]
    assert with_it[:-2] == pytest.approx(nothing[:-2], rel=1e-6)
    assert (with_it[-2:] > nothing[-2:]).all()


def test_its_file_is_recognised_and_imported() -> None:
    entries, (count,), rejects = imported(SAMPLE)
    assert (count.format, count.imported, rejects) == ("bottle-book", 3, [])
    assert [entry.total_mL for entry in entries] == [125, 40, 62]
    assert format_named("bottle-book").name == "bottle-book"


def test_its_mechanism_reads_the_body_and_changes_none() -> None:
    (plugin,) = room.plugins(room.MECHANISMS)
    assert "milk_at_hand" not in default_body().quantities
    body = assemble((*own_mechanisms(), read_mechanism(plugin.load())))
    assert set(body.quantities) - set(default_body().quantities) == {"milk_at_hand"}
    assert body.state_ids == default_body().state_ids


def test_the_lists_of_what_is_shipped_stay_as_they_are() -> None:
    assert "recombinant-prolactin" not in known_names()
    assert "prolactin-itself" not in builtin_names()
    assert load("recombinant-prolactin").name == "recombinant-prolactin"
