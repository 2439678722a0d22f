"""Doses and sessions that are missed: which ones, is drawn for every person and every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lactea.cohort import Recipe, Stream, VirtualPerson
from lactea.engine.doses import body_with_medicines
from lactea.reading.durations import DAY
from lactea.scenario import Scenario
from lactea.scenario.steps import AnyStep, HandExpress, Nurse, Pump
from lactea.scenario.steps.take import Take

Sessions = Nurse | Pump | HandExpress
SESSIONS = (Nurse, Pump, HandExpress)
STREAM, STREAM_OF_SESSIONS = "trial.adherence", "trial.adherence.sessions"


@dataclass(frozen=True, slots=True)
class ArmRecipe(Recipe):
    """People of an arm, each of whom keeps a share of the doses and sessions at `start` or later.

    One is kept where its number, drawn by person and moment, lies below `taken` or `sessions`: who takes a
    dose at 90 % takes it at 95 % too, and another arm's doses change nothing.
    """

    taken: float = 1.0
    sessions: float = 1.0
    start: int = 0

    def person(self, index: int) -> VirtualPerson:
        """Person number `index`, with the doses and sessions that this person keeps."""
        # By name: a class with slots is made twice, and super() would mean the first of them.
        whole = Recipe.person(self, index)
        if min(self.taken, self.sessions) >= 1:
            return whole
        steps = (
            kept for step in whole.scenario.protocol for kept in self._kept(step, whole, index)
        )
        scenario = whole.scenario.model_copy(update={"protocol": tuple(steps)})
        return VirtualPerson(index, _without_what_is_not_taken(scenario), whole.values)

    def _kept(self, step: AnyStep, whole: VirtualPerson, index: int) -> Iterator[AnyStep]:
        scenario = whole.scenario
        if (
            isinstance(step, Take)
            and self.taken < 1
            and _fixed(step)
            and step.start_tick >= self.start
        ):
            ticks: Iterable[int] = step.dose_ticks(
                scenario.horizon, origin_clock_tick=scenario.origin_clock_tick
            )
            yield from self._some(step, ticks, STREAM, self.taken, index)
        elif isinstance(step, SESSIONS) and self.sessions < 1 and _fixed(step) and step.scheduled:
            yield from self._some_sessions(step, scenario, index)
        else:
            yield step

    def _some_sessions(self, step: Sessions, scenario: Scenario, index: int) -> Iterator[AnyStep]:
        """All sessions before `start`, and some of those after."""
        ticks = list(scenario.session_ticks(step))
        if step.start_tick < self.start:
            stop = self.start if step.stop is None else min(step.stop, self.start)
            yield _changed(step, {"stop": stop})
        later = (tick for tick in ticks if tick >= self.start)
        yield from self._some(step, later, STREAM_OF_SESSIONS, self.sessions, index)

    def _some(
        self, step: AnyStep, ticks: Iterable[int], stream: str, share: float, index: int
    ) -> Iterator[AnyStep]:
        drawn = Stream(self.seed, stream)
        for tick in ticks:
            if drawn.uniform(index, tick) < share:
                yield _once(step, tick)


def _without_what_is_not_taken(scenario: Scenario) -> Scenario:
    """The scenario without kinetics of a medicine of which every dose was missed: its body does not have them."""
    known = body_with_medicines(scenario).parameters
    parameters = {name: text for name, text in scenario.parameters.items() if name in known}
    return scenario.model_copy(update={"parameters": parameters})


def _fixed(step: Take | Sessions) -> bool:
    """Whether its moments are known before the run."""
    return step.when is None and step.until is None


def _once(step: AnyStep, tick: int) -> AnyStep:
    """The step at one moment only."""
    entries: dict[str, object] = {"start": tick, "stop": None, "every": None, "times": ()}
    if isinstance(step, SESSIONS):
        # A session needs an interval; the step is over before a second one.
        entries |= {"stop": tick + 1, "every": DAY, "night_gap": None}
    return _changed(step, entries)


def _changed(step: AnyStep, entries: dict[str, object]) -> AnyStep:
    return step.model_copy(update=entries)
