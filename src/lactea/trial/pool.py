"""A pool of people who may take part, each simulated once under every arm.

The same person under every arm is what no real trial has: the difference of the two is that person's
effect. Trials are then held with people of the pool, so that a power curve needs no further simulation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np

from lactea.cohort import Crew, Failure, simulate_people
from lactea.trial.design import Design
from lactea.trial.doses import ArmRecipe
from lactea.trial.draws import Floats, Places
from lactea.trial.eligibility import refused, refused_after_run_in, stratum_of
from lactea.trial.loading import Trial
from lactea.trial.problems import TrialError
from lactea.trial.readouts import Read, Readings

FEW = 5
"""So many people who all fail are enough to give up."""
SAME = 1e-9
"""How far people may differ between arms before they are randomised, as a share."""

Told = Callable[[int, int], None]
"""(runs done, runs needed at least) -> nothing."""


Stage = Literal["screening", "run_in", "simulation"]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Somebody who was asked and is not in the pool: at which stage, and why.

    Who stopped at ``simulation`` could not be simulated.
    """

    index: int
    stage: Stage
    why: str


@dataclass(frozen=True, slots=True)
class Pool:
    """People who may take part.

    Parameters
    ----------
    people : array of int
        Their numbers, in the order in which they were asked.
    stratum : array of int
        Of each.
    values : array of float, (arm, person, measurement, visit)
        Under every arm, with the course of the design, before any error of measurement.
    not_taken : tuple of NotTaken
        The others who were asked, in the order of their numbers. Everybody from 0 on is asked.
    """

    people: Places
    stratum: Places
    values: Floats
    not_taken: tuple[NotTaken, ...] = ()

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    stratum: int
    control: Readings


def recruit(
    trial: Trial, size: int, *, seed: int = 0, crew: Crew | None = None, told: Told | None = None
) -> Pool:
    """Ask people one after the other until `size` of them may take part.

    Parameters
    ----------
    trial : Trial
    size : int
        People wanted.
    seed : int
    crew : Crew, optional
        Who simulates them; this process alone without it. The pool does not depend on it.
    told : callable, optional
        Hears of progress.

    Raises
    ------
    TrialError
        Too few may take part, or the arms differ before randomisation.
    """
    design = trial.design
    not_taken: list[NotTaken] = []
    progress = _Progress(size * len(trial.scenarios), told)
    found: list[_Candidate] = []
    values: list[list[Readings]] = []
    numbers = range(design.recruitment.most(size))
    while len(found) < size:
        # Closed before the other arms begin, so that no more processes run than were asked for.
        with closing(_candidates(trial, numbers, not_taken, seed=seed, crew=crew)) as candidates:
            batch = [*map(progress.passed, islice(candidates, size - len(found)))]
        if not batch:
            raise TrialError(_too_few(trial, not_taken, len(found), size))
        numbers = numbers[numbers.index(batch[-1].index) + 1 :]
        for candidate, readings in _under_all_arms(
            trial, batch, not_taken, progress, seed=seed, crew=crew
        ):
            found.append(candidate)
            values.append(readings)
        if not found:
            raise TrialError(
                f"none of {len(batch)} people could be simulated under every arm: {not_taken[-1].why}",
                source=design.name,
                field="arms",
            )
    people = np.array([one.index for one in found], dtype=np.int64)
    read = np.array([[arm.visits for arm in person] for person in values]).transpose(1, 0, 2, 3)
    return Pool(
        people,
        np.array([one.stratum for one in found], dtype=np.int64),
        _with_course(design, read, people, seed),
        tuple(sorted(not_taken, key=lambda one: one.index)),
    )


def _with_course(design: Design, values: Floats, people: Places, seed: int) -> Floats:
    """What was simulated, with the change that the design puts on top of it."""
    if design.course is None:
        return values
    place = list(design.measurements).index(design.course.measurement)
    changed = values.copy()
    changed[:, :, place] *= design.course.factors(design.visits, people, seed)
    return changed


def recipe_of(trial: Trial, arm: int, seed: int) -> ArmRecipe:
    """How the people of an arm are drawn: with the same seed the same people in each."""
    design = trial.design
    kept = design.adherence
    return ArmRecipe(
        trial.scenarios[arm], seed, design.population,
        taken=kept.taken if kept else 1.0, sessions=kept.sessions if kept else 1.0, start=design.start,
    )  # fmt: skip


