"""Pairs of mother and infant: the people of a cohort, each with own kinetics, feeding and growth.

The spread that `exposure` states takes every factor as independent and infants as of usual weight. Here
weight and intake belong to the same simulated infant: the light ones that drink much per kg come out as
often as they do in the cohort. Clearances and the ratio are drawn for each pair with the same spreads.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from lactea.cohort import Failure, Population, Recipe, Stream, VirtualPerson, simulate_people
from lactea.engine import Recording
from lactea.reading.problems import InputError
from lactea.scenario import load
from lactea.transfer import intake
from lactea.transfer.answer import Answer
from lactea.transfer.exposure import Child, exposure
from lactea.transfer.figures import clearing_of, mother_of
from lactea.transfer.ratio import Ratio

Array = NDArray[np.float64]
SCENARIO = "natural"
"""Nursing on demand from birth."""
LAST_DAY = 179
"""The last whole day of that scenario."""
DAYS_OF_INTAKE = 3
"""Intake is a mean of so many days up to the age that was asked for: one day is a matter of chance."""
PRETERM = "virtual infants are born at term and feed at the breast; for one born before term ask without --people."
TOO_OLD = (
    f"virtual infants are followed to day {LAST_DAY}; ask for a younger one, or without --people."
)


@dataclass(frozen=True)
class Fed:
    """An infant of the cohort: its mass, and milk taken in L/kg/day."""

    kg: float
    litres_per_kg_day: float


@dataclass(frozen=True)
class Pairs:
    """What reaches the infants of some pairs, averages at steady state.

    Attributes
    ----------
    kg, litres_per_kg_day : (n,)
    relative_dose_percent : (n,)
        Of the mother's dose per kg, with the milk that this infant takes.
    infant_of_mother : (n,)
        Level of the infant over that of its mother.
    failed : tuple of str
        Why people could not be simulated.
    """

    kg: Array
    litres_per_kg_day: Array
    relative_dose_percent: Array
    infant_of_mother: Array
    failed: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.kg)


def with_pairs(answer: Answer, people: int, *, seed: int = 0, jobs: int = 1) -> Answer:
    """The answer with the first `people` pairs of the cohort; as it was where nothing can be computed.

    Raises
    ------
    InputError
        The infant is older than those of the cohort, or born before term.
    """
    question = answer.question
    if question.preterm:
        raise InputError(PRETERM, source="--people")
    if question.infant_days > LAST_DAY:
        raise InputError(TOO_OLD, source="--people")
    if answer.ratio is None or answer.usual is None:
        return answer
    day = max(1, int(question.infant_days))
    feeding = fed_infants(day, people, seed, jobs)
    fed = {person: one for person, one in enumerate(feeding) if isinstance(one, Fed)}
    return replace(
        answer,
        pairs=Pairs(
            np.array([one.kg for one in fed.values()]),
            np.array([one.litres_per_kg_day for one in fed.values()]),
            *_exposed(answer, answer.ratio, day, fed, seed),
            tuple(one for one in feeding if isinstance(one, str)),
        ),
    )


def fed_infants(day: int, people: int, seed: int, jobs: int = 1) -> list[Fed | str]:
    """The infants of the first people of the cohort at an age in days, or why there is none."""
    recipe = Recipe(load(SCENARIO), seed, Population(), "none")
    outcomes = simulate_people(recipe, range(people), partial(_fed, day=day), days=day, jobs=jobs)
    return [one.reason if isinstance(one, Failure) else one.value for one in outcomes]


def _fed(_: VirtualPerson, recording: Recording, day: int) -> Fed:
    end = day - recording.first_day
    first = max(end - DAYS_OF_INTAKE, -recording.first_day)
    kg = float(recording.days["infant_weight"][end - 1])
    return Fed(kg, float(recording.days["infant_intake"][first:end].mean()) / 1000 / kg)


def _exposed(
    answer: Answer, ratio: Ratio, day: int, fed: Mapping[int, Fed], seed: int
) -> tuple[Array, Array]:
    """Relative dose (%) and level over the mother's: each pair has its own clearances and ratio."""
    substance = answer.substance
    mother = mother_of(substance)
    assert mother is not None  # or nothing could be computed
    clearing = clearing_of(substance, mother)
    in_mother, in_milk, in_infant = (
        Stream(seed, f"transfer.{name}") for name in ("clearance", "ratio", "infant_clearance")
    )
    doses, levels = [], []
    for person, one in fed.items():
        child = Child(day, intake.TERM_WEEKS, one.kg, one.litres_per_kg_day)
        usual = exposure(
            substance, ratio, answer.mg_per_day, child, relative_intake=one.litres_per_kg_day
        )
        assert usual is not None
        milk = math.exp(ratio.spread * in_milk.normal(person))
        plasma = math.exp(usual.plasma_ng_per_ml.sd * in_mother.normal(person))
        cleared = math.exp(clearing.spread * in_infant.normal(person))
        doses.append(usual.relative_dose_percent.median * plasma * milk)
        levels.append(usual.infant_of_mother.median * milk / cleared)
    return np.array(doses), np.array(levels)
