"""Doses of medicines: when they are taken, and the body extended by their kinetics."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from lactea.body.language import Mechanism
from lactea.body.registry import Body, assemble, default_body, own_mechanisms
from lactea.engine.added import added_mechanisms
from lactea.engine.change import NEVER, Change, View
from lactea.engine.solver import Watch
from lactea.medicines import load as load_medicine
from lactea.medicines.mechanism import depot, mechanisms_of
from lactea.medicines.regimens import (
    Regimen,
    beyond_its_figures,
    portions,
    regimens_of,
    without_effect,
)
from lactea.reading.durations import DAY
from lactea.scenario.steps import Take
from lactea.scenario.steps.base import SpanStep

if TYPE_CHECKING:
    from lactea.scenario import Scenario


class Doses:
    """Adds each dose to the place where its route delivers it."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._queue: list[tuple[int, int, Take]] = []
        self._orders = itertools.count()
        self._changes: dict[tuple[str, str, str], Change] = {}
        for step in scenario.steps_of(Take):
            if step.when is None:
                self.begin_step(step, step.start_tick)

    @property
    def next_tick(self) -> int:
        """Tick of the next dose."""
        return self._queue[0][0] if self._queue else NEVER

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def begin_step(self, step: SpanStep, tick: int) -> Iterable[Change]:
        """The doses of a step that begins at `tick`."""
        if isinstance(step, Take):
            ticks = step.dose_ticks(
                self.scenario.horizon_tick,
                origin_clock_tick=self.scenario.origin_clock_tick,
                from_tick=tick,
            )
            for due in ticks:
                heapq.heappush(self._queue, (due, next(self._orders), step))
        return ()

    def end_step(self, step: SpanStep, tick: int) -> Iterable[Change]:
        """A step whose rule to end has come true: what is still to be taken of it is left out."""
        self._queue = [entry for entry in self._queue if entry[2] is not step]
        heapq.heapify(self._queue)
        return ()

    def decide(self, view: View) -> Iterable[Change]:
        """All doses that are due."""
        while self._queue and self._queue[0][0] <= view.tick:
            _, _, step = heapq.heappop(self._queue)
            dose = (step.medicine, step.dose, step.route)
            if dose not in self._changes:
                self._changes[dose] = _dose(*dose)
            yield self._changes[dose]


def _dose(name: str, dose: str, route: str) -> Change:
    """What one dose brings to the place where its route delivers it."""
    medicine = load_medicine(name)
    added = {
        depot(portion.medicine, route): portion.mg
        for portion in portions(medicine, dose)
        if portion.medicine.routes
    }
    return Change(add=added, label=f"dose: {medicine.name}")


def body_with_medicines(scenario: Scenario) -> Body:
    """The body that this scenario needs: its own mechanisms, those of plug-ins that it names, and those of
    each medicine taken.

    Raises
    ------
    MedicineError
        If a medicine file is missing or wrong.
    InputError
        If a mechanism that it names is not installed or cannot be used.
    ValueError
        If a mechanism does not fit into the body, or a medicine has no kinetics by the route that is used, or is not counted in the unit of a
        dose.
    """
    for step in scenario.steps_of(Take):
        load_medicine(step.medicine).amount(step.dose)
    return _body_with(tuple(sorted(_taken(scenario))), added_mechanisms(scenario.mechanisms))


def medicine_remarks(scenario: Scenario) -> list[str]:
    """Sentences on medicines without a usable figure, and on doses far above all that their files name."""
    return [
        *(
            f"{name} has no usable figure for an effect on lactation: the run is as without it."
            for name in without_effect(_taken(scenario))
        ),
        *(
            f"protocol[{place}] takes far more {step.medicine} a day than its file names as usual or allowed: "
            "nobody has measured there, and effects of the model have no ceiling."
            for place, step in enumerate(scenario.protocol)
            if isinstance(step, Take) and _far_beyond(step)
        ),
    ]


def _far_beyond(step: Take) -> bool:
    """Whether a repeated dose is far above what its file names; a single one may be a depot for months."""
    if step.once:
        return False
    medicine = load_medicine(step.medicine)
    doses_per_day = len(step.times) if step.every is None else DAY / step.every
    return beyond_its_figures(medicine, medicine.amount(step.dose) * doses_per_day)


def regimens_taken(scenario: Scenario) -> tuple[Regimen, ...]:
    """The substances that are taken and can act, with their routes."""
    return regimens_of(_taken(scenario))


def _taken(scenario: Scenario) -> set[tuple[str, str]]:
    """Name or path of every medicine of the protocol, and its route."""
    return {(step.medicine, step.route) for step in scenario.steps_of(Take)}


@cache
def _body_with(taken: tuple[tuple[str, str], ...], added: tuple[Mechanism, ...]) -> Body:
    if not taken and not added:
        return default_body()
    return assemble((*own_mechanisms(), *added, *mechanisms_of(regimens_of(set(taken)))))
