"""What a PEtab problem leaves to be estimated, with the priors by which the cohort is drawn.

PEtab's priors stand alone: what two values have in common between people is not said by them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lactea.body.language import LogNormal, Normal, Parameter, Uniform
from lactea.body.registry import SIDES
from lactea.cohort.variability import WIDE, kind_of, variability
from lactea.engine.units import inside_factor
from lactea.exchange.notes import full_name
from lactea.exchange.problems import ExportError
from lactea.exchange.stretch import Stretch
from lactea.reading.problems import nearest, quote
from lactea.twin.learned import BREAST_INPUTS, REACH, UNEVEN_SD, WORDS
from lactea.twin.milk_body import REMOVED, upstream

Prior = Literal["normal", "logNormal", "uniform"]
Shape = tuple[Prior, float, float]
"""A prior and its two numbers."""
OF_PERSON = {"storage_potential": "person.storage"}
"""Inputs of a breast that the cohort draws as a value of the person."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One value to be estimated, in the unit used inside.

    Attributes
    ----------
    id, meaning : str
        Of a parameter or an input of the body.
    nominal : float
        Where the person of the scenario has it.
    prior : str
        PEtab's name of the distribution.
    first, second : float
        Mean and standard deviation (``logNormal``: of the natural logarithm), or the bounds.
    """

    id: str
    meaning: str
    nominal: float
    prior: Prior
    first: float
    second: float

    @property
    def bounds(self) -> tuple[float, float]:
        """The range in which it is looked for; as wide as `lactea fit` allows."""
        if self.prior == "uniform":
            return self.first, self.second
        low, high = self.first - REACH * self.second, self.first + REACH * self.second
        if self.prior == "logNormal":
            return math.exp(low), math.exp(high)
        return (max(low, self.first * 1e-3) if self.first > 0 else low), high


def usual_unknowns(stretch: Stretch) -> tuple[Unknown, ...]:
    """What a log of sessions may tell a person: parameters with words for it, and how breasts are built."""
    candidates = possible_unknowns(stretch)
    inputs = {f"{name}_{side}" for name in BREAST_INPUTS for side in SIDES}
    return tuple(one for name, one in candidates.items() if name in inputs or name in WORDS)


def chosen_unknowns(stretch: Stretch, names: Sequence[str]) -> tuple[Unknown, ...]:
    """The unknowns of these ids.

    Raises
    ------
    ExportError
        One is no parameter that is uncertain and on which milk depends.
    """
    candidates = possible_unknowns(stretch)
    for name in names:
        if name not in candidates:
            near = nearest(name, candidates)
            hint = f" Did you mean '{near}'?" if near else ""
            raise ExportError(
                f"{quote(name)} cannot be estimated: it is no uncertain parameter on which the milk of a "
                f"session depends.{hint}"
            )
    return tuple(candidates[name] for name in dict.fromkeys(names))


def possible_unknowns(stretch: Stretch) -> Mapping[str, Unknown]:
    """Everything that can be estimated, by id."""
    body = stretch.body
    causes = upstream(body, REMOVED)
    found = [
        _of_parameter(body.parameters[name], stretch.parameters[name])
        for name in stretch.used_parameters
        if name in causes
    ]
    found += [
        _of_input(stretch, name, side)
        for name in BREAST_INPUTS
        for side in SIDES
        if f"{name}_{side}" not in stretch.changing_inputs
    ]
    return {one.id: one for one in found if one is not None}


def _of_parameter(parameter: Parameter, value: float) -> Unknown | None:
    """None where it is fixed, or nothing in this person."""
    if value <= 0 or kind_of(parameter, variability()) == "fixed":
        return None
    prior = _between_people(parameter, value) or _of_knowledge(parameter, value)
    return None if prior is None else Unknown(parameter.id, parameter.meaning, value, *prior)


def _between_people(parameter: Parameter, value: float) -> Shape | None:
    spread = variability().get(parameter.id)
    if spread is not None and spread.log_sd is not None:
        return "logNormal", math.log(value), spread.log_sd
    if spread is not None and spread.sd is not None:
        return "normal", value, spread.sd * inside_factor(parameter.unit)
    return None


def _of_knowledge(parameter: Parameter, value: float) -> Shape | None:
    factor = inside_factor(parameter.unit)
    match parameter.distribution:
        case LogNormal(sd):
            return "logNormal", math.log(value), sd
        case Normal(sd) if sd * factor > WIDE * value:
            # As the cohort draws it: nothing positive becomes negative because it is badly known.
            log_sd = math.sqrt(math.log1p((sd * factor / value) ** 2))
            return "logNormal", math.log(value), log_sd
        case Normal(sd):
            return "normal", value, sd * factor
        case Uniform(low, high) if low * factor <= value <= high * factor:
            return "uniform", low * factor, high * factor
        case _:
            return None


def _of_input(stretch: Stretch, name: str, side: str) -> Unknown | None:
    identifier = f"{name}_{side}"
    value = stretch.inputs[identifier]
    if value <= 0:
        return None
    person = variability().get(OF_PERSON.get(name, ""))
    sd = math.hypot(UNEVEN_SD, (person.log_sd or 0.0) if person else 0.0)
    meaning = full_name(identifier, stretch.body.inputs[identifier].meaning)
    return Unknown(identifier, meaning, value, "logNormal", math.log(value), sd)
