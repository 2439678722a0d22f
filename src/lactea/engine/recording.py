"""What a run leaves behind: daily figures, sessions, thinned and magnified curves, events."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    trace: Trace
    zooms: list[Trace]
    events: list[Event]
    warnings: list[str] = field(default_factory=list)
