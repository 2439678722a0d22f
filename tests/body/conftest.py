"""Runs for the tests of emergence: each made once, and only its daily figures kept."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from lactea.engine import Recording, simulate
from lactea.engine import simulation as engine_room
from lactea.engine.change import Change
from lactea.engine.course import Timeline
from lactea.scenario import load

DAY = 86_400
LEVELS = {0.2: "activation_20", 0.5: "secretory_activation", 0.9: "activation_90"}
LEFT, RIGHT = 0, 1


@dataclass(frozen=True)
class Run:
    """What a run leaves, by day from the origin, and the states at its end."""

    days: dict[str, np.ndarray]
    sessions: dict[str, np.ndarray]
    events: dict[tuple[str, str | None], float]
    first_day: int
    last: dict[str, float]

    def at(self, name: str, day: int) -> np.ndarray:
        """A daily figure; a pair where it is one per breast."""
        return self.days[name][day - self.first_day]

    def mean(self, name: str, first: int, last: int, side: int | None = None) -> float:
        """Mean over the days from `first` to before `last`; both breasts together without `side`."""
        values = self.days[name][first - self.first_day : last - self.first_day]
        if values.ndim == 2:
            values = values.sum(axis=1) if side is None else values[:, side]
        return float(values.mean())

    def milk(self, first: int, last: int, side: int | None = None) -> float:
        """Milk removed in mL/day."""
        return self.mean("removed", first, last, side)

    def onset(self, level: float = 0.5) -> float:
        """Hours from the origin until secretory activation passes a level; infinite if never."""
        return self.events.get((LEVELS[level], "left"), math.inf)

    def dried(self, side: str = "left") -> float:
        """Days from the origin until a breast that made milk makes none; infinite if never."""
        return self.events.get(("dried_up", side), math.inf) / 24

    def first_day_below(self, name: str, level: float, after: int, side: int) -> int:
        """First day from `after` on that ends below a level."""
        values = self.days[name][after - self.first_day :, side]
        below = np.flatnonzero(values < level)
        return after + int(below[0]) if len(below) else len(values) + after


def keep(recording: Recording) -> Run:
    events: dict[tuple[str, str | None], float] = {}
    for event in recording.events:
        events.setdefault((event.kind, event.side), event.time_h)
    last = dict(zip(recording.trace.names, recording.trace.states[-1], strict=True))
    return Run(recording.days, recording.sessions, events, recording.first_day, last)


class Runner:
    """Makes runs; the same call twice gives the same run."""

    def __init__(self) -> None:
        self._make = cache(self._simulate)

    def __call__(self, name: str, *overrides: str, days: int) -> Run:
        """A builtin scenario with overrides."""
        return self._make(name, overrides, days, None)

    def after_birth(self, *steps: str, days: int, infant: bool = True, more: tuple = ()) -> Run:
        """A term birth and then `steps`, each the inside of a step in YAML."""
        return self._make("natural", self.protocol(*steps, infant=infant) + more, days, None)

    def with_appetite_step(
        self, name: str, *overrides: str, factor: float, at: int, days: int
    ) -> Run:
        """The infant's appetite is multiplied by `factor` from day `at` on."""
        return self._make(name, overrides, days, ((("infant_appetite_factor", factor),), at))

    def with_inputs(
        self, name: str, *overrides: str, inputs: dict[str, float], at: int, days: int
    ) -> Run:
        """Inputs of the body are set from day `at` on, as medicines would."""
        return self._make(name, overrides, days, (tuple(inputs.items()), at))

    def pumped(self, times: int, *overrides: str, days: int) -> Run:
        """So many double pumpings a day, evenly spread, from the first hour on."""
        every = f"protocol[2].every='{DAY // times} s'"
        return self("exclusive-pumping", every, *overrides, days=days)

    @staticmethod
    def protocol(*steps: str, infant: bool = True) -> tuple[str, ...]:
        parts = ", ".join(f"{{{step}}}" for step in ("do: pregnancy", "do: birth", *steps))
        return (f"protocol=[{parts}]", *(() if infant else ("infant=null",)))

    @staticmethod
    def _simulate(
        name: str,
        overrides: tuple[str, ...],
        days: int,
        step: tuple[tuple[tuple[str, float], ...], int] | None,
    ) -> Run:
        scenario = load(name, overrides)
        if step is None:
            return keep(simulate(scenario, days=days))
        inputs, at = step
        change = Change(dict(inputs), label="inputs are set")
        usual = engine_room.everybody_who_decides
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                engine_room,
                "everybody_who_decides",
                lambda *arguments: [*usual(*arguments), Timeline([(at * DAY, change)])],
            )
            return keep(simulate(scenario, days=days))


@pytest.fixture(scope="session")
def run() -> Runner:
    return Runner()
