"""Equations that somebody else wrote, inside the whole body: units, and one number in every reading."""

from __future__ import annotations

import math
from collections.abc import Iterable

from lactea.body.registry import CLOCK, Body
from lactea.conformance.points import SEEDS, random_point
from lactea.engine.graph import TracedBody, fold, reachable, trace_anew
from lactea.engine.quantities import dimension_faults

AGREE = 1e-6
"""Largest relative difference of two readings that rounding may leave behind cancellations."""


def equation_faults(body: Body, own: Iterable[str]) -> list[str]:
    """What is wrong with some equations of a body.

    Parameters
    ----------
    body
        The whole body, with them in it.
    own
        Ids of their quantities; of states, after ``rate of``.
    """
    names = set(own)
    traced = trace_anew(body)
    found: dict[str, None] = {}
    for seed in SEEDS:
        point = random_point(body, seed)
        for fault in dimension_faults(body, point):
            if fault.equation in names:
                found[f"the units of '{fault.equation}' do not fit: {fault.text}"] = None
        floats, graph = _floats(body, point), _graph(traced, body, point)
        for name in sorted(names):
            if not math.isfinite(floats[name]):
                found[f"'{name}' is not a number where everything it needs is one."] = None
            elif not math.isclose(floats[name], graph[name], rel_tol=AGREE, abs_tol=1e-12):
                found[f"'{name}' differs between floats and the traced graph."] = None
    return list(found)


def _floats(body: Body, point: dict[str, float]) -> dict[str, float]:
    values = body.evaluate(dict(point))
    rates = body.derivatives(values)
    by_rate = zip(body.state_ids, rates, strict=True)
    return {name: values[name] for name in body.quantity_ids} | {
        f"rate of {name}": float(rate) for name, rate in by_rate
    }


def _graph(traced: TracedBody, body: Body, point: dict[str, float]) -> dict[str, float]:
    leaves = {
        "state": body.state_ids,
        "parameter": body.parameter_ids,
        "input": body.input_ids,
        "clock": (CLOCK.id,),
    }
    known: dict[int, float] = {}
    for node in reachable([*traced.derivatives, *traced.quantities.values()]):
        if node.operation == "constant":
            known[node.index] = node.value
        elif node.leaf is not None:
            known[node.index] = point[leaves[node.leaf][node.position]]
        else:
            known[node.index] = fold(node.operation, *(known[one.index] for one in node.arguments))
    rates = zip(body.state_ids, traced.derivatives, strict=True)
    return {name: known[node.index] for name, node in traced.quantities.items()} | {
        f"rate of {name}": known[node.index] for name, node in rates
    }
