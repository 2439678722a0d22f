"""A cohort as it was asked for: whom, how many, until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lactea.body.registry import default_body
from lactea.cohort.drawing import Recipe, spread_set
from lactea.engine.course import DAY
from lactea.engine.setup import run_span
from lactea.results.stamp import commit, parameter_set, short_hash, version
from lactea.scenario import scenario_hash

Engine = Literal["compiled", "lanes", "gpu"]
MOST_IN_PART, FEWEST_PARTS = 64, 16


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each person and day stands in a file.

    Parameters
    ----------
    start, n : int
        Number of the first person, and how many there are.
    size : int
        People in a part; the last one may have fewer.
    first_day, last_day : int
        Days of every run, counted from the origin; the last is included.
    """

    start: int
    n: int
    size: int
    first_day: int
    last_day: int

    @property
    def people(self) -> range:
        """Numbers of all people."""
        return range(self.start, self.start + self.n)

    @property
    def days(self) -> range:
        """Numbers of all days."""
        return range(self.first_day, self.last_day + 1)

    @property
    def parts(self) -> range:
        """Numbers of all parts."""
        return range(-(-self.n // self.size))

    def people_of(self, part: int) -> range:
        """Numbers of the people in a part."""
        return self.people[part * self.size : (part + 1) * self.size]

    def parts_with(self, people: range) -> range:
        """The parts that hold consecutive people."""
        if not people:
            return range(0)
        first, last = (self.people.index(person) // self.size for person in (people[0], people[-1]))
        return range(first, last + 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """A cohort to be simulated.

    Parameters
    ----------
    recipe : Recipe
    n : int
        How many people.
    days : int, optional
        End of the runs in days from the origin; the scenario's horizon without it.
    start : int
        Number of the first person.
    engine : str
        ``compiled`` simulates people one by one; ``lanes`` steps those side by side whose protocol is a
        timetable, see `lactea.cohort.side_by_side`; ``gpu`` does the same with JAX on a GPU.
    """

    recipe: Recipe
    n: int
    days: int | None = None
    start: int = 0
    engine: Engine = "compiled"

    @property
    def layout(self) -> Layout:
        """Where everybody stands in a file; it depends on nothing but the plan.

        Raises
        ------
        ValueError
            If the runs would end before they start.
        """
        span = run_span(self.recipe.scenario, self.days)
        size = min(MOST_IN_PART, max(1, self.n // FEWEST_PARTS))
        return Layout(self.start, self.n, size, span.start // DAY, span.end // DAY - 1)

    def provenance(self) -> dict[str, object]:
        """Everything that decides what comes out; two plans of the same provenance give the same."""
        recipe, layout = self.recipe, self.layout
        values = {one.id: one.value for one in default_body().parameters.values()}
        return {
            "version": version(),
            "commit": commit(),
            "scenario": recipe.scenario.name,
            "scenario_hash": scenario_hash(recipe.scenario),
            "parameter_set": parameter_set(values),
            "spread_set": spread_set(recipe.scenario),
            "seed": recipe.seed,
            "start": self.start,
            "population": recipe.population.name,
            "population_hash": short_hash(recipe.population.model_dump_json()),
            "uncertainty": recipe.uncertainty,
            "engine": self.engine,
            "people": self.n,
            "first_day": layout.first_day,
            "last_day": layout.last_day,
        }
