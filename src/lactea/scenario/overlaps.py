"""Two scheduled sessions cannot empty one breast at the same time.

Nursing on demand may stand beside scheduled sessions: the infant waits until a session is over.
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
    """Raise a fault for the first two scheduled sessions that meet on a breast."""
    scheduled: list[tuple[int, SessionStep]] = [
        (place, step)
        for place, step in enumerate(scenario.protocol)
        if isinstance(step, SessionStep) and step.scheduled
    ]
    _check_waiting(scenario, scheduled)
    _check_timed(scenario, [(place, step) for place, step in scheduled if step.when is None])


def _check_timed(scenario: Scenario, scheduled: list[tuple[int, SessionStep]]) -> None:
    has = scenario.person.breasts
    parts = sorted(
        (part.side, part.start, part.stop, place)
        for place, step in scheduled
        for tick in scenario.session_ticks(step)
        for part in step.parts(tick, has)
    )
    # Parts of one side follow each other by their start, so only neighbours need comparing as long
    # as no overlap was found so far.
    for before, after in pairwise(parts):
        if before[0] == after[0] and after[1] < before[2]:
            raise fault(
                f"at '{format_duration(after[1])}' the {after[0]} breast would be in two sessions "
                f"at once: those of protocol[{before[3]}] and protocol[{after[3]}] overlap there. "
                "Shift one step's start, or stop one before the other begins.",
                "protocol",
                max(before[3], after[3]),
            )


def _check_waiting(scenario: Scenario, scheduled: list[tuple[int, SessionStep]]) -> None:
    """A step that waits for a rule may begin at any time, so its whole span must be free."""
    has = scenario.person.breasts
    for place, waiting in scheduled:
        if waiting.when is None:
            continue
        for other_place, other in scheduled:
            if other_place == place or not set(waiting.sides(has)) & set(other.sides(has)):
                continue
            if _spans_meet(scenario, waiting, other):
                raise fault(
                    f"this step begins when its rule holds, which may be during protocol["
                    f"{other_place}], and both use the same breast. Give them spans that do not "
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
