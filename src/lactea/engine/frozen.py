"""A resolved protocol together with the very steps of one run along it.

With the steps frozen, a run is one fixed sequence of formulas: the same for everybody who repeats it, without
error control and without branches. That is what array libraries are fast at, and what makes derivatives exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines
from lactea.engine.kernel import compile_body
from lactea.engine.loop import Replay, Span, run
from lactea.engine.person import Setting, settle_person
from lactea.engine.setup import ACCUMULATORS, SETTLING_DAYS
from lactea.engine.solver import RELATIVE_TOLERANCE, CompiledSolver, Rows

if TYPE_CHECKING:
    from lactea.scenario import ResolvedProtocol, Scenario
    from lactea.scenario.resolved import Border

Array = NDArray[np.float64]
STABLE = 2.512
"""Where the third-order formula stops being stable: step times the rate at which something decays."""
MARGIN = 0.8
"""Share of that which frozen steps keep to, so that those whose body is a quarter faster may take them too."""
SMALL = 1e-6
"""Relative change of a state by which rates are differentiated, to find out what decays fastest."""
ROUNDING = 1e-9


@dataclass(frozen=True)
class Changes:
    """What happens to inputs and states at the borders, one row a border; row 0 changes nothing.

    After a border, inputs are ``inputs * input_kept + input_set`` and states
    ``states * state_kept + state_set``.

    Attributes
    ----------
    input_kept, input_set : (n, n_inputs)
    state_kept, state_set : (n, n_states)
    """

    input_kept: Array
    input_set: Array
    state_kept: Array
    state_set: Array


@dataclass(frozen=True, eq=False)
class FrozenSteps:
    """Steps and borders of a run, in blocks: first some of the settling, then one for each day.

    Attributes
    ----------
    body : Body
    settling : int
        Blocks before the first day.
    first_day : int
        Day from the origin of the first block after them.
    clock : (blocks, most) local hour of day at the beginning of each step
    hours : (blocks, most) length of each step; 0 after the last one of a block
    change : (blocks, most) row of `changes` that comes before each step
    count : (blocks,) steps of each block
    changes : Changes
    """

    body: Body
    settling: int
    first_day: int
    clock: Array
    hours: Array
    change: NDArray[np.int32]
    count: NDArray[np.int32]
    changes: Changes

    @property
    def days(self) -> int:
        """Days without the settling."""
        return len(self.count) - self.settling


def freeze(
    scenario: Scenario, resolved: ResolvedProtocol, tolerance: float = RELATIVE_TOLERANCE
) -> FrozenSteps:
    """The steps that the compiled engine takes along `resolved` for the person of `scenario`.

    Where nothing happens, error control lets steps grow until they hardly damp any more what decays fastest, and
    shortens them only when rounding has grown to an error. Nobody watches frozen steps, so there they are
    divided until they damp it well.

    Parameters
    ----------
    scenario : Scenario
    resolved : ResolvedProtocol
        Decisions of a run of `scenario`.
    tolerance : float
        Relative error allowed per step of that run.

    Raises
    ------
    SolverError
        If the equations cannot be advanced.
    """
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    start, end = resolved.start_tick, resolved.end_tick
    clock = scenario.origin_clock_h
    before = start - SETTLING_DAYS * DAY
    solver = CompiledSolver(
        compile_body(body), setting.parameters, setting.inputs, before, clock, tolerance
    )
    solver.advance(start, DAY)
    steps = _Steps(MARGIN * STABLE / fastest_rate(solver, setting) * 3600)
    steps.take(solver.take_rows())
    steps.close_day()
    run(solver, [Replay(resolved)], steps, Span(start, end))
    changes, ticks = _changes(body, resolved.borders)
    settling, *days = steps.blocks
    pieces = _pieces(settling, max(len(instants) for instants in days))
    table = _padded([*pieces, *days], ticks, clock)
    return FrozenSteps(body, len(pieces), start // DAY, *table, changes)


class _Steps:
    """Keeps the instants at which the steps of each block begin and end.

    Parameters
    ----------
    longest : float
        Seconds; longer steps are divided.
    """

    def __init__(self, longest: float) -> None:
        self.longest = longest
        self.blocks: list[Array] = []
        self._seconds: list[Array] = []

    def border(self, tick: int, label: str) -> None:
        """Borders are known beforehand."""

    def take(self, rows: Iterable[Rows]) -> None:
        """Recorded stretches, in order of time."""
        self._seconds += [stretch.seconds for stretch in rows]

    def close_day(self) -> None:
        """A block is complete; the next one begins where it ends."""
        # A border records its instant a second time.
        instants = np.unique(np.concatenate(self._seconds))
        self.blocks.append(_divided(instants, self.longest))
        self._seconds = [instants[-1:]]


def fastest_rate(solver: CompiledSolver, setting: Setting) -> float:
    """How fast the fastest disturbance of a person decays or grows who stands as the solver does, per hour."""
    kernel = solver.kernel
    constants, rates = np.zeros(kernel.constants), np.zeros(len(solver.states))
    parameters = np.array([setting.parameters[name] for name in solver.body.parameter_ids])

    def slopes(states: Array) -> Array:
        kernel.rates(solver.clock, *(array.ctypes.data for array in (states, constants, rates)))
        return rates.copy()

    arrays = (parameters, solver.inputs, constants)
    kernel.prologue(*(array.ctypes.data for array in arrays))
    scale = np.array([state.scale for state in solver.body.states.values()])
    small = SMALL * np.maximum(np.abs(solver.states), scale)
    columns = [
        (slopes(solver.states + step) - slopes(solver.states - step)) / (2 * small[place])
        for place, step in enumerate(np.diag(small))
    ]
    return float(np.abs(np.linalg.eigvals(np.array(columns))).max())


def _divided(instants: Array, longest: float) -> Array:
    """Instants with further ones between, so that no two are further apart than `longest`."""
    pieces = np.maximum(1, np.ceil(np.diff(instants) / longest - ROUNDING)).astype(int)
    numbers = np.concatenate([np.arange(count) / count for count in pieces])
    begins = np.repeat(instants[:-1], pieces)
    return np.append(begins + numbers * np.repeat(np.diff(instants), pieces), instants[-1])


def _changes(body: Body, borders: Sequence[Border]) -> tuple[Changes, dict[int, int]]:
    """All changes, and for each tick the row that holds those of its borders together."""
    ticks: dict[int, int] = {}
    for border in borders:
        ticks.setdefault(border.tick, len(ticks) + 1)
    inputs = {name: place for place, name in enumerate(body.input_ids)}
    states = {name: place for place, name in enumerate(body.state_ids)}
    size = len(ticks) + 1
    input_kept, state_kept = np.ones((size, len(inputs))), np.ones((size, len(states)))
    input_set, state_set = np.zeros_like(input_kept), np.zeros_like(state_kept)
    for border in borders:
        row = ticks[border.tick]
        for name, value in border.inputs.items():
            input_kept[row, inputs[name]], input_set[row, inputs[name]] = 0.0, value
        for name, value in border.assign.items():
            state_kept[row, states[name]], state_set[row, states[name]] = 0.0, value
        for name, amount in border.add.items():
            state_set[row, states[name]] += amount
    return Changes(input_kept, input_set, state_kept, state_set), ticks


def _pieces(instants: Array, most: int) -> list[Array]:
    """A long block as blocks of at most `most` instants, each beginning where the one before ends."""
    return [instants[first : first + most] for first in range(0, len(instants) - 1, most - 1)]


def _padded(
    blocks: Sequence[Array], ticks: dict[int, int], clock_start: float
) -> tuple[Array, Array, NDArray[np.int32], NDArray[np.int32]]:
    """Clock, hours, change and count of blocks of unlike length."""
    count = np.array([len(instants) - 1 for instants in blocks], dtype=np.int32)
    clock, hours = np.zeros((2, len(blocks), count.max()))
    change = np.zeros(clock.shape, dtype=np.int32)
    for block, instants in enumerate(blocks):
        some = count[block]
        hours[block, :some] = np.diff(instants) / 3600
        clock[block, :some] = (clock_start + instants[:-1] / 3600) % 24
        change[block, :some] = [ticks.get(second, 0) for second in instants[:-1].tolist()]
    return clock, hours, change, count


def accumulating(body: Body) -> NDArray[np.bool_]:
    """Which states only add up and steer nothing, so that they may begin anew each day."""
    return np.array([name.startswith(ACCUMULATORS) for name in body.state_ids])
