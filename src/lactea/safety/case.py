"""The case that rules judge: a scenario with its medicines, for a country and a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lactea.medicines import known_names, load
from lactea.reading.problems import quote, suggestion
from lactea.safety.answers import State, any_of, as_yes, state_of
from lactea.safety.company import Companion, company_of
from lactea.safety.courses import Course, courses_of
from lactea.safety.problems import SafetyError
from lactea.scenario import Scenario

Reader = Literal["parent", "clinician", "researcher"]
NO_COUNTRIES = ("case", "guideline", "label", "practice", "trial", "trials")
"""First words of what stands in a medicine file in place of a country, where a limit is of none."""

ASKS_FOR = {
    "bleeding_tendency": "anticoagulant",
    "diabetes": "lowers_glucose",
    "low_potassium_or_magnesium": "lowers_potassium",
}
"""Conditions whose question ends in "or do you take what ...", with the tag of what it means."""


@dataclass(frozen=True)
class Case:
    """What is screened.

    Attributes
    ----------
    scenario
        The scenario.
    courses
        What is taken, by medicine.
    country
        Whose limits count, as medicine files write it; None for those of all countries.
    reader
        For whom the findings are written.
    own
        Whether the reader wrote the scenario, so that its doses are those that they entered.
    """

    scenario: Scenario
    courses: tuple[Course, ...]
    country: str | None
    reader: Reader
    own: bool = True

    @property
    def hides_doses(self) -> bool:
        """Whether the reader shall see no dose of the scenario: a parent, of a protocol that others wrote."""
        return self.reader == "parent" and not self.own

    def state(self, condition: str, course: Course) -> State:
        """What is known of a condition while a medicine is taken, from what is taken with it, too."""
        known = state_of(condition, self.scenario, course)
        tag = ASKS_FOR.get(condition)
        if tag is None:
            return known
        taken = any(tag in companion.tags for companion in self.company(course))
        return any_of(known, as_yes(taken))

    def company(self, course: Course) -> Iterator[Companion]:
        """What a medicine is taken together with."""
        return company_of(course, self.courses, self.scenario)


def case_of(
    scenario: Scenario, country: str | None = None, reader: Reader = "researcher", own: bool = True
) -> Case:
    """The case of a scenario.

    Raises
    ------
    SafetyError
        No file has a limit of the country.
    MedicineError
        A medicine file is missing or wrong.
    """
    courses = courses_of(scenario)
    return Case(scenario, courses, _known_country(country, courses), reader, own)


def countries(courses: tuple[Course, ...] = ()) -> tuple[str, ...]:
    """Every country of which a limit is known, sorted."""
    medicines = [load(name) for name in known_names()] + [course.medicine for course in courses]
    named = {limit.country for one in medicines for limit in one.dose_limits}
    return tuple(sorted(name for name in named if _is_country(name)))


def _is_country(name: str) -> bool:
    first, *_ = name.casefold().replace(",", " ").split() or [""]
    return first not in NO_COUNTRIES


def _known_country(country: str | None, courses: tuple[Course, ...]) -> str | None:
    if country is None:
        return None
    known = countries(courses)
    for name in known:
        if name.casefold() == country.strip().casefold():
            return name
    raise SafetyError(
        f"no medicine file has a limit of {quote(country)}. {suggestion(country, known)}",
        source="--country",
    )
