"""The flow of people through a trial, as CONSORT asks for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lactea.reading.durations import DAY
from lactea.trial.conduct import Held
from lactea.trial.design import Design
from lactea.trial.outcomes import outcome
from lactea.trial.pool import Pool, Stage

Reasons = tuple[tuple[str, int], ...]
"""Reasons with the number of people, the most frequent first."""


@dataclass(frozen=True, slots=True)
class ArmFlow:
    """People of one arm: assigned, gone before the visit of the primary endpoint, analysed."""

    name: str
    assigned: int
    left: int
    analysed: int


@dataclass(frozen=True, slots=True)
class Flow:
    """From the people asked to those analysed.

    Parameters
    ----------
    screened : int
    not_simulated, not_eligible, out_after_run_in : tuple of (str, int)
        Those who were not randomised.
    randomised : int
    arms : tuple of ArmFlow
    """

    screened: int
    not_simulated: Reasons
    not_eligible: Reasons
    out_after_run_in: Reasons
    randomised: int
    arms: tuple[ArmFlow, ...]

    @property
    def eligible(self) -> int:
        """Those who came through screening."""
        return self.screened - sum(n for _, n in self.not_simulated + self.not_eligible)


def flow(design: Design, pool: Pool, held: Held) -> Flow:
    """The flow of a trial held with the first people of a pool."""
    last = int(pool.people[held.rows[-1]])

    def reasons(stage: Stage) -> Reasons:
        found = Counter(
            one.why for one in pool.not_taken if one.stage == stage and one.index < last
        )
        return tuple(found.most_common())

    stopped = reasons("simulation"), reasons("screening"), reasons("run_in")
    screened = len(held) + sum(n for stage in stopped for _, n in stage)
    return Flow(screened, *stopped, len(held), tuple(_arms(design, held)))


def _arms(design: Design, held: Held) -> list[ArmFlow]:
    endpoint = design.endpoints[design.analysis.endpoint]
    left = held.left < endpoint.at / DAY
    analysed = outcome(design, endpoint, held.measured).there
    return [
        ArmFlow(
            name,
            int((held.arm == number).sum()),
            int((left & (held.arm == number)).sum()),
            int((analysed & (held.arm == number)).sum()),
        )
        for number, name in enumerate(design.arms)
    ]
