"""Simulating people: the same outcome on any number of processes; a failure is a value."""

from collections.abc import Iterator

import numpy as np
import pytest

from lactea.cohort import (
    Failure,
    Recipe,
    Success,
    draw_people,
    simulate_people,
    the_recording,
)
from lactea.cohort.crews.crew import AHEAD
from lactea.engine import Recording, simulate
from lactea.scenario import load

NATURAL = load("natural")
PEOPLE = range(3, 8)
DAYS = 2


def outcomes(jobs: int, chunk: int) -> list[Success[Recording] | Failure]:
    recipe = Recipe(NATURAL, seed=5)
    return list(simulate_people(recipe, PEOPLE, the_recording, days=DAYS, jobs=jobs, chunk=chunk))


@pytest.fixture(scope="module")
def serial() -> list[Success[Recording] | Failure]:
    return outcomes(jobs=1, chunk=1)


@pytest.mark.parametrize(("jobs", "chunk"), [(1, 3), (2, 1), (2, 3)])
def test_processes_and_chunks_change_no_bit(
    serial: list[Success[Recording] | Failure], jobs: int, chunk: int
) -> None:
    again = outcomes(jobs, chunk)
    assert [outcome.index for outcome in again] == list(PEOPLE)
    for one, same in zip(serial, again, strict=True):
        assert isinstance(one, Success)
        assert isinstance(same, Success)
        assert one.value.scenario == same.value.scenario
        for name, values in one.value.days.items():
            assert np.array_equal(values, same.value.days[name], equal_nan=True), name
        assert np.array_equal(one.value.trace.states, same.value.trace.states)


def test_a_person_alone_is_the_person_of_the_cohort(
    serial: list[Success[Recording] | Failure],
) -> None:
    (person,) = draw_people(NATURAL, 1, seed=5, start=4)
    alone = simulate(person.scenario, days=DAYS)
    assert isinstance(serial[1], Success)
    assert np.array_equal(alone.trace.states, serial[1].value.trace.states)


def test_people_are_not_alike(serial: list[Success[Recording] | Failure]) -> None:
    milk = {
        outcome.value.days["removed"].sum() for outcome in serial if isinstance(outcome, Success)
    }
    assert len(milk) == len(PEOPLE)


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_fails_is_a_value_with_a_reason_and_stops_nobody(jobs: int) -> None:
    # Storage is at most 5 in a scenario: about half of these people cannot be.
    recipe = Recipe(load("natural", ["person.storage=5"]), seed=1)
    found = list(simulate_people(recipe, range(6), the_recording, days=1, jobs=jobs, chunk=2))
    assert [outcome.index for outcome in found] == list(range(6))
    failed = [outcome for outcome in found if isinstance(outcome, Failure)]
    assert 0 < len(failed) < 6
    assert all("storage" in failure.reason for failure in failed)


def test_only_a_few_chunks_are_taken_ahead() -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    recipe = Recipe(load("man"))
    people = simulate_people(recipe, numbers(), the_recording, days=1, jobs=2, chunk=3)
    assert next(iter(people)).index == 0
    assert len(taken) <= 2 * AHEAD * 3
    people.close()  # type: ignore[attr-defined]
