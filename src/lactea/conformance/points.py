"""Points at which readings of a body are compared."""

from __future__ import annotations

import math
import random

from lactea.body.registry import CLOCK, Body
from lactea.engine.units import inside_value

SEEDS = (1, 2, 3)


def random_point(body: Body, seed: int) -> dict[str, float]:
    """States, parameters (inside units), inputs and the clock, somewhere in their usual ranges.

    Nothing is zero, for a zero says nothing about its unit.
    """
    draw = random.Random(seed)
    point = {CLOCK.id: draw.uniform(0, 24)}
    for name, parameter in body.parameters.items():
        point[name] = inside_value(parameter) * math.exp(draw.gauss(0, 0.1))
    for name, state in body.states.items():
        share = state.unit == "1"
        point[name] = draw.uniform(0.02, 1) if share else state.scale * 10 ** draw.uniform(0, 1.5)
    for name, entry in body.inputs.items():
        point[name] = draw.uniform(0.05, 1) if entry.unit == "1" else 10 ** draw.uniform(-1, 2)
    return point
