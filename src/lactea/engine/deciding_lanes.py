"""People side by side who decide on the way: a closed loop in every lane.

Lanes step until somebody has to decide: at a tick that a controller asked for, or at a grid point where a
watch fires. The decision is taken in Python, by the controllers and the loop of a person alone; the other lanes go on
from where they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lactea.body.registry import Body
from lactea.engine.doses import body_with_medicines
from lactea.engine.kernel import Kernel, compile_body
from lactea.engine.lane_kernel import FIRST_STEP, NEVER, WATCH_FIRED, Slot
from lactea.engine.lanes import (
    LANES,
    Keeping,
    Kept,
    LaneKernel,
    LaneRun,
    Lanes,
    Queue,
    compile_lanes,
)
from lactea.engine.loop import Nobody, Span, Steering, Stretch, steer
from lactea.engine.past import everybody_who_decides
from lactea.engine.person import Setting, settle_person
from lactea.engine.setup import run_span
from lactea.engine.solver import RELATIVE_TOLERANCE, Rows
from lactea.engine.stepper import SECONDS_PER_HOUR
from lactea.reading.clock import format_clock
from lactea.scenario.resolved import Border, ResolvedProtocol

if TYPE_CHECKING:
    from lactea.scenario import Scenario

MOST_WATCHES = 2
"""An infant's feed ends when it has had enough, or when milk has stopped coming."""
STILL = (Slot.PARAMETERS, Slot.INPUTS)
"""What stays inside a segment."""
NO_WATCH = (0, 1.0, -NEVER)
"""A watch that never fires."""


@dataclass(frozen=True)
class Lived:
    """What a batch kept, and what everybody decided.

    Attributes
    ----------
    kept : Kept
    runs : list of LaneRun
        Each with its decisions, so that `lactea.engine.lanes.replay_kept` repeats them; of a person who failed, those up to then.
    reasons : dict of int to str
        Why people failed whose decisions could not be taken, by their place in the batch.
    """

    kept: Kept
    runs: list[LaneRun]
    reasons: dict[int, str]


def live(
    people: Sequence[Scenario],
    keeping: Keeping,
    *,
    days: int | None = None,
    tolerance: float = RELATIVE_TOLERANCE,
    lanes: int = LANES,
) -> Lived:
    """Simulate many people of one scenario on one core.

    Parameters
    ----------
    people : sequence of Scenario
        Of one body, one clock and one span of days.
    keeping : Keeping
        What is kept of everybody.
    days : int, optional
        As for `lactea.engine.simulate`.
    tolerance : float
        Relative error allowed per step. It is that of a person alone: steps ten times as coarse would
        decide otherwise here and there, a feed ten seconds later.

    Raises
    ------
    ValueError
        If the spans differ, or a parameter that was set is not understood.
    """
    scenario = people[0]
    body = body_with_medicines(scenario)
    span = run_span(scenario, days)
    kernel = compile_lanes(body, lanes)
    begun = [_begun(body, person, days) for person in people]
    queue = Queue(body, begun, keeping, span.start, span.end)
    seats = _DecidingLanes(kernel, queue, scenario.origin_clock_h, tolerance, people)
    seats.run()
    runs = [
        replace(run, resolved=replace(run.resolved, borders=tuple(borders)))
        for run, borders in zip(begun, seats.decided, strict=True)
    ]
    return Lived(queue.kept(), runs, seats.reasons)


def _begun(body: Body, scenario: Scenario, days: int | None) -> LaneRun:
    """A person before the first decision."""
    from lactea.scenario import scenario_hash

    setting, span = settle_person(body, scenario), run_span(scenario, days)
    nothing_yet = ResolvedProtocol(
        scenario_hash(scenario), format_clock(scenario.origin_clock_tick), span.start, span.end, ()
    )
    return LaneRun(setting.parameters, setting.inputs, nothing_yet)


