"""What the milk removed in a day was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.arrays import quantities_along
from lactea.engine.solver import Rows

Array = NDArray[np.float64]
Pair = tuple[float, float]

CONTENTS = (
    "fat_content", "lactose_content", "protein_content", "sodium_content", "potassium_content",
    "chloride_content", "energy_content",
)  # fmt: skip
"""Quantities of a breast that are read of the milk removed."""
WANTED = tuple(f"{name}_{side}" for name in CONTENTS for side in SIDES)
EVERY = 4
"""Rows of a session from one reading to the next: contents change slowly, amounts are exact."""


def contents_of_day(
    body: Body, stretches: Sequence[Rows], parameters: Mapping[str, float]
) -> dict[str, Pair]:
    """Mean contents of the milk removed from each breast in a day; NaN where none was.

    Parameters
    ----------
    body : Body
    stretches : sequence of Rows
        Recorded steps of the day.
    parameters : by id, in inside units

    Returns
    -------
    dict of str to pair
        By the names of `CONTENTS`.
    """
    places = [body.state_ids.index(f"removed_{side}") for side in SIDES]
    flowing = [s for s in stretches if (s.states[-1, places] > s.states[0, places]).any()]
    if not flowing:
        return dict.fromkeys(CONTENTS, (np.nan, np.nan))
    rows, inputs = zip(*(_thinned(stretch) for stretch in flowing), strict=True)
    states = np.concatenate(rows)
    # No content depends on the clock.
    values = quantities_along(
        body, np.zeros(len(states)), states, parameters, np.concatenate(inputs), WANTED
    )
    left, right = (np.diff(states[:, place]) for place in places)
    return {
        name: (_mean(values[f"{name}_left"], left), _mean(values[f"{name}_right"], right))
        for name in CONTENTS
    }


def _thinned(stretch: Rows) -> tuple[Array, Array]:
    """Some rows of a stretch, its first and last among them, each with its inputs."""
    chosen = np.append(np.arange(0, len(stretch.states) - 1, EVERY), len(stretch.states) - 1)
    return stretch.states[chosen], np.broadcast_to(
        stretch.inputs, (len(chosen), len(stretch.inputs))
    )


def _mean(values: Array, amounts: Array) -> float:
    """Mean over the milk that flowed from each row to the next; outside sessions none flows."""
    total = float(amounts.sum())
    return float((values[:-1] + values[1:]) / 2 @ amounts / total) if total > 0 else np.nan
