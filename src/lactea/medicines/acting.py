"""What medicines do to the body: their levels, turned into the inputs that are open to medicines.

What several medicines do to one target adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lactea.body.language import Input, Mechanism, Parameter, Quantity
from lactea.medicines.effects import Effect, targets
from lactea.medicines.parameters import named, parameter
from lactea.medicines.regimens import Regimen, identifier

LEVEL_UNITS = {"ng/mL": (1.0, "1"), "pg/mL": (1000.0, "pg/ng")}
"""What turns a level in ng/mL into the unit of a target: factor and unit."""
ARRIVAL_UNITS = {"ng/mL/h": (1e3, "ng/mL*L/mg"), "pg/mL/h": (1e6, "pg/mL*L/mg")}
"""What turns mg/L/h into the unit of a target."""

SMALL_SHARE_OF_POTENCY = 0.05
SMALL_LEVELS = {"ng/mL": 0.1, "pg/mL": 1.0}
"""Changes of a hormone below which the body does not care."""


def smallest_level(effect: Effect) -> float:
    """The level in ng/mL below which changes do not matter to the target of an effect."""
    link = effect.link
    assert link is not None
    _, fact = link
    if effect.manner == "ratio":
        return SMALL_SHARE_OF_POTENCY * fact.to("ng/mL", "1 ng/mL")
    unit = targets()[effect.target].unit.removesuffix("/h")
    return SMALL_LEVELS[unit] / (fact.value * LEVEL_UNITS[unit][0])


def effects_mechanism(regimens: Iterable[Regimen]) -> Mechanism:
    """The effects of all substances that are taken, added up for each target."""
    actions = [
        _Action(regimen, effect) for regimen in regimens for effect in regimen.medicine.links
    ]
    acting: dict[str, list[_Action]] = {}
    for action in actions:
        acting.setdefault(action.effect.target, []).append(action)
    return Mechanism(
        "medicine effects", "Effects of medicines", "body",
        tuple(action.parameter for action in actions), (), (),
        tuple(_quantity(here) for here in acting.values()),
    )  # fmt: skip


@dataclass(frozen=True)
class _Action:
    """One effect of one substance that is taken."""

    regimen: Regimen
    effect: Effect

    @property
    def target(self) -> Input:
        return targets()[self.effect.target]

    @property
    def name(self) -> str:
        return identifier(self.regimen.medicine.name)

    @property
    def parameter(self) -> Parameter:
        """The figure of the effect, in units that lead to those of the target."""
        link = self.effect.link
        assert link is not None  # only effects with a figure become actions
        entry, fact = link
        match self.effect.manner:
            case "level":
                factor, unit = LEVEL_UNITS[self.target.unit]
                value = fact.value * factor
            case "arrival":
                factor, unit = ARRIVAL_UNITS[self.target.unit]
                value = fact.value * factor
            case _:
                value, unit = fact.to("ng/mL", "1 ng/mL"), "ng/mL"
        return parameter(
            self.regimen.medicine, f"{self.name}_{self.target.id}_{entry}", value, unit,
            f"{entry.replace('_', ' ')} for {self.target.id}", fact,
        )  # fmt: skip

    @property
    def needs(self) -> list[str]:
        """Ids of the figure and of what it is applied to."""
        if self.effect.manner != "arrival":
            return [self.parameter.id, f"{self.name}_level"]
        return [
            self.parameter.id,
            *(
                f"{self.name}_{route}_{part}"
                for route in self.regimen.routes
                for part in ("depot", "absorption", "volume")
            ),
        ]

    @property
    def equation(self) -> Callable[..., Any]:
        """The effect as a function of what it needs."""
        match self.effect.manner:
            case "ratio":
                return lambda potency, level: level / potency
            case "level":
                return lambda relative, level: relative * level
            case _:
                return _arrival


def _arrival(relative: Any, *routes: Any) -> Any:
    """What reaches the blood from the depot of every route, per volume and hour."""
    arriving = [
        left * pace / volume
        for left, pace, volume in zip(routes[::3], routes[1::3], routes[2::3], strict=True)
    ]
    return relative * sum(arriving[1:], start=arriving[0])


def _quantity(actions: list[_Action]) -> Quantity:
    target = actions[0].target
    needs = (need for action in actions for need in action.needs)
    return Quantity(
        target.id, target.unit, f"{target.meaning}, by medicines", named(_sum(actions), *needs)
    )


def _sum(actions: list[_Action]) -> Callable[..., Any]:
    """The equations of all actions, each with its own arguments, added up."""
    pieces = [(action.equation, len(action.needs)) for action in actions]

    def total(*values: Any) -> Any:
        parts, place = [], 0
        for equation, count in pieces:
            parts.append(equation(*values[place : place + count]))
            place += count
        return sum(parts[1:], start=parts[0])

    return total
