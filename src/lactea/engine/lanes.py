"""Many people along resolved protocols, several side by side on each core.

People may share one schedule or have each their own: every lane has an own clock, step and segment. A
person whose equations fail is a value with a reason; the others go on.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from llvmlite import ir
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.course import DAY
from lactea.engine.emit import BodyPrinter
from lactea.engine.graph import trace
from lactea.engine.lane_kernel import (
    INPUT_SET,
    STATE_ADD,
    STATE_SET,
    WHOLE,
    Slot,
    emit_replay,
)
from lactea.engine.machine_code import MachineCode, Routine, compile_text
from lactea.engine.setup import ACCUMULATORS, SETTLING_DAYS
from lactea.engine.shape import Shape
from lactea.engine.solver import FIRST_STEP_SECONDS, start_values
from lactea.engine.stepper import Parts
from lactea.scenario.resolved import Border, ResolvedProtocol

Array = NDArray[np.float64]
LANES = 8
LANE_TOLERANCE = 3e-4
"""Relative error allowed per step. At 1e-3, one person in forty has a day that is off by more than 1e-3."""
KEPT = (*(f"removed_{side}" for side in SIDES), *(f"made_{side}" for side in SIDES),
        *(f"milk_{side}" for side in SIDES), "prolactin", "infant_intake")  # fmt: skip
PEAKS = ("prolactin",)
SETTLING_GRID = float(DAY)


@dataclass(frozen=True)
class LaneRun:
    """One person's replay: parameters and constant inputs by id, and the decisions to repeat."""

    parameters: Mapping[str, float]
    inputs: Mapping[str, float]
    resolved: ResolvedProtocol


@dataclass(frozen=True)
class Batch:
    """What a batch keeps.

    Attributes
    ----------
    first_day : int
    removed, made : (people, days, 2) mL
    stored : (people, days, 2) mL at the end of the day
    intake : (people, days) mL
    prolactin_max : (people, days) ng/mL, highest over the accepted steps
    failed : (people,) bool; figures of a failed person are not numbers from that day on
    """

    first_day: int
    removed: Array
    made: Array
    stored: Array
    intake: Array
    prolactin_max: Array
    failed: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class LaneKernel:
    """Machine code that replays `lanes` people at once."""

    body: Body
    lanes: int
    constants: int
    replay: Routine
    code: MachineCode


@lru_cache(maxsize=16)
def compile_lanes(body: Body, lanes: int = LANES) -> LaneKernel:
    """Compile the replay of `lanes` people, or load it from the store."""
    shape = Shape(lanes)
    module = ir.Module("lactea lanes")
    printer = BodyPrinter(module, trace(body), shape)
    parts = Parts(printer.prologue(), printer.rates(), printer.elementary.function("power"))
    emit_replay(module, parts, len(body.state_ids), shape)
    code = compile_text(str(module))
    replay = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(code.address(f"replay_{lanes}"))
    return LaneKernel(body, lanes, max(1, len(printer.prelude.nodes)), replay, code)


