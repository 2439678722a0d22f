"""Volumes of milk as people write them: mL or US fluid ounces, 0 mL and "drops" included.

Volumes are exact fractions, so that a ledger balances to the last drop and an ounce turned into
millilitres and back is the ounce that was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from lactea.reading.problems import fault, quote

Unit = Literal["mL", "oz"]

ML_PER_OZ = Fraction(231, 128) * Fraction(254, 100) ** 3
"""The US fluid ounce is 231/128 cubic inches, and an inch 2.54 cm."""
ML_PER: dict[Unit, Fraction] = {"mL": Fraction(1), "oz": ML_PER_OZ}

_AMOUNT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(ml|oz|fl\.? ?oz|ounces?)", re.IGNORECASE)
_DROPS = re.compile(r"(?:a few )?drops?", re.IGNORECASE)
EXAMPLE = "write '60 mL', '2.5 oz' or 'drops'"


@dataclass(frozen=True, slots=True)
class Amount:
    """A volume, and the unit in which it was entered.

    Attributes
    ----------
    ml
        Volume in mL; 0 for drops, which are too little to measure.
    unit
        The unit of the person.
    drops
        Whether there was milk, but less than could be measured.
    """

    ml: Fraction
    unit: Unit = "mL"
    drops: bool = False

    def __str__(self) -> str:
        return "drops" if self.drops else f"{float(self.ml / ML_PER[self.unit]):g} {self.unit}"


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> Amount:
    """The volume in a text such as ``60 mL``, ``2.5 oz``, ``0 mL`` or ``drops``.

    Raises
    ------
    ValueError
        It is no volume, has a comma, or lacks its unit.
    """
    given = text.strip()
    if _DROPS.fullmatch(given):
        return Amount(Fraction(0), drops=True)
    match = _AMOUNT.fullmatch(given)
    if match is None:
        raise ValueError(_complaint(given))
    unit: Unit = "mL" if match[2].lower() == "ml" else "oz"
    return Amount(Fraction(match[1]) * ML_PER[unit], unit)


def _complaint(given: str) -> str:
    if "," in given:
        return (
            f"{quote(given)} has a comma, which may mark decimals or thousands; write a point "
            "before decimals and nothing between thousands, such as '60.5 mL'."
        )
    if given.startswith("-"):
        return f"{quote(given)} is negative; {EXAMPLE}."
    if re.fullmatch(r"[0-9.]+", given):
        return f"{quote(given)} has no unit; {EXAMPLE}."
    return f"{quote(given)} is not a volume of milk in mL or US fluid ounces; {EXAMPLE}."


def _read(value: object) -> Amount:
    if not isinstance(value, str):
        raise fault(f"{quote(value)} has no unit; {EXAMPLE}.")
    try:
        return parse_amount(value)
    except ValueError as error:
        raise fault(str(error)) from None


AmountText = Annotated[
    Amount,
    BeforeValidator(_read),
    WithJsonSchema({"type": "string", "examples": ["60 mL", "2.5 oz", "drops"]}),
]
"""A volume: text outside, an :class:`Amount` inside."""


def spoken_volume(ml: Fraction, unit: Unit) -> str:
    """A volume for people: whole millilitres or tenths of an ounce."""
    decimals = 0 if unit == "mL" else 1
    return f"{float(ml / ML_PER[unit]):.{decimals}f} {unit}"
