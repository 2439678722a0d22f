"""From a person of a scenario to parameter values and constant inputs of the body.

Only differences for which the body has a mechanism are applied. Each factor is a parameter, see
`lactea.body.mechanisms.differences`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lactea.body.registry import SIDES, Body
from lactea.engine.units import inside_value, parse_value

if TYPE_CHECKING:
    from lactea.scenario import Infant, Person, Scenario

NO_GROWTH = 1e-9
"""Potential of tissue that cannot grow: equations divide by the potential, so it is never zero."""
NO_RESPONSE = 0.1
"""The least answer of the gland to insulin that a body mass leaves: a straight line from the usual range says nothing of the extremes."""
NO_LACTOTROPHS = 1e-3
"""Capacity of a pituitary that is gone: dopamine tone follows prolactin over the mass of these cells."""
PROLACTIN_HALVES = (
    "activation_prolactin_half",
    "colostrum_prolactin_half",
    "growth_lactogen_half",
    "recruitment_prolactin_half",
    "synthesis_prolactin_half",
)
"""Levels at which the gland answers half; a gland that is twice as sensitive needs half of them."""
NO_LOBES = 1e-3
"""Least share of lobes followed as a breast: fullness is milk over what can be stored."""


@dataclass(frozen=True)
class Setting:
    """Values that stay for the whole run.

    `parameters` and `inputs` are by id, in the units used inside.
    """

    parameters: dict[str, float]
    inputs: dict[str, float]


def settle_person(body: Body, scenario: Scenario) -> Setting:
    """Parameter values and constant inputs for the person and infant of `scenario`.

    Raises
    ------
    ValueError
        If an override names no parameter or has a unit of another kind.
    """
    parameters = {name: inside_value(entry) for name, entry in body.parameters.items()}
    asked = {name: _override(body, name, text) for name, text in scenario.parameters.items()}
    person = scenario.person
    # What was asked for stands, whoever the person is.
    parameters |= asked
    parameters |= _own_parameters(person, parameters)
    parameters |= asked
    parameters |= {name: parameters[name] / person.gland_sensitivity for name in PROLACTIN_HALVES}
    inputs = {name: entry.default for name, entry in body.inputs.items()}
    known = {**_hormones(person, parameters), **_breasts(person, parameters)}
    if person.parity > 0:
        known |= after_a_pregnancy()
    if scenario.infant is not None:
        known |= _infant(scenario.infant, parameters)
    return Setting(parameters, inputs | known)


def _own_parameters(person: Person, usual: Mapping[str, float]) -> dict[str, float]:
    """Parameters of the gland and the ovaries that differ in this person."""
    return {
        name: 0.0 if other is None else usual[other]
        for name, other in person.own_parameters.items()
    }


def _hormones(person: Person, values: Mapping[str, float]) -> dict[str, float]:
    """Inputs of the whole body."""
    polycystic = person.sex == "female" and person.ovaries == "polycystic"
    insulin = {
        "none": 1.0,
        "gestational": values["insulin_response_gestational"],
        "insulin_treated_gestational": values["insulin_response_gestational_treated"],
        "type1": values["insulin_response_insulin_treated"],
    }[person.diabetes]
    excess = max(0.0, person.body_mass_index - values["usual_body_mass_index"])
    by_mass = max(NO_RESPONSE, 1.0 - values["insulin_response_loss"] * excess)
    inputs = {
        "insulin_response": insulin * by_mass,
        "suckling_response": max(0.0, 1.0 - values["suckling_response_loss"] * excess),
        "dopamine_release": 1.0 + values["dopamine_by_smoking"] * person.smoking,
        "lactotroph_capacity": max(person.pituitary, NO_LACTOTROPHS),
        "nutrient_supply": person.nutrition,
        "prolactinoma_volume": math.pi / 6 * person.prolactinoma**3,
        "stalk_passage": person.pituitary_stalk,
        "chest_wall_injury": _chest_wall(person, values),
        "uterus_present": float(person.sex == "female" and person.uterus == "present"),
    }
    if person.thyroid == "underactive":
        inputs["thyroid_capacity"] = values["thyroid_capacity_underactive"]
    if person.thyroid == "underactive_for_years":
        inputs["thyroid_capacity"] = values["thyroid_capacity_for_years"]
        inputs["thyroid_lacked_for_years"] = 1.0
    if person.kidneys != "normal":
        inputs["kidney_filtration"] = values[f"filtration_{person.kidneys}"]
    if polycystic:
        polycystic_response = min(insulin, values["insulin_response_polycystic"])
        inputs["insulin_response"] = polycystic_response * by_mass
        inputs["androgen_gonadal"] = values["androgen_polycystic"]
        inputs["ovulation"] = values["ovulation_polycystic"]
    if person.sex == "male" and person.testes == "present":
        inputs["androgen_gonadal"] = values["androgen_testicular"]
    return inputs


def _chest_wall(person: Person, values: Mapping[str, float]) -> float:
    """Injury of the chest wall, relative to a cut through it."""
    injuries = {"whole": 0.0, "injured": 1.0, "mastectomy": values["chest_wall_mastectomy"]}
    return injuries[person.chest_wall]


def after_a_pregnancy() -> dict[str, float]:
    """Inputs of a gland that went through a pregnancy."""
    return {f"earlier_pregnancy_{side}": 1.0 for side in SIDES}


def _breasts(person: Person, values: Mapping[str, float]) -> dict[str, float]:
    """Inputs of each breast."""
    surgery, growth = person.breast_surgery, person.tissue_potential
    lobes = 1.0 if surgery == "none" else values[f"lobes_{surgery}"]
    feeling = 1.0 if surgery == "none" else values[f"feeling_{surgery}"]
    if person.breast_development == "hypoplastic":
        growth *= values["growth_hypoplastic"]
    paired = person.breasts == "both" and person.gland_share.left and person.gland_share.right
    apart = math.sqrt(person.right_over_left) if paired else 1.0
    able = {"left": growth / apart, "right": growth * apart}
    inputs: dict[str, float] = {}
    for side in SIDES:
        share = lobes * getattr(person.gland_share, side)
        has_breast = person.breasts in ("both", side) and share > 0
        inputs[f"tissue_potential_{side}"] = max(able[side] if has_breast else 0.0, NO_GROWTH)
        inputs[f"storage_potential_{side}"] = person.storage
        inputs[f"breast_present_{side}"] = float(has_breast)
        inputs[f"gland_share_{side}"] = max(share, NO_LOBES) if has_breast else 1.0
        inputs[f"nipple_sensitivity_{side}"] = feeling * getattr(person.nipple_sensitivity, side)
    return inputs


def _infant(infant: Infant, values: Mapping[str, float]) -> dict[str, float]:
    """Inputs of the infant, or of several alike."""
    growth = {
        "mixed": 1.0,
        "boy": values["infant_growth_boy"],
        "girl": values["infant_growth_girl"],
    }[infant.sex]
    return {
        "infant_count": float(infant.count),
        "infant_appetite_factor": infant.appetite,
        "infant_growth_factor": growth,
    }


def _override(body: Body, name: str, text: str) -> float:
    import difflib

    entry = body.parameters.get(name)
    if entry is None:
        near = difflib.get_close_matches(name, body.parameters, n=1)
        hint = f" Did you mean 'parameters.{near[0]}'?" if near else ""
        raise ValueError(f"There is no parameter '{name}'.{hint}")
    value = parse_value(entry, text)
    if value < 0 <= entry.value:
        raise ValueError(f"parameters.{name} cannot be negative; got '{text}'.")
    return inside_value(entry, value)
