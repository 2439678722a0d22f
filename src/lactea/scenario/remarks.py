"""What of a scenario changes nothing, told so that nobody waits for an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lactea.reading.durations import format_duration
from lactea.scenario.person import Person
from lactea.scenario.steps.nurse import Nurse
from lactea.scenario.steps.top_up import TopUp

if TYPE_CHECKING:
    from lactea.scenario.schema import Scenario

WITHOUT_MECHANISM = ("age", "body_mass")
"""Entries of a person that are read and kept, and on which no mechanism of this release depends."""


def remarks(scenario: Scenario) -> list[str]:
    """Sentences on entries without effect and on steps that begin only after the run."""
    return [
        *_entries_without_effect(scenario.person),
        *_fed_otherwise(scenario),
        *_fed_after_few_feeds(scenario),
        *_after_the_run(scenario),
    ]


def _fed_otherwise(scenario: Scenario) -> list[str]:
    if scenario.infant is None or any(step.do == "nurse" for step in scenario.protocol):
        return []
    return ["No step nurses the infant: it is taken to get all it needs in another way."]


def _fed_after_few_feeds(scenario: Scenario) -> list[str]:
    if any(nurse.on_demand for nurse in scenario.steps_of(Nurse)):
        return []
    return [
        f"protocol[{place}] gives other milk after feeds at the breast, and these go by the clock: between them "
        "the infant gets nothing from it, however few they are."
        for place, step in enumerate(scenario.protocol)
        if isinstance(step, TopUp) and step.after_feeds
    ]


def _entries_without_effect(person: Person) -> list[str]:
    usual = Person()
    said = [
        f"person.{name}"
        for name in WITHOUT_MECHANISM
        if getattr(person, name) != getattr(usual, name)
    ]
    if not said:
        return []
    return [f"No mechanism of this release depends on {', '.join(said)}: the run is as without."]


def _after_the_run(scenario: Scenario) -> list[str]:
    end = format_duration(scenario.horizon)
    return [
        f"protocol[{place}] begins at '{format_duration(step.first_tick)}', after the end of the run "
        f"at '{end}': it never happens."
        for place, step in enumerate(scenario.protocol)
        if step.first_tick is not None and step.first_tick >= scenario.horizon
    ]
