"""Candidates held against people and against the safety screen; nothing is simulated twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import Candidate, schedule_of
from lactea.plan.outcome import Outcome, outcome_of
from lactea.plan.people import Group
from lactea.plan.request import Mode, Request
from lactea.plan.supply import Supply, supplies
from lactea.safety import Screening, screen
from lactea.safety.limits import allowance


@dataclass(frozen=True)
class Burden:
    """What a plan asks of a person, from today to the goal.

    Attributes
    ----------
    hours
        In sessions.
    minutes_per_day
        The same, mean over all days until the goal.
    nights
        With a session in the hours of sleep.
    exposure
        Days on a medicine, each counted as the share of its strictest known daily cap.
    """

    hours: float
    minutes_per_day: float
    nights: int
    exposure: float


@dataclass(frozen=True, eq=False)
class Evaluated:
    """A candidate with what came of it."""

    candidate: Candidate
    burden: Burden
    supply: Supply
    outcome: Outcome

    @property
    def objectives(self) -> tuple[float, float, float, float]:
        """What a search weighs against each other; the first is to be high, the others low."""
        reached = (self.outcome.chance + self.outcome.attained) / 2
        burden = self.burden
        return reached, burden.minutes_per_day, float(burden.nights), burden.exposure


@dataclass
class Evaluator:
    """Evaluates candidates on one group of people."""

    request: Request
    people: Group
    known: dict[Candidate, Evaluated] = field(default_factory=dict)

    def all_of(self, candidates: Sequence[Candidate]) -> list[Evaluated]:
        """Every candidate, in order; those that are new are simulated together."""
        new = [one for one in dict.fromkeys(candidates) if one not in self.known]
        schedules = [schedule_of(one, self.request) for one in new]
        for one, supply in zip(new, supplies(schedules, self.people) if new else (), strict=True):
            outcome = outcome_of(supply, self.request)
            self.known[one] = Evaluated(one, burden_of(one, self.request), supply, outcome)
        return [self.known[one] for one in candidates]


def burden_of(candidate: Candidate, request: Request) -> Burden:
    """What a candidate asks of a person."""
    schedule = schedule_of(candidate, request)
    return Burden(
        hours=schedule.hours,
        minutes_per_day=60 * schedule.hours / request.last_day,
        nights=schedule.nights(request),
        exposure=_exposure(candidate, request),
    )


def screened(candidate: Candidate, request: Request, mode: Mode) -> Screening:
    """The safety screen of a candidate, for the reader of a mode."""
    return screen(scenario_of(schedule_of(candidate, request), request), request.country, mode)


def _exposure(candidate: Candidate, request: Request) -> float:
    if candidate.regimen is None:
        return 0.0
    case = screened(candidate, request, "researcher").case
    total = 0.0
    for course in case.courses:
        caps = [allowance(course.medicine, one.per_day) for one in course.medicine.dose_limits]
        lowest = min((cap.amount / cap.days for cap in caps), default=None)
        share = 1.0 if lowest is None else course.heaviest().amount / lowest
        total += share * course.days
    return total
