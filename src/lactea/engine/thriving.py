"""Whether the infant of a run gains weight: an infant comes before any volume."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

WATER_LOST = 5
"""Days after its beginning in which an infant loses water, whatever it gets."""
WATCHED = 14
"""Days at the end of a run over which an infant should gain."""
LEAST = 3
"""Fewer days than this tell nothing."""


def thriving_remarks(days: Mapping[str, NDArray[np.float64]], arrival_day: int | None) -> list[str]:
    """A sentence where the infant does not gain at the end of a run.

    Parameters
    ----------
    days
        Figures by day; ``infant_weight`` is 0 while there is no infant.
    arrival_day
        The first day of the infant, counted from the first of the run; None without an infant.
    """
    if arrival_day is None:
        return []
    weights = days["infant_weight"][arrival_day + WATER_LOST :][-WATCHED - 1 :]
    span = len(weights) - 1
    if span < LEAST or weights[-1] > weights[0]:
        return []
    return [
        f"The infant of this run weighs {weights[-1]:.2f} kg at its end and did not gain in the {span} days before: "
        "what it gets is not enough, and milk or food that the file does not name is not in the run. An infant "
        "that does not gain needs to be seen, whatever a volume says (lactea care)."
    ]
