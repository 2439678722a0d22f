"""What was fitted is found by computation."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lactea.evidence.mapping import Entry
from lactea.evidence.problems import TableError
from lactea.evidence.roles import cited_rows, fitted_rows, overfitted
from lactea.evidence.split import Split, read_split
from lactea.evidence.table import Row
from lactea.evidence.tables_folder import read_folder

Line = dict[str, str]
Read = Callable[[list[Line], list[Line]], tuple[dict[str, Row], dict[str, Entry]]]
NO_SPLIT = Split({})


@pytest.fixture
def read(write_folder: Callable[[list[Line], list[Line]], Path]) -> Read:
    def rows_and_entries(
        rows: list[Line], entries: list[Line]
    ) -> tuple[dict[str, Row], dict[str, Entry]]:
        folder = read_folder(write_folder(rows, entries))
        return folder.rows, folder.entries

    return rows_and_entries


@pytest.mark.parametrize("source", ["a", "b a", "b;a", "x, a", "see a;b"])
def test_a_source_holds_ids_between_other_words(
    parameter: Callable[..., object], source: str
) -> None:
    cited = cited_rows([parameter("rate", source)], ["a", "ab", "c"])  # type: ignore[list-item]
    assert cited == {"a": ["rate"]}


def test_a_cited_row_is_fitted(read: Read) -> None:
    rows, entries = read([{"id": "a"}, {"id": "b", "study": "B"}], [{"id": "a"}, {"id": "b"}])
    assert set(fitted_rows(rows, entries, ["a"], NO_SPLIT)) == {"a"}


def test_the_same_quantity_of_the_same_study_is_fitted_too(read: Read) -> None:
    names = ["a", "b", "c"]
    quantities = ["volume", "volume", "duration"]
    rows, entries = read(
        [{"id": i, "quantity": q} for i, q in zip(names, quantities, strict=True)],
        [{"id": i} for i in names],
    )
    found = fitted_rows(rows, entries, ["a"], NO_SPLIT)
    assert set(found) == {"a", "b"}
    assert "same study and quantity as a" in found["b"]


def test_citing_a_duplicate_cites_the_row(read: Read) -> None:
    copy = {"id": "b", "role": "excluded", "reason": "duplicate of a"}
    rows, entries = read([{"id": "a"}, {"id": "b", "study": "B"}], [{"id": "a"}, copy])
    assert set(fitted_rows(rows, entries, ["b"], NO_SPLIT)) == {"a"}


def test_a_study_given_to_fitting_is_fitted_in_its_subsystem_only(read: Read) -> None:
    rows, entries = read(
        [{"id": "a"}, {"id": "b"}], [{"id": "a"}, {"id": "b", "subsystem": "infant"}]
    )
    split = Split({("milk", "A"): "fit", ("infant", "A"): "predict"})
    assert set(fitted_rows(rows, entries, [], split)) == {"a"}


def test_predict_cannot_be_declared_against_a_citation(read: Read) -> None:
    rows, entries = read([{"id": "a"}], [{"id": "a", "role": "predict"}])
    split = Split({("milk", "A"): "predict"})
    assert set(fitted_rows(rows, entries, ["a"], split)) == {"a"}


def test_more_than_a_third_fitted_is_said(read: Read) -> None:
    rows, entries = read([{"id": i, "study": i} for i in "abcd"], [{"id": i} for i in "abcd"])
    assert overfitted(rows, entries, ["a"], 1 / 3) == []
    assert "2 of the 4 studies of milk" in overfitted(rows, entries, ["a", "b"], 1 / 3)[0]


def test_a_split_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    assert read_split(path).roles == {}
    path.write_text("subsystem,study,role,reason\nmilk,A,fit,x\nmilk,A,predict,x\n")
    with pytest.raises(TableError, match="line 3: 'A' stands twice"):
        read_split(path)
    path.write_text("subsystem,study,role,reason\nmilk,A,maybe,x\n")
    with pytest.raises(TableError, match="'maybe'"):
        read_split(path)
