"""How far two runs along the same decisions lie apart, as the engine's error is measured."""

from __future__ import annotations

import numpy as np

from lactea.engine.recording import Recording

FLOORS = {"removed": 1.0, "prolactin_max": 1.0, "prolactin_mean": 1.0}
"""Daily figures that are compared, and the size (mL/day, ng/mL) below which a difference is absolute."""


def difference(run: Recording, reference: Recording) -> float:
    """Largest difference over all days: ``|x - ref| / max(ref, floor)``."""
    return max(
        float(np.max(np.abs(run.days[name] - reference.days[name])
                     / np.maximum(np.abs(reference.days[name]), floor)))
        for name, floor in FLOORS.items()
    )  # fmt: skip
