"""The reference solution: plain floats, one equation after the other, integrated by SciPy.

It shares no code with the compiled engine except the equations themselves. It runs open loop, along a
resolved protocol, restarted at each border.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from lactea.body.registry import CLOCK, Body
from lactea.engine.solver import Rows, SolverError, Watch, start_values

Array = NDArray[np.float64]
RELATIVE_TOLERANCE = 1e-7
SECONDS_PER_HOUR = 3600.0
QUIET_GRID = 600
QUIET_STEP_H = 2.0


class ReferenceSolver:
    """Same interface as the compiled solver, with SciPy's LSODA underneath.

    Parameters
    ----------
    body : Body
    parameters, inputs : mapping of str to float
        All parameters and inputs, in inside units.
    tick : int
        Start, in seconds from the origin.
    clock_start : float
        Local hour of day at the origin.
    """

    name = "reference"

    def __init__(
        self,
        body: Body,
        parameters: Mapping[str, float],
        inputs: Mapping[str, float],
        tick: int,
        clock_start: float,
    ) -> None:
        self.body = body
        self.tick = tick
        self.clock_start = clock_start
        self.states = start_values(body, parameters)
        self._plan = _Plan(body, parameters)
        self._inputs = dict(inputs)
        self._scale = np.array([state.scale for state in body.states.values()])
        self._rows: list[Rows] = []

    @property
    def clock(self) -> float:
        """Local hour of day now."""
        return self._clock_at(self.tick / SECONDS_PER_HOUR)

    def state(self, name: str) -> float:
        """Value of a state now."""
        return float(self.states[self.body.state_ids.index(name)])

    def quantity(self, name: str) -> float:
        """Value of a quantity now."""
        return self._plan.quantity(name, self.clock, self.states, self._inputs)

    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None:
        """Change inputs and states at a border."""
        self._inputs.update(inputs)
        for name, value in assign.items():
            self.states[self.body.state_ids.index(name)] = value
        for name, value in add.items():
            self.states[self.body.state_ids.index(name)] += value

    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> int | None:
        """Integrate to `end`; decisions are not looked for."""
        if watches:
            raise SolverError("The reference engine repeats decisions; it cannot take them.")
        if end <= self.tick:
            return None
        start_h, end_h = self.tick / SECONDS_PER_HOUR, end / SECONDS_PER_HOUR
        solution = solve_ivp(
            self._rates,
            (start_h, end_h),
            self.states,
            method="LSODA",
            rtol=RELATIVE_TOLERANCE,
            atol=RELATIVE_TOLERANCE * self._scale,
            max_step=self._longest_step(grid),
        )
        if not solution.success:
            raise SolverError(
                f"SciPy stopped at {solution.t[-1] / 24:.3f} days: {solution.message}"
            )
        states = solution.y.T
        slopes = np.array([self._rates(t, y) for t, y in zip(solution.t, states, strict=True)])
        seconds = solution.t * SECONDS_PER_HOUR
        seconds[0], seconds[-1] = self.tick, end
        inputs = np.array([self._inputs[name] for name in self.body.input_ids])
        self._rows.append(Rows(seconds, states, slopes, inputs))
        self.states = states[-1].copy()
        self.tick = end
        return None

    def take_rows(self) -> list[Rows]:
        """Hand over what was recorded since the last call."""
        rows, self._rows = self._rows, []
        return rows

    @staticmethod
    def _longest_step(grid: int) -> float:
        """Bursts of let-down last seconds and must not be stepped over; quiet hours may."""
        return grid / SECONDS_PER_HOUR if grid < QUIET_GRID else QUIET_STEP_H

    def _clock_at(self, hours: float) -> float:
        return (self.clock_start + hours) % 24.0

    def _rates(self, hours: float, states: Array) -> Array:
        return self._plan.rates(self._clock_at(hours), states, self._inputs)


class _Plan:
    """The equations as places in one list of floats, so that nothing is looked up by name."""

    def __init__(self, body: Body, parameters: Mapping[str, float]) -> None:
        names = [
            CLOCK.id,
            *body.state_ids,
            *body.input_ids,
            *body.parameter_ids,
            *body.quantity_ids,
        ]
        place = {name: i for i, name in enumerate(names)}
        self._place = place
        self._values = [0.0] * len(names)
        for name in body.parameter_ids:
            self._values[place[name]] = parameters[name]
        self._inputs = [(name, place[name]) for name in body.input_ids]
        self._size = len(body.state_ids)
        self._steps = [
            (place[s.target], s.equation, [place[n] for n in s.needs]) for s in body.steps
        ]
        self._rates = [(s.equation, [place[n] for n in s.needs]) for s in body.rates.values()]

    def rates(self, clock: float, states: Array, inputs: Mapping[str, float]) -> Array:
        """Derivatives of all states per hour."""
        values = self._evaluate(clock, states, inputs)
        return np.array([f(*[values[i] for i in needs]) for f, needs in self._rates])

    def quantity(
        self, name: str, clock: float, states: Array, inputs: Mapping[str, float]
    ) -> float:
        """One quantity."""
        return float(self._evaluate(clock, states, inputs)[self._place[name]])

    def _evaluate(self, clock: float, states: Array, inputs: Mapping[str, float]) -> list[float]:
        values = self._values
        values[0] = clock
        values[1 : 1 + self._size] = states.tolist()
        for name, place in self._inputs:
            values[place] = inputs[name]
        for place, equation, needs in self._steps:
            values[place] = equation(*[values[i] for i in needs])
        return values
