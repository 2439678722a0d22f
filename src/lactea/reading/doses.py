"""Doses by mass, in the units in which doses are written.

Other masses hide a dose: ``u`` is an atomic mass to a physicist and a unit of a hormone to a clinician,
``Mg`` is a thousand kilograms, ``gr`` a grain.
"""

from __future__ import annotations

from lactea.reading.problems import quote
from lactea.reading.units import parse_quantity, split_quantity

_LONG = ("nanogram", "microgram", "milligram", "gram", "kilogram")
DOSE_UNITS = frozenset(
    ("ng", "ug", "µg", "μg", "mcg", "mg", "g", "kg", *_LONG, *(f"{name}s" for name in _LONG))
)
EXAMPLE = "10 mg"


def parse_dose(text: str) -> float:
    """The milligrams in a dose such as ``10 mg`` or ``0.25 mg``.

    Raises
    ------
    ValueError
        There is no number, no unit, or a unit in which no dose is written.
    """
    number, unit = split_quantity(text, "mg", EXAMPLE)
    if unit in DOSE_UNITS:
        return number * parse_quantity(f"1 {unit}", "mg", EXAMPLE)
    amount, _, weight = unit.replace(" per ", "/").partition("/")
    if amount in DOSE_UNITS and weight in DOSE_UNITS:
        raise ValueError(
            f"{quote(text)} is a dose by body weight; write what one dose holds, such as '{EXAMPLE}'."
        )
    parse_quantity(text, "mg", EXAMPLE)
    raise ValueError(
        f"{quote(unit)} is a mass in which no dose is written; write it in ng, ug, mg, g or kg, such as "
        f"'{EXAMPLE}'."
    )
