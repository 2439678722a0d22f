"""One small fit for many tests: twelve days of a made-up person, and a small cohort."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from lactea.engine.lanes import LaneRun
from lactea.twin.calibration import Fit, fit
from lactea.twin.diary import Diary
from lactea.twin.ensemble import prior
from lactea.twin.frozen import Background, background_of
from lactea.twin.synthetic import Habits, Synthetic, make_person, pumping_scenario

HABITS = Habits(first_day=8, days=16, per_day=5, minutes=15.0, noise=0.12)
KNOWN = 12
MEMBERS = 32


@dataclass(frozen=True)
class Small:
    """A made-up person, the part of the log that is known, and what was fitted."""

    person: Synthetic
    known: Diary
    background: Background
    cohort: list[LaneRun]
    fit: Fit


@pytest.fixture(scope="session")
def small() -> Small:
    person = make_person(1, HABITS)
    known = person.diary.until(HABITS.first_day + KNOWN)
    scenario = pumping_scenario(HABITS.per_day)
    background = background_of(scenario, HABITS.first_day, HABITS.first_day + HABITS.days)
    cohort = prior(background, MEMBERS)
    return Small(person, known, background, cohort, fit(known, background, cohort))
