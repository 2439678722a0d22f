"""Volumes as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.stash.amounts import ML_PER, ML_PER_OZ, Unit, parse_amount


def test_the_ounce_is_the_us_fluid_ounce() -> None:
    assert float(ML_PER_OZ) == pytest.approx(29.5735, abs=1e-4)


@given(st.integers(0, 999_999), st.integers(0, 999_999), st.sampled_from(list(ML_PER)))
def test_an_amount_is_what_was_written(whole: int, decimals: int, unit: Unit) -> None:
    amount = parse_amount(f"{whole}.{decimals:06d} {unit}")
    assert amount.ml / ML_PER[unit] == Fraction(f"{whole}.{decimals:06d}")
    assert amount.unit == unit


@given(st.integers(0, 999_999), st.sampled_from(list(ML_PER)))
def test_an_amount_reads_back_what_it_says(number: int, unit: Unit) -> None:
    amount = parse_amount(f"{number / 10} {unit}")
    assert parse_amount(str(amount)) == amount


@pytest.mark.parametrize("text", ["0 mL", "0.0 oz"])
def test_nothing_is_a_volume(text: str) -> None:
    assert parse_amount(text).ml == 0
    assert not parse_amount(text).drops


@pytest.mark.parametrize("text", ["drops", "a few drops", "Drop"])
def test_drops_are_milk_that_cannot_be_measured(text: str) -> None:
    assert parse_amount(text).drops
    assert parse_amount(text).ml == 0


@pytest.mark.parametrize("text", ["2 oz", "2 fl oz", "2 fl. oz", "2 ounces", "2OZ"])
def test_ounces_have_several_spellings(text: str) -> None:
    assert parse_amount(text).ml == 2 * ML_PER_OZ


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("60,5 mL", "has a comma"),
        ("1,200 mL", "has a comma"),
        ("60", "has no unit"),
        ("-5 mL", "is negative"),
        ("2 cups", "not a volume of milk"),
        ("60 mg", "not a volume of milk"),
        ("", "not a volume of milk"),
        ("nan mL", "not a volume of milk"),
        ("1e3 mL", "not a volume of milk"),
        ("9" * 400 + " mL", "not a volume of milk"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_amount(text)
