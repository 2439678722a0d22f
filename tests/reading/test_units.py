"""Quantities as text: converted, or refused with the unit that is expected."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.units import parse_quantity


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3.3 kg", "kg", 3.3),
        ("3300 g", "kg", 3.3),
        ("250 mcg", "mg", 0.25),
        ("250 ug", "mg", 0.25),
        ("250 µg", "mg", 0.25),
        ("250 μg", "mg", 0.25),
        ("0.3 L", "mL", 300),
        ("300 ml", "mL", 300),
        ("4735 mL/min", "L/h", 284.1),
        ("30 mg per day", "mg/day", 30),
        ("6.3 pg/mL", "ng/mL", 0.0063),
        ("15 %", "%", 15),
    ],
)
def test_known_quantities(text: str, unit: str, value: float) -> None:
    assert parse_quantity(text, unit, "") == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "unit", "complaint"),
    [
        ("300 g", "mL", "is a mass; a volume is expected here, in mL, such as 'EXAMPLE'"),
        ("300 mL", "mg", "is a volume; a mass is expected here, in mg"),
        ("10", "mg", "has no unit; write it in mg, such as 'EXAMPLE'"),
        ("ten mg", "mg", "is not a quantity"),
        ("10 IU", "mg", "'IU' is not a unit that lactea knows"),
        ("10 mg**999999999", "mg", "is not a unit"),
        ("1e999 mg", "mg", "too large"),
        ("nan mg", "mg", "is not a quantity"),
        ("10 m g", "mg", "is not a unit"),
    ],
)
def test_a_wrong_quantity_says_what_is_right(text: str, unit: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)) as caught:
        parse_quantity(text, unit, "EXAMPLE")
    assert str(caught.value).endswith(".")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_the_declared_unit_is_not_touched(number: float) -> None:
    assert parse_quantity(f"{number!r} kg", "kg", "") == number


@given(st.text(max_size=100))
def test_any_text_is_a_finite_quantity_or_a_value_error(text: str) -> None:
    try:
        number = parse_quantity(text, "mg", "10 mg")
    except ValueError as error:
        number = 0 if str(error) else math.nan
    assert math.isfinite(number)
