"""Running one person through a scenario: closed loop, or along a resolved protocol.

Controllers decide at integer ticks from the state at that tick. Their decisions, with the grid that
the solver keeps to in between, make up the resolved protocol; a replay takes the same steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from lactea.body.registry import Body
from lactea.engine.change import NEVER, SESSION_BEGINS, SESSION_ENDS, Change, Controller, merged
from lactea.engine.course import DAY, OtherFood, Timeline, pregnancy_and_birth, stress
from lactea.engine.doses import Doses, body_with_medicines
from lactea.engine.kernel import compile_body
from lactea.engine.person import Setting, settle_person
from lactea.engine.recorder import Recorder
from lactea.engine.recording import Recording
from lactea.engine.removal import Removal
from lactea.engine.rules import Rules
from lactea.engine.solver import RELATIVE_TOLERANCE, CompiledSolver, Rows, Watch
from lactea.reading.clock import format_clock
from lactea.scenario.resolved import Border, ResolvedProtocol
from lactea.scenario import scenario_hash

if TYPE_CHECKING:
    from lactea.scenario import Scenario

GRID_OUTSIDE, GRID_INSIDE = 600, 10
"""Seconds between the points where the solver lands, outside and inside sessions."""
SETTLING_DAYS = 120
Engine = Literal["compiled", "reference"]


class Solver(Protocol):
    """What the loop needs of a solver."""

    name: str

    @property
    def tick(self) -> int: ...
    @property
    def clock(self) -> float: ...
    def state(self, name: str) -> float: ...
    def quantity(self, name: str) -> float: ...
    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None: ...
    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> int | None: ...
    def take_rows(self) -> list[Rows]: ...


class Replay:
    """The controller that repeats a resolved protocol."""

    def __init__(self, protocol: ResolvedProtocol) -> None:
        self._borders = list(reversed(protocol.borders))

    @property
    def next_tick(self) -> int:
        """Tick of the next border."""
        return self._borders[-1].tick if self._borders else NEVER

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def decide(self, view: object) -> Iterable[Change]:
        """What was decided then."""
        border = self._borders.pop()
        yield Change(border.inputs, border.assign, border.add, border.label)


@dataclass(frozen=True)
class Span:
    """First and last tick of a run, on whole days."""

    start: int
    end: int


def simulate(
    scenario: Scenario,
    *,
    engine: Engine = "compiled",
    days: int | None = None,
    resolved: ResolvedProtocol | None = None,
    seed: int = 0,
    zooms: Sequence[tuple[int, int]] = (),
    tolerance: float = RELATIVE_TOLERANCE,
    estimate_error: bool = False,
) -> Recording:
    """Simulate one person.

    Parameters
    ----------
    scenario : Scenario
    engine : str
        ``compiled``, or ``reference``: SciPy on plain floats, along the decisions of the compiled run.
    days : int, optional
        End of the run in days from the origin; the scenario's horizon if not given.
    resolved : ResolvedProtocol, optional
        Decisions to repeat instead of taking them.
    seed : int
        Recorded with the run; no mechanism of this release draws random numbers.
    zooms : sequence of (first tick, last tick)
        Windows recorded at full resolution with every quantity.
    tolerance : float
        Relative error allowed per step.
    estimate_error : bool
        Repeat the decisions at a tenth of the tolerance and report the largest difference.

    Returns
    -------
    Recording

    Raises
    ------
    ValueError
        If a parameter override is not understood or `days` ends before the start.
    SolverError
        If the equations cannot be advanced.
    """
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    span = run_span(scenario, days)
    if engine == "reference" and resolved is None:
        resolved = simulate(scenario, days=days).resolved
    solver = _solver(engine, body, setting, scenario, span.start, tolerance)
    controllers = (
        _controllers(scenario, setting, span.start) if resolved is None else [Replay(resolved)]
    )
    recorder = Recorder(body, setting.parameters, scenario.origin_clock_h, zooms)
    borders = _run(solver, controllers, recorder, span)
    recording = Recording(
        scenario=scenario,
        parameter_values=setting.parameters,
        engine=engine,
        error_estimate=tolerance,
        seed=seed,
        first_day=span.start // DAY,
        n_days=(span.end - span.start) // DAY,
        resolved=ResolvedProtocol(
            scenario_hash(scenario), format_clock(scenario.origin_clock_tick), span.start,
            span.end, tuple(borders),
        ),
        days={name: np.array(values) for name, values in recorder.days.items()},
        sessions=recorder.session_arrays(),
        trace=recorder.trace(),
        zooms=recorder.zooms(),
        events=sorted(recorder.events, key=lambda event: event.time_h),
    )  # fmt: skip
    return recording


@dataclass(frozen=True)
class Standing:
    """A person at one tick: all that any solver needs to go on from there.

    `parameters`, `inputs` and `states` are by id, in the units used inside.
    """

    tick: int
    body: Body
    parameters: dict[str, float]
    inputs: dict[str, float]
    states: dict[str, float]


def standing_at(scenario: Scenario, resolved: ResolvedProtocol, tick: int) -> Standing:
    """Where a person stands at `tick`, all decisions of that tick included.

    Parameters
    ----------
    scenario : Scenario
    resolved : ResolvedProtocol
        Decisions of a run of `scenario`.
    tick : int
        Not before the run starts.
    """
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    solver = _solver("compiled", body, setting, scenario, resolved.start_tick, RELATIVE_TOLERANCE)
    inputs, grid = dict(setting.inputs), GRID_OUTSIDE
    for border in resolved.borders:
        if border.tick > tick:
            break
        solver.advance(border.tick, grid)
        solver.apply(border.inputs, border.assign, border.add)
        solver.take_rows()
        inputs |= border.inputs
        grid = border.grid
    solver.advance(tick, grid)
    states = {name: solver.state(name) for name in body.state_ids}
    return Standing(tick, body, setting.parameters, inputs, states)


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


def _solver(
    engine: Engine, body: Body, setting: Setting, scenario: Scenario, start: int, tolerance: float
) -> Solver:
    clock = scenario.origin_clock_h
    if engine == "reference":
        from lactea.engine.reference import ReferenceSolver

        make: Callable[[int], Solver] = lambda tick: ReferenceSolver(
            body, setting.parameters, setting.inputs, tick, clock
        )
    else:
        kernel = compile_body(body)
        make = lambda tick: CompiledSolver(
            kernel, setting.parameters, setting.inputs, tick, clock, tolerance
        )
    solver = make(start - SETTLING_DAYS * DAY)
    solver.advance(start, DAY)
    solver.take_rows()
    emptied = {name: 0.0 for name in body.state_ids if name.startswith(ACCUMULATORS)}
    solver.apply({}, emptied, {})
    return solver


ACCUMULATORS = ("made_", "removed_", "leaked_", "reabsorbed_", "infant_intake")


def _controllers(scenario: Scenario, setting: Setting, start: int) -> list[Controller]:
    values = setting.parameters
    course = Timeline(
        [*pregnancy_and_birth(scenario, values["birth_water_share"]), *stress(scenario)]
    )
    removal = Removal(scenario, values)
    doses = Doses(scenario)
    rules = Rules(scenario, start, (removal.begin_step, doses.begin_step))
    return [course, OtherFood(scenario), rules, doses, removal]


def _run(
    solver: Solver, controllers: Sequence[Controller], recorder: Recorder, span: Span
) -> list[Border]:
    borders: list[Border] = []
    grid = GRID_OUTSIDE
    day_end = span.start + DAY
    fired = False
    while True:
        tick = solver.tick
        due = [c for c in controllers if fired or c.next_tick <= tick]
        while due:
            change = merged(decision for c in due for decision in c.decide(solver))
            if change is None and tick % grid:
                # Nothing was decided, but the solver stands beside its grid: so must a replay.
                change = Change(label="no change")
            if change is not None:
                recorder.take(solver.take_rows())
                solver.apply(change.inputs, change.assign, change.add)
                recorder.border(tick, change.label)
                grid = _grid_after(change.label, grid)
                borders.append(
                    Border(tick, grid, change.inputs, change.assign, change.add, change.label)
                )
            due = [c for c in controllers if c.next_tick <= tick]
        if tick >= day_end:
            recorder.take(solver.take_rows())
            recorder.close_day()
            day_end += DAY
        if tick >= span.end:
            return borders
        goal = min(day_end, span.end, *(c.next_tick for c in controllers))
        watches = [watch for c in controllers for watch in c.watches()]
        fired = solver.advance(goal, grid, watches) is not None


def _grid_after(label: str, grid: int) -> int:
    """Sessions are followed closely; the words of a border say whether one is going on."""
    for word in label.split("; "):
        if word.startswith(SESSION_BEGINS):
            grid = GRID_INSIDE
        elif word == SESSION_ENDS:
            grid = GRID_OUTSIDE
    return grid
