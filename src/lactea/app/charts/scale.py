"""Axes: round numbers at round distances."""

from __future__ import annotations

import math
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """A linear axis from `low` to `high` (in data) laid from `start` to `stop` (on paper)."""

    low: float
    high: float
    start: float
    stop: float

    def place(self, value: float) -> float:
        """Where a value lies on paper."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from `low` to `high`, about so many.

    Examples
    --------
    >>> ticks(0, 730)
    [0.0, 200.0, 400.0, 600.0]
    """
    step = _round_step((high - low) / about)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def widened(low: float, high: float) -> tuple[float, float]:
    """Ends of an axis that holds the data: from 0 where nothing is negative, with air above."""
    bottom = min(0.0, low)
    if high <= bottom:
        return bottom, bottom + 1.0
    return bottom, high + 0.05 * (high - bottom)


def label(value: float) -> str:
    """A number beside a tick."""
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:.3g}"


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))
