"""Differentiating a traced graph: how each node moves when the values at its beginning are moved.

The chain rule, node by node: the tangent of a node is the sum of its arguments' tangents, each times a
partial derivative, and those partial derivatives are nodes of the same graph. So they are shared, folded,
and computed once a segment where they do not change, like any other node.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lactea.engine.graph import Node

SMALLEST = 1e-300
"""What a logarithm is taken of at least: a power of nothing moves with its exponent not at all."""


@dataclass(frozen=True)
class Term:
    """One argument's share in the tangent of a node: its tangent times `partial`."""

    argument: Node
    partial: Node


@dataclass(frozen=True)
class LinearProgram:
    """Tangents of `roots` from those of `sources`: for each node in between the terms of its sum.

    `sums` are in computing order and hold only nodes that some source moves; `sources` are those that
    are needed.
    """

    roots: tuple[Node, ...]
    sources: tuple[Node, ...]
    sums: tuple[tuple[Node, tuple[Term, ...]], ...]

    @property
    def partials(self) -> Iterator[Node]:
        """Every partial derivative that is not a number, once."""
        found = {
            term.partial.index: term.partial
            for _, terms in self.sums
            for term in terms
            if term.partial.operation != "constant"
        }
        return iter(found.values())


def linearise(roots: Sequence[Node], is_source: Callable[[Node], bool]) -> LinearProgram:
    """How `roots` move with the nodes that are sources.

    Partial derivatives are added to the graph of `roots`.
    """
    moved: set[int] = set()
    sources: list[Node] = []
    sums: list[tuple[Node, tuple[Term, ...]]] = []
    for node in _between(roots, is_source):
        if is_source(node):
            sources.append(node)
            moved.add(node.index)
            continue
        terms = tuple(
            Term(argument, partial)
            for argument, partial in zip(node.arguments, _partials(node), strict=False)
            if argument.index in moved and not _is_zero(partial)
        )
        if terms:
            sums.append((node, terms))
            moved.add(node.index)
    return LinearProgram(tuple(roots), tuple(sources), tuple(sums))


def _between(roots: Sequence[Node], is_source: Callable[[Node], bool]) -> list[Node]:
    """Nodes that `roots` depend on, as far back as to sources, each after its arguments."""
    wanted: dict[int, Node] = {}
    pending = list(roots)
    while pending:
        node = pending.pop()
        if node.index not in wanted:
            wanted[node.index] = node
            if not is_source(node):
                pending.extend(node.arguments)
    return [wanted[index] for index in sorted(wanted)]


def _partials(node: Node) -> tuple[Node, ...]:
    """Partial derivatives of a node by its arguments."""
    rule = _RULES.get(node.operation)
    return () if rule is None else rule(node, *node.arguments)


def _quotient(node: Node, _: Node, divisor: Node) -> tuple[Node, ...]:
    inverse = 1.0 / divisor
    return inverse, -(node * inverse)


def _power(node: Node, base: Node, exponent: Node) -> tuple[Node, ...]:
    apply = node.graph.apply
    # Not node / base, which is nothing over nothing at a base of zero.
    by_base = exponent * apply("power", base, exponent - 1.0)
    return by_base, node * apply("log", apply("max", base, SMALLEST))


def _choice(first: Node, second: Node) -> tuple[Node, ...]:
    """Of a choice that takes its first argument where `first` is below `second`, as it is printed."""
    chosen = first.graph.apply("below", first, second)
    return chosen, 1.0 - chosen


def _number(node: Node, value: float) -> Node:
    return node.graph.constant(value)


_RULES: dict[str, Callable[..., tuple[Node, ...]]] = {
    "add": lambda node, a, b: (_number(node, 1.0), _number(node, 1.0)),
    "sub": lambda node, a, b: (_number(node, 1.0), _number(node, -1.0)),
    "mul": lambda node, a, b: (b, a),
    "div": _quotient,
    "exp": lambda node, x: (node,),
    "log": lambda node, x: (1.0 / x,),
    "power": _power,
    # The derivative of a cosine is a cosine a quarter of a turn later.
    "cos": lambda node, x: (node.graph.apply("cos", x + math.pi / 2),),
    "min": lambda node, a, b: _choice(a, b),
    "max": lambda node, a, b: _choice(b, a),
}


def _is_zero(node: Node) -> bool:
    return node.operation == "constant" and node.value == 0.0
