"""Candidates held against people and against the safety screen; nothing is simulated twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import Candidate, schedule_of
from lactea.plan.outcome import Outcome, outcome_of
from lactea.plan.people import Group
from lactea.plan.request import Mode, Request
from lactea.plan.supply import Supply, supplies
from lactea.safety import Screening, screen
from lactea.safety.limits import allowance

FEW = 4
FEW_FIRST, THE_OTHERS = slice(0, FEW), slice(FEW, None)
"""A candidate is tried on a few people before the others: a quarter of the usual number, a choice."""
MARGIN = 0.01
"""How much more somebody else has to reach in them: as little as makes two plans differ."""


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
        burden = self.burden
        return (
            reached_of(self.outcome),
            burden.minutes_per_day,
            float(burden.nights),
            burden.exposure,
        )


def reached_of(outcome: Outcome) -> float:
    """How far a goal is reached: the mean of the chance and of the share that is attained."""
    return (outcome.chance + outcome.attained) / 2


@dataclass
class Evaluator:
    """Evaluates candidates on one group of people."""

    request: Request
    people: Group
    known: dict[Candidate, Evaluated] = field(default_factory=dict)

    def race(self, candidates: Sequence[Candidate]) -> list[Evaluated]:
        """Every candidate, in order; those that are hopeless on a few of the people are tried on no more.

        Who is hopeless stays unknown: `known` holds none of them.
        """
        if not candidates:
            return []  # nobody's past is lived through for nothing
        if len(self.people.levels) <= FEW:
            return self.all_of(candidates)
        new = [one for one in dict.fromkeys(candidates) if one not in self.known]
        schedules = [schedule_of(one, self.request) for one in new]
        some = supplies(schedules, self.people, FEW_FIRST) if new else []
        early = {one: self._evaluated(one, supply) for one, supply in zip(new, some, strict=True)}
        staying = [one for one in new if not self._hopeless(early[one])]
        kept = [schedule_of(one, self.request) for one in staying]
        rest = supplies(kept, self.people, THE_OTHERS) if kept else []
        for one, others in zip(staying, rest, strict=True):
            whole = np.concatenate([early[one].supply.removed, others.removed])
            self.known[one] = self._evaluated(one, Supply(whole))
        return [self.known.get(one) or early[one] for one in candidates]

    def _hopeless(self, early: Evaluated) -> bool:
        """Whether a known candidate reaches more in the same few people and asks for no more."""
        reached, *burdens = early.objectives
        for one in self.known.values():
            _, *others = one.objectives
            if all(b <= a for a, b in zip(burdens, others, strict=True)):
                few = outcome_of(Supply(one.supply.removed[FEW_FIRST]), self.request)
                if reached_of(few) >= reached + MARGIN:
                    return True
        return False

    def _evaluated(self, candidate: Candidate, supply: Supply) -> Evaluated:
        outcome = outcome_of(supply, self.request)
        return Evaluated(candidate, burden_of(candidate, self.request), supply, outcome)

    def all_of(self, candidates: Sequence[Candidate]) -> list[Evaluated]:
        """Every candidate, in order; those that are new are simulated together."""
        new = [one for one in dict.fromkeys(candidates) if one not in self.known]
        schedules = [schedule_of(one, self.request) for one in new]
        for one, supply in zip(new, supplies(schedules, self.people) if new else (), strict=True):
            self.known[one] = self._evaluated(one, supply)
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
