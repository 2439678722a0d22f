"""Turning recorded steps into a `Recording` while the run goes on, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine import curve
from lactea.engine.arrays import quantities_along
from lactea.engine.change import SESSION_BEGINS, SESSION_ENDS
from lactea.engine.readings import Readings
from lactea.engine.recording import Event, PiecedTrace, Trace
from lactea.engine.sessions import MEASURES, PER_BREAST, Columns, Session, measure
from lactea.engine.solver import Rows

Array = NDArray[np.float64]
DAY = 86_400
TRACE_OUTSIDE, TRACE_INSIDE = 600, 60
DROPS_ML = 0.5
"""Milk of one session that people call drops, in a log as in a report: assumed, half of the smallest
volume that is read. Reports were held against twice that before, and one was missed, which was known.
"""
ACCUMULATED = ("removed", "made", "leaked", "reabsorbed")
AT_DAY_END = {"stored": "milk", "activation": "activation", "tissue": "tissue",
              "capacity": "capacity", "active_cells": "active_cells",
              "mean_fullness": "mean_fullness"}  # fmt: skip
HORMONES = {
    "prolactin": ("prolactin",),
    "oxytocin": ("oxytocin",),
    "estradiol": ("estradiol",),
    "progesterone": ("progesterone_fast", "progesterone_slow"),
    "placental_lactogen": ("placental_lactogen",),
}
FOLLOWED = (
    *(part for parts in HORMONES.values() for part in parts),
    *(f"{name}_{side}" for name in ("made", "tissue", "activation") for side in SIDES),
)
"""States whose course within a day is looked at."""
ACTIVATION_STAGES = {0.2: "activation_20", 0.5: "secretory_activation", 0.9: "activation_90"}
LEAST_FELT, TINY = 0.1, 1e-300
"""Growth, in resting glands, below which there is too little to feel; and a divisor that is not 0."""
DRY_ML_PER_H = 10 / 24
"""A breast counts as dried up once it makes less than this (10 mL a day)."""


class Recorder:
    """Collects one run.

    Parameters
    ----------
    body : Body
    parameters : (n_parameters,) in inside units
    clock_start : float
        Local hour of day at the origin.
    zooms : sequence of (first tick, last tick)
    """

    def __init__(
        self,
        body: Body,
        parameters: Mapping[str, float],
        clock_start: float,
        zooms: Sequence[tuple[int, int]],
    ) -> None:
        self.body = body
        self.parameters = parameters
        self.clock_start = clock_start
        self._days: dict[str, list[object]] = {}
        self._readings = Readings(body, parameters)
        self._sessions: list[Columns] = []
        self.events: list[Event] = []
        self._place = {name: i for i, name in enumerate(body.state_ids)}
        self._input_place = {name: i for i, name in enumerate(body.input_ids)}
        self._today: list[Rows] = []
        self._open: list[Rows] | None = None
        self._kind = ""
        self._trace: list[tuple[Array, Array]] = []
        self._windows = list(zooms)
        self._zoomed: list[list[Rows]] = [[] for _ in zooms]
        self._seen: set[tuple[str, str | None]] = set()
        self._sessions_today: list[Session] = []

    # -- taking in ----------------------------------------------------------------------------

    def border(self, tick: int, label: str) -> None:
        """A border of the protocol: sessions begin and end here."""
        for word in label.split("; "):
            if word.startswith(SESSION_BEGINS):
                self._open, self._kind = [], word.partition(": ")[2]
            elif word == SESSION_ENDS and self._open:
                self._close_session()
            elif word in ("birth", "placenta out", "infant is there"):
                self.events.append(Event(tick / 3600, word.replace(" ", "_")))

    def take(self, rows: Iterable[Rows]) -> None:
        """Recorded stretches, in order of time."""
        for stretch in rows:
            self._today.append(stretch)
            if self._open is not None:
                self._open.append(stretch)
            self._thin(stretch)
            for window, kept in zip(self._windows, self._zoomed, strict=True):
                if stretch.seconds[-1] >= window[0] and stretch.seconds[0] <= window[1]:
                    kept.append(_cut(stretch, window))

    def close_day(self) -> None:
        """A day is complete: its figures, sessions and events."""
        hours = np.concatenate([s.seconds for s in self._today]) / 3600
        states, slopes = self._columns("states"), self._columns("slopes")
        self._daily_amounts(self._today[0].states[0], self._today[-1].states[-1])
        self._daily_sessions()
        self._daily_hormones(hours, states, slopes)
        self._daily_events(hours, states, slopes)
        self._readings.take(self._today)
        last = self._today[-1]
        self._today = [Rows(last.seconds[-1:], last.states[-1:], last.slopes[-1:], last.inputs)]

    @property
    def days(self) -> dict[str, list[object]]:
        """Figures by day, of all complete days."""
        return {**self._days, **{name: list(pairs) for name, pairs in self._readings.days.items()}}

    # -- a day --------------------------------------------------------------------------------

    def _columns(self, of: Literal["states", "slopes"]) -> dict[str, Array]:
        """Today's course of the states that are looked at between their first and last value."""
        places = [self._place[name] for name in FOLLOWED]
        rows = np.concatenate([getattr(stretch, of)[:, places] for stretch in self._today])
        return dict(zip(FOLLOWED, rows.T, strict=True))

    def _daily_amounts(self, first: Array, last: Array) -> None:
        for name in ACCUMULATED:
            self._say(name, [last[self._place[f"{name}_{s}"]] - first[self._place[f"{name}_{s}"]]
                             for s in SIDES])  # fmt: skip
        for name, state in AT_DAY_END.items():
            self._say(name, [last[self._place[f"{state}_{s}"]] for s in SIDES])
        self._say(
            "infant_intake",
            last[self._place["infant_intake"]] - first[self._place["infant_intake"]],
        )
        self._say(
            "infant_weight", last[self._place["infant_mass"]] + last[self._place["infant_water"]]
        )
        self._say("topup", self._topups())
        self._say("drip_caught", [self._drops_caught(side) for side in SIDES])
        self._say("solid_share", self._input(self._today[-1], "solid_share"))
        self._say("suckling_history", last[self._place["suckling_history"]])

    def _topups(self) -> float:
        """Other milk given today, all infants together."""
        hours = [(s.seconds[-1] - s.seconds[0]) / 3600 for s in self._today]
        rates = [self._other_milk(s) * self._input(s, "infant_count") for s in self._today]
        return float(np.dot(hours, rates))

    def _other_milk(self, stretch: Rows) -> float:
        """Other milk per hour and infant: through the day, and after a feed."""
        return self._input(stretch, "topup_rate") + self._input(stretch, "topup_after_feed")

    def _drops_caught(self, side: str) -> float:
        """Drops of a breast caught today."""
        place, caught = self._place[f"leaked_{side}"], f"drip_collection_{side}"
        return sum(
            float(s.states[-1, place] - s.states[0, place]) * self._input(s, caught)
            for s in self._today
        )

    def _input(self, stretch: Rows, name: str) -> float:
        return float(stretch.inputs[self._input_place[name]])

    def _daily_sessions(self) -> None:
        sessions, self._sessions_today = self._sessions_today, []
        self._say("sessions", len(sessions))
        if not sessions:
            self._say("ejections", 0.0)
            return
        measured = measure(self.body, sessions, self.parameters)
        self._sessions.append(measured)
        self._say("ejections", measured["ejections"].sum())
        volumes = measured["volume"].sum(axis=1).astype(float)
        drops = np.flatnonzero(volumes >= DROPS_ML)
        if len(drops):
            self._first("first_drops", None, float(measured["start_h"][drops[0]]))

    def _daily_hormones(
        self, hours: Array, states: dict[str, Array], slopes: dict[str, Array]
    ) -> None:
        values, rates = (
            np.column_stack([sum(of[part] for part in parts) for parts in HORMONES.values()])
            for of in (states, slopes)
        )
        means = curve.means(hours, values, rates)
        lowest, highest = curve.ranges(hours, values, rates)
        for name, mean, low, high in zip(HORMONES, means, lowest, highest, strict=True):
            self._say(f"{name}_mean", mean)
            self._say(f"{name}_min", low)
            self._say(f"{name}_max", high)

    def _daily_events(
        self, hours: Array, states: dict[str, Array], slopes: dict[str, Array]
    ) -> None:
        if hours[0] < 0:
            return
        felt = self.parameters["felt_activation"]
        self._first("milk_felt", None, _crossing(hours, self._turned_on(states), felt))
        there = [side for side in SIDES if self._input(self._today[-1], f"breast_present_{side}")]
        for side in there:
            for level, kind in ACTIVATION_STAGES.items():
                self._first(kind, side, _crossing(hours, states[f"activation_{side}"], level))
            if ("secretory_activation", side) in self._seen:
                making = slopes[f"made_{side}"]
                self._first("dried_up", side, _crossing(hours, -making, -DRY_ML_PER_H))

    def _turned_on(self, states: dict[str, Array]) -> Array:
        """Activation of what has grown in the breasts there are; 0 where that is next to nothing."""
        inputs, resting = self._today[-1], self.parameters["tissue_resting"]
        grown = {
            side: self._input(inputs, f"breast_present_{side}")
            * self._input(inputs, f"gland_share_{side}")
            * np.maximum(states[f"tissue_{side}"] - resting, 0.0)
            for side in SIDES
        }
        total = sum(grown.values())
        secreting = sum(grown[side] * states[f"activation_{side}"] for side in SIDES)
        return np.where(total > LEAST_FELT * resting, secreting / np.maximum(total, TINY), 0.0)

    def _first(self, kind: str, side: str | None, time_h: float | None) -> None:
        if time_h is not None and (kind, side) not in self._seen:
            self._seen.add((kind, side))
            self.events.append(Event(time_h, kind, side))

    def _say(self, name: str, value: object) -> None:
        self._days.setdefault(name, []).append(value)

    # -- a session ----------------------------------------------------------------------------

    def _close_session(self) -> None:
        assert self._open is not None
        recorded = [s for s in self._open if len(s.seconds)]
        self._open = None
        asked = [s for s in recorded if self._input(s, "asking")]
        stretches = [s for s in recorded if not self._input(s, "asking")]
        if stretches:  # An infant that asked and was not fed had no session.
            self._sessions_today.append(Session(self._kind, stretches, asked))

    # -- curves -------------------------------------------------------------------------------

    def _thin(self, stretch: Rows) -> None:
        pace = TRACE_INSIDE if self._open is not None else TRACE_OUTSIDE
        kept = stretch.seconds % pace == 0
        kept[0] = True
        self._trace.append((stretch.seconds[kept] / 3600, stretch.states[kept]))

    def trace(self) -> PiecedTrace:
        """Thinned curves of all states."""
        return PiecedTrace(self._trace, self.body.state_ids)

    def zooms(self) -> list[Trace]:
        """The magnified windows, with every quantity."""
        return [self._magnified(stretches) for stretches in self._zoomed]

    def _magnified(self, stretches: list[Rows]) -> Trace:
        names = (*self.body.state_ids, *self.body.input_ids, *self.body.quantity_ids)
        if not stretches:
            return Trace(np.zeros(0), np.zeros((0, len(names))), names)
        blocks = []
        for stretch in stretches:
            clock = (self.clock_start + stretch.seconds / 3600) % 24
            values = quantities_along(
                self.body, clock, stretch.states, self.parameters, stretch.inputs
            )
            blocks.append(np.column_stack([values[name] for name in names]))
        hours = np.concatenate([s.seconds for s in stretches]) / 3600
        return Trace(hours, np.concatenate(blocks), names)

    def session_arrays(self) -> dict[str, NDArray[np.generic]]:
        """All sessions, one array per measure."""
        names = (*MEASURES, *PER_BREAST, "kind")
        if not self._sessions:
            shapes = {name: (0, 2) if name in PER_BREAST else (0,) for name in names}
            return {n: np.zeros(shapes[n], dtype=str if n == "kind" else float) for n in names}
        return {name: np.concatenate([day[name] for day in self._sessions]) for name in names}


def _both(course: Mapping[str, Array], name: str) -> Array:
    """Sum over both breasts."""
    total: Array = course[f"{name}_left"] + course[f"{name}_right"]
    return total


def _cut(stretch: Rows, window: tuple[int, int]) -> Rows:
    inside = (stretch.seconds >= window[0]) & (stretch.seconds <= window[1])
    return Rows(
        stretch.seconds[inside], stretch.states[inside], stretch.slopes[inside], stretch.inputs
    )


def _crossing(hours: Array, values: Array, level: float) -> float | None:
    """First time at which `values` rises through `level`."""
    rising = np.flatnonzero((values[:-1] < level) & (values[1:] >= level))
    if not len(rising):
        return None
    i = int(rising[0])
    share = (level - values[i]) / (values[i + 1] - values[i])
    return float(hours[i] + share * (hours[i + 1] - hours[i]))
