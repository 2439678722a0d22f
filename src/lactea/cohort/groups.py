"""A virtual group like the one that a study reported.

A trial's people are not a sample of everybody: they were chosen for little milk, or are of a certain
age. A group is therefore accepted on what the study reports of its people before anything was done. A
reported mean and SD become as many places as the group has people, each with a value of its
own; people are drawn one after the other, and who is near an open place takes it. A group that
cannot be filled is an error: it says that the model has no such people.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from statistics import NormalDist, stdev

from lactea.cohort.drawing import Recipe, VirtualPerson
from lactea.cohort.people import Failure, Success, simulate_people
from lactea.cohort.problems import CohortError
from lactea.engine import Recording
from lactea.results.observables import evaluate

MOST_TRIES_PER_PERSON = 20
WIDEST_LOG_SD, HALVINGS = 64.0, 60
NEAR = 0.25
"""How near to its place somebody must be, in SDs of the reported baseline."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A reported mean and SD before anything was done, in the unit of the observable.

    Parameters
    ----------
    observable, at, statistic : str
        As for `lactea.results.observables.evaluate`.
    mean, sd : float
        Between people.
    """

    observable: str
    at: str
    mean: float
    sd: float
    statistic: str = "mean"

    def __post_init__(self) -> None:
        if not self.sd > 0:
            raise CohortError(f"The SD of the baseline {self.observable} must be greater than 0.")

    def places(self, n: int) -> list[float]:
        """`n` values with this mean, spread as a distribution of this SD.

        A normal one, or where that would hold values below zero a log-normal one: volumes and levels
        are positive.
        """
        scores = [NormalDist().inv_cdf((i + 0.5) / n) for i in range(n)]
        # The middles of n equal slices spread a little less than the whole.
        spread = (sum(score**2 for score in scores) / max(1, n - 1)) ** 0.5 or 1.0
        normal = [self.mean + self.sd * score / spread for score in scores]
        if normal[0] > 0 or not 0 < self.sd < self.mean * math.sqrt(n):
            return normal
        return _log_normal(scores, self.mean, self.sd)

    def read(self, person: VirtualPerson, recording: Recording) -> float:
        """The baseline of one person."""
        return evaluate(recording, self.observable, self.statistic, self.at)


@dataclass(frozen=True, slots=True)
class Group:
    """Accepted people.

    Parameters
    ----------
    recipe : Recipe
        Of the people before anything was done.
    indices : tuple of int
        Numbers of the people, in the order in which they were drawn. With another scenario in
        the recipe the same numbers are the same people in another arm.
    baseline : tuple of float
        Their values, where the group was accepted on a baseline.
    tried : int
        How many people were drawn to find them.
    failures : tuple of Failure
        Those among them who could not be simulated.
    """

    recipe: Recipe
    indices: tuple[int, ...]
    baseline: tuple[float, ...]
    tried: int
    failures: tuple[Failure, ...]


def _log_normal(scores: Sequence[float], mean: float, sd: float) -> list[float]:
    """Positive values at these normal scores with this mean and SD; the SD is below mean x root n."""

    def values(log_sd: float) -> list[float]:
        raw = [math.exp(log_sd * score) for score in scores]
        return [mean * value * len(raw) / sum(raw) for value in raw]

    narrow, wide = 0.0, 1.0
    while stdev(values(wide)) < sd and wide < WIDEST_LOG_SD:
        wide *= 2
    for _ in range(HALVINGS):
        middle = (narrow + wide) / 2
        narrow, wide = (middle, wide) if stdev(values(middle)) < sd else (narrow, middle)
    return values(wide)


def draw_group(
    recipe: Recipe,
    n: int,
    accept: Callable[[Recording], bool] | Baseline,
    *,
    days: int | None = None,
    tries: int | None = None,
    jobs: int = 1,
) -> Group:
    """Draw people until `n` of them are accepted.

    Parameters
    ----------
    recipe : Recipe
        How people are drawn, before anything was done to them.
    n : int
        Size of the group.
    accept : callable or Baseline
        Whom to take; a callable must be importable by name when `jobs` is more than 1.
    days : int, optional
        End of the runs that are looked at, in days from the origin.
    tries : int, optional
        How many people are drawn at most; `MOST_TRIES_PER_PERSON` for each place without it.
    jobs : int
        Processes; the group does not depend on it.

    Raises
    ------
    CohortError
        If the group cannot be filled; the text says how far it came, and what the drawn people are like.
    """
    if n < 1:
        raise CohortError(f"A group has at least one person; {n} were asked for.")
    most = MOST_TRIES_PER_PERSON * n if tries is None else tries
    filling = _Places(accept, n) if isinstance(accept, Baseline) else _Yes(n)
    read: Callable[[VirtualPerson, Recording], float] = (
        accept.read if isinstance(accept, Baseline) else _Asked(accept)
    )
    indices, baseline, failures, tried = [], [], [], 0
    outcomes = simulate_people(recipe, islice(count(), most), read, days=days, jobs=jobs)
    for outcome in outcomes:
        tried += 1
        if isinstance(outcome, Failure):
            failures.append(outcome)
        elif filling.takes(outcome):
            indices.append(outcome.index)
            baseline.append(outcome.value)
            if len(indices) == n:
                kept = tuple(baseline) if isinstance(accept, Baseline) else ()
                return Group(recipe, tuple(indices), kept, tried, tuple(failures))
    raise CohortError(
        f"Of {tried} people drawn, {len(indices)} of the {n} that the group needs could be "
        f"accepted{filling.said()}{_failed(failures)}."
    )


def simulate_group(
    group: Group,
    read: Callable[[VirtualPerson, Recording], float],
    recipe: Recipe | None = None,
    *,
    days: int | None = None,
    jobs: int = 1,
) -> list[Success[float] | Failure]:
    """Simulate the people of a group, in the arm that another recipe stands for.

    Parameters
    ----------
    group : Group
    read : callable
        (person, recording) -> number.
    recipe : Recipe, optional
        The group's own with another scenario; its own without it.
    days, jobs
        As for `lactea.cohort.people.simulate_people`.
    """
    arm = group.recipe if recipe is None else recipe
    if (arm.seed, arm.population, arm.uncertainty) != (
        group.recipe.seed,
        group.recipe.population,
        group.recipe.uncertainty,
    ):
        raise CohortError(
            "The arm is of other people: seed, population and uncertainty must agree."
        )
    return list(simulate_people(arm, group.indices, read, days=days, jobs=jobs))


@dataclass(frozen=True, slots=True)
class _Asked:
    """1 where somebody is accepted, else 0."""

    accept: Callable[[Recording], bool]

    def __call__(self, person: VirtualPerson, recording: Recording) -> float:
        return float(self.accept(recording))


class _Yes:
    """Takes whoever is accepted."""

    def __init__(self, n: int) -> None:
        self.n = n

    def takes(self, outcome: Success[float]) -> bool:
        return bool(outcome.value)

    def said(self) -> str:
        return ""


class _Places:
    """Open places of a baseline; whoever is near one takes the nearest."""

    def __init__(self, baseline: Baseline, n: int) -> None:
        self.baseline = baseline
        self.open = baseline.places(n)
        self.seen: list[float] = []

    def takes(self, outcome: Success[float]) -> bool:
        self.seen.append(outcome.value)
        if math.isnan(outcome.value) or not self.open:
            return False
        nearest = min(self.open, key=lambda place: abs(place - outcome.value))
        if abs(nearest - outcome.value) > NEAR * self.baseline.sd:
            return False
        self.open.remove(nearest)
        return True

    def said(self) -> str:
        seen = sorted(value for value in self.seen if not math.isnan(value))
        told = f": {self.baseline.observable} is reported as {_pm(self.baseline)}, and "
        if not seen:
            return told + "none of the people has any"
        tenth, half, ninth = (_at(seen, share) for share in (0.1, 0.5, 0.9))
        return told + f"the people have {half:.4g} ({tenth:.4g} to {ninth:.4g} in four of five)"


def _pm(baseline: Baseline) -> str:
    return f"{baseline.mean:g} ± {baseline.sd:g}"


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _failed(failures: Sequence[Failure]) -> str:
    if not failures:
        return ""
    return f"; {len(failures)} could not be simulated (the first: {failures[0].reason})"
