"""Values of an observable in a window, and the statistics taken of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lactea.results.recording import Floats


@dataclass(frozen=True, slots=True)
class Samples:
    """Values with the hours they belong to and their weights, all of shape (samples,).

    `low` and `high` bound the curve around each value where the value is itself a mean; the lowest
    and the highest of the window are taken from them.
    """

    time_h: Floats
    value: Floats
    weight: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(
        cls,
        time_h: npt.ArrayLike,
        value: npt.ArrayLike,
        weight: npt.ArrayLike | None = None,
        low: npt.ArrayLike | None = None,
        high: npt.ArrayLike | None = None,
    ) -> Samples:
        """Samples without those that do not exist (NaN)."""
        values = np.atleast_1d(np.asarray(value, dtype=float))
        keep = ~np.isnan(values)

        def kept(given: npt.ArrayLike | None, default: Floats) -> Floats:
            array = default if given is None else np.asarray(given, dtype=float)
            chosen: Floats = np.broadcast_to(array, values.shape)[keep]
            return chosen

        return cls(
            kept(time_h, values),
            values[keep],
            kept(weight, np.ones_like(values)),
            kept(low, values),
            kept(high, values),
        )

    def __len__(self) -> int:
        return len(self.value)


def mean(samples: Samples) -> float:
    """Weighted mean."""
    return float(np.average(samples.value, weights=samples.weight))


def median(samples: Samples) -> float:
    """Value with half of the weight on either side."""
    order = np.argsort(samples.value)
    value, weight = samples.value[order], samples.weight[order]
    middle = np.cumsum(weight) - weight / 2
    return float(np.interp(weight.sum() / 2, middle, value))


def deviation(samples: Samples) -> float:
    """Weighted standard deviation (of the samples themselves, not of a population behind)."""
    centre = mean(samples)
    return float(np.sqrt(np.average((samples.value - centre) ** 2, weights=samples.weight)))


def variation(samples: Samples) -> float:
    """Standard deviation over mean; does not exist around a mean of zero."""
    centre = mean(samples)
    return deviation(samples) / centre if centre else float("nan")


def lowest(samples: Samples) -> float:
    """Lowest value of the window."""
    return float(samples.low.min())


def highest(samples: Samples) -> float:
    """Highest value of the window."""
    return float(samples.high.max())


def time_of_highest(samples: Samples) -> float:
    """When the highest value was reached, in days from the origin."""
    return float(samples.time_h[np.argmax(samples.high)] / 24)


def hours_to_highest(samples: Samples) -> float:
    """Hours from the first value of the window to the highest, such as from a dose to its peak."""
    return float(samples.time_h[np.argmax(samples.high)] - samples.time_h[0])


def share_above_zero(samples: Samples) -> float:
    """Percentage of the weight that lies on values above zero."""
    return float(100 * np.average(samples.value > 0, weights=samples.weight))


def total(samples: Samples) -> float:
    """Sum of what is given per day, each day with the part of it that lies inside the window."""
    return float(np.sum(samples.value * samples.weight))


VALUE = "value"
TOTAL = "total"

STATISTICS: dict[str, Callable[[Samples], float]] = {
    VALUE: mean,
    "mean": mean,
    "median": median,
    "sd": deviation,
    "cv": variation,
    "min": lowest,
    "max": highest,
    "time_of_max": time_of_highest,
    "hours_to_max": hours_to_highest,
    "share": share_above_zero,
    TOTAL: total,
    "count": lambda samples: float(len(samples)),
}
"""Statistics by name; `value` is that of something with one value only. Only `count` has a value (0) when there are no samples."""
