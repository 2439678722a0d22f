"""Ledger files: read alike in both forms; every mistake told with file, line and field."""

from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lactea.reading.yaml_reader import parse
from lactea.stash.ledger import LedgerError, json_schema, read_ledger

YAML = """schema: lactea.ledger/1
zone: Europe/Berlin
rows:
  - {time: 2026-03-01 07:30, do: expressed, milk: A1, amount: 2 oz, place: refrigerator, side: left}
  - {time: 2026-03-01 09:30, do: expressed, milk: A2, amount: drops, place: refrigerator, kind: early_milk}
  - time: 2026-03-01 10:00
    do: pooled
    milk: [A1, A2]
    into: P1
"""
CSV = """time,do,milk,amount,place,side,kind,into
2026-03-01 07:30,expressed,A1,2 oz,refrigerator,left,,
2026-03-01 09:30,expressed,A2,drops,refrigerator,,early_milk,

2026-03-01 10:00,pooled,A1; A2,,,,,P1
"""


def write(folder: Path, text: str, name: str = "stash.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    one = read_ledger(write(tmp_path, YAML, "stash.yaml"))
    other = read_ledger(write(tmp_path, CSV), "Europe/Berlin")
    assert [(entry.at, entry.row) for entry in one.entries] == [
        (entry.at, entry.row) for entry in other.entries
    ]
    assert one.zone == other.zone


def test_the_zone_of_a_row_holds_for_that_row(tmp_path: Path) -> None:
    text = "time,do,amount,place,zone\n2026-03-01 07:30,expressed,1 mL,room,Asia/Tokyo\n"
    tokyo = read_ledger(write(tmp_path, text), "Europe/Berlin")
    berlin = read_ledger(write(tmp_path, text.replace("Asia/Tokyo", "")), "Europe/Berlin")
    assert berlin.entries[0].at - tokyo.entries[0].at == 8 * 3600


def test_a_file_that_names_its_zone_needs_no_option(tmp_path: Path) -> None:
    own = read_ledger(write(tmp_path, YAML, "stash.yaml"))
    assert own == read_ledger(write(tmp_path, YAML, "stash.yaml"), "Asia/Tokyo")


ROW = "2026-03-01 07:30,expressed,A1,60 mL,refrigerator,,,"


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (ROW.replace("60 mL", "60"), "amount", "has no unit"),
        (ROW.replace("60 mL", '"60,5 mL"'), "amount", "has a comma"),
        (ROW.replace("60 mL", "60,5 mL"), "", "more cells than columns"),
        (ROW.replace("2026-03-01", "01.03.2026"), "time", "day first or month first"),
        (ROW.replace("2026-03-01 07:30", "2026-03-29 02:30"), "time", "set forward"),
        (ROW.replace("expressed", "pumped"), "do", "'pumped' is not a word allowed here"),
        (ROW.replace("refrigerator", "fridge"), "place", "Valid here: room"),
        (ROW.replace("60 mL", ""), "amount", "needs the entry 'amount'"),
        ("2026-03-01 07:30,expressed", "", "fewer cells than columns"),
        ("2026-03-01 07:30,frozen,A1,,refrigerator,,,", "place", "does not freeze"),
        ("2026-03-01 07:30,thawed,A1,,freezer,,,", "place", "nothing thaws"),
        ("2026-03-01 07:30,thawed,A1,5 mL,room,,,", "amount", "has no use for the entry"),
        ("2026-03-01 07:30,pooled,A1,,,,,P1", "milk", "two names or more"),
        ("2026-03-01 07:30,thawed,A1; A2,,room,,,", "milk", "a row for each"),
        ("2026-03-01 07:30,discarded,,,,,,", "milk", "'milk', 'amount' or both"),
        ('2026-03-01 07:30,"expressed', "", "close every quotation mark"),
    ],
)
def test_a_mistake_names_line_and_field(tmp_path: Path, row: str, field: str, words: str) -> None:
    text = CSV.replace("\n\n", "\n") + row + "\n"
    with pytest.raises(LedgerError) as caught:
        read_ledger(write(tmp_path, text), "Europe/Berlin")
    error = caught.value
    assert words in str(error)
    assert (error.source, error.line, error.field) == (str(tmp_path / "stash.csv"), 5, field)
    assert "\n" not in str(error)


def test_the_schema_for_editors_takes_a_ledger_and_refuses_a_wrong_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    data = parse(YAML, "stash.yaml").data
    jsonschema.validate(data, json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            data | {"rows": [{"time": "2026-03-01", "do": "pumped"}]}, json_schema()
        )


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("amount: 2 oz", "amount: 2", 4, "has no unit"),
        ("place: refrigerator, side", "plac: refrigerator, side", 4, "Did you mean 'place'"),
        ("time: 2026-03-01 10:00", "time: 1.3.2026", 6, "day first or month first"),
        ("zone: Europe/Berlin", "zone: Europe/Berln", 2, "did you mean 'Europe/Berlin'"),
        ("ledger/1", "ledger/9", 1, "not a word allowed here"),
    ],
)
def test_a_mistake_in_yaml_names_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    with pytest.raises(LedgerError, match=words) as caught:
        read_ledger(write(tmp_path, YAML.replace(old, new), "stash.yaml"))
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("stash.csv", "", "is empty"),
        ("stash.csv", "time,do\n", "has no rows"),
        ("stash.csv", "time,what\n", "is not a column"),
        ("stash.csv", "time,amount\n", "column 'do' is missing"),
        ("stash.csv", "time,do,time\n", "stands twice"),
        ("stash.yaml", "- a\n", "a ledger is a mapping"),
        ("stash.yaml", "a: *b\n", "aliases"),
        ("stash.txt", CSV, ".yaml or .csv"),
        ("stash.yaml", YAML + "#" * 1_000_001, "keep a longer one as CSV"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    with pytest.raises(LedgerError, match=words):
        read_ledger(write(tmp_path, text, name), "Europe/Berlin")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such file"):
        read_ledger(tmp_path / "none.csv")


def complaint_of(path: Path) -> str | None:
    """What is said of a ledger that is refused; anything but a LedgerError is a defect."""
    try:
        read_ledger(path, "Europe/Berlin")
    except LedgerError as error:
        return str(error)
    return None


CELLS = st.sampled_from([*'",;\n\r\0', "60 mL", "A1", "expressed", "2026-03-01 07:30", "-", "é"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, max_size=12).map("".join), st.integers(0, len(CSV)))
def test_broken_csv_is_read_or_refused(tmp_path: Path, scrap: str, place: int) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes((CSV[:place] + scrap + CSV[place:]).encode())
    complaint = complaint_of(path)
    assert complaint is None or (str(path) in complaint and "\n" not in complaint)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["x.csv", "x.yaml"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, raw: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(LedgerError):
        read_ledger(tmp_path / name, "Europe/Berlin")