@dataclass(slots=True)
class _Progress:
    needed: int
    told: Told | None
    done: int = 0

    def passed(self, candidate: _Candidate) -> _Candidate:
        self.step()
        return candidate

    def step(self) -> None:
        self.done += 1
        if self.told is not None:
            self.told(self.done, self.needed)


def _candidates(
    trial: Trial,
    numbers: Sequence[int],
    not_taken: list[NotTaken],
    *,
    seed: int,
    crew: Crew | None,
) -> Generator[_Candidate, None, None]:
    """People who may take part by what is seen of them under the control."""
    design = trial.design
    recipe = recipe_of(trial, design.arm_index(design.control), seed)
    for outcome in simulate_people(recipe, numbers, Read(design), days=design.days, crew=crew):
        if isinstance(outcome, Failure):
            not_taken.append(NotTaken(outcome.index, "simulation", outcome.reason))
            _must_not_be_all(design, not_taken, outcome.index + 1)
            continue
        index, readings = outcome.index, outcome.value
        if why := refused(design, index, seed, readings):
            not_taken.append(NotTaken(index, "screening", why))
        elif why := refused_after_run_in(design, index, seed, readings):
            not_taken.append(NotTaken(index, "run_in", why))
        else:
            yield _Candidate(index, stratum_of(design, index, seed, readings), readings)


def _under_all_arms(
    trial: Trial,
    candidates: Sequence[_Candidate],
    not_taken: list[NotTaken],
    progress: _Progress,
    *,
    seed: int,
    crew: Crew | None,
) -> Iterator[tuple[_Candidate, list[Readings]]]:
    """The readings of each under every arm; who fails under one of them is left out."""
    design = trial.design
    control = design.arm_index(design.control)
    people = [one.index for one in candidates]
    by_arm: list[list[Readings | None]] = []
    for arm in range(len(trial.scenarios)):
        if arm == control:
            by_arm.append([one.control for one in candidates])
            continue
        read: list[Readings | None] = []
        recipe = recipe_of(trial, arm, seed)
        for outcome in simulate_people(recipe, people, Read(design), days=design.days, crew=crew):
            progress.step()
            if isinstance(outcome, Failure):
                not_taken.append(NotTaken(outcome.index, "simulation", outcome.reason))
                read.append(None)
            else:
                read.append(outcome.value)
        by_arm.append(read)
    for candidate, of_one in zip(candidates, zip(*by_arm, strict=True), strict=True):
        readings = [one for one in of_one if one is not None]
        if len(readings) == len(by_arm):
            _must_begin_alike(design.name, candidate, readings)
            yield candidate, readings


def _must_not_be_all(design: Design, not_taken: Sequence[NotTaken], asked: int) -> None:
    """Refuse a trial whose first people all fail: the others would too, and take long."""
    if asked == FEW and sum(one.stage == "simulation" for one in not_taken) == FEW:
        raise TrialError(
            f"none of the first {FEW} people could be simulated: {not_taken[-1].why}",
            source=design.name,
        )


def _must_begin_alike(name: str, candidate: _Candidate, readings: Sequence[Readings]) -> None:
    first = np.array([candidate.control.screening, candidate.control.start])
    for arm in readings:
        if not np.allclose(
            np.array([arm.screening, arm.start]), first, rtol=SAME, atol=0, equal_nan=True
        ):
            raise TrialError(
                f"the arms differ before randomisation: person {candidate.index} has "
                f"{_shown(arm.start)} in one and {_shown(candidate.control.start)} in the control. "
                "What an arm does must begin at 'start' or later; what all share belongs to 'base', "
                "'set' or 'run_in'.",
                source=name,
                field="arms",
            )


def _shown(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.4g}" for value in values)


def _too_few(trial: Trial, not_taken: Sequence[NotTaken], found: int, size: int) -> str:
    reasons = Counter(one.why for one in not_taken)
    told = "; ".join(f"{number} x {why}" for why, number in reasons.most_common(3))
    return (
        f"of {found + len(not_taken)} people asked, {found} of the {size} that are needed may take "
        f"part in {trial.design.name} ({told}). Ask more people (recruitment.most_screened), or look "
        "at the criteria: the model may have few such people."
    )
