"""Two scheduled sessions cannot run at the same time, on whichever breast.

A run follows one session at a time; both breasts at once is a session with `simultaneous`. Nursing on
demand may stand beside scheduled sessions: the infant waits until a session is over.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lactea.reading.durations import format_duration
from lactea.reading.problems import fault
from lactea.scenario.steps.sessions import SessionStep

if TYPE_CHECKING:
    from lactea.scenario.schema import Scenario


def check_overlaps(scenario: Scenario) -> None:
    """Raise a fault for the first two scheduled sessions that meet."""
    scheduled: list[tuple[int, SessionStep]] = [
        (place, step)
        for place, step in enumerate(scenario.protocol)
        if isinstance(step, SessionStep) and step.scheduled
    ]
    _check_waiting(scenario, scheduled)
    _check_timed(scenario, [(place, step) for place, step in scheduled if step.when is None])


def _check_timed(scenario: Scenario, scheduled: list[tuple[int, SessionStep]]) -> None:
    has = scenario.person.breasts
    sessions = sorted(
        (tick, max(part.stop for part in step.parts(tick, has)), place)
        for place, step in scheduled
        for tick in scenario.session_ticks(step)
    )
    # Sessions follow each other by their start, so only neighbours need comparing as long as no
    # overlap was found so far.
    for (_, over, one), (start, _, other) in pairwise(sessions):
        if start < over:
            raise fault(
                f"at '{format_duration(start)}' there would be two sessions at once: those of "
                f"protocol[{one}] and protocol[{other}] overlap there. Shift one step's start, stop "
                "one before the other begins, or write one step for both breasts.",
                "protocol",
                max(one, other),
            )


def _check_waiting(scenario: Scenario, scheduled: list[tuple[int, SessionStep]]) -> None:
    """A step that waits for a rule may begin at any time, so its whole span must be free."""
    for place, waiting in scheduled:
        if waiting.when is None:
            continue
        for other_place, other in scheduled:
            if other_place != place and _spans_meet(scenario, waiting, other):
                raise fault(
                    f"this step begins when its rule holds, which may be during protocol["
                    f"{other_place}], and one session runs at a time. Give them spans that do not "
                    "meet ('start' and 'stop').",
                    "protocol",
                    place,
                )


def _spans_meet(scenario: Scenario, first: SessionStep, second: SessionStep) -> bool:
    horizon = scenario.horizon
    # A session that begins just before 'stop' still runs for its length.
    first_end = first.end_tick(horizon) + first.session_length
    second_end = second.end_tick(horizon) + second.session_length
    return first.start_tick < second_end and second.start_tick < first_end
