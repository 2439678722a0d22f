"""What is read off the run of one person: every measurement at every visit, before any error."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lactea.cohort import VirtualPerson
from lactea.engine import Recording
from lactea.results.observables import evaluate
from lactea.trial.design import Design
from lactea.trial.measuring import Measurement
from lactea.trial.participants import ENTRIES


@dataclass(frozen=True, slots=True)
class Readings:
    """Of one person under one arm.

    Parameters
    ----------
    visits : tuple of tuple of float
        By measurement and visit; infinite where something that happens once has not happened, NaN
        where there was nothing to measure.
    screening : tuple of float
        By measurement, at the moment of screening.
    start : tuple of float
        By measurement, at randomisation.
    entries : dict of str to float
        Entries of the person's scenario.
    """

    visits: tuple[tuple[float, ...], ...]
    screening: tuple[float, ...]
    start: tuple[float, ...]
    entries: dict[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """Reads a person off a run; can be handed to another process."""

    design: Design

    def __call__(self, person: VirtualPerson, recording: Recording) -> Readings:
        design = self.design
        measurements = design.measurements.values()
        return Readings(
            tuple(
                tuple(_value(one, recording, design.start + visit) for visit in design.visits)
                for one in measurements
            ),
            tuple(_value(one, recording, design.screening) for one in measurements),
            tuple(_value(one, recording, design.start) for one in measurements),
            {name: _entry(person, name) for name in ENTRIES},
        )


def _value(measurement: Measurement, recording: Recording, tick: int) -> float:
    begin = 0 if measurement.once else tick - measurement.window
    if measurement.once and tick <= 0:
        return math.inf
    at = f"{_iso(begin)}/{_iso(tick)}"
    value = evaluate(recording, measurement.observable, measurement.statistic, at)
    return math.inf if measurement.once and math.isnan(value) else value


def _iso(tick: int) -> str:
    return f"{'-' if tick < 0 else ''}PT{abs(tick)}S"


def _entry(person: VirtualPerson, name: str) -> float:
    part, _, entry = name.partition(".")
    record = getattr(person.scenario, part)
    return math.nan if record is None else float(getattr(record, entry))
