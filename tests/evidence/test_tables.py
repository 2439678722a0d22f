"""A user's own table and mapping: read whole, or refused with file, line and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lactea.evidence.problems import TableError
from lactea.evidence.table import read_table
from lactea.evidence.tables_folder import read_folder

Line = dict[str, str]
WriteFolder = Callable[[list[Line], list[Line]], Path]


def test_a_row_is_read_as_printed(write_folder: WriteFolder) -> None:
    row = {"id": "a", "value": "119", "spread_kind": "SD", "spread_low": "93", "n": "11"}
    folder = read_folder(write_folder([row], [{"id": "a"}]))
    found = folder.rows["a"]
    assert (found.value, found.spread_low, found.n, found.unit) == (119.0, 93.0, 11, "mL/day")
    assert found.table == "own"


def test_an_arm_holds_what_the_study_reports(write_folder: WriteFolder) -> None:
    line = {"id": "a", "set": "infant.sex=boy", "kind": "change"}
    line |= {"arm": "person.diabetes=type1;at=P2D", "minus_arm": "scenario=twins"}
    entry = read_folder(write_folder([{"id": "a", "value": "1"}], [line])).entries["a"]
    assert entry.arm is not None
    assert entry.minus_arm is not None
    assert entry.arm.overrides == ("infant.sex=boy", "person.diabetes=type1")
    assert (entry.arm.scenario, entry.arm.at) == ("natural", "P2D")
    assert (entry.minus_arm.scenario, entry.minus_arm.at) == ("twins", "P30D")
    assert entry.contrast


def test_a_row_without_a_line_is_unmapped(write_folder: WriteFolder) -> None:
    rows = [{"id": "a", "value": "1"}, {"id": "b", "value": "2"}]
    assert read_folder(write_folder(rows, [{"id": "a"}])).entries["b"].role == "unmapped"


@pytest.mark.parametrize(
    ("rows", "entries", "words"),
    [
        ([{"id": "a", "value": "12 ng"}], [{"id": "a"}], ["own.csv, line 2", "'12 ng'", "value"]),
        ([{"id": "a", "value": "nan"}], [{"id": "a"}], ["own.csv, line 2", "'nan'"]),
        ([{"id": "a", "n": "2.5"}], [{"id": "a"}], ["whole number"]),
        ([{"id": "a", "spread_kind": "sd"}], [{"id": "a"}], ["'sd'", "'SD'"]),
        ([{"id": "a"}, {"id": "a"}], [{"id": "a"}], ["line 3", "twice"]),
        ([{"id": ""}], [{"id": "a"}], ["id is empty"]),
        ([{"id": "volume_1"}], [{"id": "volume_2"}], ["no such id", "'volume_1'"]),
        ([{"id": "a"}], [{"id": "a"}, {"id": "a"}], ["two lines"]),
        ([{"id": "a"}], [{"id": "a", "kind": "levle"}], ["'levle'", "'level'"]),
        ([{"id": "a"}], [{"id": "a", "role": "guess"}], ["'guess'", "'predict'"]),
        ([{"id": "a"}], [{"id": "a", "scenario": ""}], ["needs a 'scenario'"]),
        ([{"id": "a"}], [{"id": "a", "kind": "bound"}], ["'side'", "'upper'"]),
        ([{"id": "a"}], [{"id": "a", "kind": "sign", "side": "positive"}], ["two arms"]),
        ([{"id": "a"}], [{"id": "a", "set": "parameters.x=1"}], ["parameter of the body"]),
        ([{"id": "a"}], [{"id": "a", "arm": "twins"}], ["'twins'", "scenario=NAME"]),
        ([{"id": "a"}], [{"id": "a", "role": "excluded", "reason": "odd"}], ["memory"]),
    ],
)
def test_a_fault_names_its_place_and_remedy(
    write_folder: WriteFolder, rows: list[Line], entries: list[Line], words: list[str]
) -> None:
    with pytest.raises(TableError) as caught:
        read_folder(write_folder(rows, entries))
    for word in words:
        assert word in str(caught.value)


def test_a_missing_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("id,quantity,Value\na,b,1\n")
    with pytest.raises(TableError, match="'population' is missing"):
        read_table(tmp_path / "own.csv")


def test_too_many_cells_are_refused(write_folder: WriteFolder) -> None:
    folder = write_folder([{"id": "a", "value": "1"}], [{"id": "a"}])
    with (folder / "own.csv").open("a") as file:
        file.write("b,too,few\n")
    with pytest.raises(TableError, match="line 3: fewer cells"):
        read_folder(folder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'id,"open\n', b"\n\n"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "own.csv").write_bytes(content)
    with pytest.raises(TableError, match=r"own\.csv"):
        read_table(tmp_path / "own.csv")


def test_a_folder_without_a_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"T\.map\.csv"):
        read_folder(tmp_path)
    with pytest.raises(TableError, match="not a folder"):
        read_folder(tmp_path / "nowhere")


def test_a_mapping_without_its_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.map.csv").write_text("id\n")
    with pytest.raises(TableError, match=r"own\.csv: cannot be read"):
        read_folder(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    problem = ""
    try:
        read_table(path)
    except TableError as error:
        problem = str(error)
    assert problem == "" or "own.csv" in problem
