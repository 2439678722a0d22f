"""What is read of each day beside its states: contents of the milk, engorgement, rates of mastitis.

These quantities steer nothing, so a few rows of each day are kept and read for many days at once, which costs
a run next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.arrays import quantities_along
from lactea.engine.solver import Rows

Array = NDArray[np.float64]
Pair = tuple[float, float]

CONTENTS = (
    "fat_content", "lactose_content", "protein_content", "sodium_content", "potassium_content",
    "chloride_content", "energy_content", "alpha_lactalbumin_content", "prolactin_content",
)  # fmt: skip
"""Quantities of a breast that are read of the milk removed: means over its volume."""
HELD = ("lactose_content", "protein_content", "sodium_content")
"""Quantities that are read of the milk in a breast at the end of a day, removed or not."""
RATES = ("engorgement", "mastitis_by_stasis", "mastitis_by_inflammation")
"""Quantities that are read as means over the hours of a day."""
BATCH = 30
"""Days read at once."""
EVERY = 4
"""Rows of a session from one reading to the next: contents change slowly, amounts are exact."""
HOUR = 3600


@dataclass(frozen=True)
class Picked:
    """Some rows of a day: states and inputs, one row each; `states` may have none."""

    states: Array
    inputs: Array


class Readings:
    """Takes one day after the other.

    Parameters
    ----------
    body : Body
    parameters : by id, in inside units
    """

    def __init__(self, body: Body, parameters: Mapping[str, float]) -> None:
        self.body = body
        self.parameters = parameters
        self._removed = [body.state_ids.index(f"removed_{side}") for side in SIDES]
        self._sessions: list[Picked] = []
        self._hours: list[Picked] = []
        self._days: dict[str, list[Pair]] = {}

    def take(self, stretches: Sequence[Rows]) -> None:
        """Recorded steps of a complete day."""
        self._sessions.append(self._rows_of_sessions(stretches))
        self._hours.append(_rows_of_hours(stretches))
        if len(self._hours) == BATCH:
            self._read()

    @property
    def days(self) -> dict[str, list[Pair]]:
        """Pairs of left and right by day.

        ``milk_<content>`` for `CONTENTS`, NaN where no milk was removed; ``breast_<content>`` for `HELD`;
        the names of `RATES`, and ``engorgement_max``.
        """
        self._read()
        return self._days

    def _rows_of_sessions(self, stretches: Sequence[Rows]) -> Picked:
        places = self._removed
        flowing = [s for s in stretches if (s.states[-1, places] > s.states[0, places]).any()]
        if not flowing:
            return Picked(stretches[0].states[:0], stretches[0].inputs[None][:0])
        chosen = [np.append(np.arange(0, len(s.states) - 1, EVERY), -1) for s in flowing]
        lengths = [len(rows) for rows in chosen]
        return Picked(
            np.concatenate([s.states[rows] for s, rows in zip(flowing, chosen, strict=True)]),
            np.repeat([s.inputs for s in flowing], lengths, axis=0),
        )

    def _read(self) -> None:
        contents = self._along(self._sessions, CONTENTS)
        for picked, values in zip(self._sessions, contents, strict=True):
            amounts = [np.diff(picked.states[:, place]) for place in self._removed]
            for name in CONTENTS:
                left, right = (_mean(values[name][side], amounts[side]) for side in (0, 1))
                self._say(f"milk_{name.removesuffix('_content')}", (left, right))
        for values in self._along(self._hours, (*RATES, *HELD)):
            for name in RATES:
                self._say(name, tuple(values[name].mean(axis=1)))
            self._say("engorgement_max", tuple(values["engorgement"].max(axis=1)))
            for name in HELD:
                self._say(f"breast_{name.removesuffix('_content')}", tuple(values[name][:, -1]))
        self._sessions, self._hours = [], []

    def _along(self, days: Sequence[Picked], names: Sequence[str]) -> list[dict[str, Array]]:
        """For each day the quantities `names`, of shape (2, rows)."""
        if not days:
            return []
        states = np.concatenate([picked.states for picked in days])
        inputs = np.concatenate([picked.inputs for picked in days])
        wanted = tuple(f"{name}_{side}" for name in names for side in SIDES)
        # None of them depends on the clock.
        clock = np.zeros(len(states))
        values = quantities_along(self.body, clock, states, self.parameters, inputs, wanted)
        ends = np.cumsum([len(picked.states) for picked in days])[:-1]
        pairs = {
            name: np.split(np.stack([values[f"{name}_{side}"] for side in SIDES]), ends, axis=1)
            for name in names
        }
        return [{name: pairs[name][day] for name in names} for day in range(len(days))]

    def _say(self, name: str, pair: Pair) -> None:
        self._days.setdefault(name, []).append(pair)


def _rows_of_hours(stretches: Sequence[Rows]) -> Picked:
    """The rows at each full hour of a day, its end among them."""
    ends = np.array([stretch.seconds[-1] for stretch in stretches])
    hours = np.arange(stretches[0].seconds[0] + HOUR, ends[-1] + 1, HOUR)
    found = [stretches[place] for place in np.searchsorted(ends, hours)]
    states = [
        stretch.states[np.searchsorted(stretch.seconds, hour)]
        for stretch, hour in zip(found, hours, strict=True)
    ]
    return Picked(np.array(states), np.array([stretch.inputs for stretch in found]))


def _mean(values: Array, amounts: Array) -> float:
    """Mean over the milk that flowed from each row to the next; outside sessions none flows."""
    total = float(amounts.sum())
    return float((values[:-1] + values[1:]) / 2 @ amounts / total) if total > 0 else np.nan
