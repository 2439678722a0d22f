"""Units as SBML declares them: products of powers of a few base units, each with a factor."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import cast

from lactea.reading.unit_registry import unit_registry

BASES = ("gram", "litre", "second", "joule", "metre", "mole")
"""SBML's base units that the body's units are led back to, in order of preference."""


@dataclass(frozen=True, slots=True)
class Factor:
    """``(multiplier * 10**scale * kind) ** exponent``."""

    kind: str
    exponent: int
    scale: int
    multiplier: float


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit by its SBML id.

    `factors` is None where SBML cannot express the unit; it is then written as dimensionless with a
    note.
    """

    id: str
    text: str
    factors: tuple[Factor, ...] | None


def unit_text(text: str) -> UnitText:
    """The unit `text` (pint's spelling, "1" for none) in SBML's terms."""
    registry = unit_registry()
    found = registry.Unit("" if text == "1" else text)._units.items()
    pieces = [(str(piece), float(cast("float", exponent))) for piece, exponent in found]
    factors = [_factor(piece, exponent) for piece, exponent in pieces]
    if any(factor is None for factor in factors):
        return UnitText("dimensionless", text, None)
    known = tuple(
        sorted((f for f in factors if f is not None), key=lambda f: (-f.exponent, f.kind))
    )
    if not known:
        return UnitText("dimensionless", text, ())
    if len(known) == 1 and known[0] == Factor(known[0].kind, 1, 0, 1.0):
        return UnitText(known[0].kind, text, known)
    return UnitText(_identifier(pieces), text, known)


def _factor(piece: str, exponent: float) -> Factor | None:
    if exponent != int(exponent):
        return None
    registry = unit_registry()
    unit = registry.Unit(piece)
    if unit.dimensionality == registry.Unit("").dimensionality:
        return Factor("dimensionless", int(exponent), *_scaled(_size(piece, "")))
    for kind in BASES:
        if unit.dimensionality == registry.Unit(kind).dimensionality:
            return Factor(kind, int(exponent), *_scaled(_size(piece, kind)))
    return None


def _size(piece: str, kind: str) -> float:
    return float(unit_registry().Quantity(1.0, piece).to(kind).magnitude)


def _scaled(size: float) -> tuple[int, float]:
    """A size as power of ten and the rest, which is 1 for every metric prefix."""
    exponent = round(math.log10(size))
    if math.isclose(size, 10.0**exponent, rel_tol=1e-12):
        return exponent, 1.0
    return 0, size


def _identifier(pieces: list[tuple[str, float]]) -> str:
    def words(sign: int) -> str:
        found = sorted((name, abs(int(n))) for name, n in pieces if n * sign > 0)
        return "_".join(name if n == 1 else f"{name}_{n}" for name, n in found)

    above, below = words(1), words(-1)
    text = f"{above}_per_{below}" if above and below else above or f"per_{below}"
    return re.sub(r"\W", "_", text)
