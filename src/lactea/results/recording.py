"""What a result needs of a simulated run: the shape of a recording, said as protocols.

Results depend on these shapes only, so that a run read back from a file, a run of another engine
and a small run written by hand in a test are all looked at in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from lactea.scenario import ProtocolEvidence

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

SIDES = ("left", "right")
SECONDS_PER_HOUR = 3600


class TraceLike(Protocol):
    """Curves on their own time points.

    `time_h` has shape (moments,), hours from the origin; `states` has shape (moments, columns) and
    `names` names the columns.
    """

    @property
    def time_h(self) -> Floats: ...

    @property
    def states(self) -> Floats: ...

    @property
    def names(self) -> Sequence[str]: ...

    def between(self, start_h: float, end_h: float) -> TraceLike:
        """The part between two hours from the origin."""
        ...


class EventLike(Protocol):
    """Something that happened at one moment, `time_h` hours from the origin."""

    @property
    def time_h(self) -> float: ...

    @property
    def kind(self) -> str: ...

    @property
    def side(self) -> str | None: ...

    @property
    def value(self) -> float | None: ...

    @property
    def unit(self) -> str | None: ...


class InfantLike(Protocol):
    """The infants of a scenario."""

    @property
    def count(self) -> int: ...


class ScenarioLike(Protocol):
    """A scenario by name; `origin_clock` is the local time at the origin, in s after midnight."""

    @property
    def name(self) -> str: ...

    @property
    def summary(self) -> str: ...

    @property
    def evidence(self) -> ProtocolEvidence | None: ...

    @property
    def origin(self) -> str: ...

    @property
    def origin_clock(self) -> int: ...

    @property
    def infant(self) -> InfantLike | None: ...


class Recording(Protocol):
    """One simulated person from the first to the last day.

    `days` and `sessions` hold one array per name: shape (days,) or (days, 2), and (sessions,) or
    (sessions, 2), the last axis being left and right.
    """

    @property
    def scenario(self) -> ScenarioLike: ...

    @property
    def parameter_values(self) -> Mapping[str, float]: ...

    @property
    def engine(self) -> str: ...

    @property
    def error_estimate(self) -> float: ...

    @property
    def seed(self) -> int: ...

    @property
    def first_day(self) -> int: ...

    @property
    def n_days(self) -> int: ...

    @property
    def resolved(self) -> Any: ...

    @property
    def warnings(self) -> Sequence[str]: ...

    @property
    def days(self) -> Mapping[str, Array]: ...

    @property
    def sessions(self) -> Mapping[str, Array]: ...

    @property
    def trace(self) -> TraceLike: ...

    @property
    def zooms(self) -> Sequence[TraceLike]: ...

    @property
    def events(self) -> Sequence[EventLike]: ...


def day_numbers(recording: Recording) -> npt.NDArray[np.int64]:
    """Numbers of the recorded days, shape (days,); day 0 begins at the origin."""
    return recording.first_day + np.arange(recording.n_days, dtype=np.int64)


SUMS = {
    "progesterone": ("progesterone_fast", "progesterone_slow"),
    "infant_weight": ("infant_mass", "infant_water"),
}
"""Quantities that a trace of states gives as a sum, where it does not hold them itself."""


def column(trace: TraceLike, name: str) -> Floats:
    """One curve of a trace, shape (moments,).

    Raises
    ------
    KeyError
        If the trace holds neither the curve nor the states that add up to it.
    """
    names = list(trace.names)
    parts = (name,) if name in names else SUMS.get(name, ())
    if not parts or not set(parts) <= set(names):
        raise KeyError(f"This trace has no curve '{name}'; it has {', '.join(names)}.")
    picked = trace.states[:, [names.index(part) for part in parts]]
    return np.asarray(picked.sum(axis=1), dtype=np.float64)


INFANT_IS_THERE = "infant_is_there"


def infant_from_h(recording: Recording) -> float:
    """Hour at which the infant is born or arrives; infinite where there is none."""
    hours = [event.time_h for event in recording.events if event.kind == INFANT_IS_THERE]
    return min(hours, default=np.inf)


def infant_count(recording: Recording) -> int:
    """How many infants are fed; 1 where there is none, so that it can be divided by."""
    infant = recording.scenario.infant
    return 1 if infant is None else infant.count


def infant_weights(recording: Recording) -> Floats:
    """Weight of the infant at the end of each day, shape (days,); NaN while there is none."""
    ends = 24.0 * (day_numbers(recording) + 1)
    weight = np.asarray(recording.days["infant_weight"], dtype=float)
    return np.where((ends > infant_from_h(recording)) & (weight > 0), weight, np.nan)
