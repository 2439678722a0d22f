"""The fitted twin as a crowd: people who follow one person's own log, as they stand today.

After a fit a part of the ensemble still lies far from the log, some with no milk at all where half a litre was
logged. A forecast may keep them: it carries the distance of each along as a drift. A plan may not, since who
has no milk answers to nothing. So only those go on whom no more separates from the log than the level that
stays, and each takes that level along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.cohort import CohortError
from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.engine.person import Setting, settle_person
from lactea.plan.at_rest import AtRest
from lactea.plan.past import past_scenario
from lactea.plan.people import OF_OTHERS, Told, from_here, recipe_of
from lactea.plan.present import Lactation
from lactea.plan.problems import PlanError
from lactea.plan.request import Request
from lactea.record import Record
from lactea.scenario import ResolvedProtocol, Scenario
from lactea.twin.answer import Question, learn
from lactea.twin.calibration import Fit
from lactea.twin.diary import Diary
from lactea.twin.from_record import InfantAnswer, diary_of
from lactea.twin.frozen import about_to_live, live, stretches_of
from lactea.twin.noise import OFFSET_SD
from lactea.twin.observing import back_to_milk
from lactea.twin.plans import KEEP_GOING, futures
from lactea.twin.problems import RefusalError, TwinError

Array = NDArray[np.float64]
FARTHEST = 2 * OFFSET_SD
"""Farthest logarithm by which somebody's milk may differ from the logged: two standard deviations of the level
that stays, which the fit allows for."""
LEVEL_DAYS = 14
"""Last days of the log that the level is taken from: a choice."""
COUNTS = 0.4
"""Least weight of a reading that counts for it; gross errors have less."""
LEAST_LEVEL_ML = 1.0
"""mL added to each reading, so that a log without milk has a level, too."""
FEWEST = 12
"""Fewest followers that a plan is made for: a third is searched on, the others check."""
LONGEST_GAP = 7
"""Most days between the end of the log and today; they are lived as the last days of the log were."""


@dataclass(frozen=True)
class Followers:
    """People who follow a log.

    Attributes
    ----------
    request : Request
    seed : int
    runs : tuple of LaneRun
        With the inputs in force and the states at the end of yesterday.
    own_levels : (people,)
        Logged milk over that of each.
    body : Body
        Whose states these are.
    fitted : int
        Different people of the fitted ensemble, of whom these are a part.
    until : date
        The last day of the log.
    """

    request: Request
    seed: int
    runs: tuple[LaneRun, ...]
    own_levels: Array
    body: Body
    fitted: int
    until: date

    def group(self, indices: range, told: Told | None) -> FollowingGroup:
        return FollowingGroup(self, tuple(index for index in indices if index < len(self.runs)))


def own_log_data(own_log: Followers | None) -> dict[str, Any] | None:
    """On whose log plans were tried, as plain data; None where on nobody's."""
    if own_log is None:
        return None
    return {
        "until": str(own_log.until),
        "followers": len(own_log.runs),
        "fitted": own_log.fitted,
    }


@dataclass(frozen=True)
class FollowingGroup:
    """Some of the followers."""

    of: Followers
    indices: tuple[int, ...]
    at_rest: AtRest = field(default_factory=AtRest, compare=False, repr=False)

    @property
    def request(self) -> Request:
        return self.of.request

    @property
    def lost(self) -> int:
        """Nobody: who failed along the log is no follower."""
        return 0

    @property
    def levels(self) -> Array:
        """Logged milk over that of each."""
        own: Array = self.of.own_levels[list(self.indices)]
        return own

    def runs(
        self, scenario: Scenario, body: Body, resolved: ResolvedProtocol, tolerance: float
    ) -> list[LaneRun]:
        """Everybody along the same decisions, with what their log taught."""
        begun = [self._run(index, scenario, body, resolved) for index in self.indices]
        return self.at_rest.settled(body, begun, tolerance)

    def _run(
        self, index: int, scenario: Scenario, body: Body, resolved: ResolvedProtocol
    ) -> LaneRun:
        run = self.of.runs[index]
        assert run.states is not None
        states = dict(zip(self.of.body.state_ids, map(float, run.states), strict=True))
        own = {name: value for name, value in states.items() if not name.startswith(OF_OTHERS)}
        around = _drawn(scenario, body, self.of.seed, index)
        return LaneRun(
            around.parameters | dict(run.parameters),
            around.inputs | dict(run.inputs),
            from_here(resolved, own, body),
        )


