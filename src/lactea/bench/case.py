"""What is run: parts of one resolved protocol, and what each of them ought to give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from lactea.engine.figures import Figures
from lactea.engine.kernel import compile_body
from lactea.engine.loop import Replay, Solver, Span, run
from lactea.engine.simulation import simulate
from lactea.engine.solver import RELATIVE_TOLERANCE, CompiledSolver
from lactea.exchange.agreement import Daily
from lactea.exchange.stretch import Stretch, stretch_of
from lactea.reading.durations import DAY
from lactea.scenario import ResolvedProtocol, Scenario, loads

DAYS = 180
TIGHT = 1e-7
"""Tolerance per step of the run that all others are held against."""


@dataclass(frozen=True)
class Part:
    """Some days of a resolved protocol.

    Attributes
    ----------
    stretch : Stretch
        Where the person stands at the start, and what changes when.
    decisions : ResolvedProtocol
        The borders of these days alone, as the engine replays them.
    truth : Daily
        What a run ought to give: the compiled engine at the tolerance `TIGHT`.
    """

    stretch: Stretch
    decisions: ResolvedProtocol
    truth: Daily

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.stretch.end_tick - self.stretch.start_tick) // DAY


def benchmark_scenario(days: int = DAYS) -> Scenario:
    """The scenario that solvers are compared on, for `days` days from the birth."""
    text = files("lactea.bench").joinpath("benchmark.yaml").read_text("utf-8")
    return loads(text, "the benchmark", [f"horizon={days} d"])


@cache
def decided(days: int = DAYS) -> tuple[Scenario, ResolvedProtocol]:
    """The scenario, and every decision of its run."""
    scenario = benchmark_scenario(days)
    return scenario, simulate(scenario, days=days).resolved


def part_of(scenario: Scenario, resolved: ResolvedProtocol, first: int, last: int) -> Part:
    """The days from `first` up to, and without, `last`."""
    stretch = stretch_of(scenario, resolved, first_day=first, last_day=last)
    start, end = stretch.start_tick, stretch.end_tick
    # The decisions of the first tick have been taken already: the stretch starts after them.
    borders = tuple(one for one in resolved.borders if start < one.tick < end)
    decisions = ResolvedProtocol(resolved.scenario_hash, resolved.origin_clock, start, end, borders)
    unknown = Part(stretch, decisions, Daily(np.zeros((0, 2)), np.zeros(0)))
    return replace(unknown, truth=lean_run(unknown, TIGHT))


def lean_run(part: Part, tolerance: float = RELATIVE_TOLERANCE) -> Daily:
    """The compiled engine along a part, keeping only the figures that runs are compared by."""
    stretch = part.stretch
    solver = CompiledSolver(
        compile_body(stretch.body), stretch.parameters, stretch.inputs, stretch.start_tick,
        origin_clock(stretch), tolerance,
    )  # fmt: skip
    solver.apply({}, stretch.states, {})
    return follow(solver, part)


def follow(solver: Solver, part: Part) -> Daily:
    """Take a solver that stands at the start of a part to its end."""
    figures = Figures(part.stretch.body)
    span = Span(part.stretch.start_tick, part.stretch.end_tick)
    run(solver, [Replay(part.decisions)], figures, span)
    return Daily(figures.days["removed"], figures.days["prolactin_max"])


def origin_clock(stretch: Stretch) -> float:
    """Local hour of day at the origin."""
    return (stretch.clock_start_h - stretch.start_tick / 3600) % 24.0


def joined(parts: tuple[Part, ...], one: Callable[[Part], Daily]) -> Daily:
    """Several parts run one after the other, as one answer."""
    found = [one(part) for part in parts]
    return Daily(
        np.concatenate([daily.removed for daily in found]),
        np.concatenate([daily.prolactin_max for daily in found]),
    )
