"""The decisions of a timetable, without any body: sessions and doses by the clock are known beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lactea.body.registry import Body
from lactea.engine.change import Controller
from lactea.engine.course import DAY
from lactea.engine.doses import Doses
from lactea.engine.loop import Span, run
from lactea.engine.person import settle_person
from lactea.engine.removal import Removal
from lactea.engine.solver import Rows, Watch
from lactea.reading.clock import format_clock
from lactea.scenario import Scenario, scenario_hash
from lactea.scenario.resolved import ResolvedProtocol


def resolved_timetable(scenario: Scenario, body: Body, days: int) -> ResolvedProtocol:
    """The decisions of a scenario in which nothing waits for the body.

    The same as a simulation would take, for sessions with a device and for doses; how strongly a
    device draws is that of the middle of the group.

    Raises
    ------
    LookupError
        Something does wait for the body, such as nursing on demand.
    """
    controllers: list[Controller] = [
        Doses(scenario),
        Removal(scenario, settle_person(body, scenario).parameters),
    ]
    span = Span(0, days * DAY)
    borders = run(_Nobody(), controllers, _NoRecord(), span)
    return ResolvedProtocol(
        scenario_hash(scenario), format_clock(scenario.origin_clock_tick), 0, span.end,
        tuple(borders),
    )  # fmt: skip


class _Nobody:
    """A solver of nobody: time passes, and whoever asks for a state hears that there is none."""

    name = "nobody"

    def __init__(self) -> None:
        self.tick = 0

    @property
    def clock(self) -> float:
        return self.tick / 3600 % 24

    def state(self, name: str) -> float:
        raise LookupError(f"A decision waits for '{name}' of a body.")

    quantity = state

    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None: ...

    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> int | None:
        self.tick = end
        return None

    def take_rows(self) -> list[Rows]:
        return []


class _NoRecord:
    """Nobody keeps a record."""

    def take(self, rows: Iterable[Rows]) -> None: ...

    def border(self, tick: int, label: str) -> None: ...

    def close_day(self) -> None: ...
