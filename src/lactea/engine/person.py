"""From a person of a scenario to parameter values and constant inputs of the body.

Only differences for which the body has a mechanism are applied. Each factor is a parameter of the
mechanism it acts on, or a named alternative below with its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lactea.body.language import LogNormal, Normal, Parameter
from lactea.body.registry import SIDES, Body
from lactea.engine.units import inside_value, parse_value

if TYPE_CHECKING:
    from lactea.scenario import Scenario

USUAL_BODY_MASS_INDEX = 25.0
ALTERNATIVES = (
    Parameter("tissue_resting_male", "T_0^m", 0.15, "1", LogNormal(0.6), "", "assumed",
              "resting gland tissue of a man relative to a woman",
              "men have gland tissue, much less of it; no volume row"),
    Parameter("insulin_response_insulin_treated", "i_d", 0.52, "1", Normal(0.1),
              "lac2_delay_iddm mlk_rsk_iddm_delay", "fitted",
              "pace of activation under insulin-treated diabetes: about a day later"),
    Parameter("insulin_response_gestational", "i_g", 0.9, "1", Normal(0.08), "", "assumed",
              "pace of activation after gestational diabetes without insulin",
              "delayed onset is more frequent; no figure in hours"),
    Parameter("suckling_response_loss", "b_s", 0.03, "1", Normal(0.02),
              "prl_overweight_48h_dir prl_overweight_7d_dir", "assumed",
              "share of the suckling response lost per unit of body mass index above 25",
              "the direction is published, the size is not; 15 % less at an index of 30"),
    Parameter("infant_growth_boy", "g_b", 1.06, "1", Normal(0.02),
              "mlk_inf_who_boys_m0 mlk_inf_who_boys_m6", "fitted",
              "growth aimed at by boys relative to the mean of both sexes"),
    Parameter("infant_growth_girl", "g_g", 0.94, "1", Normal(0.02),
              "mlk_inf_who_girls_m0 mlk_inf_who_girls_m6", "fitted",
              "growth aimed at by girls relative to the mean of both sexes"),
)  # fmt: skip
_BY_ID = {parameter.id: parameter for parameter in ALTERNATIVES}
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
    inputs = {name: entry.default for name, entry in body.inputs.items()}
    person = scenario.person
    if person.sex == "male" or person.ovaries != "cycling":
        parameters["ovarian_potential"] = 0.0
    if person.sex == "male":
        parameters["tissue_resting"] = _BY_ID["tissue_resting_male"].value
    insulin = {
        "none": 1.0,
        "gestational": _BY_ID["insulin_response_gestational"].value,
        "insulin_treated_gestational": _BY_ID["insulin_response_insulin_treated"].value,
        "type1": _BY_ID["insulin_response_insulin_treated"].value,
    }[person.diabetes]
    excess = max(0.0, person.body_mass_index - USUAL_BODY_MASS_INDEX)
    loss = _BY_ID["suckling_response_loss"].value * excess
    inputs["suckling_response"] = max(0.0, 1.0 - loss)
    for side in SIDES:
        has_breast = person.breasts in ("both", side)
        inputs[f"insulin_response_{side}"] = insulin
        potential = person.tissue_potential if has_breast else 0.0
        inputs[f"tissue_potential_{side}"] = max(potential, NO_GROWTH)
        inputs[f"storage_potential_{side}"] = person.storage
        inputs[f"breast_present_{side}"] = float(has_breast)
    if scenario.infant is not None:
        inputs["infant_count"] = float(scenario.infant.count)
        inputs["infant_appetite_factor"] = scenario.infant.appetite
        if scenario.infant.sex != "mixed":
            inputs["infant_growth_factor"] = _BY_ID[f"infant_growth_{scenario.infant.sex}"].value
    for name, text in scenario.parameters.items():
        parameters[name] = _override(body, name, text)
    return Setting(parameters, inputs)


def _override(body: Body, name: str, text: str) -> float:
    import difflib

    entry = body.parameters.get(name)
    if entry is None:
        near = difflib.get_close_matches(name, body.parameters, n=1)
        hint = f" Did you mean 'parameters.{near[0]}'?" if near else ""
        raise ValueError(f"There is no parameter '{name}'.{hint}")
    return inside_value(entry, parse_value(entry, text))