def replay_batch(
    body: Body,
    people: Sequence[LaneRun],
    clock_start: float,
    *,
    tolerance: float = LANE_TOLERANCE,
    threads: int | None = None,
    lanes: int = LANES,
) -> Batch:
    """Replay many people.

    Parameters
    ----------
    body : Body
        The same for all of them, medicines included.
    people : sequence of LaneRun
        All of the same span of days.
    clock_start : float
        Local hour of day at the origin.
    tolerance : float
        Relative error allowed per step.
    threads : int, optional
        Threads at work; the machine's cores if not given.

    Raises
    ------
    ValueError
        If the spans differ.
    """
    spans = {(run.resolved.start_tick, run.resolved.end_tick) for run in people}
    if len(spans) != 1:
        raise ValueError(f"People of one batch need one span of ticks; these have {sorted(spans)}.")
    start, end = spans.pop()
    kernel = compile_lanes(body, lanes)
    groups = [people[i : i + lanes] for i in range(0, len(people), lanes)]

    def work(group: Sequence[LaneRun]) -> _Group:
        filled = [*group, *[group[-1]] * (lanes - len(group))]
        prepared = _Group(kernel, filled, clock_start, start, end, tolerance)
        prepared.run()
        return prepared

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        done = list(pool.map(work, groups))
    return _joined(done, [len(group) for group in groups], start // DAY)


class _Group:
    """The arrays of one group of lanes."""

    def __init__(
        self,
        kernel: LaneKernel,
        people: Sequence[LaneRun],
        clock_start: float,
        start: int,
        end: int,
        tolerance: float,
    ) -> None:
        body, lanes = kernel.body, kernel.lanes
        self.kernel = kernel
        self.days = (end - start) // DAY
        self.arrays: dict[Slot, NDArray[Any]] = {}
        size = len(body.state_ids)
        settling = start - SETTLING_DAYS * DAY
        tables = _Tables(body, people, start)

        def each(value: float) -> Array:
            return np.full(lanes, float(value))

        def stacked(rows: Sequence[Array]) -> Array:
            return np.ascontiguousarray(np.array(rows).T)

        states = [start_values(body, run.parameters) for run in people]
        fill = {
            Slot.STATES: stacked(states),
            Slot.SLOPES: np.zeros((size, lanes)),
            Slot.PARAMETERS: stacked(
                [_ordered(run.parameters, body.parameter_ids) for run in people]
            ),
            Slot.INPUTS: stacked([_ordered(run.inputs, body.input_ids) for run in people]),
            Slot.CONSTANTS: np.zeros((kernel.constants, lanes)),
            Slot.WORK: np.zeros((4 * size, lanes)),
            Slot.SCALE: np.array([state.scale for state in body.states.values()]),
            Slot.NOW: each(settling),
            Slot.END: each(settling),
            Slot.GRID: each(SETTLING_GRID),
            Slot.PLANNED: each(FIRST_STEP_SECONDS),
            Slot.ACTIVE: each(1.0),
            Slot.RESTART: each(1.0),
            Slot.FAILED: each(0.0),
            Slot.MIDNIGHT: each(start + DAY),
            Slot.DAY: np.zeros(lanes, dtype=np.int64),
            Slot.BORDER: tables.first,
            Slot.BORDER_LAST: tables.last,
            Slot.BORDER_TICK: tables.ticks,
            Slot.BORDER_GRID: tables.grids,
            Slot.CHANGE_FIRST: tables.change_first,
            Slot.CHANGE_KIND: tables.kinds,
            Slot.CHANGE_PLACE: tables.places,
            Slot.CHANGE_VALUE: tables.values,
            Slot.KEPT: _places(body, KEPT),
            Slot.DAILY: np.full((self.days, len(KEPT), lanes), np.nan),
            Slot.PEAK_OF: _places(body, PEAKS),
            Slot.PEAK: np.zeros((len(PEAKS), lanes)),
            Slot.DAILY_PEAK: np.full((self.days, len(PEAKS), lanes), np.nan),
            Slot.CLOCK_START: each(clock_start),
            Slot.SETTINGS: np.array([tolerance, float(end)]),
            Slot.COUNTS: np.array([len(KEPT), len(PEAKS), 0, 0], dtype=np.int64),
        }
        for slot, array in fill.items():
            kind: type = np.int64 if slot in WHOLE else np.float64
            self.arrays[slot] = np.ascontiguousarray(array, dtype=kind)
        self.frame = np.array([self.arrays[slot].ctypes.data for slot in Slot], dtype=np.uint64)

    def run(self) -> None:
        """Replay to the end; the interpreter's lock is not held meanwhile."""
        self.kernel.replay(self.frame.ctypes.data)


class _Tables:
    """The borders of all lanes one after the other, and their changes."""

    def __init__(self, body: Body, people: Sequence[LaneRun], start: int) -> None:
        inputs = {name: i for i, name in enumerate(body.input_ids)}
        states = {name: i for i, name in enumerate(body.state_ids)}
        known: dict[int, tuple[int, int]] = {}
        ticks: list[float] = []
        grids: list[float] = []
        changes: list[tuple[int, int, float]] = []
        change_first = [0]
        spans: list[tuple[int, int]] = []
        for run in people:
            if id(run.resolved) not in known:
                first = len(ticks)
                for border in (_emptied(body, start), *run.resolved.borders):
                    ticks.append(border.tick)
                    grids.append(border.grid)
                    changes += [(INPUT_SET, inputs[n], v) for n, v in border.inputs.items()]
                    changes += [(STATE_SET, states[n], v) for n, v in border.assign.items()]
                    changes += [(STATE_ADD, states[n], v) for n, v in border.add.items()]
                    change_first.append(len(changes))
                known[id(run.resolved)] = (first, len(ticks))
            spans.append(known[id(run.resolved)])
        self.first = np.array([first for first, _ in spans], dtype=np.int64)
        self.last = np.array([last for _, last in spans], dtype=np.int64)
        self.ticks, self.grids = np.array(ticks, dtype=float), np.array(grids, dtype=float)
        self.change_first = np.array(change_first, dtype=np.int64)
        self.kinds = np.array([kind for kind, _, _ in changes], dtype=np.int64)
        self.places = np.array([place for _, place, _ in changes], dtype=np.int64)
        self.values = np.array([value for _, _, value in changes], dtype=float)


def _emptied(body: Body, start: int) -> Border:
    """The end of settling: accumulators begin at nothing."""
    zero = {name: 0.0 for name in body.state_ids if name.startswith(ACCUMULATORS)}
    return Border(start, 600, {}, zero, {}, "settled")


def _ordered(values: Mapping[str, float], names: Sequence[str]) -> Array:
    return np.array([values[name] for name in names])


def _places(body: Body, names: Sequence[str]) -> NDArray[np.int64]:
    return np.array([body.state_ids.index(name) for name in names], dtype=np.int64)


def _joined(groups: Sequence[_Group], counts: Sequence[int], first_day: int) -> Batch:
    kept = np.concatenate(
        [
            g.arrays[Slot.DAILY][..., :n].transpose(2, 0, 1)
            for g, n in zip(groups, counts, strict=True)
        ]
    )
    peaks = np.concatenate(
        [g.arrays[Slot.DAILY_PEAK][..., :n].transpose(2, 0, 1)
         for g, n in zip(groups, counts, strict=True)]
    )  # fmt: skip
    failed = np.concatenate(
        [g.arrays[Slot.FAILED][:n] > 0 for g, n in zip(groups, counts, strict=True)]
    )
    daily = np.diff(kept, axis=1, prepend=0.0)
    return Batch(
        first_day=first_day,
        removed=daily[..., 0:2],
        made=daily[..., 2:4],
        stored=kept[..., 4:6],
        intake=daily[..., 7],
        prolactin_max=peaks[..., 0],
        failed=failed,
    )
