"""Virtual people: drawn from named streams, simulated on any number of cores, formed into groups."""

from lactea.cohort.covariates import Population, load_population
from lactea.cohort.crews import Crew, crew_of
from lactea.cohort.drawing import Recipe, VirtualPerson
from lactea.cohort.files import CohortFile, open_cohort
from lactea.cohort.groups import Baseline, Group, draw_group, simulate_group
from lactea.cohort.people import (
    Failure,
    Success,
    draw_people,
    simulate_people,
    the_recording,
)
from lactea.cohort.plan import Plan
from lactea.cohort.problems import CohortError
from lactea.cohort.statistics import Noise, measured
from lactea.cohort.streams import Stream
from lactea.cohort.writing import write_cohort

__all__ = [
    "Baseline",
    "CohortError",
    "CohortFile",
    "Crew",
    "Failure",
    "Group",
    "Noise",
    "Plan",
    "Population",
    "Recipe",
    "Stream",
    "Success",
    "VirtualPerson",
    "crew_of",
    "draw_group",
    "draw_people",
    "load_population",
    "measured",
    "open_cohort",
    "simulate_group",
    "simulate_people",
    "the_recording",
    "write_cohort",
]
