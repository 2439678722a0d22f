"""One question, one answer: a dated record and a plan go in, everything that is said comes out.

A pure function: the same record, scenario, plan and seed give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.scenario import Person, Scenario
from lactea.twin.backtest import Past, past_forecasts
from lactea.twin.calibration import Fit, fit, readings_of
from lactea.twin.causes import Effect, why
from lactea.twin.diary import Diary, with_assumed_sessions
from lactea.twin.ensemble import live_through, prior
from lactea.twin.forecast import Ground, Outlook, after_the_log, before_the_log, forecast
from lactea.twin.frozen import Background, background_of
from lactea.twin.learning import Evidence, Value, evidence_of, values_of
from lactea.twin.medicines import medicine_plan, with_medicines
from lactea.twin.plans import KEEP_GOING, PLANS, Plan
from lactea.twin.problems import TwinError
from lactea.twin.refusals import check_infant, check_medicines

TERM = 37 * 7 * DAY
MOST_LOG_DAYS = 120
"""Days of a log that are fitted, the latest ones; earlier ones say little of today."""


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    diary : Diary
    scenario : Scenario
        Who it is, and what happened before the log.
    plan : Plan
    days : int
        Days to forecast.
    medicines : Scenario, optional
        What is taken in one more way to go on, from the first day; for clinicians only.
    clinician : bool
    seed : int
    """

    diary: Diary
    scenario: Scenario
    plan: Plan = KEEP_GOING
    days: int = 14
    medicines: Scenario | None = None
    clinician: bool = False
    seed: int = 0

    @property
    def ways(self) -> tuple[Plan, ...]:
        """Every way to go on that is asked, the usual ones and this question's own."""
        own = () if self.plan is KEEP_GOING else (self.plan,)
        return (*own, *PLANS, *map(medicine_plan, [self.medicines] if self.medicines else []))


@dataclass(frozen=True)
class Fitted:
    """What the log of a question taught.

    Attributes
    ----------
    diary : Diary
        The part of the log that was used.
    cohort : list of LaneRun
    fit : Fit
    evidence : Evidence
    values : list of Value
    """

    diary: Diary
    cohort: list[LaneRun]
    fit: Fit
    evidence: Evidence
    values: list[Value]

    @property
    def background(self) -> Background:
        """What happens before and besides the log."""
        return self.fit.background


@dataclass(frozen=True)
class Answer:
    """What is said.

    Attributes
    ----------
    fitted : Fitted
    in_general, after_answers, after_log : Outlook
        The same plan in three layers: people in general, people who answered so, and this person.
    lines : dict of str to Outlook
        What if, by id of the plan.
    effects : list of Effect
    past : list of Past
    assumed_share : float
        Rough share of the variance of the forecast owed to assumed parameters.
    """

    question: Question
    fitted: Fitted
    in_general: Outlook
    after_answers: Outlook
    after_log: Outlook
    lines: dict[str, Outlook] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    past: list[Past] = field(default_factory=list)
    assumed_share: float = 0.0


def learn(question: Question) -> Fitted:
    """Fit the log of a question.

    Raises
    ------
    RefusalError
        With the name of the reason.
    """
    diary = with_assumed_sessions(_latest(question.diary))
    if not diary.sessions:
        raise TwinError("The log has no sessions.")
    check_infant(_with_gestation(diary, question.scenario), question.clinician, diary.last_day)
    readings_of(diary)  # a log that is refused anyway is not waited for
    end = diary.last_day + 1 + question.days
    background = background_of(question.scenario, diary.first_day, end)
    cohort = prior(background, seed=question.seed)
    found = fit(diary, background, cohort, question.seed)
    return Fitted(diary, cohort, found, evidence_of(found), values_of(found, diary))


def answer(question: Question) -> Answer:
    """Answer a question.

    Raises
    ------
    RefusalError
        With the name of the reason.
    """
    check_medicines(question.medicines is not None, question.clinician)
    fitted = learn(question)
    diary, found, plan = fitted.diary, fitted.fit, question.plan
    ground, days, seed = after_the_log(found), question.days, question.seed
    own = forecast(ground, diary, plan, days, seed)
    answered = forecast(before_the_log(found), diary, plan, days, seed)
    return Answer(
        question=question,
        fitted=fitted,
        in_general=_in_general(question, fitted) or answered,
        after_answers=answered,
        after_log=own,
        lines=what_if(ground, diary, question),
        effects=why(ground, diary, plan, days, seed),
        past=past_forecasts(diary, found.background, fitted.cohort, seed),
        assumed_share=_assumed_share(found, own),
    )


def what_if(ground: Ground, diary: Diary, question: Question) -> dict[str, Outlook]:
    """Every way to go on, by its id."""
    return {
        plan.id: forecast(_under(plan, ground, question), diary, plan, question.days, question.seed)
        for plan in question.ways
    }


def _under(plan: Plan, ground: Ground, question: Question) -> Ground:
    """From where a plan goes on."""
    taken = question.medicines
    if taken is None or plan.id != medicine_plan(taken).id:
        return ground
    return with_medicines(ground, taken)


def _latest(diary: Diary) -> Diary:
    since = diary.last_day - MOST_LOG_DAYS if diary.sessions else 0
    kept = tuple(session for session in diary.sessions if session.day > since)
    return replace(diary, sessions=kept)


def _with_gestation(diary: Diary, scenario: Scenario) -> Diary:
    """An infant whose scenario has it born early is preterm, whatever else was said."""
    early = scenario.birth is not None and scenario.gestation_at_birth_ticks < TERM
    if diary.infant is None or not early:
        return diary
    return replace(diary, infant=replace(diary.infant, preterm_or_ill=True))


def _in_general(question: Question, fitted: Fitted) -> Outlook | None:
    """The layer of people in general; None where nothing was answered that makes a difference."""
    usual = question.scenario.model_copy(
        update={"person": Person(), "history": (), "parameters": {}}
    )
    if usual == question.scenario:
        return None
    diary, found = fitted.diary, fitted.fit
    background = background_of(usual, diary.first_day, found.background.end // DAY)
    people = prior(background, seed=question.seed)
    lived = live_through(background, people, found.stretches, background.log_start, found.cut)
    ground = Ground(replace(found, background=background), lived.later, None)
    return forecast(ground, diary, question.plan, question.days, question.seed)


def _assumed_share(found: Fit, own: Outlook) -> float:
    """Squared correlations with assumed parameters over those with all; above what chance gives."""
    graded = {name: entry.grade for name, entry in found.background.body.parameters.items()}
    people = len(found.after.runs)
    means = own.total.reshape(people, -1).mean(axis=1)
    shares = {"assumed": 0.0, "other": 0.0}
    for entry, values in zip(found.learned, found.posterior, strict=True):
        squared = float(np.corrcoef(values, means)[0, 1]) ** 2 - 1 / (people - 1)
        kind = "assumed" if graded.get(entry.id) == "assumed" else "other"
        if entry.where == "parameters":
            shares[kind] += max(squared, 0.0)
    return shares["assumed"] / max(sum(shares.values()), 1e-12)
