"""SciPy's LSODA along a part, restarted at each border, in the fastest form that plain Python allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from lactea.bench.case import Part, follow, origin_clock
from lactea.bench.source import Flat, flat
from lactea.engine.graph import trace
from lactea.engine.reference import ReferenceSolver
from lactea.engine.solver import Rows, SolverError, Watch
from lactea.exchange.agreement import Daily

Array = NDArray[np.float64]
PACE_SECONDS = 300
"""Between the points at which the curve is kept, as for the other peers."""


class Peer:
    """A part made ready for SciPy.

    Parameters
    ----------
    part : Part
    tolerance : float
        Relative; the absolute one is this times the scale of each state.
    flattened : bool
        Whether the equations are printed as one flat function, or called as they stand.
    """

    def __init__(self, part: Part, tolerance: float, flattened: bool = True) -> None:
        self.part = part
        self.tolerance = tolerance
        self.flat = flat(trace(part.stretch.body)) if flattened else None

    def run(self) -> Daily:
        """One run from the start."""
        return follow(_Lsoda(self.part, self.tolerance, self.flat), self.part)


class _Lsoda(ReferenceSolver):
    """The reference solver with a tolerance of choice, and no bound on its steps."""

    def __init__(self, part: Part, tolerance: float, flat: Flat | None) -> None:
        stretch = part.stretch
        super().__init__(
            stretch.body, stretch.parameters, stretch.inputs, stretch.start_tick,
            origin_clock(stretch),
        )  # fmt: skip
        self.tolerance, self.flat = tolerance, flat
        self._parameters = [stretch.parameters[name] for name in stretch.body.parameter_ids]
        self._still: list[float] = []
        self.apply({}, stretch.states, {})

    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> int | None:
        if watches:
            raise SolverError("Peers repeat decisions; they cannot take them.")
        if end <= self.tick:
            return None
        if self.flat is not None:
            inputs = [self._inputs[name] for name in self.body.input_ids]
            self._still = self.flat.prologue(self._parameters, inputs)
        pieces = -(-(end - self.tick) // PACE_SECONDS)
        hours = np.linspace(self.tick / 3600, end / 3600, pieces + 1)
        found = solve_ivp(
            self._rates, (hours[0], hours[-1]), self.states, method="LSODA", t_eval=hours,
            rtol=self.tolerance, atol=self.tolerance * self._scale,
        )  # fmt: skip
        if not found.success:
            raise SolverError(f"SciPy stopped at {found.t[-1] / 24:.3f} days: {found.message}")
        states = found.y.T
        slopes = np.array([self._rates(t, y) for t, y in zip(hours, states, strict=True)])
        self._rows.append(Rows(hours * 3600, states, slopes, np.zeros(0)))
        self.states, self.tick = states[-1].copy(), end
        return None

    def _rates(self, hours: float, states: Array) -> Array:
        if self.flat is None:
            return super()._rates(hours, states)
        return np.array(self.flat.rates(self._clock_at(hours), states.tolist(), self._still))
