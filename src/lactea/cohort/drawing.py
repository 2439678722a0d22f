"""From a scenario to one virtual person: the same person for any batch, order or process.

The scenario says what is in the middle of the group. Around it each value that differs between
people is drawn from its own stream, with correlations; what is only uncertain is drawn where that is
asked for. The result is a plain scenario again: it can be written down, shown and simulated alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from lactea.body.language import Parameter
from lactea.body.registry import Body
from lactea.cohort.absorption import absorption_spreads, apparent_kinetics
from lactea.cohort.correlations import Mixing, default_mixing
from lactea.cohort.covariates import AS_IN_SCENARIO, Population, draw_covariates
from lactea.cohort.problems import CohortError
from lactea.cohort.streams import Stream
from lactea.cohort.variability import (
    SCENARIO_VALUES,
    Spread,
    kind_of,
    knowledge_around,
    variability,
)
from lactea.engine.doses import body_with_medicines
from lactea.engine.person import settle_person
from lactea.engine.units import inside_factor
from lactea.reading.problems import dotted, first_problem
from lactea.reading.record import Record
from lactea.results.stamp import parameter_set
from lactea.scenario import Infant, Person, Scenario

Part = TypeVar("Part", bound=Record)
Uncertainty = Literal["none", "shared", "each"]
"""Whether what is not known is drawn: not at all, once for all people, or for each anew.

``shared`` draws one possible world that all people live in: their differences stay those between
people. ``each`` puts everybody into another world: the forecast for one person of whom nothing is
known.
"""

EVERYBODY = -1
"""Number of the person under which a shared world is drawn."""


@dataclass(frozen=True, slots=True)
class VirtualPerson:
    """One drawn person.

    Parameters
    ----------
    index : int
        Number of the person; with seed and scenario it says who that is.
    scenario : Scenario
        Complete: simulating it gives this person.
    values : mapping of str to float
        What was drawn, in the published unit of each parameter.
    """

    index: int
    scenario: Scenario
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How people are drawn; the same recipe gives the same person for a number, anywhere.

    Parameters
    ----------
    scenario : Scenario
        The protocol, and the middle of the group. Other arms of a trial are the same recipe with
        another scenario: person 17 is then the same person in each.
    seed : int
    population : Population
        Covariates.
    uncertainty : str
        See `Uncertainty`.
    """

    scenario: Scenario
    seed: int = 0
    population: Population = AS_IN_SCENARIO
    uncertainty: Uncertainty = "none"

    def person(self, index: int) -> VirtualPerson:
        """Person number `index`.

        Raises
        ------
        CohortError
            If what was drawn is outside of what a scenario may hold.
        """
        person, infant = draw_covariates(self.population, self.scenario, self.seed, index)
        settled = _with_entries(self.scenario, person, infant, {})
        body = body_with_medicines(settled)
        middles = middles_of(settled)
        drawn = between_people(middles, self.seed, index)
        drawn |= apparent_kinetics(settled, middles, self.seed, index)
        if self.uncertainty != "none":
            world = EVERYBODY if self.uncertainty == "shared" else index
            drawn = knowledge(body.parameters, middles, self.seed, world) | drawn
        return VirtualPerson(index, with_values(settled, body, drawn), drawn)


def middles_of(scenario: Scenario) -> dict[str, float]:
    """The middle of the group of a scenario, by id, in published units."""
    body = body_with_medicines(scenario)
    inside = settle_person(body, scenario).parameters
    middles = {
        name: inside[name] / inside_factor(entry.unit) for name, entry in body.parameters.items()
    }
    for path in SCENARIO_VALUES:
        part, _, name = path.partition(".")
        record = getattr(scenario, part)
        if record is not None:
            middles[path] = float(getattr(record, name))
    return middles


