"""The controller of milk removal: scheduled sessions, and the infant on demand.

A session is a row of phases, each at one breast or at both; before them an infant may be heard to ask for
a while, a phase at none. Scheduled phases end by the clock; an infant's end when it is satisfied, when it
has had all it can hold, or when milk has stopped coming.
A scheduled session goes before an infant's wish, which then waits.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lactea.body.registry import SIDES
from lactea.engine.change import NEVER, SESSION_BEGINS, SESSION_ENDS, Change, View
from lactea.engine.course import DAY
from lactea.engine.solver import Watch
from lactea.scenario.steps import HandExpress, Nurse, Pump, SessionStep, StopNursing
from lactea.scenario.steps.base import SpanStep

if TYPE_CHECKING:
    from lactea.scenario import Scenario

FASTEST = 1.5
SLOWEST_ML_PER_H = 0.1
TOLD_APART = 1e-4
"""Fullness between two breasts that are told apart: no decision hangs on the rounding of equal ones."""
LOOK = 600
"""Ticks from one look of a waiting infant to the next."""
SECONDS = 3600.0
TURN_PER_H = 2 * math.pi / 24


@dataclass(frozen=True)
class Phase:
    """A stretch of a session: who draws at which breasts, how strongly, how long at most.

    At no breast, the infant asks.
    """

    sides: tuple[str, ...]
    suckling: float
    vacuum: float
    infant: bool
    longest: int


@dataclass(frozen=True)
class Session:
    """A session about to happen."""

    kind: str
    phases: tuple[Phase, ...]


class Removal:
    """Decides which breast is emptied by whom, and when.

    Parameters
    ----------
    scenario : Scenario
    parameters : mapping of str to float
        All parameters in inside units.
    """

    def __init__(self, scenario: Scenario, parameters: Mapping[str, float]) -> None:
        self.scenario = scenario
        self.values = parameters
        self._coming: list[tuple[int, int, SessionStep]] = []
        self._orders = itertools.count()
        self._on_demand: list[tuple[int, Nurse]] = []
        self._phases: list[Phase] = []
        self._phase_end = NEVER
        self._kind = ""
        self._last_start = -NEVER
        self.last_fed = -NEVER
        """Tick at which an infant last left the breast, satisfied or not."""
        self._meal_end = 0.0
        self._letting_go = 0.0
        self._next_look = NEVER
        self._nursing_ends = min(
            (step.at_tick + step.over_ticks for step in scenario.steps_of(StopNursing)),
            default=NEVER,
        )
        for step in scenario.steps_of(SessionStep):
            if step.when is None:
                self._open(step, step.start_tick)

    # -- when to look -------------------------------------------------------------------------

    @property
    def next_tick(self) -> int:
        """The next end of a phase, scheduled session, or look at a waiting infant."""
        coming = self._coming[0][0] if self._coming else NEVER
        return min(coming, self._phase_end, NEVER if self._phases else self._next_look)

    def watches(self) -> Sequence[Watch]:
        """What ends an infant's phase."""
        if not (self._phases and self._phases[0].infant):
            return ()
        return (
            Watch("infant_intake", -1.0, self._meal_end),
            Watch("infant_flow_memory", 1.0, self.values["side_change_flow"]),
        )

    def begin_step(self, step: SpanStep, tick: int) -> Iterable[Change]:
        """A step whose rule has come true begins now."""
        if isinstance(step, SessionStep):
            self._open(step, tick)
        return ()

    def end_step(self, step: SpanStep, tick: int) -> Iterable[Change]:
        """A step whose rule to end has come true: a session that runs goes on, none begins."""
        self._coming = [entry for entry in self._coming if entry[2] is not step]
        heapq.heapify(self._coming)
        self._on_demand = [entry for entry in self._on_demand if entry[1] is not step]
        return ()

    def _open(self, step: SessionStep, tick: int) -> None:
        if isinstance(step, Nurse) and step.on_demand:
            self._on_demand.append((tick, step))
            self._next_look = min(self._next_look, tick)
            return
        for start in self.scenario.session_ticks(step, tick):
            heapq.heappush(self._coming, (start, next(self._orders), step))

    # -- deciding -----------------------------------------------------------------------------

    def decide(self, view: View) -> Iterable[Change]:
        """End, continue or begin a session."""
        if self._phases:
            yield from self._continue(view)
        while self._coming and self._coming[0][0] <= view.tick:
            _, _, step = heapq.heappop(self._coming)
            if not (isinstance(step, Nurse) and view.tick >= self._nursing_ends):
                yield from self._interrupt(view)
                yield from self._begin(view, self._scheduled(step))
        if not self._phases and view.tick >= self._next_look:
            self._next_look = self._look_after(view)
            session = self._wish(view)
            if session is not None:
                yield from self._begin(view, session)

    def _continue(self, view: View) -> Iterable[Change]:
        phase = self._phases[0]
        full = phase.infant and view.state("infant_intake") >= self._meal_end
        drained = (
            phase.infant and view.state("infant_flow_memory") <= self.values["side_change_flow"]
        )
        if not (full or drained or view.tick >= self._phase_end):
            return
        satisfied = phase.infant and view.state("infant_appetite") <= self._letting_go
        too_late = not phase.sides and self._nursing_now(view.tick) is None
        self._phases = [] if full or satisfied or too_late else self._phases[1:]
        if self._phases:
            yield self._start_phase(view)
        else:
            yield self._end(phase, view.tick)

    def _interrupt(self, view: View) -> Iterable[Change]:
        if self._phases:
            phase = self._phases[0]
            self._phases = []
            yield self._end(phase, view.tick)

    def _begin(self, view: View, session: Session) -> Iterable[Change]:
        if not session.phases:
            return
        self._phases = list(session.phases)
        self._kind = session.kind
        self._last_start = view.tick
        if any(phase.infant for phase in session.phases):
            count = self._infants()
            meal = view.quantity("infant_meal")
            self._letting_go = self.values["satisfied_share"] * meal
            self._meal_end = (
                view.state("infant_intake") + count * self.values["meal_largest"] * meal
            )
        first = self._start_phase(view)
        yield Change(
            first.inputs,
            {**first.assign, "letdown_phase": 0.0},
            label=f"{SESSION_BEGINS}: {session.kind}",
        )

    def _start_phase(self, view: View) -> Change:
        phase = self._phases[0]
        self._phase_end = view.tick + phase.longest
        assign = self._at_latch() if phase.infant else {}
        return Change(at_breasts(phase), assign, label=_where(phase))

    def _at_latch(self) -> dict[str, float]:
        """An infant latches eagerly, and gives the breast time for milk to come."""
        return {"infant_flow_memory": self.values["patience_flow"], "infant_eagerness": 1.0}

    def _end(self, last: Phase, tick: int) -> Change:
        self._phase_end = NEVER
        if last.infant:
            self.last_fed = tick
        return Change(at_breasts(None), {"letdown_phase": 0.0}, label=SESSION_ENDS)

    @property
    def feeding(self) -> bool:
        """Whether an infant is at the breast, or will be before this session ends."""
        return any(phase.infant for phase in self._phases)

    @property
    def began(self) -> int:
        """Tick at which the last session began."""
        return self._last_start

    def stomach_room(self, view: View) -> float:
        """Milk in mL that each infant could still hold after this feed."""
        return max(0.0, self._meal_end - view.state("infant_intake")) / self._infants()

    # -- sessions -----------------------------------------------------------------------------

    def _scheduled(self, step: SessionStep) -> Session:
        sides = step.sides(self.scenario.person.breasts)
        length = step.duration or 0
        groups = (sides,) if step.at_once and sides else tuple((side,) for side in sides)
        if isinstance(step, Nurse):
            return Session("nurse", tuple(
                Phase(group, step.latch, step.latch, True, length) for group in groups
            ))  # fmt: skip
        vacuum, kind = self._device(step)
        stimulation = self.values["stimulation_device"]
        return Session(kind, tuple(
            Phase(group, stimulation, vacuum, False, length) for group in groups
        ))  # fmt: skip

    def _device(self, step: SessionStep) -> tuple[float, str]:
        if isinstance(step, HandExpress):
            return self.values["vacuum_hand"], "hand_express"
        assert isinstance(step, Pump)
        return self.values[f"vacuum_{step.device}"], "pump"

    def _wish(self, view: View) -> Session | None:
        """The session that the infant asks for now, if it does."""
        step = self._nursing_now(view.tick)
        if step is None or not self._hungry(view):
            return None
        sides = step.sides(self.scenario.person.breasts)
        fullest_first = self._fullest_first(view, sides)
        longest = int(self.values["feed_longest"] * SECONDS)
        tandem = self._infants() > 1
        groups = (tuple(fullest_first),) if tandem else tuple((side,) for side in fullest_first)
        fed = tuple(
            Phase(group, step.latch, step.latch, True, longest) for group in groups if group
        )
        asked = (Phase((), 0.0, 0.0, False, step.asks_for),) if step.asks_for and fed else ()
        return Session("nurse", asked + fed)

    def _fullest_first(self, view: View, sides: Iterable[str]) -> list[str]:
        """The breast that is tighter is given first.

        What is felt is how full a breast is for what it can hold. By the millilitre the larger one would
        nearly always come first, the other would be left unsuckled, and would dry within months.
        """
        return sorted(
            sides, key=lambda side: -round(view.quantity(f"fullness_{side}") / TOLD_APART)
        )

    def _look_after(self, view: View) -> int:
        """The next look that could find the infant hungry: on the grid of looks, today or at midnight.

        Appetite grows no faster than `FASTEST` times the need of now. What it must reach is never less
        than in the hungriest hour, and comes down no faster than a cosine of one day can.
        """
        meal, appetite = view.quantity("infant_meal"), view.state("infant_appetite")
        pace = FASTEST * max(view.quantity("infant_milk_need"), SLOWEST_ML_PER_H)
        swing = self.values["feed_night"] * meal
        by_lowest = (meal - swing - appetite) / pace
        by_descent = (self._hungry_from(view) - appetite) / (pace + swing * TURN_PER_H)
        rested = self._last_start + self.values["feed_interval_least"] * SECONDS
        soonest = max(rested, view.tick + max(by_lowest, by_descent) * SECONDS)
        midnight = (view.tick // DAY + 1) * DAY
        return max((view.tick // LOOK + 1) * LOOK, int(min(soonest, midnight)) // LOOK * LOOK)

    def _hungry(self, view: View) -> bool:
        if view.tick - self._last_start < self.values["feed_interval_least"] * SECONDS:
            return False
        return view.state("infant_appetite") >= self._hungry_from(view)

    def _hungry_from(self, view: View) -> float:
        """Appetite at which the infant asks for a feed at this hour, in mL."""
        night = self.values["feed_night"] * _night(view.clock, self.values["feed_night_hour"])
        return (1 + night) * view.quantity("infant_meal")

    def _nursing_now(self, tick: int) -> Nurse | None:
        if tick >= self._nursing_ends:
            return None
        horizon = self.scenario.horizon_tick
        return next(
            (step for start, step in self._on_demand if start <= tick < step.end_tick(horizon)),
            None,
        )

    def _infants(self) -> int:
        return self.scenario.infant.count if self.scenario.infant else 1


def at_breasts(phase: Phase | None) -> dict[str, float]:
    """Inputs that put a phase at its breasts, or nobody anywhere."""
    inputs: dict[str, float] = {}
    for side in SIDES:
        here = phase is not None and side in phase.sides
        inputs[f"suckling_{side}"] = phase.suckling if phase and here else 0.0
        inputs[f"vacuum_{side}"] = phase.vacuum if phase and here else 0.0
        inputs[f"infant_at_{side}"] = 1.0 if phase and here and phase.infant else 0.0
    inputs["asking"] = 1.0 if phase is not None and not phase.sides else 0.0
    return inputs


def _where(phase: Phase) -> str:
    return f"at {' and '.join(phase.sides)}" if phase.sides else "asks"


def _night(clock: float, deepest: float) -> float:
    return math.cos(TURN_PER_H * (clock - deepest))
