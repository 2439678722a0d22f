"""Whoever shares a timetable would have taken the same decisions alone; whoever would not does not share."""

from __future__ import annotations

import pytest

from lactea.cohort import Recipe
from lactea.engine.doses import body_with_medicines
from lactea.engine.person import Setting, settle_person
from lactea.engine.shared_timetables import SharedTimetables
from lactea.engine.timetable import timetable
from lactea.scenario import Scenario, load

DAYS = 4


def setting_of(scenario: Scenario) -> Setting:
    return settle_person(body_with_medicines(scenario), scenario)


def borders_of(shared: SharedTimetables, scenario: Scenario):  # type: ignore[no-untyped-def]
    return shared.of(scenario, setting_of(scenario), DAYS).borders


@pytest.mark.parametrize(
    ("name", "groups"), [("exclusive-pumping", 1), ("preterm-pumping", 1), ("induced", 5)]
)
def test_everybody_of_a_cohort_gets_the_own_decisions(name: str, groups: int) -> None:
    """Those of `induced` do not share, for the infants that come differ in weight."""
    recipe, shared = Recipe(load(name), 3), SharedTimetables()
    found = []
    for number in range(5):
        person = recipe.person(number).scenario
        found.append(shared.of(person, setting_of(person), DAYS))
        assert found[-1] == timetable(person, setting_of(person), DAYS)
    assert len({one.scenario_hash for one in found}) == len(found)
    assert len({id(one.borders) for one in found}) == groups


@pytest.mark.parametrize(
    "change",
    [
        "person.delivery=caesarean",
        "person.breasts=left",
        "parameters.vacuum_hospital_grade=0.5",
        "parameters.stimulation_device=0.5",
        "person.nutrition=0.8",
        "protocol[2].every=4 h",
        "origin_clock=06:00",
    ],
)
def test_who_decides_otherwise_does_not_share(change: str) -> None:
    usual, other = load("exclusive-pumping"), load("exclusive-pumping", [change])
    shared = SharedTimetables()
    first = borders_of(shared, usual)
    assert borders_of(shared, other) == timetable(other, setting_of(other), DAYS).borders
    assert borders_of(shared, usual) == first


def test_a_past_is_not_shared() -> None:
    past = "history=[{ended: 2 years, nursed: 20 weeks}]"
    scenario, shared = load("exclusive-pumping", [past]), SharedTimetables()
    assert borders_of(shared, scenario) is not borders_of(shared, scenario)
