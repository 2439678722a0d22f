"""Whether somebody may take part, by what is measured of them or stands in their scenario."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from lactea.cohort import Noise, Stream
from lactea.reading.problems import quote
from lactea.trial.design import Design
from lactea.trial.participants import Asked, Criterion, Stratum
from lactea.trial.problems import TrialError
from lactea.trial.readouts import Readings


def refused(design: Design, index: int, seed: int, readings: Readings) -> str:
    """Why somebody may not take part, in the words of the first criterion that is not met; or nothing.

    Parameters
    ----------
    design : Design
    index : int
        Number of the person.
    seed : int
        Of the errors with which people are measured at screening.
    readings : Readings
        Under the control.
    """
    values = _measured(design, readings.screening, index, seed, "screening")
    for criterion in design.eligibility:
        if not _met(criterion, _number(criterion, design, values, readings)):
            return criterion.why
    return ""


def refused_after_run_in(design: Design, index: int, seed: int, readings: Readings) -> str:
    """Why somebody who came through screening is not randomised after the run-in; or nothing."""
    if design.run_in is None:
        return ""
    values = _measured(design, readings.start, index, seed, "run_in")
    for criterion in design.run_in.criteria:
        if not _met(criterion, _number(criterion, design, values, readings)):
            return criterion.why
    return ""


def stratum_of(design: Design, index: int, seed: int, readings: Readings) -> int:
    """Number of the stratum of a person, from 0."""
    values = _measured(design, readings.start, index, seed, "strata")
    place = 0
    for stratum in design.randomisation.strata:
        value = _number(stratum, design, values, readings)
        place = place * (len(stratum.cuts) + 1) + _range_of(stratum, value)
    return place


def _range_of(stratum: Stratum, value: float) -> int:
    return int(np.searchsorted(stratum.cuts, value, side="right"))


def _measured(
    design: Design, values: Sequence[float], index: int, seed: int, when: str
) -> dict[str, float]:
    return {
        name: Noise(one.cv, one.sd).measured(value, Stream(seed, f"trial.{when}.{name}"), index)
        if math.isfinite(value)
        else value
        for (name, one), value in zip(design.measurements.items(), values, strict=True)
    }


def _number(asked: Asked, design: Design, measured: dict[str, float], readings: Readings) -> float:
    if asked.measurement:
        value = measured[asked.measurement]
        if math.isnan(value):
            raise TrialError(
                f"{quote(asked.measurement)} is asked for at a time when there is nothing to measure."
            )
        return value
    value = readings.entries[asked.entry]
    if math.isnan(value):
        raise TrialError(
            f"{quote(asked.entry)} is asked for, and the scenario of {design.name} has no infant."
        )
    return value


def _met(criterion: Criterion, value: float) -> bool:
    low = -math.inf if criterion.at_least is None else criterion.at_least
    high = math.inf if criterion.at_most is None else criterion.at_most
    return low <= value <= high
