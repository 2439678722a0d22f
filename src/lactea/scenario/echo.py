"""A scenario told back in plain words, so that a misunderstanding shows before anything runs."""

from __future__ import annotations

from lactea.reading.clock import format_clock
from lactea.reading.durations import spoken_duration
from lactea.scenario.person import Person
from lactea.scenario.remarks import remarks
from lactea.scenario.schema import Scenario
from lactea.scenario.steps.base import moment
from lactea.scenario.words import Words

_KIDNEYS = {
    "stage_4": "chronic kidney disease in stage 4",
    "stage_5": "chronic kidney disease in stage 5, no dialysis",
    "dialysis": "chronic kidney disease under dialysis",
    "dialysis_no_urine": "chronic kidney disease under dialysis, no urine left",
}
_DIABETES = {
    "gestational": "gestational diabetes treated by diet",
    "insulin_treated_gestational": "gestational diabetes treated with insulin",
    "type1": "type 1 diabetes",
}
_SURGERY = {
    "periareolar": "a cut around the areola",
    "reduction_ducts_kept": "breast reduction with the ducts under the areola kept",
    "reduction_ducts_partly_kept": "breast reduction with the ducts under the areola partly kept",
    "reduction_ducts_cut": "breast reduction with the ducts under the areola cut",
    "chest_contouring": "chest contouring",
}
_NUMBERS = {1: "One infant", 2: "Two infants", 3: "Three infants", 4: "Four infants"}
_SEX = {"girl": "a girl", "boy": "a boy", "mixed": "of the average of girls and boys"}


def echo(scenario: Scenario) -> str:
    """The scenario in plain words, one paragraph or list entry per line."""
    lines = [
        f"{scenario.name}: {scenario.summary}",
        *([f"Evidence: {scenario.evidence.sentence()}."] if scenario.evidence else []),
        "",
        f"Origin: {_origin(scenario)}, at {format_clock(scenario.origin_clock)}. "
        f"The run ends {moment(scenario.horizon)}.",
        f"{scenario.words.parent.capitalize()}: {_person(scenario)}",
        f"Infant: {_infant(scenario)}",
        *(f"Before: {entry.sentence()}" for entry in scenario.history),
        "",
        "What happens:" if scenario.protocol else "Nothing happens.",
    ]
    lines += [
        f"  {number}. {step.sentence(scenario.words)}"
        for number, step in enumerate(scenario.protocol)
    ]
    lines += [
        f"Visit at {moment(visit.at)}{f': {visit.note}' if visit.note else ''}."
        for visit in scenario.visits
    ]
    lines += [f"The mechanism {name} of a plug-in is added." for name in scenario.mechanisms]
    lines += [f"Parameter {name} is set to {value}." for name, value in scenario.parameters.items()]
    lines += [f"Note: {said}" for said in remarks(scenario)]
    return "\n".join(lines) + "\n"


def _origin(scenario: Scenario) -> str:
    if scenario.origin == "placenta_delivered":
        return "the delivery of the placenta"
    return "the first step" if scenario.protocol else "the beginning of the run"


def _person(scenario: Scenario) -> str:
    person, words = scenario.person, scenario.words
    parts = [
        f"{person.sex}, {person.age_years:.0f} years, {person.body_mass:g} kg, "
        f"body mass index {person.body_mass_index:g}",
        _ovaries(person),
        _births(scenario),
    ]
    if scenario.birth is not None:
        parts.append(f"{person.delivery} birth")
    if person.diabetes != "none":
        parts.append(_DIABETES[person.diabetes])
    parts += _conditions(person)
    if person.smoking:
        parts.append(f"{person.smoking:.0f} cigarettes a day")
    if person.breasts != "both":
        parts.append(f"the {person.breasts} {words.breast} only")
    if person.tissue_potential != 1:
        parts.append(f"{person.tissue_potential:.0%} of typical gland tissue")
    if person.storage != 1:
        parts.append(f"{person.storage:.0%} of typical storage")
    parts += _breasts(person, words)
    return ", ".join(part for part in parts if part) + "."


def _conditions(person: Person) -> list[str]:
    """What differs in the hormones and the supply of the body."""
    parts = []
    if person.hormone_therapy != "none":
        parts.append(f"a year or more of {person.hormone_therapy} hormones before")
    if person.thyroid == "underactive":
        parts.append("an underactive thyroid, untreated unless the protocol says so")
    if person.thyroid == "underactive_for_years":
        parts.append("a thyroid that has failed for years, untreated unless the protocol says so")
    if person.pituitary != 1:
        parts.append(f"{person.pituitary:.0%} of the pituitary's prolactin-making cells")
    if person.prolactinoma:
        parts.append(f"a prolactinoma of {person.prolactinoma:g} mm")
    if person.pituitary_stalk != 1:
        parts.append(f"{person.pituitary_stalk:.0%} of the pituitary stalk lets dopamine through")
    if person.kidneys != "normal":
        parts.append(_KIDNEYS[person.kidneys])
    if person.chest_wall == "injured":
        parts.append("an injured chest wall, which may raise prolactin")
    if person.chest_wall == "mastectomy":
        parts.append("the nerves after a mastectomy, which may raise prolactin")
    if person.gland_sensitivity != 1:
        parts.append(
            f"a gland that answers to prolactin {person.gland_sensitivity:g} times as usual"
        )
    if person.nutrition != 1:
        parts.append(f"{person.nutrition:.0%} of the usual nutrients")
    return parts


def _breasts(person: Person, words: Words) -> list[str]:
    """What differs in the breasts."""
    parts = []
    if person.breast_development == "hypoplastic":
        parts.append(f"hypoplastic {words.breasts}")
    if person.breast_surgery != "none":
        parts.append(f"{_SURGERY[person.breast_surgery]} before")
    if person.right_over_left != 1 and person.breasts == "both":
        parts.append(
            f"a right {words.breast} that can grow {person.right_over_left:.0%} of the left"
        )
    for side in ("left", "right"):
        share = getattr(person.gland_share, side)
        feeling = getattr(person.nipple_sensitivity, side)
        if share != 1:
            parts.append(f"{share:.0%} of the lobes of the {side} {words.breast}")
        if feeling != 1:
            parts.append(f"{feeling:.0%} of the feeling of the {side} nipple")
    return parts


def _ovaries(person: Person) -> str:
    if person.sex == "male":
        return "no testes" if person.testes == "absent" else ""
    ovaries = {
        "cycling": "",
        "polycystic": "polycystic ovaries",
        "absent": "no ovaries",
        "postmenopausal": "after menopause",
    }[person.ovaries]
    uterus = "no uterus" if person.uterus == "absent" else ""
    return ", ".join(part for part in (ovaries, uterus) if part)


def _births(scenario: Scenario) -> str:
    person = scenario.person
    if person.sex == "male":
        return ""
    births = max(person.parity, len(scenario.history))
    if births == 0:
        return "no birth before"
    return "one birth before" if births == 1 else f"{births} births before"


def _infant(scenario: Scenario) -> str:
    infant = scenario.infant
    if infant is None:
        return "none, after a loss." if scenario.after_loss else "none."
    text = (
        f"{_NUMBERS[infant.count]}, {_SEX[infant.sex]}, {infant.birth_weight:g} kg"
        f"{' each' if infant.count > 1 else ''}, carried for "
        f"{spoken_duration(scenario.gestation_at_birth_ticks)}"
    )
    if scenario.birth is None:
        text += f", arriving newborn at {moment(infant.arrives)}"
    if infant.appetite != 1:
        text += f", with {infant.appetite:.0%} of a typical appetite"
    return text + "."
