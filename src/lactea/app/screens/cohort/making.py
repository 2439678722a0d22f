"""Many people simulated, and trials held; the work of a process."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lactea.app.jobs import Teller
from lactea.results.recording import Floats

if TYPE_CHECKING:
    from lactea.trial import Account
    from lactea.view.cohort_text import Account as CohortAccount

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class AskedCohort:
    """People around a scenario, which stands here as YAML."""

    scenario: str
    people: int
    days: int | None
    seed: int


@dataclass(frozen=True)
class Cohort:
    """A cohort that was simulated.

    Attributes
    ----------
    account : Account
        What ``lactea cohort`` says of it.
    values : dict
        The numbers of all people by column.
    days : array, shape (days,)
        From the origin.
    milk : array, shape (5, days)
        Milk removed a day, at the shares of people of `SHARES`; empty where nobody could be simulated.
    stopped : bool
        Whether fewer people were simulated than were asked for.
    """

    account: CohortAccount
    values: dict[str, list[float]]
    days: Floats
    milk: Floats
    stopped: bool


@dataclass(frozen=True)
class AskedTrial:
    """A trial that comes with lactea, in so many people."""

    name: str
    people: int
    seed: int


def make_cohort(told: Teller, asked: AskedCohort) -> Cohort:
    """Simulate people one by one; a stop keeps those who are done."""
    from lactea.cohort import Plan, Recipe
    from lactea.cohort.crews import Alone
    from lactea.cohort.daily import entry_of_outcome
    from lactea.cohort.tally import Tally
    from lactea.cohort.writing import simulated
    from lactea.scenario import loads
    from lactea.view.cohort_text import account_of

    plan = Plan(Recipe(loads(asked.scenario, "scenario"), asked.seed), asked.people, asked.days)
    card: dict[str, object] = {"schema": "lactea.cohort/1", **plan.provenance()}
    tally, milk, stopped = Tally(), list[Any](), False
    with closing(simulated(plan, plan.layout.people, Alone())) as outcomes:
        try:
            for done, outcome in enumerate(outcomes, 1):
                entry = entry_of_outcome(outcome)
                tally.add_row(entry.row)
                if entry.days is not None:
                    milk.append(entry.days["removed"].sum(axis=1))
                told("people simulated", done, asked.people)
        except KeyboardInterrupt:
            stopped = tally.people < asked.people
    shares = (
        np.quantile(np.array(milk, dtype=np.float64), SHARES, axis=0) if milk else np.zeros((5, 0))
    )
    days = np.array(plan.layout.days if milk else (), dtype=np.float64)
    values = {name: list(numbers) for name, numbers in tally.values.items()}
    return Cohort(account_of(card, tally), values, days, shares, stopped)


def hold_trial(told: Teller, asked: AskedTrial) -> Account:
    """Recruit, and hold the trial; a stop leaves nothing, for half of a trial is none."""
    from lactea.reading.extras import optional
    from lactea.trial import account_of, load_trial, recruit

    optional("statsmodels", "lactea[trial]", "analysing a trial")
    trial = load_trial(asked.name)
    pool = recruit(
        trial, asked.people, seed=asked.seed,
        told=lambda done, of: told("runs of people under the arms", done, max(done, of)),
    )  # fmt: skip
    return account_of(trial, pool, asked.people, seed=asked.seed)
