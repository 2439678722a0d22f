"""Broken plug-ins: told in plain sentences and passed over, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conformance.installing import install_files, on_the_path
from tests.record.importing import imported
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.conformance import check_named
from lactea.medicines import load as load_medicine
from lactea.reading import plugins as room
from lactea.reading.problems import InputError
from lactea.record.importers.brought import NOT_READ
from lactea.record.importers.formats import format_named, format_of, formats
from lactea.scenario import ScenarioError, builtin_text
from lactea.scenario import load as load_scenario

FILES = {
    "broken/__init__.py": "",
    "raising/__init__.py": "raise RuntimeError('out of order')",
    "exiting/__init__.py": "raise SystemExit(3)",
    "broken/domperidone.yaml": "schema: lactea.medicine/1\nname: other\n",
    "broken/half-a-file.yaml": "schema: lactea.medicine/1\nname: half-a-file\n",
    "broken/no-evidence.yaml": """\
        schema: lactea.scenario/1
        name: another-name
        summary: Nobody says how well this was studied.
        origin: placenta_delivered
        protocol:
          - {do: pregnancy, length: "39 weeks"}
          - {do: birth, at: "0 h", placenta: delivered}
        horizon: "3 d"
        """,
    "broken/crashing.py": """\
        from lactea.record.importers.reading import Format
        def _read(row, draft):
            yield {}["no such key"]
        FORMATS = (Format("crashing", "crashing", "x", ("a column", "Another"), _read),)
        """,
    "broken/greedy.py": """\
        from lactea.record.importers.reading import Format
        FORMATS = (Format("babybuddy-pumping", "greedy", "x", (), lambda row, draft: ()),)
        """,
    "broken/stray.py": """\
        import math
        from lactea.body.language import Fixed, Parameter, quantity
        TITLE = "Stray"
        SCOPE = "body"
        PARAMETERS = (
            Parameter("guess", "g", 3, "1", Fixed(), "", "assumed", "a guess"),
        )
        @quantity("1")
        def branching(guess):
            "A branch."
            return 5 if guess else guess
        @quantity("1")
        def numbered(guess):
            "A number."
            return 42 * guess
        """,
    "broken/mixing.py": """\
        from lactea.body.language import quantity
        TITLE = "Mixing"
        SCOPE = "body"
        @quantity("mL")
        def mixed_up(milk_left, prolactin):
            "Milk and a hormone."
            return milk_left + prolactin
        """,
    "broken/twice.py": """\
        from lactea.body.language import quantity
        TITLE = "Twice"
        SCOPE = "body"
        @quantity("1")
        def prolactin_clearance(kidney_filtration):
            "An id of lactea's own."
            return kidney_filtration
        """,
}
ENTRIES = {
    room.MEDICINES: "domperidone = broken\nhalf-a-file = broken\nraises = raising\nexits = exiting\n"
    "not-there = broken\nBad_Name = broken",
    room.PROTOCOLS: "natural = broken\nno-evidence = broken",
    room.IMPORTERS: "crashing = broken.crashing:FORMATS\ngreedy = broken.greedy:FORMATS\n"
    "nameless = broken.greedy:NOTHING\nno-tuple = broken.stray:TITLE",
    room.MECHANISMS: "stray = broken.stray\nmixing = broken.mixing\ntwice = broken.twice\n"
    "no-module = broken.stray:TITLE",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_files(tmp_path_factory.mktemp("site"), FILES, ENTRIES)


@pytest.fixture(scope="module", autouse=True)
def _installed(site: Path):
    with on_the_path(site):
        yield


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("domperidone", "is a name of lactea's own"),
        ("natural", "is a name of lactea's own"),
        ("half-a-file", "class: this entry is missing"),
        ("raises", "RuntimeError: 'out of order'"),
        ("exits", "SystemExit: '3'"),
        ("not-there", "there is no such file"),
        ("Bad_Name", "small letters and digits"),
        ("no-evidence", "use one name"),
        ("no-evidence", "no entry 'evidence'"),
        ("crashing", "ends in KeyError; raise RowError"),
        ("crashing", "written in small letters"),
        ("crashing", "a sample of the format, crashing.csv"),
        ("greedy", "lactea has a format of this name"),
        ("greedy", "would fit every table"),
        ("nameless", "AttributeError"),
        ("no-tuple", "names no tuple of formats"),
        ("stray", "line 1: a mechanism imports"),
        ("stray", "uses IfExp"),
        ("stray", "the number 42 must be a parameter"),
        ("stray", "gives no reason"),
        ("stray", "has no spread"),
        ("mixing", "the units of 'mixed_up' do not fit"),
        ("twice", "is declared more than once"),
        ("no-module", "must name a module"),
    ],
)
def test_each_fault_is_told(name: str, sentence: str) -> None:
    faults = check_named(name)
    assert any(sentence in fault for fault in faults), faults


def lactea(*arguments: str):
    return CliRunner().invoke(app, arguments, prog_name="lactea")


def test_the_command_says_no() -> None:
    outcome = lactea("plugins", "check", "raises")
    assert outcome.exit_code == 1
    assert "does not conform" in outcome.stdout


def test_a_name_that_is_not_installed_is_told() -> None:
    outcome = lactea("plugins", "check", "raise")
    assert outcome.exit_code == 2
    assert "Did you mean 'raises'?" in outcome.stderr


def test_lists_pass_over_what_cannot_be_used() -> None:
    outcome = lactea("medicines")
    assert outcome.exit_code == 0
    assert "passed over: plug-in 'raises'" in outcome.stderr
    assert "domperidone" in outcome.stdout
    assert lactea("protocols").exit_code == 0


def test_asked_for_by_name_it_ends_as_a_clear_error() -> None:
    with pytest.raises(InputError, match=r"plug-in 'raises' .*: it cannot be used: RuntimeError"):
        load_medicine("raises")
    step = '[{do: take, medicine: raises, dose: "1 mg", start: "1 d"}]'
    with pytest.raises(ScenarioError, match="out of order"):
        load_scenario("non-pregnant-woman", [f"protocol={step}"])


def test_nothing_of_ours_is_shadowed() -> None:
    assert load_medicine("domperidone").summary != ""
    assert load_scenario("natural").summary in builtin_text("natural")
    for own in formats():
        assert format_of(own.needs) in formats()


def test_a_reader_that_crashes_costs_its_rows_and_no_more(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("A column,Another\n1,2\n", encoding="utf-8")
    entries, (count,), (reject,) = imported(file, form=format_named("crashing"))
    assert (entries, count.rejected, reject.why) == ([], 1, NOT_READ)


def test_names_of_ours_never_look_for_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked() -> None:
        raise AssertionError("entry points were looked up")

    room._installed.cache_clear()
    monkeypatch.setattr(room, "distributions", looked)
    load_scenario("domperidone-course")
    load_medicine("domperidone")
    assert format_of(formats()[0].needs) is not None


def test_no_traceback_reaches_a_person(site: Path) -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "lactea", "medicines", "show", "exits"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(site), *sys.path])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome.returncode == 2
    assert "Traceback" not in outcome.stderr
    assert "SystemExit: '3'" in outcome.stderr
