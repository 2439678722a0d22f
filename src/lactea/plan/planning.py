"""From a request to its plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lactea.plan.around import StopBranch, equipment, stop_branch, visits
from lactea.plan.candidate import Candidate, likely_arrival
from lactea.plan.evaluate import Evaluated, Evaluator, screened
from lactea.plan.front import adds_something, front, shown
from lactea.plan.last_pumping import LastPumping, last_pumping
from lactea.plan.levers_now import Change, ranked_changes
from lactea.plan.lighter import lightened
from lactea.plan.outcome import Outcome, arrival_days, outcome_of
from lactea.plan.own_log import Followers
from lactea.plan.parts import Part, parts_of
from lactea.plan.past import past_scenario
from lactea.plan.people import Crowd, Group, PeopleLikeThisOne
from lactea.plan.protocols import Compared, compared
from lactea.plan.refusals import Refusal, refusals
from lactea.plan.request import Mode, Request
from lactea.plan.search import Found, Gate, search
from lactea.plan.space import space_of
from lactea.safety import Screening

LETTERS = "ABCDEFGH"
WEEK = 7
Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Effort:
    """How much a search does: candidates tried, people they are tried on, people they are checked on."""

    tries: int = 56
    people: int = 16
    checked: int = 32

    def among(self, people: int) -> Effort:
        """As much as so many people allow: a third is searched on, the others check."""
        third = min(self.people, people // 3)
        return replace(self, people=third, checked=min(self.checked, people - third))


@dataclass(frozen=True)
class ArrivalCost:
    """What an early or late arrival means for a plan.

    Attributes
    ----------
    word, day
        ``earliest``, ``likely`` or ``latest``, and the day.
    chance, value
        Of the goal, and the median of what is compared with the target.
    """

    word: str
    day: int
    chance: float
    value: float


@dataclass(frozen=True)
class Plan:
    """One plan of the family, checked on people who were not searched on.

    Attributes
    ----------
    letter
        Its name in the family.
    evaluated
        The candidate on the people of the check.
    weekly
        (day, 5 %, half, 95 %) of the milk removed per day, mean of the week before.
    """

    letter: str
    evaluated: Evaluated
    screening: Screening
    arrivals: tuple[ArrivalCost, ...]
    weekly: tuple[tuple[int, float, float, float], ...]
    parts: tuple[Part, ...]
    stop: StopBranch
    visits: tuple[tuple[int, str], ...]
    equipment: tuple[str, ...]

    @property
    def candidate(self) -> Candidate:
        return self.evaluated.candidate

    @property
    def outcome(self) -> Outcome:
        return self.evaluated.outcome


@dataclass(frozen=True)
class Plans:
    """The family of plans of a request.

    Attributes
    ----------
    plans
        In order: without medicine first, then the lowest dose and the shortest time.
    tried, people, lost
        Candidates tried; people checked on, and how many could not be simulated.
    refusals
        Why courses of medicine are in no plan.
    stopped
        Whether the search was stopped before its end.
    changes
        Single changes to how things are now, the largest gain first.
    last_pumping
        For a stash that has to last: the last day of pumping that still reaches its end.
    compared
        Published protocols on the same people.
    own_log
        The followers of a person's own log, where plans were tried on them.
    """

    request: Request
    mode: Mode
    seed: int
    plans: tuple[Plan, ...]
    tried: int
    people: int
    lost: int
    refusals: tuple[Refusal, ...]
    stopped: bool
    changes: tuple[Change, ...]
    last_pumping: LastPumping | None
    compared: tuple[Compared, ...]
    own_log: Followers | None = None


def make_plans(
    request: Request,
    mode: Mode,
    seed: int = 0,
    effort: Effort | None = None,
    told: Told | None = None,
    own_log: Followers | None = None,
) -> Plans:
    """Search, and check what was found on other people.

    Parameters
    ----------
    request : Request
    mode : str
        For whom; a parent's plans hold no medicine.
    seed : int
        Of the people and of the search.
    effort : Effort, optional
    told : callable, optional
        Hears what is going on, and how much of it is done.
    own_log : Followers, optional
        On whom plans are tried; people like this one without it.
    """
    effort, said = effort or Effort(), told or _silent
    crowd: Crowd = own_log or PeopleLikeThisOne(request, seed)
    if own_log is not None:
        effort = effort.among(len(own_log.runs))
    past_scenario(request)  # what cannot have been is told before anything is searched
    gate = Gate(request, mode)
    space = space_of(request, mode)
    searched_on = _people(crowd, range(effort.people), said)
    evaluator = Evaluator(request, searched_on)
    found = search(
        space, evaluator, gate, effort.tries, seed, lambda n, of: said("trying plans", n, of)
    )
    pool = found.evaluated if found.stopped else _with_lighter(found, evaluator, said)
    chosen, idle = _family(pool, evaluator)
    parts = [() for _ in chosen] if found.stopped else parts_of(chosen, evaluator)
    others = range(effort.people, effort.people + effort.checked)
    checked_on = searched_on if found.stopped else _people(crowd, others, said)
    said("checking on other people", 0, 1)
    checked = Evaluator(request, checked_on).all_of([one.candidate for one in chosen])
    said("checking on other people", 1, 1)
    family = list(zip(LETTERS, checked, strict=False))
    lost = searched_on.lost + checked_on.lost if chosen else 0
    plans = [
        _plan(letter, one, steps, request, mode)
        for letter, one, steps in zip(LETTERS, checked, parts, strict=False)
    ]
    return Plans(
        request, mode, seed, tuple(plans), len(set(pool)) + len(found.hopeless), len(checked_on.indices), lost,
        refusals(space, gate, idle), found.stopped,
        ranked_changes(evaluator) if chosen and not found.stopped else (), last_pumping(request, checked),
        () if found.stopped else compared(request, mode, family, checked_on), own_log,
    )  # fmt: skip


def _with_lighter(found: Found, evaluator: Evaluator, said: Told) -> tuple[Evaluated, ...]:
    """What was found, and lighter plans beside it."""
    said("looking for less effort", 0, 1)
    pool = (*found.evaluated, *lightened(found.evaluated, evaluator))
    said("looking for less effort", 1, 1)
    return pool


def _family(
    pool: Sequence[Evaluated], evaluator: Evaluator
) -> tuple[list[Evaluated], tuple[str, ...]]:
    """The plans that are shown, and the courses that add nothing to any of them."""
    helping, idle = [], []
    best = front(dict.fromkeys(pool))
    twins = evaluator.all_of([one.candidate.without_medicine() for one in best])
    for one, twin in zip(best, twins, strict=True):
        if one is twin or adds_something(one, twin):
            helping.append(one)
        else:
            helping.append(twin)
            assert one.candidate.regimen is not None
            idle.append(one.candidate.regimen.name)
    kept = front(dict.fromkeys(helping))
    used = {one.candidate.regimen.name for one in kept if one.candidate.regimen}
    return shown(kept), tuple(sorted(set(idle) - used))


def _people(crowd: Crowd, indices: range, said: Told) -> Group:
    return crowd.group(indices, lambda n, of: said("living until today", n, of))


def _plan(letter: str, one: Evaluated, parts: Sequence[Part], request: Request, mode: Mode) -> Plan:
    candidate = one.candidate
    return Plan(
        letter=letter,
        evaluated=one,
        screening=screened(candidate, request, mode),
        arrivals=_arrivals(one, request),
        weekly=_weekly(one),
        parts=tuple(parts),
        stop=stop_branch(candidate, request),
        visits=visits(candidate, request),
        equipment=equipment(candidate, request),
    )


def _arrivals(one: Evaluated, request: Request) -> tuple[ArrivalCost, ...]:
    """The goal for the earliest, the likely and the latest arrival; nothing where none is awaited."""
    if likely_arrival(request) is None or len(arrival_days(request)) == 1:
        return ()
    assert request.infant is not None
    assert request.infant.arrives is not None
    found = []
    for word in ("earliest", "likely", "latest"):
        day = request.day(getattr(request.infant.arrives, word))
        outcome = outcome_of(one.supply, request, (day,))
        found.append(ArrivalCost(word, day, outcome.chance, outcome.quantiles((0.5,))[0]))
    return tuple(found)


def _weekly(one: Evaluated) -> tuple[tuple[int, float, float, float], ...]:
    """The milk of each week in numbers."""
    lasting = one.supply.lasting
    found = []
    for day in range(WEEK, lasting.shape[1] + 1, WEEK):
        low, half, high = np.nanquantile(lasting[:, day - 1], (0.05, 0.5, 0.95))
        found.append((day, float(low), float(half), float(high)))
    return tuple(found)


def _silent(what: str, done: int, of: int) -> None:
    """Nobody listens."""
