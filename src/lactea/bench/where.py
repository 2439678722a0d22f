"""Where the time of a whole run goes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lactea.engine.change import Change, Controller, View
from lactea.engine.doses import body_with_medicines
from lactea.engine.kernel import compile_body
from lactea.engine.loop import Keeper, Solver, run
from lactea.engine.person import settle_person
from lactea.engine.recorder import Recorder
from lactea.engine.setup import controllers_of, run_span, settled_solver
from lactea.engine.solver import RELATIVE_TOLERANCE, Rows, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lactea.scenario import Scenario

KERNEL, RECORDER, CONTROLLERS, SETTLING, REST = (
    "stepping (compiled)", "recorder", "controllers", "settling of 120 days", "the loop between",
)  # fmt: skip


@dataclass(frozen=True)
class Shares:
    """Seconds of a run, and the share of each of its parts."""

    scenario: str
    days: int
    seconds: float
    shares: dict[str, float]


class Watches:
    """Stop-watches by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Time what is done meanwhile."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - started


def where(scenario: Scenario, days: int) -> Shares:
    """Run a scenario in a closed loop with its whole record, and time the parts."""
    body = body_with_medicines(scenario)
    compile_body(body)
    watches = Watches()
    started = time.perf_counter()
    setting = settle_person(body, scenario)
    span = run_span(scenario, days)
    with watches.on(SETTLING):
        solver = settled_solver("compiled", body, setting, scenario, span.start, RELATIVE_TOLERANCE)
    recorder = Recorder(body, setting.parameters, scenario.origin_clock_h, ())
    controllers = [
        _TimedController(one, watches) for one in controllers_of(scenario, setting, span.start)
    ]
    run(_TimedSolver(solver, watches), controllers, _TimedKeeper(recorder, watches), span)
    recorder.session_arrays()
    recorder.trace()
    total = time.perf_counter() - started
    watches.seconds[REST] = total - sum(watches.seconds.values())
    return Shares(
        scenario.name,
        days,
        total,
        {name: seconds / total for name, seconds in watches.seconds.items()},
    )


class _TimedSolver:
    """A solver whose steps are timed."""

    def __init__(self, solver: Solver, watches: Watches) -> None:
        self.solver, self.watches, self.name = solver, watches, solver.name

    @property
    def tick(self) -> int:
        return self.solver.tick

    @property
    def clock(self) -> float:
        return self.solver.clock

    def state(self, name: str) -> float:
        return self.solver.state(name)

    def quantity(self, name: str) -> float:
        return self.solver.quantity(name)

    def apply(
        self, inputs: Mapping[str, float], assign: Mapping[str, float], add: Mapping[str, float]
    ) -> None:
        self.solver.apply(inputs, assign, add)

    def advance(self, end: int, grid: int, watches: Sequence[Watch] = ()) -> int | None:
        with self.watches.on(KERNEL):
            return self.solver.advance(end, grid, watches)

    def take_rows(self) -> list[Rows]:
        return self.solver.take_rows()


class _TimedKeeper:
    """A keeper of records whose work is timed."""

    def __init__(self, keeper: Keeper, watches: Watches) -> None:
        self.keeper, self.watches = keeper, watches

    def take(self, rows: Iterable[Rows]) -> None:
        with self.watches.on(RECORDER):
            self.keeper.take(rows)

    def border(self, tick: int, label: str) -> None:
        with self.watches.on(RECORDER):
            self.keeper.border(tick, label)

    def close_day(self) -> None:
        with self.watches.on(RECORDER):
            self.keeper.close_day()


class _TimedController:
    """A controller whose decisions are timed."""

    def __init__(self, controller: Controller, watches: Watches) -> None:
        self.controller, self.timer = controller, watches

    @property
    def next_tick(self) -> int:
        return self.controller.next_tick

    def watches(self) -> Sequence[Watch]:
        with self.timer.on(CONTROLLERS):
            return self.controller.watches()

    def decide(self, view: View) -> Iterable[Change]:
        with self.timer.on(CONTROLLERS):
            return list(self.controller.decide(view))
