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
from threading import Lock
from typing import Any

import numpy as np
from llvmlite import ir
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.course import DAY
from lactea.engine.lane_kernel import (
    ENDED,
    INPUT_SET,
    NEVER,
    PEAK_BEGINS,
    STATE_ADD,
    STATE_SET,
    WHOLE,
    Slot,
    emit_replay,
)
from lactea.engine.machine_code import MachineCode, Routine, compile_printed
from lactea.engine.setup import ACCUMULATORS, SETTLING_DAYS
from lactea.engine.shape import Shape
from lactea.engine.solver import FIRST_STEP_SECONDS, start_values
from lactea.engine.stepper import Parts
from lactea.engine.usual_powers import TwoWayPrinter
from lactea.scenario.resolved import Border, ResolvedProtocol

Array = NDArray[np.float64]
LANES = 8
LANE_TOLERANCE = 1e-4
"""Relative error allowed per step. Of 10,000 people one had a day off by more than 1e-3 at 3e-4; this costs 4 % more."""
KEPT = (*(f"removed_{side}" for side in SIDES), *(f"made_{side}" for side in SIDES),
        *(f"milk_{side}" for side in SIDES), "prolactin", "infant_intake")  # fmt: skip
PEAKS = ("prolactin",)
SETTLING_GRID = float(DAY)


@dataclass(frozen=True)
class LaneRun:
    """One person's replay: parameters and constant inputs by id, and the decisions to repeat.

    With `states`, in the order of the body, the person goes on from there without settling first;
    `inputs` are then those in force at that moment. With `marks`, ticks in order, states are kept then, and
    not when they are of the others.
    """

    parameters: Mapping[str, float]
    inputs: Mapping[str, float]
    resolved: ResolvedProtocol
    states: Array | None = None
    marks: tuple[int, ...] | None = None


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


@dataclass(frozen=True)
class Keeping:
    """What is kept of everybody, and when.

    Attributes
    ----------
    states : tuple of str
        States kept at each mark.
    peaks : tuple of str
        States of which the highest value since the last mark is kept.
    first, every : int
        Ticks of the first mark, and from one mark to the next; the last is at or before the end.
    """

    states: tuple[str, ...]
    peaks: tuple[str, ...]
    first: int
    every: int

    def ticks(self, end: int) -> range:
        """All marks of a run that ends at `end`."""
        return range(self.first, end + 1, self.every)


@dataclass(frozen=True)
class Kept:
    """What a batch kept.

    Attributes
    ----------
    ticks : range
        The marks, in ticks from the origin, of people who have none of their own.
    states : (people, marks, states) at the marks; not numbers where somebody has fewer marks than others
    peaks : (people, marks, peaks) highest over the accepted steps since the mark before
    failed : (people,) bool; figures of a failed person are not numbers from some mark on
    last : (people, all states) at the end, from where a run can go on
    """

    ticks: range
    states: Array
    peaks: Array
    failed: NDArray[np.bool_]
    last: Array


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
    printer = TwoWayPrinter(ir.Module("lactea lanes"), body, Shape(lanes))
    code = compile_printed(
        f"replay {printer.origin()}", lambda: _printed(printer, len(body.state_ids))
    )
    replay = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(code.address(f"replay_{lanes}"))
    return LaneKernel(body, lanes, printer.constants, replay, code)


def _printed(printer: TwoWayPrinter, size: int) -> str:
    parts = Parts(printer.prologue(), printer.rates(), printer.elementary.function("power"))
    emit_replay(printer.module, parts, size, printer.shape)
    return str(printer.module)


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
    start, _ = _span(people)
    keeping = Keeping(KEPT, PEAKS, start + DAY, DAY)
    kept = replay_kept(
        body, people, clock_start, keeping, tolerance=tolerance, threads=threads, lanes=lanes
    )
    return batch_of(kept)


def batch_of(kept: Kept) -> Batch:
    """The days of people of whom `KEPT` and `PEAKS` were kept at every midnight."""
    daily = np.diff(kept.states, axis=1, prepend=0.0)
    return Batch(
        first_day=kept.ticks[0] // DAY - 1,
        removed=daily[..., 0:2],
        made=daily[..., 2:4],
        stored=kept.states[..., 4:6],
        intake=daily[..., 7],
        prolactin_max=kept.peaks[..., 0],
        failed=kept.failed,
    )


def replay_kept(
    body: Body,
    people: Sequence[LaneRun],
    clock_start: float,
    keeping: Keeping,
    *,
    tolerance: float = LANE_TOLERANCE,
    threads: int | None = None,
    lanes: int = LANES,
) -> Kept:
    """Replay many people, and keep of them what is asked for; otherwise as `replay_batch`."""
    start, end = _span(people)
    kernel = compile_lanes(body, lanes)
    queue = Queue(body, people, keeping, start, end)
    workers = min(threads or os.cpu_count() or 1, -(-len(people) // lanes))

    def work(_: int) -> None:
        Lanes(kernel, queue, clock_start, tolerance).run()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))
    return queue.kept()