class _DecidingLanes(Lanes):
    """Lanes whose people decide on the way."""

    watches = MOST_WATCHES

    def __init__(
        self,
        kernel: LaneKernel,
        queue: Queue,
        clock_start: float,
        tolerance: float,
        scenarios: Sequence[Scenario],
    ) -> None:
        super().__init__(kernel, queue, clock_start, tolerance)
        self.scenarios = scenarios
        self.decided: list[list[Border]] = [[] for _ in scenarios]
        self.reasons: dict[int, str] = {}
        observing = compile_body(kernel.body)
        self._places = {name: place for place, name in enumerate(self.body.state_ids)}
        self._people = [_PersonInLane(self, lane, observing) for lane in range(kernel.lanes)]
        self._steering: list[Steering | None] = [None] * kernel.lanes

    def _seat(self, lane: int, number: int | None) -> None:
        super()._seat(lane, number)
        for watch in range(MOST_WATCHES):
            self._watch(lane, watch, *NO_WATCH)
        if number is not None:
            self.arrays[Slot.LOOK][0, lane] = self.queue.start  # after settling
            self._steering[lane] = None
            self._people[lane].begins()

    def _look_after(self, lane: int, number: int) -> None:
        if self.arrays[Slot.ASKS][0, lane]:
            self._decide(lane, number)
        super()._look_after(lane, number)

    def _decide(self, lane: int, number: int) -> None:
        """Let the person of a lane decide, and go on to the next decision."""
        self._people[lane].arrives()
        fired = bool(self.arrays[Slot.ASKS][0, lane] == WATCH_FIRED)
        self.arrays[Slot.ASKS][0, lane] = 0.0
        try:
            stretch = self._next_stretch(lane, number, fired)
        except Exception as error:  # whatever happens to one person must not stop the others
            self.reasons[number] = f"{type(error).__name__}: {error}"
            self.arrays[Slot.FAILED][0, lane] = 1.0
            self.arrays[Slot.ACTIVE][0, lane] = 0.0
            return
        self._go(lane, stretch)

    def _next_stretch(self, lane: int, number: int, fired: bool) -> Stretch | None:
        steering = self._steering[lane]
        try:
            if steering is not None:
                return steering.send(fired)
            steering = self._steering[lane] = self._steered(lane, number)
            return next(steering)
        except StopIteration as over:
            self.decided[number] = over.value
            return None

    def _steered(self, lane: int, number: int) -> Steering:
        run, start = self.queue.people[number], self.queue.start
        setting = Setting(dict(run.parameters), dict(run.inputs))
        controllers = everybody_who_decides(self.body, setting, self.scenarios[number], start)
        return steer(self._people[lane], controllers, Nobody(), Span(start, self.queue.end))

    def _go(self, lane: int, stretch: Stretch | None) -> None:
        """Tell a lane where it is to stop next; nowhere, where everything is decided."""
        now = self.arrays[Slot.NOW][0, lane]
        self.arrays[Slot.END][0, lane] = (
            now  # so that the lane is looked after before its next step
        )
        self.arrays[Slot.LOOK][0, lane] = NEVER if stretch is None else stretch.end
        if stretch is None:
            return
        self.arrays[Slot.GRID][0, lane] = stretch.grid
        asked = [(self._places[state], sign, level) for state, sign, level in stretch.watches]
        for number in range(MOST_WATCHES):
            self._watch(lane, number, *(asked[number] if number < len(asked) else NO_WATCH))

    def _watch(self, lane: int, number: int, place: int, sign: float, level: float) -> None:
        self.arrays[Slot.WATCHED][number, lane] = place
        self.arrays[Slot.WATCH_SIGN][number, lane] = sign
        self.arrays[Slot.WATCH_LEVEL][number, lane] = level


class _PersonInLane:
    """Whoever is in a lane, as decisions see and change a person."""

    def __init__(self, lanes: Lanes, lane: int, kernel: Kernel) -> None:
        body = lanes.body
        self._lane, self._arrays, self._kernel = lane, lanes.arrays, kernel
        self._clock_start = float(lanes.arrays[Slot.CLOCK_START][lane])
        self._states = {name: place for place, name in enumerate(body.state_ids)}
        self._inputs = {name: place for place, name in enumerate(body.input_ids)}
        self._quantities = {name: place for place, name in enumerate(body.quantity_ids)}
        # The kernel of one person wants its numbers side by side in memory.
        self._side_by_side = {
            slot: np.zeros(len(lanes.arrays[slot])) for slot in (Slot.STATES, *STILL)
        }
        self._constants = np.zeros(kernel.constants)
        self._values = np.zeros(len(body.quantity_ids))
        self._addresses = {
            slot: array.ctypes.data for slot, array in self._side_by_side.items()
        } | {"constants": self._constants.ctypes.data, "values": self._values.ctypes.data}
        self._are_current = False
        self._inputs_are_current = False

    def begins(self) -> None:
        """Somebody else has the lane now."""
        self._are_current = self._inputs_are_current = False

    def arrives(self) -> None:
        """The lane has moved on."""
        self._are_current = False

    @property
    def tick(self) -> int:
        return int(self._arrays[Slot.NOW][0, self._lane])

    @property
    def clock(self) -> float:
        return (self._clock_start + self.tick / SECONDS_PER_HOUR) % 24.0

    def state(self, name: str) -> float:
        return float(self._arrays[Slot.STATES][self._states[name], self._lane])

    def quantity(self, name: str) -> float:
        if not self._are_current:
            self._observe()
        return float(self._values[self._quantities[name]])

    def _observe(self) -> None:
        """All quantities now."""
        address = self._addresses
        if not self._inputs_are_current:
            self._copy(*STILL)
            self._kernel.prologue(*(address[slot] for slot in STILL), address["constants"])
            self._inputs_are_current = True
        self._copy(Slot.STATES)
        self._kernel.observe(
            self.clock, address[Slot.STATES], address["constants"], address["values"]
        )
        self._are_current = True

    def _copy(self, *slots: Slot) -> None:
        for slot in slots:
            self._side_by_side[slot][:] = self._arrays[slot][:, self._lane]

    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None:
        for name, value in inputs.items():
            self._arrays[Slot.INPUTS][self._inputs[name], self._lane] = value
        for name, value in assign.items():
            self._arrays[Slot.STATES][self._states[name], self._lane] = value
        for name, value in add.items():
            self._arrays[Slot.STATES][self._states[name], self._lane] += value
        self._arrays[Slot.RESTART][0, self._lane] = 1.0
        self._arrays[Slot.PLANNED][0, self._lane] = FIRST_STEP
        self._are_current = self._inputs_are_current = False

    def take_rows(self) -> list[Rows]:
        """Lanes record no steps."""
        return []
