"""Simulating drawn people: by any crew, with the same outcome."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Generic, TypeVar

from lactea.cohort.covariates import AS_IN_SCENARIO, Population
from lactea.cohort.crews import Alone, Crew, crew_of
from lactea.cohort.drawing import Recipe, Uncertainty, VirtualPerson
from lactea.cohort.problems import CohortError
from lactea.engine import Recording, simulate
from lactea.scenario import Scenario

T = TypeVar("T")
Read = Callable[[VirtualPerson, Recording], T]
"""What is kept of a person; with several processes it must be importable by name."""

CHUNK = 4
"""People handed to a worker at once."""


@dataclass(frozen=True, slots=True)
class Success(Generic[T]):
    """Person `index`, and what was read of the run."""

    index: int
    value: T


@dataclass(frozen=True, slots=True)
class Failure:
    """Person `index`, and the sentence why there is no run."""

    index: int
    reason: str

    @classmethod
    def of(cls, index: int, error: Exception) -> Failure:
        """What an error says of a person."""
        kind = "" if isinstance(error, CohortError) else f"{type(error).__name__}: "
        return cls(index, f"{kind}{error}")


def draw_people(
    scenario: Scenario,
    n: int,
    seed: int = 0,
    population: Population | None = None,
    start: int = 0,
    uncertainty: Uncertainty = "none",
) -> Iterator[VirtualPerson]:
    """People number `start` to ``start + n - 1``, one at a time.

    Parameters
    ----------
    scenario : Scenario
        The protocol, and the middle of the group.
    n : int
        How many.
    seed : int
    population : Population, optional
        Covariates; all as in the scenario without it.
    start : int
        Number of the first person.
    uncertainty : str
        See `lactea.cohort.drawing.Uncertainty`.
    """
    recipe = Recipe(scenario, seed, population or AS_IN_SCENARIO, uncertainty)
    return (recipe.person(index) for index in range(start, start + n))


def the_recording(person: VirtualPerson, recording: Recording) -> Recording:
    """The whole run: for small groups."""
    return recording


def simulate_people(
    recipe: Recipe,
    indices: Iterable[int],
    read: Read[T],
    *,
    days: int | None = None,
    jobs: int = 1,
    chunk: int = CHUNK,
    crew: Crew | None = None,
) -> Generator[Success[T] | Failure, None, None]:
    """Draw and simulate people, in the order of `indices`.

    Only a few chunks are in memory at any time, however many people there are.

    Parameters
    ----------
    recipe : Recipe
    indices : iterable of int
        Numbers of the people.
    read : callable
        (person, recording) -> what is kept; `the_recording` keeps all.
    days : int, optional
        End of the runs in days from the origin; the scenario's horizon without it.
    jobs : int
        Processes. Neither it nor `chunk` nor `crew` changes any outcome.
    chunk : int
        People handed to a worker at once.
    crew : Crew, optional
        Who does the work, instead of `jobs` processes; see `lactea.cohort.crews`.

    Raises
    ------
    CohortError
        If the workers cannot be kept running. A person who fails raises nothing: it is a
        `Failure` in its place.
    """
    workers = crew or crew_of(jobs)
    # Where nothing is sent away, nobody is simulated before being asked for.
    chunks = chunks_of(indices, 1 if isinstance(workers, Alone) else max(1, chunk))
    with closing(workers.results(partial(_outcomes, recipe, read, days), chunks)) as results:
        for outcomes in results:
            yield from outcomes


def chunks_of(indices: Iterable[int], size: int) -> Iterator[tuple[int, ...]]:
    """The numbers in tuples of `size`, the last one shorter, as they are asked for."""
    rest = iter(indices)
    while chunk := tuple(islice(rest, size)):
        yield chunk


def _outcomes(
    recipe: Recipe, read: Read[T], days: int | None, indices: tuple[int, ...]
) -> list[Success[T] | Failure]:
    return [_outcome(recipe, read, days, index) for index in indices]


def _outcome(recipe: Recipe, read: Read[T], days: int | None, index: int) -> Success[T] | Failure:
    try:
        person = recipe.person(index)
        return Success(index, read(person, simulate(person.scenario, days=days, seed=recipe.seed)))
    except Exception as error:  # whatever happens to one person must not stop the others
        return Failure.of(index, error)
