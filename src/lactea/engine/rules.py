"""Rules: steps that begin when something is first observed, checked every full hour."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from lactea.engine.change import NEVER, Change, View
from lactea.engine.course import HOUR
from lactea.engine.solver import Watch
from lactea.scenario.steps.base import SpanStep

if TYPE_CHECKING:
    from lactea.scenario import Scenario

Listener = Callable[[SpanStep, int], Iterable[Change]]
HOURS_OF_A_DAY = 24


class Rules:
    """Begins each waiting step at the first full hour at which its rule holds.

    `listeners` hear of it, in order, and may answer with changes.
    """

    def __init__(self, scenario: Scenario, start_tick: int, listeners: Sequence[Listener]) -> None:
        self._waiting = [s for s in scenario.protocol if isinstance(s, SpanStep) and s.when]
        self._listeners = listeners
        self._past: deque[dict[str, float]] = deque(maxlen=HOURS_OF_A_DAY + 1)
        self.next_tick = -(-start_tick // HOUR) * HOUR if self._waiting else NEVER

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def decide(self, view: View) -> Iterable[Change]:
        """Begin what has waited for this."""
        if view.tick < self.next_tick:
            return
        self.next_tick = view.tick + HOUR if self._waiting else NEVER
        self._past.append(_totals(view))
        for step in list(self._waiting):
            assert step.when is not None
            early = step.start is not None and view.tick < step.start
            if not early and step.when.holds(self._observed(step.when.observable, view)):
                self._waiting.remove(step)
                for listener in self._listeners:
                    yield from listener(step, view.tick)

    def _observed(self, name: str, view: View) -> float:
        today, before = self._past[-1], self._past[0]
        match name:
            case "milk.removed_per_day" | "milk.made_per_day" | "infant.intake":
                return today[name] - before[name]
            case "milk.stored":
                return view.state("milk_left") + view.state("milk_right")
            case "infant.weight":
                return view.quantity("infant_weight")
            case "prolactin.level":
                return view.state("prolactin")
        raise ValueError(f"A rule cannot watch '{name}'.")


def _totals(view: View) -> dict[str, float]:
    return {
        "milk.removed_per_day": view.state("removed_left") + view.state("removed_right"),
        "milk.made_per_day": view.state("made_left") + view.state("made_right"),
        "infant.intake": view.state("infant_intake"),
    }
