"""Volumes of a session: what was entered is kept as it was entered, with its unit, beside mL.

Which of left, right and total are known is part of the record. An equal split that nobody measured
is not made up, a blank side is not 0, and 0 mL and "drops" are values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from lactea.stash.amounts import ML_PER_OZ

Unit = Literal["mL", "oz", "uk_oz", "g"]
UNITS: tuple[Unit, ...] = get_args(Unit)
DROPS = "drops"
MOST_ML = 20_000

ML_PER: dict[Unit, Fraction] = {
    "mL": Fraction(1),
    "oz": ML_PER_OZ,
    # A hundred and sixtieth of the imperial gallon, which is 4.54609 L.
    "uk_oz": Fraction("4546.09") / 160,
    # Density of milk, row mlk_cmp_density of the evidence (EPA Exposure Factors Handbook); for weighed feeds.
    "g": 1 / Fraction("1.03"),
}

_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,20})?|\.[0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class Measured:
    """The entries of a session about volumes; see :class:`lactea.record.sessions.Session`."""

    left_mL: float | None
    right_mL: float | None
    total_mL: float | None
    split_known: bool
    below_measurable: bool
    raw_unit: Unit | None
    raw_left: str | None
    raw_right: str | None
    raw_total: str | None


def measured(
    unit: Unit | None,
    left: str | None = None,
    right: str | None = None,
    total: str | None = None,
) -> Measured:
    """What was entered, and what it is in mL.

    Parameters
    ----------
    unit
        Unit of all three; None only where all are "drops" or nothing was entered.
    left, right, total
        A number without its unit, "drops", or None where nothing was entered. Where a side is given,
        the sides are believed and the total is kept as it was entered.

    Raises
    ------
    ValueError
        One of them is neither; the value is not repeated in the text.
    """
    left_ml, right_ml = as_ml(left, unit), as_ml(right, unit)
    sides = [ml for ml in (left_ml, right_ml) if ml is not None]
    total_ml = sum(sides) if sides else as_ml(total, unit)
    used = (left, right) if sides else (total,)
    return Measured(
        left_mL=left_ml,
        right_mL=right_ml,
        total_mL=total_ml,
        split_known=bool(sides),
        below_measurable=DROPS in used,
        raw_unit=None if {left, right, total} <= {None, DROPS} else unit,
        raw_left=left,
        raw_right=right,
        raw_total=total,
    )


def as_ml(text: str | None, unit: Unit | None) -> float | None:
    """A volume in mL: 0 for drops, None for nothing."""
    if text is None:
        return None
    if text == DROPS:
        return 0.0
    if not _NUMBER.fullmatch(text):
        raise ValueError("a volume is a number such as 60 or 62.5, or 'drops'.")
    if unit is None:
        raise ValueError("a volume needs its unit; none is guessed from the size of a number.")
    ml = float(Fraction(text) * ML_PER[unit])
    if ml > MOST_ML:
        raise ValueError(f"a volume above {MOST_ML / 1000:g} L is not accepted.")
    return ml
