"""What of a scenario changes nothing or was hardly meant, told so that nobody waits for an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lactea.reading.durations import WEEK, format_duration, spoken_duration
from lactea.scenario.infant import Infant
from lactea.scenario.loss import felt_after_a_loss
from lactea.scenario.person import Person
from lactea.scenario.steps.hand_express import HandExpress
from lactea.scenario.steps.nurse import Nurse
from lactea.scenario.steps.pump import Pump
from lactea.scenario.steps.top_up import TopUp

if TYPE_CHECKING:
    from lactea.scenario.schema import Scenario

WITHOUT_MECHANISM = ("age", "body_mass")
"""Entries of a person that are read and kept, and on which no mechanism of this release depends."""
PRETERM = 37 * WEEK
"""Birth before this is preterm, as the World Health Organization counts."""


def remarks(scenario: Scenario) -> list[str]:
    """Sentences on entries without effect, on steps that begin only after the run, and on what this model gets wrong."""
    return [
        *_entries_without_effect(scenario.person),
        *_weight_of_a_term_infant(scenario),
        *_fed_otherwise(scenario),
        *_fed_after_few_feeds(scenario),
        *_after_a_loss(scenario),
        *_after_the_run(scenario),
    ]


def _after_a_loss(scenario: Scenario) -> list[str]:
    pregnancy = scenario.pregnancy
    taken = any(isinstance(step, Nurse | Pump | HandExpress) for step in scenario.protocol)
    if pregnancy is None or scenario.birth is None or scenario.infant is not None or taken:
        return []
    return felt_after_a_loss(pregnancy.length)


def _weight_of_a_term_infant(scenario: Scenario) -> list[str]:
    infant = scenario.infant
    if infant is None or scenario.gestation_at_birth_ticks >= PRETERM:
        return []
    if infant.birth_weight != Infant().birth_weight:
        return []
    return [
        f"The infant was carried for {spoken_duration(scenario.gestation_at_birth_ticks)} and weighs "
        f"{infant.birth_weight:g} kg, the weight at term that counts where none is given: give infant.birth_weight."
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
    visits = [
        f"visits[{place}] is at '{format_duration(visit.at)}', after the end of the run at '{end}': it never "
        "happens."
        for place, visit in enumerate(scenario.visits)
        if visit.at > scenario.horizon
    ]
    return visits + [
        f"protocol[{place}] begins at '{format_duration(step.first_tick)}', after the end of the run "
        f"at '{end}': it never happens."
        for place, step in enumerate(scenario.protocol)
        if step.first_tick is not None and step.first_tick >= scenario.horizon
    ]
