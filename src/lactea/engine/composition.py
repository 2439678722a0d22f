"""What the milk of a day was made of: contents averaged over the milk that was removed."""

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
LASTING = ("lactose_content", "protein_content", "sodium_content")
"""Quantities that are read of the milk in the breast as well, removed or not."""
WANTED = tuple(f"{name}_{side}" for name in CONTENTS for side in SIDES)
EVERY = 4
"""Rows of a session from one reading to the next: contents change slowly, amounts are exact."""


def contents_of_day(
    body: Body, stretches: Sequence[Rows], parameters: Mapping[str, float]
) -> dict[str, Pair]:
    """Contents of the milk removed in a day, and of the milk in each breast at its end.

    Parameters
    ----------
    body : Body
    stretches : sequence of Rows
        Recorded steps of the day.
    parameters : by id, in inside units

    Returns
    -------
    dict of str to pair
        ``milk_<content>`` for each of `CONTENTS`, a mean over the milk removed from each breast and NaN
        where none was; ``breast_<content>`` for each of `LASTING`.
    """
    places = [body.state_ids.index(f"removed_{side}") for side in SIDES]
    flowing = [s for s in stretches if (s.states[-1, places] > s.states[0, places]).any()]
    picked = [_thinned(stretch) for stretch in flowing]
    rows = [states for states, _ in picked] + [stretches[-1].states[-1:]]
    inputs = [given for _, given in picked] + [stretches[-1].inputs[None]]
    states = np.concatenate(rows)
    # No content depends on the clock.
    values = quantities_along(
        body, np.zeros(len(states)), states, parameters, np.concatenate(inputs), WANTED
    )
    amounts = [np.diff(states[:-1, place]) for place in places]
    found: dict[str, Pair] = {}
    for name in CONTENTS:
        left, right = (values[f"{name}_{side}"] for side in SIDES)
        found[f"milk_{name.removesuffix('_content')}"] = (
            _mean(left[:-1], amounts[0]),
            _mean(right[:-1], amounts[1]),
        )
        if name in LASTING:
            end = float(left[-1]), float(right[-1])
            found[f"breast_{name.removesuffix('_content')}"] = end
    return found


def _thinned(stretch: Rows) -> tuple[Array, Array]:
    """Some rows of a stretch, its first and last among them, each with its inputs."""
    chosen = np.append(np.arange(0, len(stretch.states) - 1, EVERY), len(stretch.states) - 1)
    return stretch.states[chosen], np.broadcast_to(
        stretch.inputs, (len(chosen), len(stretch.inputs))
    )


def _mean(values: Array, amounts: Array) -> float:
    """Mean over the milk that flowed from each row to the next; outside sessions none flows."""
    total = float(amounts.sum()) if len(amounts) else 0.0
    return float((values[:-1] + values[1:]) / 2 @ amounts / total) if total > 0 else np.nan