def _span(people: Sequence[LaneRun]) -> tuple[int, int]:
    """First and last tick, the same for all."""
    spans = {(run.resolved.start_tick, run.resolved.end_tick) for run in people}
    if len(spans) != 1:
        raise ValueError(f"People of one batch need one span of ticks; these have {sorted(spans)}.")
    return spans.pop()


class Queue:
    """People waiting for a lane, and the figures of those who had one.

    Attributes
    ----------
    states : (people, marks, states)
    peaks : (people, marks, peaks)
    failed : (people,)
    last : (people, all states) at the end
    """

    def __init__(
        self, body: Body, people: Sequence[LaneRun], keeping: Keeping, start: int, end: int
    ) -> None:
        self.people, self.keeping, self.start, self.end = people, keeping, start, end
        self.ticks = keeping.ticks(end)
        self.tables = _Tables(body, people, start, self.ticks, len(keeping.peaks))
        size = len(people), self.tables.most_marks
        self.states = np.full((*size, len(keeping.states)), np.nan)
        self.peaks = np.full((*size, len(keeping.peaks)), np.nan)
        self.failed = np.zeros(len(people), dtype=bool)
        self.last = np.full((len(people), len(body.state_ids)), np.nan)
        self._waiting = iter(range(len(people)))
        self._lock = Lock()

    def kept(self) -> Kept:
        """What was kept of everybody."""
        return Kept(self.ticks, self.states, self.peaks, self.failed, self.last)

    def next(self) -> int | None:
        """The number of the next person, if anybody waits."""
        with self._lock:
            return next(self._waiting, None)


class Lanes:
    """The lanes of one thread: people come from the queue, and leave when their run is over."""

    watches = 0
    """Most states of a person that may ask for a decision: a replay takes none."""

    def __init__(
        self, kernel: LaneKernel, queue: Queue, clock_start: float, tolerance: float
    ) -> None:
        self.kernel, self.queue, self.body = kernel, queue, kernel.body
        self.seated: list[int | None] = [None] * kernel.lanes
        self.arrays = self._arrays(clock_start, tolerance)
        self.frame = np.array([self.arrays[slot].ctypes.data for slot in Slot], dtype=np.uint64)

    def _arrays(self, clock_start: float, tolerance: float) -> dict[Slot, NDArray[Any]]:
        body, queue, lanes = self.body, self.queue, self.kernel.lanes
        size, tables, keeping = len(body.state_ids), queue.tables, queue.keeping
        rows = {
            Slot.STATES: size,
            Slot.SLOPES: size,
            Slot.PARAMETERS: len(body.parameter_ids),
            Slot.INPUTS: len(body.input_ids),
            Slot.CONSTANTS: self.kernel.constants,
            Slot.WORK: 4 * size,
            Slot.AT_MARKS: tables.most_marks * len(keeping.states),
            Slot.PEAK_AT_MARKS: tables.most_marks * len(keeping.peaks),
            Slot.PEAK: len(keeping.peaks),
            **dict.fromkeys((Slot.WATCHED, Slot.WATCH_SIGN, Slot.WATCH_LEVEL), self.watches),
        }
        shared = {
            Slot.SCALE: np.array([state.scale for state in body.states.values()]),
            Slot.BORDER_TICK: tables.ticks,
            Slot.BORDER_GRID: tables.grids,
            Slot.CHANGE_FIRST: tables.change_first,
            Slot.CHANGE_KIND: tables.kinds,
            Slot.CHANGE_PLACE: tables.places,
            Slot.CHANGE_VALUE: tables.values,
            Slot.KEPT: _places(body, keeping.states),
            Slot.PEAK_OF: _places(body, keeping.peaks),
            Slot.CLOCK_START: np.full(lanes, clock_start),
            Slot.MARK_TICK: tables.mark_ticks,
            Slot.SETTINGS: np.array([tolerance, float(queue.end)]),
            Slot.COUNTS: np.array([len(keeping.states), len(keeping.peaks), self.watches, 0]),
        }
        return {
            slot: np.ascontiguousarray(
                shared[slot] if slot in shared else np.zeros((rows.get(slot, 1), lanes)),
                dtype=np.int64 if slot in WHOLE else np.float64,
            )
            for slot in Slot
        }

    def run(self) -> None:
        """Replay until nobody waits any more; the interpreter's lock is not held meanwhile."""
        for lane in range(self.kernel.lanes):
            self._seat(lane, self.queue.next())
        while any(number is not None for number in self.seated):
            self.arrays[Slot.COUNTS][ENDED] = 0
            self.kernel.replay(self.frame.ctypes.data)
            for lane, number in enumerate(self.seated):
                if number is not None:
                    self._look_after(lane, number)

    def _look_after(self, lane: int, number: int) -> None:
        """A lane whose person is done is given to the next."""
        if not self.arrays[Slot.ACTIVE][0, lane]:
            self._keep(lane, number)
            self._seat(lane, self.queue.next())

    def _seat(self, lane: int, number: int | None) -> None:
        """Let a person begin in a lane, settling first unless it goes on; or leave the lane empty."""
        self.seated[lane] = number
        # An empty lane steps along with length zero, and needs numbers that can be computed with.
        run = self.queue.people[number or 0]
        begin = float(self.queue.start)
        states, tables = run.states, self.queue.tables
        if states is None:
            begin -= SETTLING_DAYS * DAY
            states = start_values(self.body, run.parameters)
        columns = {
            Slot.STATES: states,
            Slot.PARAMETERS: _ordered(run.parameters, self.body.parameter_ids),
            Slot.INPUTS: _ordered(run.inputs, self.body.input_ids),
            Slot.NOW: begin,
            Slot.END: begin if number is not None else NEVER,
            Slot.GRID: SETTLING_GRID,
            Slot.PLANNED: FIRST_STEP_SECONDS,
            Slot.ACTIVE: float(number is not None),
            Slot.RESTART: 1.0,
            Slot.FAILED: 0.0,
            Slot.MARK: tables.mark_ticks[tables.mark_first[number or 0]],
            Slot.MARK_NUMBER: 0,
            Slot.MARK_FIRST: tables.mark_first[number or 0],
            Slot.BORDER: tables.first[number or 0],
            Slot.BORDER_LAST: tables.last[number or 0],
            Slot.AT_MARKS: np.nan,
            Slot.PEAK_AT_MARKS: np.nan,
            Slot.PEAK: 0.0,
            Slot.LOOK: NEVER,
            Slot.ASKS: 0.0,
        }
        for slot, values in columns.items():
            self.arrays[slot][:, lane] = values

    def _keep(self, lane: int, number: int) -> None:
        """The figures of a person whose run is over."""
        queue, marks = self.queue, self.queue.tables.most_marks
        queue.states[number] = self.arrays[Slot.AT_MARKS][:, lane].reshape(marks, -1)
        queue.peaks[number] = self.arrays[Slot.PEAK_AT_MARKS][:, lane].reshape(marks, -1)
        queue.last[number] = self.arrays[Slot.STATES][:, lane]
        queue.failed[number] = self.arrays[Slot.FAILED][0, lane] > 0


