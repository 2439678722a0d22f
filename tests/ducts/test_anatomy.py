"""The numbers of the ducts: each with a source that was seen, or a reason and a spread."""

import re
from pathlib import Path

import numpy as np
import pytest

from lactea import scenario as room
from lactea.body.language import Fixed
from lactea.ducts.anatomy import NUMBERS, value
from lactea.ducts.page import numbers_table
from lactea.engine import simulate
from lactea.evidence.csv_file import read_records
from lactea.evidence.tables_folder import builtin_folder

COLUMNS = ("id", "verified")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "ducts.md"


def seen_rows() -> set[str]:
    path = builtin_folder().path / "milk.csv"
    return {row["id"] for _, row in read_records(path, COLUMNS) if row["verified"] != "memory"}


def test_every_source_is_a_row_that_was_seen() -> None:
    named = {word for entry in NUMBERS for word in entry.source.split()}
    named |= {word for entry in NUMBERS for word in re.findall(r"\bmlk_\w+", entry.reason)}
    assert named
    assert named <= seen_rows()


def test_what_is_assumed_says_why_and_how_wide() -> None:
    for entry in NUMBERS:
        if entry.grade == "assumed":
            assert entry.reason, entry.id
            assert entry.unit == "count" or not isinstance(entry.distribution, Fixed), entry.id
        else:
            assert entry.source or entry.grade == "definition", entry.id


@pytest.mark.slow
def test_the_tissue_of_the_measured_women_is_that_of_the_daily_body() -> None:
    recording = simulate(room.load("natural", ()), days=180)
    lactating = recording.days["tissue"][30 - recording.first_day :]
    assert np.mean(lactating) == pytest.approx(value("tissue_lactating"), rel=0.03)


def test_the_page_shows_the_numbers_as_they_are() -> None:
    assert numbers_table() in PAGE.read_text("utf-8"), (
        "python -m lactea.ducts.page prints the table"
    )
