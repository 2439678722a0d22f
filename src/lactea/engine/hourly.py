"""Quantities of the breasts looked at hour by hour through a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.arrays import quantities_along
from lactea.engine.solver import Rows

Array = NDArray[np.float64]

WATCHED = (
    "engorgement", "mastitis_by_stasis", "mastitis_by_inflammation", "lactose_content",
    "protein_content", "sodium_content",
)  # fmt: skip
WANTED = tuple(f"{name}_{side}" for name in WATCHED for side in SIDES)
HOUR = 3600


def hourly(
    body: Body, stretches: Sequence[Rows], parameters: Mapping[str, float]
) -> dict[str, Array]:
    """Quantities at each full hour of a day, its end among them.

    Parameters
    ----------
    body : Body
    stretches : sequence of Rows
        Recorded steps of the day.
    parameters : by id, in inside units

    Returns
    -------
    dict of str to (hours, 2) arrays
        By the names of `WATCHED`.
    """
    ends = np.array([stretch.seconds[-1] for stretch in stretches])
    hours = np.arange(stretches[0].seconds[0] + HOUR, ends[-1] + 1, HOUR)
    found = [stretches[place] for place in np.searchsorted(ends, hours)]
    states = np.array([
        stretch.states[np.searchsorted(stretch.seconds, hour)]
        for stretch, hour in zip(found, hours, strict=True)
    ])  # fmt: skip
    inputs = np.array([stretch.inputs for stretch in found])
    # None of these depends on the clock.
    values = quantities_along(body, np.zeros(len(hours)), states, parameters, inputs, WANTED)
    return {name: np.column_stack([values[f"{name}_{side}"] for side in SIDES]) for name in WATCHED}
