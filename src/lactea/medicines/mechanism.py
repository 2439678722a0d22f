"""A medicine as a mechanism of the body: depot, level in plasma, and what the level acts on.

The file of the medicine is read as parameters, and its effects take the place of the inputs that the
body's own mechanisms declare.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lactea.body.language import Fixed, LogNormal, Mechanism, Parameter, Quantity, Rate, State
from lactea.medicines.schema import Medicine

NG_PER_ML_IN_MG_PER_L = 1000.0
EFFECT_UNITS = {
    "dopamine_antagonism": "1",
    "dopamine_agonism": "1",
    "estradiol_taken": "pg/mL",
    "progesterone_taken": "ng/mL",
    "letdown_inhibition": "1",
}


@dataclass(frozen=True)
class Regimen:
    """A medicine and the routes by which it is taken."""

    medicine: Medicine
    routes: tuple[str, ...]


def mechanisms_of(regimens: Iterable[Regimen]) -> tuple[Mechanism, ...]:
    """One mechanism for each medicine, and one that adds up what they act on.

    Raises
    ------
    ValueError
        If a medicine has no kinetics by a route that is used.
    """
    regimens = tuple(regimens)
    return (*(kinetics_mechanism(regimen) for regimen in regimens), effects_mechanism(regimens))


def depot(name: str, route: str) -> str:
    """The state to which a dose is added, in mg."""
    return (
        f"{identifier(name)}_amount"
        if route == "intravenous"
        else f"{identifier(name)}_{route}_depot"
    )


def identifier(name: str) -> str:
    """The name of a medicine as part of an id."""
    return "".join(letter if letter.isalnum() else "_" for letter in name.lower())


def kinetics_mechanism(regimen: Regimen) -> Mechanism:
    """First-order absorption from each route, one compartment, first-order elimination."""
    name = identifier(regimen.medicine.name)
    parameters: list[Parameter] = []
    states = [State(f"{name}_amount", "mg", f"{regimen.medicine.name} in the body", scale=0.1)]
    rates: list[Rate] = []
    arriving: list[tuple[str, str]] = []
    for route in regimen.routes:
        kinetics = regimen.medicine.kinetics(route)
        if not parameters:
            parameters += _elimination_parameters(regimen.medicine, kinetics.elimination_per_h,
                                                  kinetics.volume_over_f)  # fmt: skip
        if math.isinf(kinetics.absorption_per_h):
            continue
        store, pace = depot(name, route), f"{name}_{route}_absorption"
        parameters.append(_parameter(regimen.medicine, pace, kinetics.absorption_per_h, "1/h",
                                     f"absorption by the {route} route"))  # fmt: skip
        states.append(State(store, "mg", f"{regimen.medicine.name} not yet absorbed", scale=0.1))
        rates.append(Rate(store, _named(lambda left, speed: -speed * left, store, pace)))
        arriving.append((store, pace))
    rates.append(Rate(f"{name}_amount", _amount_rate(name, arriving)))
    level = Quantity(
        f"{name}_level", "ng/mL", f"{regimen.medicine.name} in plasma",
        _named(lambda amount, volume, factor: factor * amount / volume,
               f"{name}_amount", f"{name}_volume", f"{name}_mass_factor"),
    )  # fmt: skip
    return Mechanism(
        name, regimen.medicine.name, "body", tuple(parameters), tuple(states), (), (level,),
        tuple(rates),
    )  # fmt: skip


def effects_mechanism(regimens: Iterable[Regimen]) -> Mechanism:
    """Levels over potencies, added up for each target."""
    parameters: list[Parameter] = []
    acting: dict[str, list[tuple[str, str]]] = {}
    for regimen in regimens:
        name = identifier(regimen.medicine.name)
        for effect in regimen.medicine.effects:
            potency = effect.potency_ng_per_ml
            if potency is None:
                continue
            identity = f"{name}_{effect.target}_potency"
            parameters.append(_parameter(regimen.medicine, identity, potency, "ng/mL",
                                         f"level at which {effect.target} is one"))  # fmt: skip
            acting.setdefault(effect.target, []).append((f"{name}_level", identity))
    quantities = tuple(
        Quantity(target, EFFECT_UNITS[target], f"{target} by medicines", _sum_of_ratios(pairs))
        for target, pairs in acting.items()
    )
    return Mechanism("medicine effects", "Effects of medicines", "body", tuple(parameters), (), (),
                     quantities)  # fmt: skip


def _elimination_parameters(medicine: Medicine, pace: float, volume: float) -> list[Parameter]:
    name = identifier(medicine.name)
    return [
        _parameter(medicine, f"{name}_elimination", pace, "1/h", "elimination"),
        _parameter(medicine, f"{name}_volume", volume, "L", "apparent volume"),
        Parameter(f"{name}_mass_factor", "c", NG_PER_ML_IN_MG_PER_L, "ng/mL*L/mg", Fixed(), "",
                  "definition", "mg/L in ng/mL"),
    ]  # fmt: skip


def _parameter(
    medicine: Medicine, identity: str, value: float, unit: str, meaning: str
) -> Parameter:
    return Parameter(
        identity, identity.replace("_", r"\_"), value, unit, LogNormal(0.5), "", "assumed",
        f"{medicine.name}: {meaning}", f"from the medicine file of {medicine.name}, see its sources",
    )  # fmt: skip


def _amount_rate(name: str, arriving: list[tuple[str, str]]) -> Callable[..., Any]:
    names = [f"{name}_amount", f"{name}_elimination", *(part for pair in arriving for part in pair)]

    def rate(amount: Any, pace: Any, *pairs: Any) -> Any:
        total = -pace * amount
        for store, speed in zip(pairs[::2], pairs[1::2], strict=True):
            total = total + speed * store
        return total

    return _named(rate, *names)


def _sum_of_ratios(pairs: list[tuple[str, str]]) -> Callable[..., Any]:
    def total(*values: Any) -> Any:
        result = values[0] / values[1]
        for level, potency in zip(values[2::2], values[3::2], strict=True):
            result = result + level / potency
        return result

    return _named(total, *(part for pair in pairs for part in pair))


def _named(equation: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """`equation` with these ids as its argument names."""

    def named(*values: Any) -> Any:
        return equation(*values)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    named.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, kind) for name in names]
    )
    return named
