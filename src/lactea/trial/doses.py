"""Doses that are missed: which ones, is drawn for every person and every dose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lactea.cohort import Recipe, Stream, VirtualPerson
from lactea.scenario import Scenario
from lactea.scenario.steps import AnyStep
from lactea.scenario.steps.take import Take

STREAM = "trial.adherence"


@dataclass(frozen=True, slots=True)
class ArmRecipe(Recipe):
    """People of an arm, each of whom takes a share of the doses that begin at `start` or later.

    A dose is kept where its number, drawn by person and moment, lies below `taken`: who takes a dose
    at 90 % takes it at 95 % too, and another arm's doses change nothing.
    """

    taken: float = 1.0
    start: int = 0

    def person(self, index: int) -> VirtualPerson:
        """Person number `index`, with the doses that this person takes."""
        # By name: a class with slots is made twice, and super() would mean the first of them.
        whole = Recipe.person(self, index)
        if self.taken >= 1:
            return whole
        kept = tuple(self._steps(whole.scenario, index))
        scenario = whole.scenario.model_copy(update={"protocol": kept})
        return VirtualPerson(index, scenario, whole.values)

    def _steps(self, scenario: Scenario, index: int) -> Iterator[AnyStep]:
        stream = Stream(self.seed, STREAM)
        for step in scenario.protocol:
            if not isinstance(step, Take) or not _scheduled(step) or step.start_tick < self.start:
                yield step
                continue
            ticks = step.dose_ticks(scenario.horizon, origin_clock_tick=scenario.origin_clock_tick)
            for tick in ticks:
                if stream.uniform(index, tick) < self.taken:
                    yield _one_dose(step, tick)


def _scheduled(step: Take) -> bool:
    """Whether the moments of its doses are known before the run."""
    return step.when is None and step.until is None


def _one_dose(step: Take, tick: int) -> Take:
    return step.model_copy(update={"start": tick, "stop": None, "every": None, "times": ()})
