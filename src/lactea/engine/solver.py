"""One person's state between borders, advanced by the compiled stepping loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine import stepper
from lactea.engine.kernel import Kernel

Array = NDArray[np.float64]
ROOM = 20_000
MOST_WATCHES = 16
FIRST_STEP_SECONDS = 5.0
RELATIVE_TOLERANCE = 1e-4
SECONDS_PER_DAY = 86_400
MOST_STEPS_A_DAY = 300_000
"""Far beyond the usual few thousand; a run that needs more would take hours and all the memory."""


class SolverError(RuntimeError):
    """The equations could not be advanced; the text says when and which state is to blame."""


class Watch(NamedTuple):
    """Asks for a decision at the first grid point where ``sign * (state - level) <= 0``."""

    state: str
    sign: float
    level: float


@dataclass(frozen=True)
class Rows:
    """Recorded steps of one stretch between borders.

    Attributes
    ----------
    seconds : (m,) from the origin
    states, slopes : (m, n) values and derivatives per hour
    inputs : (k,) inputs that held
    """

    seconds: Array
    states: Array
    slopes: Array
    inputs: Array


def start_values(body: Body, parameters: Mapping[str, float]) -> Array:
    """Declared start of every state."""
    return np.array(
        [parameters[s.start] if isinstance(s.start, str) else s.start for s in body.states.values()]
    )


class CompiledSolver:
    """Steps one person with the kernel of the body.

    Parameters
    ----------
    kernel : Kernel
    parameters, inputs : mapping of str to float
        All parameters and inputs, in inside units.
    tick : int
        Start, in seconds from the origin.
    clock_start : float
        Local hour of day at the origin.
    """

    name = "compiled"

    def __init__(
        self,
        kernel: Kernel,
        parameters: Mapping[str, float],
        inputs: Mapping[str, float],
        tick: int,
        clock_start: float,
        tolerance: float = RELATIVE_TOLERANCE,
    ) -> None:
        body = kernel.body
        self.kernel, self.body = kernel, body
        self.clock_start = clock_start
        self.states = start_values(body, parameters)
        self.inputs = np.array([inputs[name] for name in body.input_ids])
        self._parameters = np.array([parameters[name] for name in body.parameter_ids])
        self._place = {name: i for i, name in enumerate(body.state_ids)}
        self._input_place = {name: i for i, name in enumerate(body.input_ids)}
        size = len(self.states)
        self._slopes = np.zeros(size)
        self._constants = np.zeros(kernel.constants)
        self._work = np.zeros(4 * size)
        self._scale = np.array([state.scale for state in body.states.values()])
        self._control = np.zeros(stepper.CONTROL_SIZE)
        self._control[stepper.NOW] = tick
        self._control[stepper.TOLERANCE] = tolerance
        self._control[stepper.CLOCK_START] = clock_start
        self._record = np.zeros((ROOM, 1 + 2 * size))
        self._count = np.zeros(1, dtype=np.int64)
        self._quantities = np.zeros(len(body.quantity_ids))
        self._observed = _at(self._quantities)
        self._quantities_are_current = False
        self._quantity_place = {name: i for i, name in enumerate(body.quantity_ids)}
        self._fixed = tuple(
            _at(array)
            for array in (self.states, self._slopes, self._parameters, self.inputs,
                          self._constants, self._work, self._scale, self._control)
        )  # fmt: skip
        self._recorded, self._counted = _at(self._record), _at(self._count)
        self._watched, self._signs, self._levels = np.zeros((3, MOST_WATCHES))
        self._watches = _at(self._watched), _at(self._signs), _at(self._levels)
        self.finished: list[Rows] = []
        self._mark = (float(tick), 0.0)
        self._restart()

    @property
    def tick(self) -> int:
        """Now, in seconds from the origin."""
        return int(self._control[stepper.NOW])

    @property
    def clock(self) -> float:
        """Local hour of day now."""
        hours = float(self._control[stepper.NOW]) / stepper.SECONDS_PER_HOUR
        return (self.clock_start + hours) % 24.0

    def state(self, name: str) -> float:
        """Value of a state now."""
        return float(self.states[self._place[name]])

    def quantity(self, name: str) -> float:
        """Value of a quantity now."""
        if not self._quantities_are_current:
            states, _, parameters, inputs, constants, *_ = self._fixed
            self.kernel.prologue(parameters, inputs, constants)
            self.kernel.observe(self.clock, states, constants, self._observed)
            self._quantities_are_current = True
        return float(self._quantities[self._quantity_place[name]])

    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None:
        """Change inputs and states at a border."""
        self._close_rows()
        for name, value in inputs.items():
            self.inputs[self._input_place[name]] = value
        for name, value in assign.items():
            self.states[self._place[name]] = value
        for name, value in add.items():
            self.states[self._place[name]] += value
        self._quantities_are_current = False
        self._restart()

    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> int | None:
        """Step to `end`, or to the first grid point at which a watch asks for a decision.

        Returns
        -------
        int or None
            Index of the watch that fired.
        """
        self._quantities_are_current = False
        self._set(watches)
        self._control[stepper.END] = end
        self._control[stepper.GRID] = grid
        while True:
            status = self.kernel.advance(
                *self._fixed, *self._watches, len(watches), self._recorded, ROOM, self._counted
            )
            self._check_pace()
            if status == stepper.BUFFER_FULL:
                self._close_rows()
            elif status == stepper.FAILED:
                raise SolverError(self._blame())
            else:
                return int(self._control[stepper.FIRED]) if status == stepper.WATCH_FIRED else None

    def take_rows(self) -> list[Rows]:
        """Hand over what was recorded since the last call."""
        self._close_rows()
        rows, self.finished = self.finished, []
        return rows

    def _set(self, watches: Sequence[Watch]) -> None:
        for number, watch in enumerate(watches):
            self._watched[number] = self._place[watch.state]
            self._signs[number] = watch.sign
            self._levels[number] = watch.level

    def _restart(self) -> None:
        self._control[stepper.RESTART] = 1.0
        self._control[stepper.PLANNED] = FIRST_STEP_SECONDS

    def _close_rows(self) -> None:
        count = int(self._count[0])
        if count:
            block = self._record[:count].copy()
            size = len(self.states)
            self.finished.append(
                Rows(block[:, 0], block[:, 1 : 1 + size], block[:, 1 + size :], self.inputs.copy())
            )
            self._count[0] = 0

    def _check_pace(self) -> None:
        now = float(self._control[stepper.NOW])
        steps = float(self._control[stepper.ACCEPTED] + self._control[stepper.REJECTED])
        marked, before = self._mark
        if steps - before > MOST_STEPS_A_DAY:
            raise SolverError(
                f"A day took more than {MOST_STEPS_A_DAY} steps, at {now / SECONDS_PER_DAY:.3f} days "
                "from the origin: something in the body changes within fractions of a second. "
                "Look at the units of the parameters that were set."
            )
        if now - marked >= SECONDS_PER_DAY:
            self._mark = (now, steps)

    def _blame(self) -> str:
        bad = [
            n for n, v in zip(self.body.state_ids, self.states, strict=True) if not np.isfinite(v)
        ]
        bad += [
            f"rate of {name}"
            for name, slope in zip(self.body.state_ids, self._slopes, strict=True)
            if not np.isfinite(slope)
        ]
        return (
            f"The equations could not be advanced at {self.tick / 86400:.3f} days from the origin"
            + (f"; not finite: {', '.join(bad)}." if bad else ".")
        )


def _at(array: NDArray[np.float64] | NDArray[np.int64]) -> int:
    return int(array.ctypes.data)
