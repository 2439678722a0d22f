"""Cortisol: its level over time."""

from __future__ import annotations

import numpy as np

import lactea.engine.arrays  # noqa: F401  (equations read arrays once it is loaded)
from lactea.body.registry import default_body
from lactea.results.observables.language import observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import sampled
from lactea.results.observables.window import Window
from lactea.results.recording import SECONDS_PER_HOUR, Recording, column

SUBSYSTEM = "steroids"
QUANTITY = "cortisol"


@observable("cortisol.level", "ng/mL", SUBSYSTEM)
def cortisol_level(recording: Recording, window: Window) -> Samples:
    """Total cortisol of plasma over time."""
    hours = np.asarray(recording.trace.time_h)
    known = {
        **recording.parameter_values,
        "clock": hours + recording.scenario.origin_clock / SECONDS_PER_HOUR,
        "estradiol": column(recording.trace, "estradiol"),
    }
    step = next(step for step in default_body().steps if step.target == QUANTITY)
    return sampled(hours, step.equation(*(known[name] for name in step.needs)), window)
