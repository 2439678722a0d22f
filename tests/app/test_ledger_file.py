"""The ledger that the app keeps: taken over from elsewhere, added to, taken back, and told apart from other files."""

import csv

import pytest

from lactea.app.screens.stash.ledger_file import LedgerFile, read_text
from lactea.reading.problems import InputError
from lactea.stash.rows import COLUMNS

ORDINARY = "time,do,milk,amount,place\n2026-01-01 07:30,expressed,A1,60 mL,freezer"
NEXT = {"time": "2026-01-02 07:30", "do": "expressed", "milk": "A2", "amount": "50 mL",
        "place": "freezer"}  # fmt: skip
RICH = (
    "note , place,do,time,milk,amount,side,kind,zone\r\n"
    '"two\r\nlines, and ""words""",freezer,expressed,2026-01-01 07:30,A1,"60.5 mL",left,milk,'
    "Europe/Berlin\r\n"
    "\r\n"
    "an odd\u2028break,freezer,expressed,2026-01-01 08:30,A2,50 mL,,,\r\n"
).replace("an odd\u2028break", '"an odd\u2028break"')


@pytest.fixture
def kept(tmp_path) -> LedgerFile:
    return LedgerFile(tmp_path)


def rows(ledger) -> list:
    return [(entry.at, entry.row) for entry in ledger.entries]


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n", "\n,,,,\n"])
def test_a_row_is_added_to_a_ledger_that_was_taken_over(kept, ending) -> None:
    kept.replace(ORDINARY + ending, "UTC")
    kept.add(NEXT, "UTC")
    assert [row.milk for _, row in rows(kept.read("UTC"))] == [("A1",), ("A2",)]


def test_a_row_is_added_to_a_file_that_was_put_there_by_hand(kept) -> None:
    kept.path.write_text(ORDINARY, "utf-8")
    kept.add(NEXT, "UTC")
    assert [row.milk for _, row in rows(kept.read("UTC"))] == [("A1",), ("A2",)]


def test_nothing_is_lost_when_a_ledger_is_taken_over(kept) -> None:
    kept.replace(RICH, "UTC")
    assert rows(kept.read("UTC")) == rows(read_text(RICH, "UTC"))
    with kept.path.open(encoding="utf-8", newline="") as stream:
        header, first, second = csv.reader(stream)
    assert tuple(header) == COLUMNS
    assert first[-1] == 'two\r\nlines, and "words"'
    assert second[-1] == "an odd\u2028break"
    kept.add(NEXT | {"milk": "A3"}, "UTC")
    assert len(kept.read("UTC").entries) == 3


@pytest.mark.parametrize("ending", ["\n", "\n\n", "\n  \n\n", "\n,,,,\n", "\r"])
def test_the_last_row_is_taken_back_whatever_follows_it(kept, ending) -> None:
    other = "\n2026-01-01 08:30,expressed,A2,50 mL,freezer"
    kept.path.write_text(ORDINARY + other + ending, "utf-8", newline="")
    kept.take_back()
    assert [row.milk for _, row in rows(kept.read("UTC"))] == [("A1",)]
    kept.take_back()
    assert kept.read("UTC") is None
    kept.take_back()
    kept.add(NEXT, "UTC")
    assert [row.milk for _, row in rows(kept.read("UTC"))] == [("A2",)]


@pytest.mark.parametrize("text", ["", "\n\n", "time,do\n", "time,do\n\n,\n"])
def test_a_ledger_without_rows_is_none(kept, text) -> None:
    kept.path.write_text(text, "utf-8")
    assert kept.read("UTC") is None
    kept.take_back()
    kept.add(NEXT, "UTC")
    assert len(kept.read("UTC").entries) == 1


def test_a_file_that_is_not_text_is_told_and_stays(kept) -> None:
    raw = ORDINARY.encode() + b"\ncaf\xe9"
    kept.path.write_bytes(raw)
    for act in (
        lambda: kept.read("UTC"),
        lambda: kept.add(NEXT, "UTC"),
        kept.take_back,
    ):
        with pytest.raises(
            InputError, match=r"your stash, line 3: .*save the file as UTF-8"
        ) as told:
            act()
        assert str(kept.folder) not in str(told.value)
    assert kept.path.read_bytes() == kept.raw() == raw
    kept.replace(ORDINARY, "UTC")
    assert len(kept.read("UTC").entries) == 1
