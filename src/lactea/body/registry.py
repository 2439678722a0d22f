"""All mechanisms put together: one list, each breast instantiated, every name resolved.

A breast mechanism is written once and appears as ``<id>_left`` and ``<id>_right``. The result is plain
data: states, parameters, inputs, and steps in an order in which each value can be computed.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import ModuleType
from typing import Any, TypeVar

from lactea.body import mechanisms
from lactea.body.language import Input, Mechanism, Parameter, Quantity, Rate, State

SIDES = ("left", "right")
Local = TypeVar("Local", State, Input, Quantity)
Entry = TypeVar("Entry", Parameter, State, Input, Quantity)
CLOCK = Input("clock", "h", "local time of day")


class BodyError(ValueError):
    """The mechanisms do not fit together; the message names the file and the id."""


@dataclass(frozen=True, slots=True)
class Step:
    """One equation in computing order: ``target`` follows from the values named in ``needs``."""

    target: str
    unit: str
    needs: tuple[str, ...]
    equation: Callable[..., Any]


@dataclass(frozen=True, eq=False)
class Body:
    """The assembled system.

    Attributes
    ----------
    mechanisms : tuple of Mechanism
    parameters, states, inputs, quantities : dict
        By id; breast ids carry their side.
    steps : tuple of Step
        Quantities in computing order.
    rates : dict of str to Step
        Derivative of each state, per hour.
    """

    mechanisms: tuple[Mechanism, ...]
    parameters: dict[str, Parameter]
    states: dict[str, State]
    inputs: dict[str, Input]
    quantities: dict[str, Quantity]
    steps: tuple[Step, ...]
    rates: dict[str, Step]

    @cached_property
    def state_ids(self) -> tuple[str, ...]:
        """Ids of all states, in the order used by every array of states."""
        return tuple(self.states)

    @cached_property
    def parameter_ids(self) -> tuple[str, ...]:
        """Ids of all parameters, in the order used by every array of parameters."""
        return tuple(self.parameters)

    @cached_property
    def input_ids(self) -> tuple[str, ...]:
        """Ids of all inputs except the clock, in the order used by every array of inputs."""
        return tuple(self.inputs)

    @cached_property
    def medicine_targets(self) -> dict[str, Input]:
        """Inputs on which medicines may act, by id, whether or not a medicine does in this body."""
        return {
            entry.id: entry
            for part in self.mechanisms
            for entry in part.inputs
            if entry.by_medicines
        }

    @cached_property
    def quantity_ids(self) -> tuple[str, ...]:
        """Ids of all quantities in computing order."""
        return tuple(step.target for step in self.steps)

    def evaluate(self, values: dict[str, Any]) -> dict[str, Any]:
        """Add every quantity to `values`, which holds states, parameters, inputs and the clock."""
        for step in self.steps:
            values[step.target] = step.equation(*[values[name] for name in step.needs])
        return values

    def derivatives(self, values: Mapping[str, Any]) -> list[Any]:
        """Rates of all states per hour, in state order, from evaluated `values`."""
        return [
            step.equation(*[values[name] for name in step.needs]) for step in self.rates.values()
        ]


def read_mechanism(module: ModuleType) -> Mechanism:
    """Read a mechanism file as data."""
    members = list(vars(module).values())
    return Mechanism(
        name=module.__name__.rpartition(".")[2],
        title=module.TITLE,
        scope=module.SCOPE,
        parameters=tuple(getattr(module, "PARAMETERS", ())),
        states=tuple(getattr(module, "STATES", ())),
        inputs=tuple(getattr(module, "INPUTS", ())),
        quantities=tuple(member for member in members if isinstance(member, Quantity)),
        rates=tuple(member for member in members if isinstance(member, Rate)),
    )


def own_mechanisms() -> tuple[Mechanism, ...]:
    """Every mechanism file of this package, in alphabetical order."""
    names = sorted(info.name for info in pkgutil.iter_modules(mechanisms.__path__))
    return tuple(
        read_mechanism(importlib.import_module(f"{mechanisms.__name__}.{name}")) for name in names
    )


def assemble(parts: Iterable[Mechanism]) -> Body:
    """Put mechanisms together.

    A quantity may take the place of an input of the same id: that is how a medicine or a
    disease enters without any change to the mechanism it acts on.

    Raises
    ------
    BodyError
        If an id is declared twice, an equation needs something unknown, a state lacks its rate, or
        quantities depend on each other in a circle.
    """
    parts = tuple(parts)
    local = {item.id for part in parts if part.scope == "breast" for item in _declared(part)}
    parameters = _collect((parameter for part in parts for parameter in part.parameters), parts)
    states = _collect((_sided(state, side) for part, side in _instances(parts)
                       for state in part.states), parts)  # fmt: skip
    inputs = _collect((_sided(entry, side) for part, side in _instances(parts)
                       for entry in part.inputs), parts)  # fmt: skip
    quantities = _collect((_sided(entry, side) for part, side in _instances(parts)
                           for entry in part.quantities), parts)  # fmt: skip
    inputs = {name: entry for name, entry in inputs.items() if name not in quantities}
    known = {CLOCK.id, *parameters, *states, *inputs, *quantities}
    steps = {
        step.target: step
        for part, side in _instances(parts)
        for step in (_quantity_step(entry, side, local) for entry in part.quantities)
    }
    rates = {
        step.target: step
        for part, side in _instances(parts)
        for step in (_rate_step(entry, side, local, states) for entry in part.rates)
    }
    _check_names(steps, rates, states, known)
    return Body(
        mechanisms=parts,
        parameters=parameters,
        states=states,
        inputs=inputs,
        quantities=quantities,
        steps=tuple(_in_computing_order(steps)),
        rates={name: rates[name] for name in states},
    )


@cache
def default_body() -> Body:
    """The body made of this package's own mechanisms."""
    return assemble(own_mechanisms())


