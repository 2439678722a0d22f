"""Reading the mechanisms as a traced graph: operator overloading with sharing.

Calling an equation with `Node` arguments records what it computes. Equal subexpressions become the same
node, constants fold, and what is left is printed as compiled code (or any other notation).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from lactea.body.registry import CLOCK, Body
from lactea.body.vocabulary import register_reading

Leaf = Literal["state", "parameter", "input", "clock"]
Operation = Literal[
    "constant", "leaf", "add", "sub", "mul", "div", "exp", "log", "power", "cos", "min", "max",
    "below",
]  # fmt: skip
"""``below`` is 1 where the first argument is below the second, else 0: no equation uses it, but the
derivatives of ``min`` and ``max`` do."""

LARGEST_WHOLE_POWER = 8
"""Powers to a known whole number up to this one are multiplied out."""
NEUTRAL_RIGHT: dict[str, float] = {"add": 0.0, "sub": 0.0, "mul": 1.0, "div": 1.0}
NEUTRAL_LEFT: dict[str, float] = {"add": 0.0, "mul": 1.0}
ON_NUMBERS: dict[str, Callable[..., float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "min": min,
    "max": max,
    "power": math.pow,
    "exp": math.exp,
    "log": math.log,
    "cos": math.cos,
    "below": lambda a, b: float(a < b),
}


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One value of the graph; `arguments` are nodes of the same graph."""

    graph: Graph
    index: int
    operation: Operation
    arguments: tuple[Node, ...] = ()
    value: float = 0.0
    leaf: Leaf | None = None
    position: int = -1
    moving: bool = False
    """Whether it changes inside a segment: it rests on a state or on the clock."""

    def __add__(self, other: Node | float) -> Node:
        return self.graph.apply("add", self, other)

    def __radd__(self, other: float) -> Node:
        return self.graph.apply("add", other, self)

    def __sub__(self, other: Node | float) -> Node:
        return self.graph.apply("sub", self, other)

    def __rsub__(self, other: float) -> Node:
        return self.graph.apply("sub", other, self)

    def __mul__(self, other: Node | float) -> Node:
        return self.graph.apply("mul", self, other)

    def __rmul__(self, other: float) -> Node:
        return self.graph.apply("mul", other, self)

    def __truediv__(self, other: Node | float) -> Node:
        return self.graph.apply("div", self, other)

    def __rtruediv__(self, other: float) -> Node:
        return self.graph.apply("div", other, self)

    def __neg__(self) -> Node:
        return self.graph.apply("sub", 0.0, self)

    def __bool__(self) -> bool:
        raise TypeError(
            "An equation branched on a traced value. Use minimum, maximum, positive or hill "
            "from the vocabulary instead of 'if'."
        )


class NodeReading:
    """The vocabulary on traced values."""

    def exp(self, x: Node) -> Node:
        return x.graph.apply("exp", x)

    def log(self, x: Node) -> Node:
        return x.graph.apply("log", x)

    def power(self, x: Node | float, n: Node | float) -> Node:
        return _graph_of(x, n).apply("power", x, n)

    def cos(self, x: Node) -> Node:
        return x.graph.apply("cos", x)

    def minimum(self, a: Node | float, b: Node | float) -> Node:
        return _graph_of(a, b).apply("min", a, b)

    def maximum(self, a: Node | float, b: Node | float) -> Node:
        return _graph_of(a, b).apply("max", a, b)


register_reading(Node, NodeReading())


