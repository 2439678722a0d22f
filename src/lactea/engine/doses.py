"""Doses of medicines: when they are taken, and the body extended by their kinetics."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from lactea.body.registry import Body, assemble, default_body, own_mechanisms
from lactea.engine.change import NEVER, Change, View
from lactea.engine.solver import Watch
from lactea.medicines import load as load_medicine
from lactea.medicines.mechanism import Regimen, depot, mechanisms_of
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

    def decide(self, view: View) -> Iterable[Change]:
        """All doses that are due."""
        while self._queue and self._queue[0][0] <= view.tick:
            _, _, step = heapq.heappop(self._queue)
            name = load_medicine(step.medicine).name
            yield Change(add={depot(name, step.route): step.dose_mg}, label=f"dose: {name}")


def body_with_medicines(scenario: Scenario) -> Body:
    """The body that this scenario needs: its own mechanisms and those of each medicine taken.

    Raises
    ------
    MedicineError
        If a medicine file is missing or wrong.
    ValueError
        If a medicine has no kinetics by the route that is used.
    """
    taken = {(step.medicine, step.route) for step in scenario.steps_of(Take)}
    return _body_with(tuple(sorted(taken)))


@cache
def _body_with(taken: tuple[tuple[str, str], ...]) -> Body:
    if not taken:
        return default_body()
    names = sorted({name for name, _ in taken})
    regimens = [
        Regimen(load_medicine(name), tuple(route for other, route in taken if other == name))
        for name in names
    ]
    return assemble((*own_mechanisms(), *mechanisms_of(regimens)))
