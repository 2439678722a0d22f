"""What a day wants, as people write it."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from lactea.reading.problems import InputError
from lactea.stash.amounts import ML_PER_OZ
from lactea.stash.need import read_gaps, steady_need

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("text", ["150 mL/day", "150 ml / d", "150 mL per day", "150 mL a day"])
def test_a_volume_per_day(text: str) -> None:
    assert steady_need(text)(DAY) == 150


def test_ounces_per_day() -> None:
    assert steady_need("5 oz/day")(DAY) == 5 * ML_PER_OZ


@pytest.mark.parametrize("text", ["150 mL", "150/day", "150,5 mL/day", "/day", "150 mL/week"])
def test_no_volume_per_day_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="--need: "):
        steady_need(text)


def test_gaps_by_date(tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    path.write_text("date,amount\n2026-03-01,150 mL\n\n2026-03-03,2 oz\n")
    gaps = read_gaps(path)
    assert gaps(DAY) == 150
    assert gaps(date(2026, 3, 2)) == Fraction(0)
    assert gaps.last_day == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("day,amount\n2026-03-01,1 mL\n", 1, "must be 'date,amount'"),
        ("date,amount\n1.3.2026,1 mL\n", 2, "day first or month first"),
        ("date,amount\n2026-03-01,1\n", 2, "has no unit"),
        ("date,amount\n2026-03-01,1 mL\n2026-03-01,1 mL\n", 3, "given twice"),
        ("date,amount\n2026-03-01\n", 2, "1 cells"),
        ('date,amount\n"2026-03-01', 2, "quote|end of data"),
        ("date,amount\n", None, "names no day"),
    ],
)
def test_a_mistake_in_gaps_names_its_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    path = tmp_path / "gaps.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=words) as caught:
        read_gaps(path)
    assert caught.value.line == line
