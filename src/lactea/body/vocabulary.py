"""The closed vocabulary of the equations.

An equation may use ``+ - * /``, comparison-free arithmetic, and the functions below, and nothing
else. Each function works on plain floats, and on any other kind of value for which a *reading* has
been registered (a traced expression, an array, a quantity with a unit): that is how one text serves
every engine.
"""

from __future__ import annotations

import math
from typing import Any, Protocol

LN2 = math.log(2.0)
TURN = 2.0 * math.pi


class Reading(Protocol):
    """The primitive functions that a kind of value must bring along."""

    def exp(self, x: Any) -> Any: ...
    def log(self, x: Any) -> Any: ...
    def power(self, x: Any, n: Any) -> Any: ...
    def cos(self, x: Any) -> Any: ...
    def minimum(self, a: Any, b: Any) -> Any: ...
    def maximum(self, a: Any, b: Any) -> Any: ...


class FloatReading:
    """Plain Python numbers."""

    def exp(self, x: float) -> float:
        return math.exp(x)

    def log(self, x: float) -> float:
        return math.log(x)

    def power(self, x: float, n: float) -> float:
        return math.pow(x, n)

    def cos(self, x: float) -> float:
        return math.cos(x)

    def minimum(self, a: float, b: float) -> float:
        return a if a < b else b

    def maximum(self, a: float, b: float) -> float:
        return a if a > b else b


_FLOATS = FloatReading()
_READINGS: dict[type, Reading] = {}


def register_reading(kind: type, reading: Reading) -> None:
    """Teach the vocabulary a further kind of value."""
    _READINGS[kind] = reading


def _reading(*values: Any) -> Reading:
    for value in values:
        reading = _READINGS.get(type(value))
        if reading is not None:
            return reading
    return _FLOATS


def exp(x: Any) -> Any:
    """Exponential of a dimensionless value."""
    return _reading(x).exp(x)


def log(x: Any) -> Any:
    """Natural logarithm of a dimensionless value."""
    return _reading(x).log(x)


def power(x: Any, n: Any) -> Any:
    """Dimensionless ``x`` raised to the dimensionless ``n``; ``x`` must not be negative."""
    return _reading(x, n).power(x, n)


def cos(x: Any) -> Any:
    """Cosine of an angle in radians."""
    return _reading(x).cos(x)


def minimum(a: Any, b: Any) -> Any:
    """The smaller of two values of the same unit."""
    return _reading(a, b).minimum(a, b)


def maximum(a: Any, b: Any) -> Any:
    """The larger of two values of the same unit."""
    return _reading(a, b).maximum(a, b)


def positive(x: Any) -> Any:
    """``x`` where it is positive, else nothing (in the unit of ``x``)."""
    return maximum(x, 0.0 * x)


def hill(x: Any, half: Any, steepness: Any) -> Any:
    """Rising saturation: 0 at nothing, one half at ``half``, towards 1; dimensionless."""
    ratio = power(positive(x / half), steepness)
    return ratio / (1.0 + ratio)


def saturation(x: Any, half: Any) -> Any:
    """Rising saturation of steepness one: ``x / (x + half)``; dimensionless."""
    return x / (x + half)


def cosine_of_day(hour: Any, peak: Any, day: Any) -> Any:
    """Daily rhythm: 1 at the clock time ``peak``, -1 half a day away from it."""
    return cos(TURN * (hour - peak) / day)
