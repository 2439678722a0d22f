"""Printing a traced body as source text: flat functions, one line a value, for roads without LLVM.

A solver in Python deserves its best form, too: called through names and tables, as the mechanisms
stand, the equations cost several times what a flat function costs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lactea.engine.emit import Prelude, find_prelude
from lactea.engine.graph import Node, TracedBody, reachable


@dataclass(frozen=True)
class Notation:
    """How a language writes a value: its operations, and a line that keeps one."""

    operations: Mapping[str, str]
    line: str


PYTHON = Notation(
    {
        "add": "{0} + {1}",
        "sub": "{0} - {1}",
        "mul": "{0} * {1}",
        "div": "{0} / {1}",
        "exp": "exp({0})",
        "log": "log({0})",
        "cos": "cos({0})",
        "power": "pow({0}, {1})",
        "min": "{0} if {0} < {1} else {1}",
        "max": "{0} if {0} > {1} else {1}",
    },
    "    {name} = {value}",
)

PlainRates = Callable[[float, Sequence[float], Sequence[float]], list[float]]
Prologue = Callable[[Sequence[float], Sequence[float]], list[float]]


@dataclass(frozen=True)
class Flat:
    """The body as two plain functions.

    Attributes
    ----------
    prologue : (parameters, inputs) -> what stays the same inside a segment
    rates : (clock, states, that) -> derivatives of all states per hour
    """

    prologue: Prologue
    rates: PlainRates


def statements(
    roots: Sequence[Node],
    notation: Notation,
    leaves: Mapping[str, str],
    given: Mapping[int, int],
) -> tuple[list[str], list[str]]:
    """Lines that compute `roots`, and the names that hold them.

    Parameters
    ----------
    roots : sequence of Node
    notation : Notation
    leaves : mapping
        Template of a state, parameter or input by its place, as ``y[{0}]``; of the clock.
    given : mapping of int to int
        Nodes that are not computed but stand in an array ``c``, by index, with their places.
    """
    names: dict[int, str] = {}
    lines: list[str] = []
    for node in _wanted(roots, given):
        if node.operation == "constant":
            names[node.index] = f"({node.value!r})" if node.value < 0 else repr(node.value)
            continue
        if node.index in given:
            value = f"c[{given[node.index]}]"
        elif node.operation == "leaf":
            value = leaves[node.leaf or ""].format(node.position)
        else:
            template = notation.operations[node.operation]
            value = template.format(*(names[argument.index] for argument in node.arguments))
        names[node.index] = f"v{node.index}"
        lines.append(notation.line.format(name=names[node.index], value=value))
    return lines, [names[root.index] for root in roots]


def _wanted(roots: Sequence[Node], given: Mapping[int, int]) -> list[Node]:
    """What has to be computed, each after its arguments; nothing behind what is given."""
    wanted: dict[int, Node] = {}
    pending = list(roots)
    while pending:
        node = pending.pop()
        if node.index not in wanted:
            wanted[node.index] = node
            if node.index not in given:
                pending.extend(node.arguments)
    return [wanted[index] for index in sorted(wanted)]


def python_source(traced: TracedBody, prelude: Prelude) -> str:
    """Both functions as Python."""
    before, kept = statements(prelude.nodes, PYTHON, {"parameter": "p[{0}]", "input": "u[{0}]"}, {})
    during, rates = statements(
        traced.derivatives, PYTHON, {"state": "y[{0}]", "clock": "clock"}, prelude.slots
    )
    return "\n".join(
        [
            "def prologue(p, u):",
            *before,
            f"    return [{', '.join(kept)}]",
            "def rates(clock, y, c):",
            *during,
            f"    return [{', '.join(rates)}]",
            "",
        ]
    )


def flat(traced: TracedBody) -> Flat:
    """The body as plain Python functions on floats."""
    room: dict[str, object] = {name: getattr(math, name) for name in ("exp", "log", "cos", "pow")}
    text = python_source(traced, find_prelude(traced))
    exec(compile(text, "<flat equations>", "exec"), room)  # the text is our own
    return Flat(room["prologue"], room["rates"])  # type: ignore[arg-type]


def count_nodes(traced: TracedBody) -> int:
    """Operations of one evaluation of all rates that are not constants or leaves."""
    prelude = find_prelude(traced).slots
    return sum(
        node.moving and node.operation not in ("constant", "leaf") and node.index not in prelude
        for node in reachable(traced.derivatives)
    )
