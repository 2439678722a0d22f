"""The body as a graph: what there is, and which value feeds which, read from the mechanism files.

A breast stands once for both. An arrow goes from every state, quantity and input that an equation
names to what the equation gives; a state fed by itself alone has no arrow for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lactea.body.language import Mechanism, Parameter
from lactea.body.registry import SIDES, own_mechanisms

Kind = Literal["state", "quantity", "input"]

BREAST, OTHER = "Breast, each of two", "Other organs"
PLACES = {
    "letdown": "Brain and pituitary",
    "prolactin": "Brain and pituitary",
    "pituitary_tumour": "Brain and pituitary",
    "gonadotrophins": "Brain and pituitary",
    "follicle": "Ovary and womb",
    "corpus_luteum": "Ovary and womb",
    "ovary": "Ovary and womb",
    "placenta": "Ovary and womb",
    "decidua": "Ovary and womb",
    "fertility": "Ovary and womb",
    "infant": "Infant",
}
"""Where mechanisms stand; others by their scope, in the breast or among other organs."""
ORDER = ("Brain and pituitary", "Ovary and womb", OTHER, BREAST, "Infant")


@dataclass(frozen=True, slots=True)
class Node:
    """A state, quantity or input, with the mechanism that declares it."""

    id: str
    kind: Kind
    unit: str
    meaning: str
    mechanism: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """`source` stands in the equation of `target`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class BodyGraph:
    """Nodes in the order of the figure, all arrows, and the numbers in the equation of each target."""

    nodes: dict[str, Node]
    arrows: tuple[Arrow, ...]
    numbers: dict[str, tuple[Parameter, ...]]


@cache
def body_graph() -> BodyGraph:
    """The graph of this package's own mechanisms."""
    mechanisms = own_mechanisms()
    parameters = {entry.id: entry for part in mechanisms for entry in part.parameters}
    declared = {node.id: node for part in mechanisms for node in _declared(part)}
    equations = [equation for part in mechanisms for equation in _equations(part)]
    arrows = tuple(
        Arrow(source, target)
        for target, needs in equations
        for source in dict.fromkeys(_without_side(name, declared) for name in needs)
        if source in declared and source != target
    )
    numbers = {
        target: tuple(parameters[name] for name in needs if name in parameters)
        for target, needs in equations
    }
    linked = {name for arrow in arrows for name in (arrow.source, arrow.target)}
    rank = {part.name: place for place, part in enumerate(mechanisms)}
    names = list(PLACES)

    def order(node: Node) -> tuple[int, int, int]:
        known = names.index(node.mechanism) if node.mechanism in names else len(names)
        return ORDER.index(node.place), known, rank[node.mechanism]

    nodes = sorted((n for n in declared.values() if n.id in linked or n.kind == "state"), key=order)
    return BodyGraph({node.id: node for node in nodes}, arrows, numbers)


def _declared(part: Mechanism) -> Iterator[Node]:
    place = PLACES.get(part.name, BREAST if part.scope == "breast" else OTHER)
    about = (part.name, part.title, place)
    for entry in part.inputs:
        yield Node(entry.id, "input", entry.unit, entry.meaning, *about)
    for quantity in part.quantities:
        yield Node(quantity.id, "quantity", quantity.unit, quantity.meaning, *about)
    for state in part.states:
        yield Node(state.id, "state", state.unit, state.meaning, *about)


def _equations(part: Mechanism) -> Iterator[tuple[str, tuple[str, ...]]]:
    for quantity in part.quantities:
        yield quantity.id, quantity.needs
    for rate in part.rates:
        yield rate.state, rate.needs


def _without_side(name: str, declared: dict[str, Node]) -> str:
    """A value of one breast by the name that both share."""
    if name in declared:
        return name
    for side in SIDES:
        name = name.removesuffix(f"_{side}")
    return name
