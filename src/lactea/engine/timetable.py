"""Decisions that need no look at the body: those of a timetable.

Where the controllers of a run never ask for a state, they decide the same with any equations, or with none.
Their decisions are then had without solving anything, and can be replayed in lanes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines
from lactea.engine.loop import Nobody, run
from lactea.engine.past import everybody_who_decides
from lactea.engine.person import Setting
from lactea.engine.setup import run_span
from lactea.engine.solver import Rows, Watch
from lactea.reading.clock import format_clock
from lactea.scenario import scenario_hash
from lactea.scenario.resolved import Border, ResolvedProtocol

if TYPE_CHECKING:
    from lactea.scenario import Scenario


class LookedError(ValueError):
    """Somebody decides from the state of the body."""


def timetable(scenario: Scenario, setting: Setting, days: int | None = None) -> ResolvedProtocol:
    """The decisions of a run, without the run.

    Parameters
    ----------
    scenario : Scenario
    setting : Setting
        The person of the scenario, from `lactea.engine.person.settle_person`.
    days : int, optional
        As for `lactea.engine.simulate`.

    Raises
    ------
    LookedError
        If an infant on demand, a rule or anything else has to look at the body.
    """
    return resolved_by(decisions(scenario, setting, days), scenario, days)


def decisions(scenario: Scenario, setting: Setting, days: int | None) -> tuple[Border, ...]:
    """The borders of `timetable`."""
    span = run_span(scenario, days)
    body = body_with_medicines(scenario)
    controllers = everybody_who_decides(body, setting, scenario, span.start)
    return tuple(run(_Clock(span.start, scenario.origin_clock_h), controllers, Nobody(), span))


def resolved_by(
    borders: tuple[Border, ...], scenario: Scenario, days: int | None
) -> ResolvedProtocol:
    """The decisions of a run of `scenario`."""
    span = run_span(scenario, days)
    return ResolvedProtocol(
        scenario_hash(scenario), format_clock(scenario.origin_clock_tick), span.start, span.end,
        borders,
    )  # fmt: skip


class _Clock:
    """A solver of no equations: time passes, and there is nothing to look at."""

    name = "clock"

    def __init__(self, tick: int, clock_start: float) -> None:
        self._tick, self._clock_start = tick, clock_start

    @property
    def tick(self) -> int:
        return self._tick

    @property
    def clock(self) -> float:
        return (self._clock_start + self._tick / 3600) % 24

    def state(self, name: str) -> NoReturn:
        raise LookedError(f"'{name}' is looked at on day {self._tick // DAY}.")

    quantity = state

    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None:
        """Nothing is there to change."""

    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> None:
        for watch in watches:
            self.state(watch.state)
        self._tick = end

    def take_rows(self) -> list[Rows]:
        return []
