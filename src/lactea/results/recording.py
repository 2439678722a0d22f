"""What a result needs of a simulated run: the shape of a recording, said as protocols.

Results depend on these shapes only, so that a run read back from a file, a run of another engine
and a small run written by hand in a test are all looked at in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

SIDES = ("left", "right")


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


class ScenarioLike(Protocol):
    """The names by which a run's scenario is shown."""

    @property
    def name(self) -> str: ...

    @property
    def summary(self) -> str: ...

    @property
    def origin(self) -> str: ...

    @property
    def origin_clock(self) -> Any: ...


class Recording(Protocol):
    """One simulated person from the first to the last day.

    `days` and `sessions` hold one array per name: shape (days,) or (days, 2), and (sessions,) or
    (sessions, 2), the last axis being left and right.
    """

    @property
    def scenario(self) -> Any: ...

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


def column(trace: TraceLike, name: str) -> Floats:
    """One curve of a trace, shape (moments,)."""
    return np.asarray(trace.states[:, list(trace.names).index(name)], dtype=np.float64)


def clock_hour(clock: object) -> float:
    """Hour of the day (0 to 24) meant by "08:30", or by a number of hours."""
    if isinstance(clock, (int, float)):
        return float(clock) % 24
    hours, _, minutes = str(clock).partition(":")
    return (float(hours) + float(minutes[:2] or 0) / 60) % 24