@dataclass(eq=False)
class Graph:
    """Nodes in the order of their creation, which is also an order of computation."""

    nodes: list[Node] = field(default_factory=list)
    _shared: dict[tuple[object, ...], Node] = field(default_factory=dict)

    def constant(self, value: float) -> Node:
        """Node of a number."""
        return self._node(("constant", value), "constant", value=value)

    def variable(self, leaf: Leaf, position: int) -> Node:
        """Node of a state, parameter, input (by its place in the array) or of the clock."""
        return self._node(("leaf", leaf, position), "leaf", leaf=leaf, position=position)

    def apply(self, operation: Operation, *operands: Node | float) -> Node:
        """Node of an operation; folded if all operands are numbers, shared if it exists."""
        nodes = tuple(x if isinstance(x, Node) else self.constant(float(x)) for x in operands)
        simpler = self._simplified(operation, nodes)
        if simpler is not None:
            return simpler
        if operation == "div" and nodes[0].moving and not nodes[1].moving:
            # Divisions are dear; the reciprocal of what stands still is computed once a segment.
            return self.apply("mul", nodes[0], self.apply("div", 1.0, nodes[1]))
        key = (operation, *(node.index for node in nodes))
        return self._node(key, operation, arguments=nodes)

    def _simplified(self, operation: Operation, nodes: tuple[Node, ...]) -> Node | None:
        if all(node.operation == "constant" for node in nodes):
            return self.constant(fold(operation, *(node.value for node in nodes)))
        if operation in NEUTRAL_RIGHT and _is(nodes[1], NEUTRAL_RIGHT[operation]):
            return nodes[0]
        if operation in NEUTRAL_LEFT and _is(nodes[0], NEUTRAL_LEFT[operation]):
            return nodes[1]
        if operation == "mul" and (_is(nodes[0], 0.0) or _is(nodes[1], 0.0)):
            return self.constant(0.0)
        if operation == "power" and nodes[1].operation == "constant" and is_whole(nodes[1].value):
            return self._multiplied_out(nodes[0], int(nodes[1].value))
        return None

    def _multiplied_out(self, base: Node, exponent: int) -> Node:
        """A power by squaring."""
        if exponent == 1:
            return base
        half = self._multiplied_out(base, exponent // 2)
        square = self.apply("mul", half, half)
        return self.apply("mul", square, base) if exponent % 2 else square

    def _node(
        self,
        key: tuple[object, ...],
        operation: Operation,
        arguments: tuple[Node, ...] = (),
        value: float = 0.0,
        leaf: Leaf | None = None,
        position: int = -1,
    ) -> Node:
        found = self._shared.get(key)
        if found is None:
            moving = leaf in ("state", "clock") or any(node.moving for node in arguments)
            found = Node(self, len(self.nodes), operation, arguments, value, leaf, position, moving)
            self.nodes.append(found)
            self._shared[key] = found
        return found


def fold(operation: Operation, *values: float) -> float:
    """Value of an operation on numbers."""
    return ON_NUMBERS[operation](*values)


@dataclass(frozen=True)
class TracedBody:
    """The body as a graph: one node for each quantity and for each derivative."""

    graph: Graph
    quantities: dict[str, Node]
    derivatives: tuple[Node, ...]


@lru_cache(maxsize=16)
def trace(body: Body) -> TracedBody:
    """What the equations of `body` compute (kept for this process; nobody may add to its graph)."""
    return trace_anew(body)


def trace_anew(body: Body, known: Mapping[str, float] | None = None) -> TracedBody:
    """What the equations of `body` compute, as a graph that may be added to.

    With `known`, values by id, for whoever has just these values.
    """
    graph = Graph()
    values: dict[str, Node] = {CLOCK.id: graph.variable("clock", 0)}
    for leaf, names in (
        ("state", body.state_ids),
        ("parameter", body.parameter_ids),
        ("input", body.input_ids),
    ):
        values |= {name: graph.variable(leaf, place) for place, name in enumerate(names)}  # type: ignore[arg-type]
    values |= {name: graph.constant(value) for name, value in (known or {}).items()}
    body.evaluate(values)
    quantities = {name: _as_node(graph, values[name]) for name in body.quantity_ids}
    return TracedBody(
        graph, quantities, tuple(_as_node(graph, rate) for rate in body.derivatives(values))
    )


def reachable(roots: Iterable[Node]) -> Iterator[Node]:
    """All nodes that `roots` depend on, each after its arguments."""
    wanted: set[int] = set()
    pending = list(roots)
    graph = pending[0].graph
    while pending:
        node = pending.pop()
        if node.index not in wanted:
            wanted.add(node.index)
            pending.extend(node.arguments)
    return (graph.nodes[index] for index in sorted(wanted))


def is_whole(exponent: float) -> bool:
    """Whether a power to it is multiplied out."""
    return exponent == int(exponent) and 1 <= exponent <= LARGEST_WHOLE_POWER


def lines_of(traced: TracedBody) -> Iterator[str]:
    """A traced body as text, a line for each node that is used; equal bodies have equal lines."""
    roots = (*traced.derivatives, *traced.quantities.values())
    for node in reachable(roots):
        arguments = " ".join(str(argument.index) for argument in node.arguments)
        own = f"{node.value!r} {node.leaf} {node.position}"
        yield f"{node.index} {node.operation} {own}: {arguments}"
    yield " ".join(str(root.index) for root in roots)


def _graph_of(*values: Node | float) -> Graph:
    return next(value.graph for value in values if isinstance(value, Node))


def _as_node(graph: Graph, value: Node | float) -> Node:
    return value if isinstance(value, Node) else graph.constant(float(value))


def _is(node: Node, value: float) -> bool:
    return node.operation == "constant" and node.value == value
