"""Virtual people: drawn from named streams, simulated on any number of cores, formed into groups."""

from lactea.cohort.covariates import Population, load_population
from lactea.cohort.drawing import Recipe, VirtualPerson
from lactea.cohort.people import (
    Failure,
    Success,
    draw_people,
    simulate_people,
    the_recording,
)
from lactea.cohort.problems import CohortError
from lactea.cohort.streams import Stream

__all__ = [
    "CohortError",
    "Failure",
    "Population",
    "Recipe",
    "Stream",
    "Success",
    "VirtualPerson",
    "draw_people",
    "load_population",
    "simulate_people",
    "the_recording",
]
