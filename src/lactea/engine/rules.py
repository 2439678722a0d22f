"""Rules: steps that begin or end when something is first observed, checked every full hour."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from lactea.engine.change import NEVER, Change, View
from lactea.engine.course import HOUR
from lactea.engine.solver import Watch
from lactea.scenario.rules import Rule
from lactea.scenario.steps.base import SpanStep

if TYPE_CHECKING:
    from lactea.scenario import Scenario

Listener = Callable[[SpanStep, int], Iterable[Change]]
HOURS_OF_A_DAY = 24


class Rules:
    """Begins each waiting step, and ends each step with an end to wait for, at the first full hour at
    which its rule holds.

    `beginners` and `enders` hear of it, in order, and may answer with changes.
    """

    def __init__(
        self,
        scenario: Scenario,
        start_tick: int,
        beginners: Sequence[Listener],
        enders: Sequence[Listener],
    ) -> None:
        spans = [step for step in scenario.protocol if isinstance(step, SpanStep)]
        self._waiting = [step for step in spans if step.when]
        self._ending = [(step.start_tick, step) for step in spans if step.until and not step.when]
        self._beginners, self._enders = beginners, enders
        self._past: deque[dict[str, float]] = deque(maxlen=HOURS_OF_A_DAY + 1)
        self.next_tick = -(-start_tick // HOUR) * HOUR if self._open() else NEVER

    def _open(self) -> bool:
        return bool(self._waiting or self._ending)

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def decide(self, view: View) -> Iterable[Change]:
        """Begin and end what has waited for this."""
        if view.tick < self.next_tick:
            return
        self.next_tick = view.tick + HOUR if self._open() else NEVER
        self._past.append(_totals(view))
        yield from self._begin(view)
        yield from self._end(view)

    def _begin(self, view: View) -> Iterable[Change]:
        for step in list(self._waiting):
            assert step.when is not None
            early = step.start is not None and view.tick < step.start
            if early or not self._holds(step.when, view):
                continue
            self._waiting = [other for other in self._waiting if other is not step]
            if step.until:
                self._ending.append((view.tick, step))
            for listener in self._beginners:
                yield from listener(step, view.tick)

    def _end(self, view: View) -> Iterable[Change]:
        for entry in list(self._ending):
            begun, step = entry
            assert step.until is not None
            if view.tick <= begun or not self._holds(step.until, view):
                continue
            self._ending = [other for other in self._ending if other is not entry]
            for listener in self._enders:
                yield from listener(step, view.tick)

    def _holds(self, rule: Rule, view: View) -> bool:
        return rule.due(view.tick) or rule.holds(self._observed(rule.observable, view))

    def _observed(self, name: str, view: View) -> float:
        today, before = self._past[-1], self._past[0]
        match name:
            case "milk.removed_per_day" | "milk.made_per_day" | "infant.intake":
                return today[name] - before[name]
            case "milk.stored":
                return view.state("milk_left") + view.state("milk_right")
            case "breast.tissue_gain":
                return (view.quantity("tissue_gain_left") + view.quantity("tissue_gain_right")) / 2
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
