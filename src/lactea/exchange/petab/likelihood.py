"""How likely a log is, as lactea's own engine finds it: what another tool has to find, too."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES
from lactea.engine.course import DAY
from lactea.engine.lanes import Keeping, LaneRun, replay_kept
from lactea.exchange.petab.calibration import Calibration
from lactea.exchange.problems import ExportError
from lactea.twin.observing import soft_log

Array = NDArray[np.float64]
TOLERANCE = 1e-6
COUNTS = tuple(f"session_milk_{side}" for side in SIDES)


def readings_at(calibration: Calibration, values: Mapping[str, float]) -> Array:
    """Each reading as it would be without noise, ``log(mL / hours + 1)``.

    Parameters
    ----------
    calibration : Calibration
    values : mapping of str to float
        Of unknowns by id, in the units used inside; those left out have their nominal values.

    Raises
    ------
    ExportError
        The equations cannot be solved for these values.
    """
    stretch, readings = calibration.stretch, calibration.readings
    own = {name: value for name, value in values.items() if name in stretch.parameters}
    built = {name: value for name, value in values.items() if name in stretch.inputs}
    states = np.array([stretch.states[name] for name in stretch.body.state_ids])
    ends = tuple(sorted({one.tick for one in readings}))
    parameters, inputs = stretch.parameters | own, stretch.inputs | built
    run = LaneRun(parameters, inputs, calibration.protocol, states, marks=ends)
    clock = stretch.clock_start_h - stretch.start_tick / 3600
    keeping = Keeping(COUNTS, (), stretch.end_tick, DAY)
    kept = replay_kept(stretch.body, [run], clock, keeping, tolerance=TOLERANCE, threads=1)
    if kept.failed.any():
        raise ExportError("The equations cannot be solved with these values.")
    milk = dict(zip(ends, kept.states[0], strict=True))
    amounts = np.array([
        milk[one.tick].sum() if one.side == "both" else milk[one.tick][SIDES.index(one.side)]
        for one in readings
    ])  # fmt: skip
    return soft_log(amounts, np.array([one.hours for one in readings]))


def log_likelihood(calibration: Calibration, values: Mapping[str, float]) -> float:
    """Natural logarithm of the density of all readings; otherwise as `readings_at`."""
    spread = np.array([one.sd for one in calibration.readings])
    found = np.array([one.value for one in calibration.readings])
    scores = (found - readings_at(calibration, values)) / spread
    return float(-0.5 * np.sum(scores**2 + np.log(2 * np.pi * spread**2)))
