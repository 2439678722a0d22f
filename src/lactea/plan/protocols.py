"""Published protocols set beside the plans of a search, on the same people; nothing of them is searched.

What a protocol does is taken from its builtin scenario. A step that waits for an observation begins on its
latest day, or is left out where it has none; nursing on demand stands as eight sessions a day, pumping beside
it lies in between. The day of arrival is the likely one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import likely_arrival
from lactea.plan.dominance import Standing, place_of, place_of_protocol, standing
from lactea.plan.evaluate import Evaluated
from lactea.plan.outcome import Outcome, outcome_of
from lactea.plan.people import Group
from lactea.plan.request import Mode, Request
from lactea.plan.schedule import Schedule, Sessions, Stretch, broken_by_day
from lactea.plan.supply import supplies
from lactea.reading.durations import DAY, HOUR, MINUTE, format_duration
from lactea.safety import screen
from lactea.scenario import Scenario, load
from lactea.scenario.steps import Nurse, Pump, Take

INDUCING = ("induced", "induced-short", "newman-goldfarb-accelerated", "newman-goldfarb")
"""Builtin protocols for lactation without pregnancy."""
NURSING_EVERY = 3 * HOUR
SESSION = 15 * MINUTE
BETWEEN = NURSING_EVERY // 2


Family = Sequence[tuple[str, Evaluated]]
"""Plans with their letters."""


@dataclass(frozen=True)
class Compared:
    """A published protocol on the people of the check.

    Attributes
    ----------
    name
        The builtin protocol.
    outcome, hours, medicine_days
        What it reaches, and what it asks for.
    blocked
        What the safety screen holds against it; empty where nothing blocks.
    broken
        Limits of the request that it breaks.
    standing
        How it lies against the plans on the front.
    """

    name: str
    outcome: Outcome
    hours: float
    medicine_days: int
    blocked: tuple[str, ...]
    broken: tuple[str, ...]
    standing: Standing

    @property
    def beaten_by(self) -> str:
        """Letter of a plan that is as good as it; empty where none is."""
        return self.standing.beaten_by[0] if self.standing.beaten_by else ""


def compared(request: Request, mode: Mode, plans: Family, people: Group) -> tuple[Compared, ...]:
    """The protocols that fit a request; those with medicines only for clinicians and researchers."""
    arrival = likely_arrival(request)
    if arrival is None or not plans or request.lactation is not None:
        return ()
    named = [(name, load(name)) for name in INDUCING]
    fitting = [
        (name, schedule_of_protocol(protocol, request, arrival))
        for name, protocol in named
        if mode != "parent" or not list(protocol.steps_of(Take))
    ]
    found = supplies([schedule for _, schedule in fitting], people)
    return tuple(
        _compared(name, schedule, outcome_of(supply, request), request, mode, plans)
        for (name, schedule), supply in zip(fitting, found, strict=True)
    )


def schedule_of_protocol(protocol: Scenario, request: Request, arrival: int) -> Schedule:
    """The protocol with its arrival on the request's; what would lie before today is left out."""
    assert protocol.infant_arrival_tick is not None
    shift = arrival - protocol.infant_arrival_tick // DAY
    last = request.last_day
    spans = [
        (max(begin + shift, 0), min(end + shift, last), sessions)
        for begin, end, sessions in _spans(protocol)
    ]
    borders = sorted({day for begin, end, _ in spans if begin < end for day in (begin, end)})
    stretches = []
    for begin, end in pairwise(borders):
        sessions = sorted({one for a, b, own in spans if a <= begin < b for one in own})
        stretches.append(Stretch(begin, end, tuple(sessions)))
    takes = tuple(_takes(protocol, shift, last))
    return Schedule(tuple(stretches), "hospital_grade", True, takes)


def _spans(protocol: Scenario) -> Iterator[tuple[int, int, Sessions]]:
    """First day, end and sessions of every step that removes milk."""
    arrival, horizon = protocol.infant_arrival_tick or 0, 10**6 * DAY
    for step in protocol.protocol:
        if isinstance(step, Nurse):
            yield step.start_tick // DAY, step.end_tick(horizon) // DAY, _every(NURSING_EVERY, 0)
        if isinstance(step, Pump):
            waits = step.when is not None and step.when.at_latest is not None
            start = step.when.at_latest if waits and step.when else step.start_tick
            own = tuple((time, SESSION) for time in step.times)
            offset = BETWEEN if (start or 0) >= arrival else 0
            sessions = own or _every(step.every or NURSING_EVERY, offset)
            yield (start or 0) // DAY, step.end_tick(horizon) // DAY, sessions


def _every(gap: int, offset: int) -> Sessions:
    return tuple((time, SESSION) for time in range(offset, DAY, gap))


def _takes(protocol: Scenario, shift: int, last: int) -> Iterator[Take]:
    for take in protocol.steps_of(Take):
        begin = take.start_tick // DAY + shift
        end = last if take.stop is None else min(take.stop // DAY + shift, last)
        if take.when is None and max(begin, 0) < end:
            entries = take.model_dump(mode="json", exclude_none=True, exclude={"until"}) | {
                "start": format_duration(max(begin, 0) * DAY),
                "stop": format_duration(end * DAY),
            }
            yield Take.model_validate(entries)


def _compared(
    name: str,
    schedule: Schedule,
    outcome: Outcome,
    request: Request,
    mode: Mode,
    plans: Family,
) -> Compared:
    screening = screen(scenario_of(schedule, request), request.country, mode)
    blocks = [one for one in screening.findings if one.severity == "blocks"]
    rules = tuple(dict.fromkeys(f"{one.rule}: {one.medicine or ''}".strip(": ") for one in blocks))
    broken = [one for s in schedule.stretches for one in broken_by_day(s.sessions, request)]
    days = max((course.days for course in screening.case.courses), default=0)
    own = place_of_protocol(name, outcome, schedule.hours, days)
    against = standing(own, [place_of(letter, one) for letter, one in plans])
    return Compared(
        name, outcome, schedule.hours, days, rules, tuple(dict.fromkeys(broken)), against
    )
