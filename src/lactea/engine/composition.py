"""What the milk of a day was made of: contents averaged over the milk that was removed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.arrays import quantities_along
from lactea.engine.sessions import Curves

Array = NDArray[np.float64]
Pair = tuple[float, float]

CONTENTS = (
    "fat_content", "lactose_content", "protein_content", "sodium_content", "potassium_content",
    "chloride_content", "energy_content",
)  # fmt: skip
"""Quantities of a breast that are read of the milk removed."""
LASTING = ("lactose_content", "protein_content", "sodium_content")
"""Quantities that are read of the milk in the breast as well, removed or not."""


def removed_milk(body: Body, curves: Curves, parameters: Mapping[str, float]) -> dict[str, Pair]:
    """Mean contents of the milk removed from each breast, by `CONTENTS`; NaN where none was.

    Parameters
    ----------
    body : Body
    curves : Curves
        Recorded steps of a span.
    parameters : by id, in inside units
    """
    amounts = [np.diff(curves.rows[:, body.state_ids.index(f"removed_{s}")]) for s in SIDES]
    flowing = np.flatnonzero(amounts[0] + amounts[1] > 0)
    if not len(flowing):
        return dict.fromkeys(CONTENTS, (np.nan, np.nan))
    # A mean over the ends of each step; contents change smoothly.
    either = np.union1d(flowing, flowing + 1)
    begins = np.searchsorted(either, flowing)
    along = _contents(body, curves, either, parameters, CONTENTS)
    means = {}
    for name in CONTENTS:
        values = [along[f"{name}_{side}"] for side in SIDES]
        means[name] = (
            _mean((values[0][begins] + values[0][begins + 1]) / 2, amounts[0][flowing]),
            _mean((values[1][begins] + values[1][begins + 1]) / 2, amounts[1][flowing]),
        )
    return means


def held_milk(body: Body, curves: Curves, parameters: Mapping[str, float]) -> dict[str, Pair]:
    """Contents of the milk in each breast at the end of a span, by `LASTING`."""
    end = _contents(body, curves, np.array([-1]), parameters, LASTING)
    return {
        name: (float(end[f"{name}_left"][0]), float(end[f"{name}_right"][0])) for name in LASTING
    }


def _contents(
    body: Body,
    curves: Curves,
    chosen: NDArray[np.int64],
    parameters: Mapping[str, float],
    names: tuple[str, ...],
) -> dict[str, Array]:
    wanted = tuple(f"{name}_{side}" for name in names for side in SIDES)
    # No content depends on the clock.
    clock = np.zeros(len(chosen))
    return quantities_along(
        body, clock, curves.rows[chosen], parameters, curves.inputs[chosen], wanted
    )


def _mean(values: Array, amounts: Array) -> float:
    total = float(amounts.sum())
    return float(values @ amounts / total) if total > 0 else np.nan
