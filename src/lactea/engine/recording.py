"""What a run leaves behind: daily figures, sessions, thinned and magnified curves, events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from lactea.scenario import ResolvedProtocol, Scenario

Array = NDArray[Any]


@dataclass(frozen=True)
class Event:
    """Something that happened at one moment, `time_h` hours from the origin."""

    time_h: float
    kind: str
    side: str | None = None
    value: float | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Trace:
    """Curves: `time_h` of shape (m,), `states` of shape (m, columns), `names` of the columns."""

    time_h: NDArray[np.float64]
    states: NDArray[np.float64]
    names: tuple[str, ...]

    def between(self, start_h: float, end_h: float) -> Trace:
        """The part between two hours from the origin."""
        inside = (self.time_h >= start_h) & (self.time_h <= end_h)
        return Trace(self.time_h[inside], self.states[inside], self.names)


class PiecedTrace:
    """A trace in pieces, joined when it is first looked at: most runs are never drawn.

    Parameters
    ----------
    pieces : sequence of (time_h, states)
    names : of the columns of states
    """

    def __init__(
        self,
        pieces: Sequence[tuple[NDArray[np.float64], NDArray[np.float64]]],
        names: tuple[str, ...],
    ) -> None:
        self._pieces = pieces
        self.names = names

    def between(self, start_h: float, end_h: float) -> Trace:
        """The part between two hours from the origin; the rest stays in pieces."""
        near = [(t, states) for t, states in self._pieces if t[-1] >= start_h and t[0] <= end_h]
        if not near:
            return Trace(np.zeros(0), np.zeros((0, len(self.names))), self.names)
        part = PiecedTrace(near, self.names)
        return Trace(part.time_h, part.states, self.names).between(start_h, end_h)

    @cached_property
    def time_h(self) -> NDArray[np.float64]:
        """Hours from the origin, (m,)."""
        return np.concatenate([time for time, _ in self._pieces])

    @cached_property
    def states(self) -> NDArray[np.float64]:
        """Values, (m, columns)."""
        return np.concatenate([states for _, states in self._pieces])


@dataclass(frozen=True)
class Recording:
    """One simulated person.

    Attributes
    ----------
    days : dict
        Arrays of shape (n_days,) or (n_days, 2), the last axis being left and right.
    sessions : dict
        Arrays of shape (k,) or (k, 2).
    trace : Trace
        States every ten minutes, and every minute inside sessions.
    zooms : list of Trace
        Full resolution with all quantities, in the windows that were asked for.
    """

    scenario: Scenario
    parameter_values: dict[str, float]
    engine: str
    error_estimate: float
    seed: int
    first_day: int
    n_days: int
    resolved: ResolvedProtocol
    days: dict[str, Array]
    sessions: dict[str, Array]
    trace: Trace | PiecedTrace
    zooms: list[Trace]
    events: list[Event]
    warnings: list[str] = field(default_factory=list)
