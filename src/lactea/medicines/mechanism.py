"""A medicine as mechanisms of the body: depot, amount and level for each route, and what acts.

The file of the medicine is read as parameters. Its effects take the place of the inputs that the
body's own mechanisms declare for medicines.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lactea.body.language import Mechanism, Parameter, Quantity, Rate, State
from lactea.medicines.acting import effects_mechanism, smallest_level
from lactea.medicines.loading import load
from lactea.medicines.names import known_names
from lactea.medicines.parameters import NG_PER_ML_IN_MG_PER_L, mass_factor, named, parameter
from lactea.medicines.regimens import Regimen, identifier
from lactea.medicines.routes import RouteFacts
from lactea.medicines.schema import Medicine


def mechanisms_of(regimens: Iterable[Regimen]) -> tuple[Mechanism, ...]:
    """One mechanism of kinetics for each substance, and what they all act on together.

    Raises
    ------
    ValueError
        If a substance has no kinetics by a route that is used.
    """
    regimens = tuple(regimens)
    return (*(kinetics_mechanism(regimen) for regimen in regimens), effects_mechanism(regimens))


def library_parameters() -> tuple[Parameter, ...]:
    """Parameters of every shipped substance by every route."""
    regimens = tuple(
        Regimen(medicine, tuple(medicine.routes))
        for medicine in map(load, known_names())
        if medicine.routes
    )
    return tuple(entry for part in mechanisms_of(regimens) for entry in part.parameters)


def depot(medicine: Medicine, route: str) -> str:
    """The state to which a dose is added, in mg."""
    stem = f"{identifier(medicine.name)}_{route}"
    at_once = math.isinf(medicine.kinetics(route).absorption_per_h)
    return f"{stem}_amount" if at_once else f"{stem}_depot"


def kinetics_mechanism(regimen: Regimen) -> Mechanism:
    """First-order absorption and elimination of each route, and the level of all routes together."""
    medicine = regimen.medicine
    parts = [_RouteParts(medicine, route) for route in regimen.routes]
    level = Quantity(
        f"{identifier(medicine.name)}_level", "ng/mL", f"{medicine.name} in plasma",
        _total([part.level.id for part in parts]),
    )  # fmt: skip
    return Mechanism(
        identifier(medicine.name), medicine.name, "body",
        (mass_factor(medicine), *(item for part in parts for item in part.parameters)),
        tuple(state for part in parts for state in part.states),
        (),
        (*(part.level for part in parts), level),
        tuple(rate for part in parts for rate in part.rates),
    )  # fmt: skip


@dataclass(frozen=True)
class _RouteParts:
    """Parameters, states and rates of one medicine by one route."""

    medicine: Medicine
    route: str

    @property
    def stem(self) -> str:
        return f"{identifier(self.medicine.name)}_{self.route}"

    @property
    def absorbed_at_once(self) -> bool:
        return math.isinf(self.medicine.kinetics(self.route).absorption_per_h)

    @property
    def saturable(self) -> bool:
        return not math.isinf(self.medicine.kinetics(self.route).saturation_ng_per_ml)

    @property
    def facts(self) -> RouteFacts:
        return next(facts for route, facts in self.medicine.routes.items() if route == self.route)

    @property
    def parameters(self) -> list[Parameter]:
        kinetics, facts, medicine = self.medicine.kinetics(self.route), self.facts, self.medicine
        by = f"by the {self.route} route"
        found = [
            parameter(medicine, f"{self.stem}_clearance", kinetics.clearance_over_f, "L/h",
                      f"apparent clearance {by}", facts.clearance_over_f or facts.half_life),
            parameter(medicine, f"{self.stem}_volume", kinetics.volume_over_f, "L",
                      f"apparent volume {by}", facts.volume_over_f or facts.half_life),
        ]  # fmt: skip
        if not self.absorbed_at_once:
            found.append(
                parameter(medicine, f"{self.stem}_absorption", kinetics.absorption_per_h, "1/h",
                          f"absorption {by}", facts.absorption_half_life or facts.tmax)
            )  # fmt: skip
        if self.saturable:
            found.append(
                parameter(medicine, f"{self.stem}_saturation", kinetics.saturation_ng_per_ml,
                          "ng/mL", "level of half the greatest elimination", facts.saturation_level)
            )  # fmt: skip
        return found

    @property
    def states(self) -> list[State]:
        name, scale = self.medicine.name, self.smallest_amount_mg
        amount = State(f"{self.stem}_amount", "mg", f"{name} in the body ({self.route})",
                       scale=scale)  # fmt: skip
        if self.absorbed_at_once:
            return [amount]
        store = State(f"{self.stem}_depot", "mg", f"{name} not yet absorbed ({self.route})",
                      scale=scale)  # fmt: skip
        return [amount, store]

    @property
    def smallest_amount_mg(self) -> float:
        """The amount below which changes do not matter to the body."""
        levels = [smallest_level(effect) for effect in self.medicine.links]
        if not levels:
            return 1.0
        litres = self.medicine.kinetics(self.route).volume_over_f
        return min(levels) * litres / NG_PER_ML_IN_MG_PER_L

    @property
    def level(self) -> Quantity:
        return Quantity(
            f"{self.stem}_level", "ng/mL", f"{self.medicine.name} in plasma from {self.route} doses",
            named(lambda amount, volume, factor: factor * amount / volume, f"{self.stem}_amount",
                  f"{self.stem}_volume", f"{identifier(self.medicine.name)}_mass_factor"),
        )  # fmt: skip

    @property
    def rates(self) -> list[Rate]:
        lost, needs = self._elimination()
        if self.absorbed_at_once:
            return [Rate(f"{self.stem}_amount", named(lambda *values: -lost(*values), *needs))]
        store, pace = f"{self.stem}_depot", f"{self.stem}_absorption"
        return [
            Rate(f"{self.stem}_amount",
                 named(lambda left, speed, *rest: speed * left - lost(*rest), store, pace, *needs)),
            Rate(store, named(lambda left, speed: -speed * left, store, pace)),
        ]  # fmt: skip

    def _elimination(self) -> tuple[Callable[..., Any], tuple[str, ...]]:
        """The equation of what leaves the body per hour, and the ids of its arguments."""
        needs = (f"{self.stem}_amount", f"{self.stem}_clearance", f"{self.stem}_volume")
        if not self.saturable:
            return lambda amount, clearance, volume: clearance / volume * amount, needs
        return (
            lambda amount, clearance, volume, level, half: (
                clearance / volume * amount / (1 + level / half)
            ),
            (*needs, f"{self.stem}_level", f"{self.stem}_saturation"),
        )


def _total(names: list[str]) -> Callable[..., Any]:
    return named(lambda first, *others: sum(others, start=first), *names)
