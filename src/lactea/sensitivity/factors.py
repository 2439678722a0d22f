"""What is uncertain: every value with a distribution, and to which group it belongs.

Each factor has an independent share between 0 and 1, its place in its distribution; all designs of
this room draw such shares. The distributions are those by which `lactea.cohort` draws people.
Correlated values mix the normal scores of their shares as they do there, so that what two of them have
in common counts to the one that stands first in the table of correlations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from lactea.body.language import Parameter
from lactea.body.registry import Body
from lactea.cohort.correlations import default_mixing
from lactea.cohort.drawing import middles_of
from lactea.cohort.variability import SCENARIO_VALUES, kind_of, knowledge_around, variability
from lactea.engine.doses import body_with_medicines
from lactea.scenario import Scenario
from lactea.sensitivity.problems import SensitivityError

Origin = Literal["between people", "assumed", "fitted", "sourced"]
"""Why a value is uncertain: people differ; or its middle was assumed, fitted, or measured."""

OF_SCENARIOS = {
    "person.right_over_left": "tissue that the right breast can grow, over that of the left",
    "person.storage": "milk that a breast can hold, over what is usual for its tissue",
    "person.tissue_potential": "tissue that can grow, over what is usual",
    "infant.appetite": "what the infant wants, over what is usual",
    "infant.birth_weight": "weight at birth",
}
"""Meanings of the values of `lactea.cohort.variability.SCENARIO_VALUES`."""

EDGE = 1e-9
"""Shares stay this far from 0 and 1, where a normal score is infinite."""
_STANDARD = NormalDist()


@dataclass(frozen=True, slots=True)
class Factor:
    """One uncertain value.

    Parameters
    ----------
    id : str
        A parameter, or one of `lactea.cohort.variability.SCENARIO_VALUES`.
    origin : str
        See `Origin`.
    subsystem : str
        The mechanism that the parameter belongs to; ``person`` or ``infant`` for values of a scenario.
    meaning : str
    """

    id: str
    origin: Origin
    subsystem: str
    meaning: str


def factors_of(scenario: Scenario) -> tuple[Factor, ...]:
    """Every value of a scenario that is uncertain, in the order of the body."""
    body = body_with_medicines(scenario)
    homes = homes_of(body)
    found = []
    for name in middles_of(scenario):
        origin = _origin(body, name)
        if origin is not None:
            found.append(Factor(name, origin, homes[name], _meaning(body, name)))
    return tuple(found)


def homes_of(body: Body) -> dict[str, str]:
    """The mechanism of each parameter, and the part of the scenario of each of its values."""
    homes = {path: path.partition(".")[0] for path in SCENARIO_VALUES}
    return homes | {
        entry.id: mechanism.name for mechanism in body.mechanisms for entry in mechanism.parameters
    }


def chosen(factors: Sequence[Factor], names: Sequence[str]) -> tuple[Factor, ...]:
    """The factors of these names, in the order of the names.

    Raises
    ------
    SensitivityError
        If one of them is not uncertain, or unknown.
    """
    from lactea.reading.problems import nearest, quote

    known = {factor.id: factor for factor in factors}
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f" Did you mean '{near}'?" if near else ""
            raise SensitivityError(
                f"{quote(name)} is no parameter with a distribution in this scenario.{hint}"
            )
    return tuple(known[name] for name in names)


@dataclass(frozen=True, slots=True)
class Space:
    """The distributions of all uncertain values of one scenario.

    Parameters
    ----------
    factors : tuple of Factor
        All of the scenario.
    body : Body
    middles : mapping of str to float
        Values of the scenario, in published units; a uniform distribution need not have its middle
        there.
    """

    factors: tuple[Factor, ...]
    body: Body
    middles: Mapping[str, float]

    @classmethod
    def of(cls, scenario: Scenario) -> Space:
        """The space around the middle of a scenario."""
        return cls(factors_of(scenario), body_with_medicines(scenario), middles_of(scenario))

    def values(self, shares: Mapping[str, float]) -> dict[str, float]:
        """Values of one person and world, in published units.

        Parameters
        ----------
        shares : mapping of str to float
            Place of each factor in its distribution, 0 to 1; those left out are in the middle.
        """
        inside = {name: min(max(float(share), EDGE), 1 - EDGE) for name, share in shares.items()}
        return self._of_people(inside) | self._of_knowledge(inside)

    def at_scores(self, scores: Mapping[str, float]) -> dict[str, float]:
        """Values at normal scores: standard deviations from the middle."""
        return self.values({name: _STANDARD.cdf(score) for name, score in scores.items()})

    def _of_people(self, shares: Mapping[str, float]) -> dict[str, float]:
        spreads, mixed = variability(), default_mixing()
        people = [one.id for one in self.factors if one.origin == "between people"]

        def score(name: str) -> float:
            return _STANDARD.inv_cdf(shares.get(name, 0.5))

        moved = {
            name: spreads[name].around(self.middles[name], found)
            for name, found in mixed.scores(people, score).items()
        }
        # What stays in the middle is left to the scenario, whose own entry may be exact.
        return {name: value for name, value in moved.items() if value != self.middles[name]}

    def _of_knowledge(self, shares: Mapping[str, float]) -> dict[str, float]:
        return {
            one.id: knowledge_around(
                self.body.parameters[one.id],
                self.middles[one.id],
                shares[one.id],
                _STANDARD.inv_cdf(shares[one.id]),
            )
            for one in self.factors
            if one.origin != "between people" and one.id in shares
        }


def _origin(body: Body, name: str) -> Origin | None:
    spread = variability().get(name)
    if name not in body.parameters:
        return None if spread is None or spread.kind != "between_people" else "between people"
    parameter = body.parameters[name]
    match kind_of(parameter, variability()):
        case "between_people":
            return "between people"
        case "knowledge":
            return _standing(parameter)
        case "fixed":
            return None


def _standing(parameter: Parameter) -> Origin:
    return parameter.grade if parameter.grade in ("assumed", "fitted") else "sourced"


def _meaning(body: Body, name: str) -> str:
    return body.parameters[name].meaning if name in body.parameters else OF_SCENARIOS[name]
