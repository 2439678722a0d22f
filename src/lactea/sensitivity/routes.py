"""From values to readouts: the two ways in which a changed person can be simulated.

In a *closed loop* the infant, rules and timetables decide anew for everybody, as they would in a
forecast. Along a *frozen* protocol everybody repeats the decisions of the person in the middle, many
side by side in the lanes of a vector: ten times as fast, and smooth, but an infant that would have fed
more often does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.cohort import CohortError
from lactea.cohort.drawing import with_values
from lactea.engine import simulate
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import Keeping, LaneRun, replay_kept
from lactea.engine.person import Setting, settle_person
from lactea.engine.solver import SolverError
from lactea.results.readouts import Readout
from lactea.scenario import ResolvedProtocol, Scenario
from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.thin_recording import EVERY, READABLE, thin_recording

Array = NDArray[np.float64]
Values = Mapping[str, float]
"""Values of one person by id, in published units; what is left out is as in the scenario."""

CHUNK = 16
"""People in the lanes at once: of each, all states are held until they are read."""
LANE_TOLERANCE = 1e-4
"""As for one person alone: differences of two runs are what is looked for here."""


Told = Callable[[int, int], None]
"""Called with the number of people simulated so far, and of all."""


def in_silence(done: int, of: int) -> None:
    """Tell nobody how far the runs are."""


class Route(Protocol):
    """A way to simulate people who differ in some values."""

    @property
    def readouts(self) -> Sequence[Readout]:
        """What is read off each of them."""

    def __call__(self, people: Sequence[Values]) -> Array:
        """Readouts of shape (people, readouts); NaN where there is no run or no such number."""


@dataclass(frozen=True)
class ClosedLoop:
    """Everybody's infant and rules decide for themselves; one run after the other."""

    scenario: Scenario
    readouts: tuple[Readout, ...]
    days: int
    told: Told = in_silence

    def __call__(self, people: Sequence[Values]) -> Array:
        found = np.full((len(people), len(self.readouts)), np.nan)
        body = body_with_medicines(self.scenario)
        for i, values in enumerate(people):
            self.told(i, len(people))
            try:
                recording = simulate(with_values(self.scenario, body, values), days=self.days)
            except (CohortError, SolverError):  # this person cannot be; the others go on
                continue
            found[i] = [readout.read(recording) for readout in self.readouts]
        self.told(len(people), len(people))
        return found


@dataclass(frozen=True)
class Frozen:
    """Everybody repeats the same decisions, in lanes.

    Raises
    ------
    SensitivityError
        When made with a readout that lanes do not keep.
    """

    scenario: Scenario
    readouts: tuple[Readout, ...]
    resolved: ResolvedProtocol
    told: Told = in_silence

    def __post_init__(self) -> None:
        for readout in self.readouts:
            if readout.observable not in READABLE:
                raise SensitivityError(
                    f"{readout.observable} cannot be read along a frozen protocol, where only states "
                    f"are kept. Take the closed loop, or one of: {', '.join(sorted(READABLE))}."
                )

    def __call__(self, people: Sequence[Values]) -> Array:
        found = np.full((len(people), len(self.readouts)), np.nan)
        lanes = Lanes(self.scenario, self.resolved, states_from=0, every=EVERY)
        for first in range(0, len(people), CHUNK):
            for i, lane in enumerate(lanes.replay(people[first : first + CHUNK]), first):
                if lane is not None:
                    recording = thin_recording(
                        self.scenario, lane.parameters, self.resolved, lanes.body, lane.states
                    )
                    found[i] = [readout.read(recording) for readout in self.readouts]
            self.told(min(first + CHUNK, len(people)), len(people))
        return found


@dataclass(frozen=True)
class Lane:
    """One person's run: parameters in inside units, and states of shape (moments, states)."""

    parameters: Mapping[str, float]
    states: Array

    @property
    def broken_off(self) -> bool:
        """Whether the equations could not be advanced to the end."""
        return bool(np.isnan(self.states[-1, 0]))


@dataclass(frozen=True)
class Lanes:
    """States of people along one frozen protocol.

    Parameters
    ----------
    scenario, resolved
        Who is in the middle, and the decisions.
    states_from, every : int
        Ticks of the first moment that is kept, and from one to the next.
    states : tuple of str, optional
        States that are kept; all without it.
    """

    scenario: Scenario
    resolved: ResolvedProtocol
    states_from: int
    every: int
    states: tuple[str, ...] = ()

    @property
    def body(self) -> Body:
        """The body of all of them."""
        return body_with_medicines(self.scenario)

    @property
    def marks(self) -> range:
        """Ticks of the moments that are kept."""
        return range(self.states_from, self.resolved.end_tick + 1, self.every)

    def replay(self, people: Sequence[Values]) -> list[Lane | None]:
        """What became of each person; None of one who cannot be."""
        settings = [self._setting(values) for values in people]
        able = [one for one in settings if one is not None]
        states = iter(self._states(able) if able else ())
        lanes = [None if one is None else Lane(one.parameters, next(states)) for one in settings]
        return [None if one is None or one.broken_off else one for one in lanes]

    def _setting(self, values: Values) -> Setting | None:
        try:
            return settle_person(self.body, with_values(self.scenario, self.body, values))
        except CohortError:
            return None

    def _states(self, settings: Sequence[Setting]) -> Array:
        """States of shape (people, moments, states)."""
        runs = [LaneRun(one.parameters, one.inputs, self.resolved) for one in settings]
        keeping = Keeping(self.states or self.body.state_ids, (), self.states_from, self.every)
        clock = self.scenario.origin_clock_h
        kept = replay_kept(self.body, runs, clock, keeping, tolerance=LANE_TOLERANCE, threads=1)
        return kept.states


def frozen(
    scenario: Scenario,
    readouts: tuple[Readout, ...],
    days: int,
    told: Told = in_silence,
) -> Frozen:
    """The frozen route along the decisions of the person in the middle."""
    return Frozen(scenario, readouts, simulate(scenario, days=days).resolved, told)
