"""What earlier pregnancies and lactations left in the body when the run begins.

The same person lives through them with the same equations and controllers, and rests in between. What
is left enters the run as the first border, so that a replay needs no past.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from lactea.body.registry import Body
from lactea.engine.change import Change, Controller
from lactea.engine.course import DAY, Timeline
from lactea.engine.loop import Solver, Span, run
from lactea.engine.person import Setting, after_a_pregnancy
from lactea.engine.setup import ACCUMULATORS, controllers_of, settled_solver
from lactea.engine.solver import RELATIVE_TOLERANCE, Rows

if TYPE_CHECKING:
    from lactea.scenario import Scenario
    from lactea.scenario.history import EarlierLactation

ANOTHERS = ("infant_", *ACCUMULATORS)
"""Beginnings of the names of states that belong to the child of that time, or to one run."""


def past(
    body: Body, setting: Setting, scenario: Scenario, start: int
) -> Iterable[tuple[int, Change]]:
    """The change at `start` by which the run goes on from the past; none without a past."""
    if not scenario.history:
        return
    states: dict[str, float] = {}
    inputs: dict[str, float] = {}
    starts = [*(entry.first_tick for entry in scenario.history), start]
    for entry, (_, following) in zip(scenario.history, pairwise(starts), strict=True):
        that_time = Change(inputs, states)
        solver = _lived_through(body, setting, _at_that_time(scenario, entry), that_time)
        solver.apply({"infant_present": 0.0}, {}, {})
        solver.advance(max(solver.tick, (following + entry.ended) // DAY * DAY), DAY)
        solver.take_rows()
        states = {
            name: solver.state(name) for name in body.state_ids if not name.startswith(ANOTHERS)
        }
        inputs = after_a_pregnancy()
    yield start, Change(inputs, states, label="what the past left")


def everybody_who_decides(
    body: Body, setting: Setting, scenario: Scenario, start: int
) -> list[Controller]:
    """The controllers of a run: what the past left comes first."""
    before = Timeline(past(body, setting, scenario, start))
    return [before, *controllers_of(scenario, setting, start)]


def _at_that_time(scenario: Scenario, entry: EarlierLactation) -> Scenario:
    """The same person around that birth, which is the origin then."""
    return scenario.model_copy(
        update={
            "origin": "placenta_delivered",
            "history": (),
            "infant": entry.infant(),
            "protocol": entry.protocol(),
            "horizon": entry.nursed + DAY,
        }
    )


def _lived_through(body: Body, setting: Setting, scenario: Scenario, before: Change) -> Solver:
    span = Span(-scenario.gestation_at_birth_ticks // DAY * DAY, -(-scenario.horizon // DAY) * DAY)
    solver = settled_solver("compiled", body, setting, scenario, span.start, RELATIVE_TOLERANCE)
    solver.apply(before.inputs, before.assign, {})
    run(solver, controllers_of(scenario, setting, span.start), _NoRecord(), span)
    return solver


class _NoRecord:
    """Nobody keeps a record of the past."""

    def take(self, rows: Iterable[Rows]) -> None: ...

    def border(self, tick: int, label: str) -> None: ...

    def close_day(self) -> None: ...
