"""The search: Optuna proposes candidates, people answer, and the screen has the last word."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from lactea.plan.candidate import Candidate
from lactea.plan.evaluate import Evaluated, Evaluator, screened
from lactea.plan.regimens import Regimen
from lactea.plan.request import Mode, Request
from lactea.plan.space import Space
from lactea.reading.extras import optional

if TYPE_CHECKING:
    import optuna

AT_ONCE = 8
"""Candidates that are simulated together."""
DIRECTIONS: tuple[Literal["maximize", "minimize"], ...] = (
    "maximize",
    "minimize",
    "minimize",
    "minimize",
)
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes
    ----------
    evaluated
        Every candidate tried on all people that the screen lets pass, without repeats.
    hopeless
        Candidates that were tried on a few people only.
    stopped
        Whether it was stopped before its end.
    """

    evaluated: tuple[Evaluated, ...]
    hopeless: frozenset[Candidate]
    stopped: bool


class Gate:
    """Asks the screen of every candidate; a course is asked once for each day of its first dose."""

    def __init__(self, request: Request, mode: Mode) -> None:
        self.request, self.mode = request, mode
        self._known: dict[tuple[Regimen | None, int], bool] = {}

    def lets_pass(self, candidate: Candidate) -> bool:
        """Whether nothing that the screen knows blocks; what it does not know blocks, too."""
        first_dose = candidate.first_dose if candidate.regimen else 0
        key = (candidate.regimen, first_dose)
        if key not in self._known:
            self._known[key] = not screened(candidate, self.request, self.mode).blocked
        return self._known[key]


def search(
    space: Space, evaluator: Evaluator, gate: Gate, tries: int, seed: int, told: Told
) -> Found:
    """Try candidates; an interrupt from the keyboard ends the search and keeps what it has.

    Parameters
    ----------
    tries
        How many candidates are proposed.
    told
        Hears how many of how many are done.
    """
    study = _study(seed)
    for corner in space.corners():
        study.enqueue_trial(corner)
    done, tried, stopped = 0, dict[Candidate, Evaluated](), False
    try:
        while done < tries:
            asked = [study.ask() for _ in range(min(AT_ONCE, tries - done))]
            for one in _answered(study, asked, space, evaluator, gate):
                tried[one.candidate] = one
            done += len(asked)
            told(done, tries)
    except KeyboardInterrupt:
        stopped = True
    whole = tuple(one for one in tried.values() if one.candidate in evaluator.known)
    return Found(whole, frozenset(tried) - frozenset(evaluator.known), stopped)


def _answered(
    study: optuna.Study, asked: list[Any], space: Space, evaluator: Evaluator, gate: Gate
) -> Iterator[Evaluated]:
    proposed = [space.candidate(trial) for trial in asked]
    passing = [one for one in proposed if one is not None and gate.lets_pass(one)]
    answers = dict(zip(passing, evaluator.race(passing), strict=True))
    for trial, candidate in zip(asked, proposed, strict=True):
        answer = answers.get(candidate) if candidate is not None else None
        if answer is None or not answer.outcome.people:
            study.tell(trial, state=_failed())
        else:
            study.tell(trial, answer.objectives)
            yield answer


def _study(seed: int) -> optuna.Study:
    library = optional("optuna", "lactea[plan]", "Searching plans")
    library.logging.set_verbosity(library.logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sampler = library.samplers.NSGAIISampler(seed=seed % 2**32, population_size=2 * AT_ONCE)
    study: optuna.Study = library.create_study(directions=DIRECTIONS, sampler=sampler)
    return study


@lru_cache(maxsize=1)
def _failed() -> Any:
    from optuna.trial import TrialState

    return TrialState.FAIL