def _drawn(scenario: Scenario, body: Body, seed: int, index: int) -> Setting:
    """Somebody like this one, for what no log can teach: how a medicine goes through the body."""
    try:
        return settle_person(body, recipe_of(scenario, seed).person(index).scenario)
    except CohortError:
        return settle_person(body, scenario)


def diary_for(request: Request, record: Record, infant: InfantAnswer) -> Diary:
    """What a record says of the time from the birth of a request until yesterday.

    Parameters
    ----------
    request : Request
    record : Record
    infant : str
        What was answered about the infant; unknown is not no.

    Raises
    ------
    PlanError
        The request names no lactation that goes on, the record begins before it, or it ends too long ago.
    """
    born = _lactation_of(request).born
    today = (request.today - born).days
    try:
        diary = diary_of(record, born, infant).until(today)
    except TwinError as problem:
        raise PlanError(str(problem)) from None
    _gap(diary, today)
    return diary


def followers(request: Request, diary: Diary, clinician: bool, seed: int = 0) -> Followers:
    """Fit a diary, and keep those who follow it.

    Parameters
    ----------
    request : Request
        With the lactation that the diary is of.
    diary : Diary
        Day 0 is that of the birth.
    clinician : bool
        Whether the reader is one.
    seed : int

    Raises
    ------
    PlanError
        The request and the diary do not go together, or nobody follows the diary.
    """
    gap = _gap(diary, (request.today - _lactation_of(request).born).days)
    scenario = past_scenario(request)
    assert scenario is not None
    try:
        learnt = learn(Question(diary, scenario, days=gap + 1, clinician=clinician, seed=seed))
    except RefusalError as problem:
        raise PlanError(f"no plan is made from the record ({problem.reason}). {problem}") from None
    fit = learnt.fit
    different = list({id(run): place for place, run in enumerate(fit.after.runs)}.values())
    levels = levels_of(fit)
    near = [place for place in different if abs(np.log(levels[place])) <= FARTHEST]
    if len(near) < FEWEST:
        raise PlanError(
            f"of {len(different)} fitted people {len(near)} follow the record, and a plan needs {FEWEST}; make "
            "the plan without it."
        )
    runs = _until_today(fit, diary, gap, [fit.after.later[place] for place in near], seed)
    until = diary.date_of(diary.last_day)
    return Followers(
        request, seed, tuple(runs), levels[near], fit.background.body, len(different), until
    )


def levels_of(fit: Fit) -> Array:
    """Logged milk over that of each fitted person, in the readings of the last days, (people,)."""
    seen = fit.observed
    late = (seen.days > seen.days.max() - LEVEL_DAYS) & (fit.weights >= COUNTS)
    own = back_to_milk(fit.simulated[late], seen.hours[late, None]) + LEAST_LEVEL_ML
    found: Array = (seen.milk[late] + LEAST_LEVEL_ML).sum() / own.sum(axis=0)
    return found


def _lactation_of(request: Request) -> Lactation:
    lactation = request.lactation
    if lactation is None or lactation.until is not None or not request.today > lactation.born:
        raise PlanError(
            "a plan from a record needs a lactation that goes on: give 'born' and 'removal', and no 'until'. "
            "Plans for inducing are made without a record.",
            field="lactation",
        )
    return lactation


def _gap(diary: Diary, today: int) -> int:
    """Whole days between the end of the log and today."""
    gap = today - 1 - diary.last_day if diary.sessions else LONGEST_GAP + 1
    if gap > LONGEST_GAP:
        last = f"ends on {diary.date_of(diary.last_day)}" if diary.sessions else "has no session"
        raise PlanError(
            f"the record {last}, and today is {diary.date_of(today)}: more than {LONGEST_GAP} days are not "
            "known. Enter what came since, or set 'today' to the day after the record.",
            field="today",
        )
    return gap


def _until_today(
    fit: Fit, diary: Diary, gap: int, people: list[LaneRun], seed: int
) -> list[LaneRun]:
    """The same people at the end of yesterday, with the inputs in force then."""
    beside: dict[str, float] = {}
    end = fit.cut + gap * DAY
    for border in fit.background.beside:
        if border.tick < end:
            beside |= border.inputs
    if gap:
        sessions = futures(diary, KEEP_GOING, gap, 1, seed)[0]
        going = about_to_live(fit.background, people, stretches_of(sessions)[0], fit.cut, end)
        kept = live(fit.background, going)[0]
        people = [
            replace(run, states=states) for run, states in zip(people, kept.last, strict=True)
        ]
    return [replace(run, inputs=_with(run.inputs, beside)) for run in people]


def _with(inputs: Mapping[str, float], others: Mapping[str, float]) -> dict[str, float]:
    return dict(inputs) | dict(others)
