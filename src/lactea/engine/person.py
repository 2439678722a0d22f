"""From a person of a scenario to parameter values and constant inputs of the body.

Only differences for which the body has a mechanism are applied. Each factor is a parameter, see
`lactea.body.mechanisms.differences`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lactea.body.registry import SIDES, Body
from lactea.engine.units import inside_value, parse_value

if TYPE_CHECKING:
    from lactea.scenario import Scenario

NO_GROWTH = 1e-9
"""Potential of tissue that cannot grow: equations divide by the potential, so it is never zero."""


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
    parameters |= asked
    inputs = {name: entry.default for name, entry in body.inputs.items()}
    person = scenario.person
    if person.sex == "male" or person.ovaries != "cycling":
        parameters["ovarian_potential"] = 0.0
    if person.sex == "male":
        parameters["tissue_resting"] = parameters["tissue_resting_male"]
    # What was asked for stands, whoever the person is.
    parameters |= asked
    insulin = {
        "none": 1.0,
        "gestational": parameters["insulin_response_gestational"],
        "insulin_treated_gestational": parameters["insulin_response_insulin_treated"],
        "type1": parameters["insulin_response_insulin_treated"],
    }[person.diabetes]
    excess = max(0.0, person.body_mass_index - parameters["usual_body_mass_index"])
    loss = parameters["suckling_response_loss"] * excess
    inputs["insulin_response"] = insulin
    inputs["suckling_response"] = max(0.0, 1.0 - loss)
    for side in SIDES:
        has_breast = person.breasts in ("both", side)
        potential = person.tissue_potential if has_breast else 0.0
        inputs[f"tissue_potential_{side}"] = max(potential, NO_GROWTH)
        inputs[f"storage_potential_{side}"] = person.storage
        inputs[f"breast_present_{side}"] = float(has_breast)
    if scenario.infant is not None:
        inputs["infant_count"] = float(scenario.infant.count)
        inputs["infant_appetite_factor"] = scenario.infant.appetite
        inputs["infant_growth_factor"] = {
            "mixed": 1.0,
            "boy": parameters["infant_growth_boy"],
            "girl": parameters["infant_growth_girl"],
        }[scenario.infant.sex]
    return Setting(parameters, inputs)


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
