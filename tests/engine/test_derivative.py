"""Tangents of a graph against differences of the floats that it was traced from."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from lactea.body.registry import CLOCK, Body, default_body
from lactea.body.vocabulary import cos, exp, hill, log, maximum, minimum, positive, power
from lactea.engine.derivative import linearise
from lactea.engine.graph import ON_NUMBERS, Graph, Node, trace_anew

STEP = 1e-6


def values_of(nodes: list[Node], leaves: dict[tuple[str, int], float]) -> dict[int, float]:
    found: dict[int, float] = {}
    for node in nodes:
        if node.operation == "constant":
            found[node.index] = node.value
        elif node.operation == "leaf":
            found[node.index] = leaves[node.leaf, node.position]
        else:
            operands = [found[argument.index] for argument in node.arguments]
            found[node.index] = power_of_floats(node.operation, operands)
    return found


def power_of_floats(operation: str, operands: list[float]) -> float:
    """As compiled code has it: a power of nothing with a negative exponent is nothing."""
    if operation == "power" and operands[0] == 0.0 and operands[1] < 0:
        return 0.0
    return ON_NUMBERS[operation](*operands)


def tangents_of(graph: Graph, roots, leaves, directions) -> list[float]:
    """Tangents of `roots` where each leaf moves as `directions` says."""
    program = linearise(roots, lambda node: (node.leaf, node.position) in directions)
    values = values_of(graph.nodes, leaves)
    moved = {node.index: directions[node.leaf, node.position] for node in program.sources}
    for node, terms in program.sums:
        moved[node.index] = sum(
            values[term.partial.index] * moved[term.argument.index] for term in terms
        )
    return [moved.get(root.index, 0.0) for root in roots]


FUNCTIONS: dict[str, Callable] = {
    "sum": lambda x, y: x + 2 * y - 3,
    "difference": lambda x, y: 4 - x - y,
    "product": lambda x, y: x * y * x,
    "quotient": lambda x, y: x / y + 1 / x,
    "exponential": lambda x, y: exp(-x * y),
    "logarithm": lambda x, y: log(x + y),
    "power": lambda x, y: power(x, y) + power(x, 3.0),
    "cosine": lambda x, y: cos(x * y),
    "smaller": lambda x, y: minimum(x, y) * x,
    "larger": lambda x, y: maximum(x, y) * y,
    "positive": lambda x, y: positive(x - y) + positive(y - x),
    "saturation": lambda x, y: hill(x, y, 2.5),
}


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("point", [(0.7, 1.3), (2.1, 0.4)])
def test_every_word_of_the_vocabulary(name: str, point: tuple[float, float]) -> None:
    function = FUNCTIONS[name]
    graph = Graph()
    x, y = graph.variable("state", 0), graph.variable("state", 1)
    root = function(x, y)
    leaves = {("state", 0): point[0], ("state", 1): point[1]}
    for direction in ((1.0, 0.0), (0.0, 1.0), (0.3, -2.0)):
        moves = {("state", 0): direction[0], ("state", 1): direction[1]}
        (found,) = tangents_of(graph, [root], leaves, moves)
        ahead, behind = (
            function(*(p + sign * STEP * d for p, d in zip(point, direction, strict=True)))
            for sign in (1, -1)
        )
        assert found == pytest.approx((ahead - behind) / (2 * STEP), rel=1e-7, abs=1e-9)


@pytest.mark.parametrize(("steepness", "wanted"), [(2.0, 0.0), (1.0, 0.5), (2.5, 0.0)])
def test_a_saturation_at_nothing_moves_as_it_does_just_above(steepness, wanted) -> None:
    graph = Graph()
    x = graph.variable("state", 0)
    root = hill(1.0 * x, 2.0, steepness)
    # The vocabulary's `positive` is level at zero, so ask for the power itself.
    bare = power(x / 2.0, steepness)
    (found,) = tangents_of(graph, [bare], {("state", 0): 0.0}, {("state", 0): 1.0})
    assert found == pytest.approx(wanted)
    assert all(math.isfinite(t) for t in tangents_of(graph, [root], {("state", 0): 0.0},
                                                      {("state", 0): 1.0}))  # fmt: skip


def test_what_no_source_moves_has_no_tangent() -> None:
    graph = Graph()
    x, p = graph.variable("state", 0), graph.variable("parameter", 0)
    program = linearise([p * 2.0, x * p], lambda node: node.leaf == "state")
    assert [node.index for node in program.sources] == [x.index]
    assert all(node.operation != "constant" for node in program.partials)
    moved = {node.index for node, _ in program.sums}
    assert program.roots[0].index not in moved
    assert program.roots[1].index in moved


@pytest.mark.parametrize("seed", [1, 2])
def test_all_rates_of_the_body_along_any_direction(random_point, seed: int) -> None:
    body = default_body()
    point = random_point(body, seed)
    traced = trace_anew(body)
    kinds = {"state": body.state_ids, "parameter": body.parameter_ids, "input": body.input_ids}
    names = {(kind, i): name for kind, ids in kinds.items() for i, name in enumerate(ids)}
    leaves = {key: point[name] for key, name in names.items()} | {("clock", 0): point[CLOCK.id]}
    draw = np.random.default_rng(seed)
    moves = {key: leaves[key] * draw.normal() for key in names}
    found = np.array(tangents_of(traced.graph, traced.derivatives, leaves, moves))
    by_name = {names[key]: move for key, move in moves.items()}

    def rates(step: float) -> np.ndarray:
        return floats_at(body, {n: v + step * by_name.get(n, 0.0) for n, v in point.items()})

    wanted = (rates(STEP) - rates(-STEP)) / (2 * STEP)
    # Differences lose digits where a rate is the small remainder of large flows.
    allowed = 1e-5 * np.abs(wanted) + 1e-8 * np.abs(rates(0.0)) + 1e-9
    wrong = np.abs(found - wanted) > allowed
    assert not wrong.any(), [body.state_ids[i] for i in np.flatnonzero(wrong)]


def floats_at(body: Body, point: dict[str, float]) -> np.ndarray:
    return np.array(body.derivatives(body.evaluate(dict(point))))
