"""Virtual people: drawn from named streams, simulated on any number of cores, formed into groups."""

from lactea.cohort.covariates import Population, load_population
from lactea.cohort.drawing import Recipe, VirtualPerson
from lactea.cohort.groups import Baseline, Group, draw_group, simulate_group
from lactea.cohort.people import (
    Failure,
    Success,
    draw_people,
    simulate_people,
    the_recording,
)
from lactea.cohort.problems import CohortError
from lactea.cohort.statistics import Noise, measured
from lactea.cohort.streams import Stream

__all__ = [
    "Baseline",
    "CohortError",
    "Failure",
    "Group",
    "Noise",
    "Population",
    "Recipe",
    "Stream",
    "Success",
    "VirtualPerson",
    "draw_group",
    "draw_people",
    "load_population",
    "measured",
    "simulate_group",
    "simulate_people",
    "the_recording",
]
