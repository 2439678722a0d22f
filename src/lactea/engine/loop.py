"""The loop of a run: decisions at integer ticks, the solver in between.

Controllers decide from the state at their tick. Their decisions, with the grid that the solver keeps to
in between, make up the resolved protocol; a replay of it takes the same steps.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from lactea.engine.change import (
    NEVER,
    SESSION_BEGINS,
    SESSION_ENDS,
    Change,
    Controller,
    View,
    merged,
)
from lactea.engine.course import DAY
from lactea.engine.solver import Rows, Watch
from lactea.scenario.resolved import Border, ResolvedProtocol

GRID_OUTSIDE, GRID_INSIDE = 600, 10
"""Seconds between the points where the solver lands, outside and inside sessions."""


class Steered(View, Protocol):
    """A person as the decisions see it: looked at, and changed at borders."""

    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None: ...
    def take_rows(self) -> list[Rows]: ...


class Solver(Steered, Protocol):
    """What the loop needs of a solver."""

    name: str

    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> int | None: ...


class Keeper(Protocol):
    """What the loop needs of whoever keeps a record."""

    def take(self, rows: Iterable[Rows]) -> None: ...
    def border(self, tick: int, label: str) -> None: ...
    def close_day(self) -> None: ...


class Nobody:
    """Keeps no record."""

    def take(self, rows: Iterable[Rows]) -> None:
        """Nothing comes."""

    def border(self, tick: int, label: str) -> None:
        """Borders do not matter here."""

    def close_day(self) -> None:
        """Nor do days."""


class Replay:
    """The controller that repeats a resolved protocol."""

    def __init__(self, protocol: ResolvedProtocol) -> None:
        self._borders = list(reversed(protocol.borders))

    @property
    def next_tick(self) -> int:
        """Tick of the next border."""
        return self._borders[-1].tick if self._borders else NEVER

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def decide(self, view: object) -> Iterable[Change]:
        """What was decided then."""
        border = self._borders.pop()
        yield Change(border.inputs, border.assign, border.add, border.label)


@dataclass(frozen=True)
class Span:
    """First and last tick of a run, on whole days."""

    start: int
    end: int


class Stretch(NamedTuple):
    """The way to the next decision: to tick `end`, landing on every multiple of `grid`, or to where a watch asks."""

    end: int
    grid: int
    watches: Sequence[Watch]


Steering = Generator[Stretch, bool, list[Border]]
"""Yields stretches to be gone, is told whether a watch ended each, and returns every decision in order of time."""


def run(
    solver: Solver, controllers: Sequence[Controller], recorder: Keeper, span: Span
) -> list[Border]:
    """Run to the end of `span`.

    Returns
    -------
    list of Border
        Every decision, in order of time.
    """
    steering = steer(solver, controllers, recorder, span)
    try:
        stretch = next(steering)
        while True:
            stretch = steering.send(solver.advance(*stretch) is not None)
    except StopIteration as over:
        borders: list[Border] = over.value
        return borders


def steer(
    person: Steered, controllers: Sequence[Controller], recorder: Keeper, span: Span
) -> Steering:
    """Decide for a person whom somebody else moves on, alone or beside others."""
    borders: list[Border] = []
    grid = GRID_OUTSIDE
    day_end = span.start + DAY
    fired = False
    while True:
        tick = person.tick
        due = [c for c in controllers if fired or c.next_tick <= tick]
        while due:
            change = merged(decision for c in due for decision in c.decide(person))
            if change is None and tick % grid:
                # Nothing was decided, but the solver stands beside its grid: so must a replay.
                change = Change(label="no change")
            if change is not None:
                recorder.take(person.take_rows())
                person.apply(change.inputs, change.assign, change.add)
                recorder.border(tick, change.label)
                grid = _grid_after(change.label, grid)
                borders.append(
                    Border(tick, grid, change.inputs, change.assign, change.add, change.label)
                )
            due = [c for c in controllers if c.next_tick <= tick]
        if tick >= day_end:
            recorder.take(person.take_rows())
            recorder.close_day()
            day_end += DAY
        if tick >= span.end:
            return borders
        goal = min(day_end, span.end, *(c.next_tick for c in controllers))
        fired = yield Stretch(goal, grid, [watch for c in controllers for watch in c.watches()])


def _grid_after(label: str, grid: int) -> int:
    """Sessions are followed closely; the words of a border say whether one is going on."""
    for word in label.split("; "):
        if word.startswith(SESSION_BEGINS):
            grid = GRID_INSIDE
        elif word == SESSION_ENDS:
            grid = GRID_OUTSIDE
    return grid
