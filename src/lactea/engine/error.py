"""How far two runs along the same decisions lie apart, as the engine's error is measured."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lactea.engine.figures import COMPARED

FLOOR = 1.0
"""Size in mL/day or ng/mL below which a difference counts as it stands."""


def difference(
    days: Mapping[str, NDArray[np.float64]], reference: Mapping[str, NDArray[np.float64]]
) -> float:
    """Largest difference over all days of milk and prolactin: ``|x - ref| / max(ref, floor)``."""
    return max(
        float(
            np.max(
                np.abs(days[name] - reference[name]) / np.maximum(np.abs(reference[name]), FLOOR)
            )
        )
        for name in COMPARED
    )