class _Tables:
    """The borders of all lanes one after the other, their changes, and their marks."""

    def __init__(
        self, body: Body, people: Sequence[LaneRun], start: int, marks: range, peaks: int
    ) -> None:
        inputs = {name: i for i, name in enumerate(body.input_ids)}
        states = {name: i for i, name in enumerate(body.state_ids)}
        known: dict[int, tuple[int, int]] = {}
        ticks: list[float] = []
        grids: list[float] = []
        changes: list[tuple[int, int, float]] = []
        change_first = [0]
        spans: list[tuple[int, int]] = []
        for run in people:
            borders = run.resolved.borders
            if id(borders) not in known:
                first = len(ticks)
                # No peak of the settling counts for the first day.
                changes += [(PEAK_BEGINS, peak, 0.0) for peak in range(peaks)]
                for border in (_emptied(body, start), *borders):
                    ticks.append(border.tick)
                    grids.append(border.grid)
                    changes += [(INPUT_SET, inputs[n], v) for n, v in border.inputs.items()]
                    changes += [(STATE_SET, states[n], v) for n, v in border.assign.items()]
                    changes += [(STATE_ADD, states[n], v) for n, v in border.add.items()]
                    change_first.append(len(changes))
                known[id(borders)] = (first, len(ticks))
            spans.append(known[id(borders)])
        self.first = np.array([first for first, _ in spans], dtype=np.int64)
        self.last = np.array([last for _, last in spans], dtype=np.int64)
        self.ticks, self.grids = np.array(ticks, dtype=float), np.array(grids, dtype=float)
        self.change_first = np.array(change_first, dtype=np.int64)
        self.kinds = np.array([kind for kind, _, _ in changes], dtype=np.int64)
        self.places = np.array([place for _, place, _ in changes], dtype=np.int64)
        self.values = np.array([value for _, _, value in changes], dtype=float)
        self._lay_out_marks([marks if run.marks is None else run.marks for run in people])

    def _lay_out_marks(self, marks: Sequence[Sequence[int]]) -> None:
        """Marks of all, each sequence once and with one more that never comes."""
        first: dict[int, int] = {}
        ticks: list[float] = []
        for own in marks:
            if id(own) not in first:
                first[id(own)] = len(ticks)
                ticks += [*own, NEVER]
        self.mark_first = np.array([first[id(own)] for own in marks], dtype=np.int64)
        self.mark_ticks = np.array(ticks, dtype=float)
        self.most_marks = max(1, *(len(own) for own in marks))


def _emptied(body: Body, start: int) -> Border:
    """The end of settling: accumulators begin at nothing."""
    zero = {name: 0.0 for name in body.state_ids if name.startswith(ACCUMULATORS)}
    return Border(start, 600, {}, zero, {}, "settled")


def _ordered(values: Mapping[str, float], names: Sequence[str]) -> Array:
    return np.array([values[name] for name in names])


def _places(body: Body, names: Sequence[str]) -> NDArray[np.int64]:
    return np.array([body.state_ids.index(name) for name in names], dtype=np.int64)
