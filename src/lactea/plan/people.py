"""Virtual people like this one, as they stand today: the same people for every candidate.

Around the person of the request, what differs between people and what is not known is drawn from named
streams, so that candidate plans are compared on the same people. What the person has lived through is
simulated once for each of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.cohort import Failure, Recipe, VirtualPerson, simulate_people
from lactea.engine import Recording
from lactea.engine.lanes import LaneRun
from lactea.engine.loop import GRID_OUTSIDE
from lactea.engine.person import Setting, settle_person
from lactea.engine.setup import ACCUMULATORS
from lactea.plan.at_rest import AtRest
from lactea.plan.past import past_scenario
from lactea.plan.request import Request
from lactea.reading.durations import DAY
from lactea.scenario import Scenario
from lactea.scenario.resolved import Border, ResolvedProtocol

OF_OTHERS = ("infant_", *ACCUMULATORS)
"""States of the infant or of one run: they do not belong to how a person stands."""
PROCESSES_FROM = 300 * DAY
"""Days of all pasts together from which on processes are worth their start: two take 2.4 s of a core to begin, and so
long do these days (a choice by what one machine took)."""
Told = Callable[[int, int], None]
Array = NDArray[np.float64]


class Group(Protocol):
    """People on whom plans are tried, wherever they come from."""

    @property
    def request(self) -> Request: ...

    @property
    def indices(self) -> tuple[int, ...]:
        """Numbers of the people that were asked for."""

    @property
    def lost(self) -> int:
        """How many of them could not be simulated until today."""

    @property
    def levels(self) -> Array:
        """What everybody's milk is multiplied with, (people,)."""

    def runs(
        self, scenario: Scenario, body: Body, resolved: ResolvedProtocol, tolerance: float
    ) -> list[LaneRun]:
        """Everybody along the same decisions, from where they stand today; of that only what `body` has.

        `tolerance` is the relative error per step with which they are to be replayed.
        """


class Crowd(Protocol):
    """Where people come from."""

    def group(self, indices: range, told: Told | None) -> Group:
        """The people of these numbers; `told` hears how many pasts of how many have been simulated."""


@dataclass(frozen=True)
class Standing:
    """A person today: its number, and the states in which the past left it; none where it is at rest."""

    index: int
    states: Mapping[str, float]


class People:
    """The people of one request.

    Parameters
    ----------
    request : Request
    seed : int
    indices : sequence of int
        Numbers of the people.
    told : callable, optional
        Hears how many pasts of how many have been simulated.
    """

    def __init__(
        self, request: Request, seed: int, indices: Sequence[int], told: Told | None = None
    ) -> None:
        self.request, self.seed, self.indices = request, seed, tuple(indices)
        self._told = told
        self._settings: dict[int, list[Setting]] = {}
        self._at_rest = AtRest()

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """Everybody who could be simulated until today; found when it is first asked for."""
        return _standing(self.request, self.seed, self.indices, self._told)

    @property
    def lost(self) -> int:
        """How many could not be simulated until today."""
        return len(self.indices) - len(self.standing)

    @property
    def levels(self) -> Array:
        """Nobody's milk is known, so all of them are 1."""
        return np.ones(len(self.standing))

    def runs(
        self, scenario: Scenario, body: Body, resolved: ResolvedProtocol, tolerance: float
    ) -> list[LaneRun]:
        """Everybody along the same decisions, from where they stand today; of that only what `body` has."""
        begun = [
            LaneRun(setting.parameters, setting.inputs, from_here(resolved, one.states, body))
            for setting, one in zip(self._set_up(scenario, body), self.standing, strict=True)
        ]
        return self._at_rest.settled(body, begun, tolerance)

    def _set_up(self, scenario: Scenario, body: Body) -> list[Setting]:
        """Parameters and inputs of everybody; those of a set of medicines are found once."""
        if id(body) not in self._settings:
            recipe = recipe_of(scenario, self.seed)
            self._settings[id(body)] = [
                settle_person(body, recipe.person(one.index).scenario) for one in self.standing
            ]
        return self._settings[id(body)]


@dataclass(frozen=True)
class PeopleLikeThisOne:
    """People drawn around the entries of a request, without end."""

    request: Request
    seed: int

    def group(self, indices: range, told: Told | None) -> People:
        return People(self.request, self.seed, indices, told)


def recipe_of(scenario: Scenario, seed: int) -> Recipe:
    """How people are drawn: each with its differences, and each in a world of its own."""
    return Recipe(scenario, seed, uncertainty="each")


def last_states(person: VirtualPerson, recording: Recording) -> dict[str, float]:
    """The states at the end of a run."""
    trace = recording.trace
    return dict(zip(trace.names, map(float, trace.states[-1]), strict=True))


def _standing(
    request: Request, seed: int, indices: Sequence[int], told: Told | None
) -> tuple[Standing, ...]:
    scenario = past_scenario(request)
    if scenario is None:
        return tuple(Standing(index, {}) for index in indices)
    found: list[Standing] = []
    much = len(indices) * scenario.horizon >= PROCESSES_FROM
    jobs = min(os.cpu_count() or 1, len(indices)) if much else 1
    outcomes = simulate_people(recipe_of(scenario, seed), indices, last_states, jobs=jobs)
    for number, outcome in enumerate(outcomes, 1):
        if not isinstance(outcome, Failure):
            states = {n: v for n, v in outcome.value.items() if not n.startswith(OF_OTHERS)}
            found.append(Standing(outcome.index, states))
        if told is not None:
            told(number, len(indices))
    return tuple(found)


def from_here(
    resolved: ResolvedProtocol, states: Mapping[str, float], body: Body
) -> ResolvedProtocol:
    """The decisions with the states of today as the first border."""
    if not states:
        return resolved
    own = {name: value for name, value in states.items() if name in body.states}
    here = Border(resolved.start_tick, GRID_OUTSIDE, {}, own, {}, "what the past left")
    return ResolvedProtocol(
        resolved.scenario_hash, resolved.origin_clock, resolved.start_tick, resolved.end_tick,
        (here, *resolved.borders),
    )  # fmt: skip
