"""Units at the border: published units in, hours inside."""

from __future__ import annotations

import math
import re
from functools import cache

from lactea.body.language import Parameter
from lactea.reading.unit_registry import unit_registry

TIME_INSIDE = "hour"
LONGEST_VALUE = 80
HOURS_IN = {
    "min": 1 / 60, "h": 1.0, "day": 24.0, "week": 168.0, "month": 730.5,
    **dict.fromkeys("1 pg ng ug mg g kg uL mL L mmol kcal".split(), 1.0),
}  # fmt: skip
"""Hours in a unit of time, 1 for the others of the body's tables. Pint knows as much, and starting it takes
a tenth of a second, which no run of the body needs."""
_UNIT = r"[A-Za-zµμ%]{1,20}"
_VALUE = re.compile(
    r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)\s*"
    rf"((?:1|{_UNIT})?(?:\s*(?:/|\*|\bper\b)\s*{_UNIT}){{0,4}})"
)


@cache
def inside_unit(unit: str) -> str:
    """`unit` with every time in it replaced by hours."""
    registry = unit_registry()
    parsed = registry.Unit(_spelled(unit))
    inside = registry.Unit("")
    for name, exponent in parsed._units.items():
        piece = registry.Unit(str(name))
        is_time = piece.dimensionality == registry.Unit(TIME_INSIDE).dimensionality
        inside = inside * (registry.Unit(TIME_INSIDE) if is_time else piece) ** exponent
    return str(inside)


@cache
def inside_factor(unit: str) -> float:
    """Factor from the published unit to the unit used inside."""
    numerator, *denominators = unit.split("/")
    if {numerator, *denominators} <= HOURS_IN.keys():
        return HOURS_IN[numerator] / math.prod(HOURS_IN[name] for name in denominators)
    registry = unit_registry()
    return float(registry.Quantity(1.0, _spelled(unit)).to(inside_unit(unit)).magnitude)


def inside_value(parameter: Parameter, value: float | None = None) -> float:
    """Value of `parameter` (or `value` in its unit) in the unit used inside."""
    return (parameter.value if value is None else value) * inside_factor(parameter.unit)


def value_text(parameter: Parameter, value: float) -> str:
    """`value`, in the published unit of `parameter`, as `parse_value` reads it."""
    return f"{float(value)!r} {_spelled(parameter.unit)}".strip()


def parse_value(parameter: Parameter, text: str) -> float:
    """Read a text such as ``37 min`` for `parameter`.

    Returns
    -------
    float
        In the published unit of the parameter.

    Raises
    ------
    ValueError
        If the text is no quantity or its unit is of another kind.
    """
    match = _VALUE.fullmatch(text.strip()) if len(text) <= LONGEST_VALUE else None
    if match and match[2] == _spelled(parameter.unit) and math.isfinite(float(match[1])):
        # As virtual people are written, thirty times each; nothing is to be converted.
        return float(match[1])
    import pint

    registry = unit_registry()
    try:
        # Only what was matched is handed on: pint would work out any formula it is given.
        number, unit = (float(match[1]), match[2]) if match else (math.nan, "")
        unit = f"1 {unit}" if unit.startswith(("/", "*")) else unit
        value = float(registry.Quantity(number, unit).to(_spelled(parameter.unit)).magnitude)
    except (pint.DimensionalityError, pint.UndefinedUnitError, pint.DefinitionSyntaxError):
        value = math.nan
    if not math.isfinite(value):
        kind = "a plain number" if parameter.unit == "1" else f"a value in {parameter.unit}"
        example = f"{parameter.value:g} {_spelled(parameter.unit)}".strip()
        raise ValueError(
            f"parameters.{parameter.id} expects {kind}, such as '{example}'; "
            f"got '{text[:LONGEST_VALUE]}'."
        )
    return value


def _spelled(unit: str) -> str:
    return "" if unit == "1" else unit
