"""Elementary functions that are computed side by side for one person."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llvmlite import ir

from lactea.body.registry import default_body
from lactea.engine.bundles import BUNDLED, WIDTH, find_bundles
from lactea.engine.emit import BodyPrinter
from lactea.engine.graph import Graph, Node, NodeReading, TracedBody, reachable, trace
from lactea.engine.machine_code import compile_text
from lactea.engine.shape import Shape

READING = NodeReading()
STATES = 3
Formula = Callable[[list[Node]], Node]


def formula(choices: list[int]) -> Formula:
    """A nest of powers and exponentials: each choice takes two earlier values and joins them."""

    def build(leaves: list[Node]) -> Node:
        values = list(leaves)
        for choice in choices:
            first, second = values[choice % len(values)], values[(choice // 7) % len(values)]
            joined = (
                READING.power(READING.exp(first * -0.1), READING.exp(second * -0.2))
                if choice % 2
                else READING.exp(first * -0.3) + second * 0.5
            )
            values.append(joined)
        return values[-1]

    return build


def below(node: Node) -> set[int]:
    return {one.index for argument in node.arguments for one in reachable([argument])}


def test_nodes_of_a_bundle_do_not_need_each_other() -> None:
    bundles = set(find_bundles(trace(default_body()).derivatives).values())
    assert bundles
    for bundle in bundles:
        assert 1 < len(bundle) <= WIDTH
        assert len({node.operation for node in bundle}) == 1
        assert bundle[0].operation in BUNDLED
        members = {node.index for node in bundle}
        assert not any(members & below(node) for node in bundle)


def test_most_powers_of_the_body_are_bundled() -> None:
    roots = trace(default_body()).derivatives
    powers = [n for n in reachable(roots) if n.moving and n.operation == "power"]
    assert sum(n.index in find_bundles(roots) for n in powers) > 0.9 * len(powers)


def evaluated(root: Node, states: list[float]) -> float:
    values: dict[int, float] = {}
    for node in reachable([root]):
        arguments = [values[argument.index] for argument in node.arguments]
        if node.operation == "leaf":
            values[node.index] = states[node.position]
        elif node.operation == "constant":
            values[node.index] = node.value
        else:
            values[node.index] = {
                "add": lambda a, b: a + b,
                "mul": lambda a, b: a * b,
                "exp": math.exp,
                "power": math.pow,
            }[node.operation](*arguments)
    return values[root.index]


def compiled(root: Node, states: list[float]) -> float:
    module = ir.Module("bundles")
    printer = BodyPrinter(module, TracedBody(root.graph, {}, (root,)), Shape())
    printer.rates()
    code = compile_text(str(module))
    pointer = ctypes.c_void_p
    kind = ctypes.CFUNCTYPE(None, ctypes.c_double, pointer, pointer, pointer)
    kernel = kind(code.address("rates_1"))
    y, c, f = np.array(states), np.zeros(64), np.zeros(1)
    kernel(0.0, y.ctypes.data, c.ctypes.data, f.ctypes.data)
    return float(f[0])


@given(
    choices=st.lists(st.integers(0, 1000), min_size=1, max_size=25),
    states=st.lists(st.floats(0.1, 3.0), min_size=STATES, max_size=STATES),
)
def test_any_nest_of_functions_keeps_its_value(choices: list[int], states: list[float]) -> None:
    graph = Graph()
    leaves = [graph.variable("state", place) for place in range(STATES)]
    root = formula(choices)(leaves)
    assert compiled(root, states) == pytest.approx(evaluated(root, states), rel=1e-12)