def spread_set(*scenarios: Scenario) -> str:
    """Hash of all spreads and correlations: with it, parameter set and seed say who was drawn.

    What people take up of the medicines of `scenarios` is part of it.
    """
    absorbed = {
        f"{substance} absorbed": log_sd
        for scenario in scenarios
        for substance, log_sd in absorption_spreads(scenario).items()
    }
    widths = {
        f"{spread.id} {kind}": width
        for spread in variability().values()
        for kind, width in (("log_sd", spread.log_sd), ("sd", spread.sd))
        if width is not None
    }
    mixed = default_mixing()
    weights = {
        f"{name} {other}": weight
        for name, row in zip(mixed.ids, mixed.factor, strict=True)
        for other, weight in zip(mixed.ids, row, strict=False)
    }
    return parameter_set(widths | weights | absorbed)


def between_people(
    middles: Mapping[str, float],
    seed: int,
    index: int,
    table: Mapping[str, Spread] | None = None,
    correlated: Mixing | None = None,
) -> dict[str, float]:
    """Values of one person that differ between people.

    Parameters
    ----------
    middles : mapping of str to float
        The middle of the group, by id.
    seed, index : int
        Which person of which seed.
    table : mapping of str to Spread, optional
        Spreads by id; those of lactea without it. Ids without a middle are left out.
    correlated : Mixing, optional
        Correlations; those of lactea without it.
    """
    spreads = variability() if table is None else table
    mixed = default_mixing() if correlated is None else correlated
    wanted = [
        spread.id
        for spread in spreads.values()
        if spread.kind == "between_people" and spread.id in middles
    ]
    scores = mixed.scores(wanted, lambda name: Stream(seed, f"between.{name}").normal(index))
    return {name: spreads[name].around(middles[name], scores[name]) for name in wanted}


def knowledge(
    parameters: Mapping[str, Parameter], middles: Mapping[str, float], seed: int, world: int
) -> dict[str, float]:
    """Values of one possible world: of every parameter whose value is uncertain."""
    drawn = {}
    for name, parameter in parameters.items():
        if kind_of(parameter, variability()) == "knowledge":
            stream = Stream(seed, f"knowledge.{name}")
            uniform, normal = stream.uniform(world), stream.normal(world)
            drawn[name] = knowledge_around(parameter, middles[name], uniform, normal)
    return drawn


def with_values(scenario: Scenario, body: Body, drawn: Mapping[str, float]) -> Scenario:
    """A scenario with other values of parameters and of `SCENARIO_VALUES`, in published units.

    Raises
    ------
    CohortError
        If a value is outside of what a scenario may hold.
    """
    person: dict[str, Any] = {}
    infant: dict[str, Any] = {}
    parameters: dict[str, str] = {}
    for path, value in drawn.items():
        if path in body.parameters:
            unit = body.parameters[path].unit
            parameters[path] = repr(value) if unit == "1" else f"{value!r} {unit}"
        else:
            part, _, name = path.partition(".")
            entry = f"{value!r} kg" if name == "birth_weight" else value
            (person if part == "person" else infant)[name] = entry
    return _with_entries(scenario, person, infant, parameters)


def _with_entries(
    scenario: Scenario,
    person: Mapping[str, Any],
    infant: Mapping[str, Any],
    parameters: Mapping[str, str],
) -> Scenario:
    changes: dict[str, Any] = {"parameters": {**scenario.parameters, **parameters}}
    if person:
        entries = scenario.person.model_dump(mode="json") | dict(person)
        changes["person"] = _checked(Person, "person", entries)
    if infant and scenario.infant is not None:
        entries = scenario.infant.model_dump(mode="json") | dict(infant)
        changes["infant"] = _checked(Infant, "infant", entries)
    return scenario.model_copy(update=changes)


def _checked(kind: type[Part], name: str, entries: dict[str, Any]) -> Part:
    try:
        return kind.model_validate(entries)
    except ValidationError as error:
        path, what = first_problem(error, entries)
        raise CohortError(
            f"What was drawn is beyond what a scenario may hold: {dotted((name, *path))}: {what}"
        ) from None
