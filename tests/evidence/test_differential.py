"""What a prolactin level may come from: no level without red flags, no line without a source."""

from itertools import pairwise
from pathlib import Path

import pytest

from lactea.evidence.differential import (
    COLUMNS,
    TABLE,
    differential,
    items,
    read_items,
    read_level,
)
from lactea.evidence.problems import TableError
from lactea.evidence.table import read_table
from lactea.reading.problems import InputError

ROWS = read_table(Path(TABLE).parent / "tables" / "hormones.csv").rows


@pytest.mark.parametrize("level", [0.5, 12, 40, 120, 600, 50_000])
@pytest.mark.parametrize("sex", [None, "female", "male"])
def test_every_cause_is_told_at_every_level_after_the_red_flags(level: float, sex: str) -> None:
    found = differential(level, sex)
    assert {"headache", "visual_field", "bloody", "one_duct", "lump"} <= {
        flag.id for flag in found.red_flags
    }
    causes = {item.id for item in items() if item.kind == "cause"}
    assert {item.id for item in (*found.seen, *found.not_seen)} == causes


def test_pregnancy_is_asked_of_women_and_of_whoever_does_not_say() -> None:
    asked = {
        sex: {flag.id for flag in differential(80, sex).red_flags}
        for sex in (None, "female", "male")
    }
    assert "pregnancy" in asked[None] & asked["female"]
    assert "pregnancy" not in asked["male"]


def test_the_higher_the_fewer_causes_were_seen_and_tumours_last() -> None:
    """A normal level aside: it is a cause of its own below 30 ng/mL."""
    seen = [{item.id for item in differential(level).seen} for level in (40, 120, 160, 600)]
    assert all(more >= fewer for more, fewer in pairwise(seen))
    assert "prolactinoma" in seen[-1]
    assert not {"thyroid", "kidney", "stalk", "medicine"} & seen[-1]


def test_every_number_has_a_row_that_was_checked() -> None:
    for item in items():
        assert all(ROWS[name].verified != "memory" for name in item.rows), item.id
        assert item.share is None or item.share in {ROWS[name].value for name in item.rows}
        assert item.rows or item.kind == "red flag"


def test_units_give_the_same_answer() -> None:
    assert read_level("1060 mIU/L") == pytest.approx(read_level("50 ng/mL"))
    assert read_level(" 50ug/L ") == 50


@pytest.mark.parametrize(
    "text", ["", "50", "ng/mL", "-4 ng/mL", "0 ng/mL", "5 mg", "1e9 ng/mL", "9" * 400]
)
def test_what_is_no_level_is_said(text: str) -> None:
    with pytest.raises(InputError, match="such as '65 ng/mL'"):
        read_level(text)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("x,guess,any,l,,,,t,,prl_mcr,", "column 'kind'"),
        ("x,cause,both,l,,,,t,,prl_mcr,", "column 'sex'"),
        ("x,cause,any,l,,,,t,,,", "rows or a source"),
        ("x,cause,any,l,9,2,,t,,prl_mcr,", "above seen_to"),
        ("x,cause,any,l,nine,,,t,,prl_mcr,", "seen_from"),
    ],
)
def test_a_damaged_table_says_where(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "d.csv"
    path.write_text(",".join(COLUMNS) + "\n" + line + "\n", "utf-8")
    with pytest.raises(TableError, match=rf"line 2.*{fault}"):
        read_items(path)
