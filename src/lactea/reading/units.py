"""Quantities as text outside, plain numbers in one declared unit inside; pint in between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from lactea.reading.problems import decimal_comma, fault, has_decimal_comma, quote
from lactea.reading.unit_registry import unit_registry

_TEXT = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)\s*(.*)")
_UNIT = re.compile(r"[A-Za-zµμ%]{1,20}(?:(?:/| per )[A-Za-zµμ]{1,20}){0,2}")
# Spellings of clinical texts that pint does not know, or reads otherwise than clinicians do.
_SPELLINGS = {"mcg": "microgram", "ug": "microgram", "ml": "mL", "l": "L", "hr": "hour"}
_KINDS = {
    "[mass]": "a mass",
    "[length]**3": "a volume",
    "[length]**3/[time]": "a volume per time",
    "[mass]/[time]": "a mass per time",
    "[mass]/[length]**3": "a concentration",
    "[time]": "a span of time",
    "[length]": "a length",
    "dimensionless": "a plain number",
}


def parse_quantity(text: str, unit: str, example: str) -> float:
    """The number of ``unit`` in a quantity such as ``3.3 kg``.

    Parameters
    ----------
    text
        A number and a unit.
    unit
        The unit of the result.
    example
        A right value, for the error.

    Raises
    ------
    ValueError
        There is no number, no unit, or a unit of another kind.
    """
    number, offered = split_quantity(text, unit, example)
    if offered == unit:
        return number
    return number * _factor(offered, unit, text, example)


def split_quantity(text: str, unit: str, example: str) -> tuple[float, str]:
    """The number of a quantity and the unit it was given in; errors as in :func:`parse_quantity`."""
    if has_decimal_comma(text):
        raise ValueError(decimal_comma(text, example))
    match = _TEXT.fullmatch(text.strip()) if len(text) <= 80 else None
    if match is None:
        raise ValueError(
            f"{quote(text)} is not a quantity; write it in {unit}, such as '{example}'."
        )
    number = float(match[1])
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{quote(text)} is too large a number.")
    offered = match[2].strip()
    if not offered:
        raise ValueError(f"{quote(text)} has no unit; write it in {unit}, such as '{example}'.")
    return number, offered


@lru_cache(maxsize=512)
def _factor(offered: str, unit: str, text: str, example: str) -> float:
    units = unit_registry()
    expected = f"{_kind(units, unit)} is expected here, in {unit}, such as '{example}'."
    if not _UNIT.fullmatch(offered):
        raise ValueError(f"{quote(offered)} is not a unit; {expected}")
    try:
        parsed = units.parse_units(_spelled(offered))
    except Exception:  # pint raises many classes for an unknown unit
        raise ValueError(f"{quote(offered)} is not a unit that lactea knows; {expected}") from None
    target = units.parse_units(_spelled(unit))
    if parsed.dimensionality != target.dimensionality:
        raise ValueError(f"{quote(text)} is {_kind(units, offered)}; {expected}")
    return float(units.convert(1.0, parsed, target))


def _spelled(unit: str) -> str:
    parts = re.split(r"/| per ", unit)
    return "/".join(_SPELLINGS.get(part, part).replace("μ", "µ") for part in parts)


def _kind(units: Any, unit: str) -> str:
    dimension = str(units.parse_units(_spelled(unit)).dimensionality).replace(" ", "")
    return _KINDS.get(dimension, f"a quantity in {unit}")


@dataclass(frozen=True)
class Quantity:
    """What turns a ``float`` field into one written as text with a unit, for ``Annotated``.

    Attributes
    ----------
    unit
        The unit of the number inside.
    example
        A right value, for errors and the schema.
    at_least
        The smallest value allowed, in ``unit``.
    at_most
        The largest value allowed, in ``unit``.
    """

    unit: str
    example: str
    at_least: float | None = None
    at_most: float | None = None

    def read(self, value: object) -> float:
        """The number in a text; raises the fault that validation reports."""
        if not isinstance(value, str):
            raise fault(
                f"{quote(value)} has no unit; write it in {self.unit}, such as '{self.example}'."
            )
        try:
            number = parse_quantity(value, self.unit, self.example)
        except ValueError as error:
            raise fault(str(error)) from None
        if self.at_least is not None and number < self.at_least:
            raise fault(
                f"{quote(value)} is below the smallest value allowed, "
                f"'{self.at_least:g} {self.unit}'."
            )
        if self.at_most is not None and number > self.at_most:
            raise fault(
                f"{quote(value)} is above the largest value allowed, '{self.at_most:g} {self.unit}'."
            )
        return number

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(
            self.read,
            handler(source),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda number: f"{number!r} {self.unit}", return_schema=core_schema.str_schema()
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "description": f"a quantity, as in {self.unit}",
            "examples": [self.example],
        }
