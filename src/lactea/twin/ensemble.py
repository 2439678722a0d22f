"""People as they may be before anything is known of one of them: the cohort at the beginning of a log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lactea.cohort import CohortError, Recipe
from lactea.engine.lanes import LaneRun
from lactea.engine.person import settle_person
from lactea.twin.frozen import (
    Background,
    Stretch,
    about_to_live,
    history_of,
    live,
    states_after,
)
from lactea.twin.learned import even, uneven

Array = NDArray[np.float64]
MEMBERS = 96
"""People side by side: a multiple of the lanes. About half as many as the fitted values of the present body, so that
what is fitted besides the level of milk is moved by chance correlations too."""


@dataclass(frozen=True)
class Lived:
    """A stretch of time that an ensemble has lived through.

    Attributes
    ----------
    runs : list of LaneRun
        With the states of the beginning; those who failed are left out.
    milk : (people, stretches, 2) mL
    last : (people, states) at the end
    """

    runs: list[LaneRun]
    milk: Array
    last: Array

    def of(self, places: NDArray[np.int64]) -> Lived:
        """Some of these people, perhaps more than once."""
        return Lived([self.runs[place] for place in places], self.milk[places], self.last[places])

    @property
    def later(self) -> list[LaneRun]:
        """The same people, ready to go on."""
        return [
            replace(run, states=states) for run, states in zip(self.runs, self.last, strict=True)
        ]


def prior(background: Background, members: int = MEMBERS, seed: int = 0) -> list[LaneRun]:
    """People of the cohort with their states when the log begins, each in an own possible world."""
    recipe = Recipe(background.scenario, seed, uncertainty="each")
    history, runs = history_of(background), []
    for index in range(members):
        try:
            scenario = even(recipe.person(index).scenario, background.scenario)
        except CohortError:
            continue
        setting = settle_person(background.body, scenario)
        runs.append(LaneRun(setting.parameters, setting.inputs, history))
    runs = uneven(runs, np.random.default_rng([seed, 17]))
    kept = states_after(background, runs)
    return [
        _in_force(replace(run, states=states), background)
        for run, states, failed in zip(runs, kept.last, kept.failed, strict=True)
        if not failed
    ]


def _in_force(run: LaneRun, background: Background) -> LaneRun:
    """The inputs that hold when the log begins."""
    inputs = dict(run.inputs)
    for border in background.before:
        inputs |= border.inputs
    return replace(run, inputs=inputs)


def live_through(
    background: Background,
    runs: Sequence[LaneRun],
    stretches: Sequence[Stretch],
    start: int,
    end: int,
) -> Lived:
    """Let people with states live through stretches of removal from `start` to `end`."""
    runs = about_to_live(background, runs, stretches, start, end)
    kept, milk = live(background, runs)
    fine = ~kept.failed
    some = [run for run, ok in zip(runs, fine, strict=True) if ok]
    return Lived(some, milk[fine], kept.last[fine])
