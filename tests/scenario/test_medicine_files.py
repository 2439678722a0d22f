"""A medicine file is looked for beside the scenario that names it, wherever lactea is started."""

from pathlib import Path

import pytest

from lactea.medicines.names import library
from lactea.scenario import ScenarioError, dumps, load, loads

TEXT = """schema: lactea.scenario/1
name: mine
summary: A medicine of my own.
protocol:
  - {do: pregnancy}
  - {do: birth}
  - {do: take, medicine: FILE, dose: "10 mg", every: "8 h", start: "1 d"}
horizon: "8 d"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not the working one, with a scenario and its medicine."""
    (tmp_path / "mine.yaml").write_text(TEXT.replace("FILE", "own.yaml"), encoding="utf-8")
    shipped = library().joinpath("domperidone.yaml").read_text("utf-8")
    (tmp_path / "own.yaml").write_text(shipped, encoding="utf-8")
    return tmp_path


def taken(scenario) -> str:
    return scenario.protocol[2].medicine


def test_it_is_found_from_anywhere(folder, tmp_path_factory, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert Path(taken(load(folder / "mine.yaml"))) == folder / "own.yaml"


def test_from_the_folder_itself_it_keeps_its_name(folder, monkeypatch) -> None:
    """The same scenario as when it is given as text, with the same hash."""
    monkeypatch.chdir(folder)
    scenario = load("mine.yaml")
    assert taken(scenario) == "own.yaml"
    assert loads(dumps(scenario)) == scenario


def test_a_whole_path_is_left(folder) -> None:
    text = TEXT.replace("FILE", str(folder / "own.yaml"))
    assert taken(loads(text)) == str(folder / "own.yaml")


def test_a_file_that_is_not_there_is_told(folder) -> None:
    (folder / "own.yaml").unlink()
    with pytest.raises(ScenarioError, match=r"there is no file .*own\.yaml"):
        load(folder / "mine.yaml")


def test_names_of_the_library_are_left(folder) -> None:
    assert taken(loads(TEXT.replace("FILE", "domperidone"))) == "domperidone"


@pytest.mark.parametrize("wrong", ["7", "[a.yaml]", "null"])
def test_what_is_no_name_is_told_as_before(wrong: str) -> None:
    with pytest.raises(ScenarioError, match="medicine"):
        loads(TEXT.replace("FILE", wrong))