def _instances(parts: Iterable[Mechanism]) -> Iterator[tuple[Mechanism, str | None]]:
    for part in parts:
        if part.scope == "breast":
            yield from ((part, side) for side in SIDES)
        else:
            yield part, None


def _declared(part: Mechanism) -> Iterator[State | Input | Quantity]:
    yield from part.states
    yield from part.inputs
    yield from part.quantities


def _ids(part: Mechanism) -> set[str]:
    return {parameter.id for parameter in part.parameters} | {d.id for d in _declared(part)}


def _name(identifier: str, side: str | None) -> str:
    return f"{identifier}_{side}" if side else identifier


def _sided(entry: Local, side: str | None) -> Local:
    return replace(entry, id=_name(entry.id, side))


def _collect(entries: Iterable[Entry], parts: tuple[Mechanism, ...]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in found:
            owners = [part.name for part in parts if entry.id in _ids(part)]
            raise BodyError(f"The id '{entry.id}' is declared more than once (in {owners}).")
        found[entry.id] = entry
    return found


def _quantity_step(entry: Quantity, side: str | None, local: set[str]) -> Step:
    return Step(_name(entry.id, side), entry.unit, _needs(entry.needs, side, local), entry.equation)


def _rate_step(entry: Rate, side: str | None, local: set[str], states: dict[str, State]) -> Step:
    target = _name(entry.state, side)
    if target not in states:
        raise BodyError(f"There is a rate of '{entry.state}', but no state of that id.")
    unit = f"{states[target].unit}/h"
    return Step(target, unit, _needs(entry.needs, side, local), entry.equation)


def _needs(names: tuple[str, ...], side: str | None, local: set[str]) -> tuple[str, ...]:
    return tuple(_name(name, side) if side and name in local else name for name in names)


def _check_names(
    steps: dict[str, Step], rates: dict[str, Step], states: dict[str, State], known: set[str]
) -> None:
    for step in (*steps.values(), *rates.values()):
        unknown = [name for name in step.needs if name not in known]
        if unknown:
            raise BodyError(f"The equation of '{step.target}' needs {unknown}, declared nowhere.")
    lacking = [name for name in states if name not in rates]
    if lacking:
        raise BodyError(f"These states have no rate: {lacking}.")


def _in_computing_order(steps: dict[str, Step]) -> Iterator[Step]:
    done: set[str] = set()
    open_now: list[str] = []

    def visit(name: str) -> Iterator[Step]:
        if name in done or name not in steps:
            return
        if name in open_now:
            circle = " -> ".join([*open_now[open_now.index(name) :], name])
            raise BodyError(f"These quantities depend on each other in a circle: {circle}.")
        open_now.append(name)
        for need in steps[name].needs:
            yield from visit(need)
        open_now.pop()
        done.add(name)
        yield steps[name]

    for name in steps:
        yield from visit(name)
