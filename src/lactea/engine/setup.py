"""Setting a run up: the solver with a settled person, the controllers, the span of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lactea.body.registry import Body
from lactea.engine.after_feeds import AfterFeeds
from lactea.engine.change import Controller
from lactea.engine.course import DAY, OtherFood, Timeline, daily_life, pregnancy_and_birth
from lactea.engine.doses import Doses
from lactea.engine.kernel import compile_body
from lactea.engine.loop import Solver, Span
from lactea.engine.person import Setting
from lactea.engine.removal import Removal
from lactea.engine.rules import Rules
from lactea.engine.solver import CompiledSolver

if TYPE_CHECKING:
    from lactea.scenario import ResolvedProtocol, Scenario

Engine = Literal["compiled", "reference"]
SETTLING_DAYS = 120
ACCUMULATORS = ("made_", "removed_", "leaked_", "reabsorbed_", "infant_intake")


def run_span(scenario: Scenario, days: int | None) -> Span:
    """From the first thing that happens to the horizon, rounded outwards to whole days."""
    starts = [0, *(step.start_tick for step in scenario.protocol if hasattr(step, "start_tick"))]
    end = scenario.horizon_tick if days is None else days * DAY
    start = min(starts) // DAY * DAY
    if end <= start:
        raise ValueError(
            f"The run would end on day {end // DAY}, before it starts on day {start // DAY}; "
            "give a later end."
        )
    return Span(start, -(-end // DAY) * DAY)


def check_replay(resolved: ResolvedProtocol, span: Span) -> None:
    """Refuse a replay of decisions that do not cover the run: days without any would look dry."""
    if resolved.start_tick != span.start:
        raise ValueError(
            f"The decisions begin on day {resolved.start_tick // DAY}, the run on day "
            f"{span.start // DAY}; they were taken for another scenario."
        )
    if resolved.end_tick < span.end:
        raise ValueError(
            f"The decisions end on day {resolved.end_tick // DAY}, the run on day "
            f"{span.end // DAY}; end the run there, or take decisions for as long."
        )


def settled_solver(
    engine: Engine, body: Body, setting: Setting, scenario: Scenario, start: int, tolerance: float
) -> Solver:
    """A solver at `start` with a person who has come to rest: months without any event lie behind."""
    before = start - SETTLING_DAYS * DAY
    solver = _solver(engine, body, setting, scenario, before, tolerance)
    solver.advance(start, DAY)
    solver.take_rows()
    emptied = {name: 0.0 for name in body.state_ids if name.startswith(ACCUMULATORS)}
    solver.apply({}, emptied, {})
    return solver


def _solver(
    engine: Engine, body: Body, setting: Setting, scenario: Scenario, tick: int, tolerance: float
) -> Solver:
    parameters, inputs, clock = setting.parameters, setting.inputs, scenario.origin_clock_h
    if engine == "reference":
        # SciPy takes longer to import than a run needs.
        from lactea.engine.reference import ReferenceSolver

        return ReferenceSolver(body, parameters, inputs, tick, clock)
    return CompiledSolver(compile_body(body), parameters, inputs, tick, clock, tolerance)


def controllers_of(scenario: Scenario, setting: Setting, start: int) -> list[Controller]:
    """Everything that decides in a closed loop; earlier ones decide first at the same tick."""
    values = setting.parameters
    course = Timeline(
        [
            *pregnancy_and_birth(scenario, values),
            *daily_life(scenario, setting.inputs),
        ]
    )
    removal = Removal(scenario, values)
    doses = Doses(scenario)
    rules = Rules(
        scenario,
        start,
        (removal.begin_step, doses.begin_step),
        (removal.end_step, doses.end_step),
    )
    return [
        course,
        OtherFood(scenario),
        rules,
        doses,
        removal,
        AfterFeeds(scenario, values, removal),
    ]
