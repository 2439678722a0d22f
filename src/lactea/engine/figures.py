"""The few daily figures by which runs are compared, kept without everything else a recorder keeps."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine import curve
from lactea.engine.solver import Rows

Array = NDArray[np.float64]
COMPARED = ("removed", "prolactin_max")


class Figures:
    """Takes recorded stretches like a recorder, and keeps `COMPARED` for each day.

    Attributes
    ----------
    days : dict
        ``removed`` of shape (n_days, 2) in mL, ``prolactin_max`` of shape (n_days,) in ng/mL.
    """

    def __init__(self, body: Body) -> None:
        names = ("prolactin", *(f"removed_{side}" for side in SIDES))
        self._prolactin, *self._removed = (body.state_ids.index(name) for name in names)
        self._today: list[Rows] = []
        self._days: list[tuple[Array, float]] = []

    def border(self, tick: int, label: str) -> None:
        """Borders do not matter here."""

    def take(self, rows: Iterable[Rows]) -> None:
        """Recorded stretches, in order of time."""
        self._today += rows

    def close_day(self) -> None:
        """A day is complete."""
        hours = np.concatenate([s.seconds for s in self._today]) / 3600
        levels = np.concatenate([s.states[:, self._prolactin] for s in self._today])
        slopes = np.concatenate([s.slopes[:, self._prolactin] for s in self._today])
        first, last = self._today[0], self._today[-1]
        removed = last.states[-1, self._removed] - first.states[0, self._removed]
        highest = curve.extremes(hours, levels, slopes)[1]
        self._days.append((removed, highest))
        self._today = [Rows(last.seconds[-1:], last.states[-1:], last.slopes[-1:], last.inputs)]

    @property
    def days(self) -> dict[str, Array]:
        """What was kept."""
        columns = zip(*self._days, strict=True)
        return {name: np.array(column) for name, column in zip(COMPARED, columns, strict=True)}
