"""Two codes of one body: whoever has the usual exponents, or others, gets what the text says."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.registry import default_body
from lactea.engine.doses import body_with_medicines
from lactea.engine.graph import Graph, reachable, trace_anew
from lactea.engine.kernel import compile_body
from lactea.engine.lanes import LaneRun, compile_lanes, replay_batch
from lactea.engine.person import settle_person
from lactea.engine.timetable import timetable
from lactea.engine.usual_powers import usual_exponents
from lactea.scenario import load

BODY = default_body()
USUAL = usual_exponents(BODY)
UNUSUAL = next(iter(USUAL))


def columns(points: list[dict[str, float]], names: tuple[str, ...]) -> np.ndarray:
    return np.array([[point[name] for point in points] for name in names])


def way_taken(point: dict[str, float]) -> float:
    """1 where the code is that of the usual exponents, else 0."""
    kernel = compile_body(BODY)
    p, u = (columns([point], names)[:, 0].copy() for names in (BODY.parameter_ids, BODY.input_ids))
    c = np.zeros(kernel.constants)
    kernel.prologue(p.ctypes.data, u.ctypes.data, c.ctypes.data)
    return float(c[0])


def test_most_powers_of_the_body_are_multiplied_out() -> None:
    def powers(known: dict[str, float]) -> int:
        nodes = reachable(trace_anew(BODY, known).derivatives)
        return sum(node.operation == "power" and node.moving for node in nodes)

    assert powers(USUAL) < powers({}) / 3


@given(seed=st.integers(0, 2**32 - 1), is_usual=st.booleans())
def test_who_has_other_exponents_gets_the_other_code(
    random_point, seed: int, is_usual: bool
) -> None:
    """That both compute what the text says is in `test_readings.py`."""
    point = random_point(BODY, seed) | USUAL
    if not is_usual:
        point[UNUSUAL] += 0.5
    assert way_taken(point) == is_usual


@pytest.mark.parametrize("exponent", range(1, 9))
def test_a_power_is_multiplied_out_to_its_value(exponent: int) -> None:
    graph = Graph()
    x = graph.variable("state", 0)
    root = graph.apply("power", x, float(exponent))
    values = {x.index: 1.7}
    for node in reachable([root]):
        if node.operation == "mul":
            first, second = node.arguments
            values[node.index] = values[first.index] * values[second.index]
    assert values[root.index] == pytest.approx(1.7**exponent, rel=1e-14)


@pytest.mark.parametrize("exponent", [0.5, 1.5, -2.0, 9.0])
def test_other_powers_stay_powers(exponent: float) -> None:
    graph = Graph()
    assert graph.apply("power", graph.variable("state", 0), exponent).operation == "power"


def test_one_person_with_another_exponent_does_not_change_the_others() -> None:
    scenario = load("exclusive-pumping")
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    usual = LaneRun(setting.parameters, setting.inputs, timetable(scenario, setting, 20))
    steeper = {**usual.parameters, "fullness_steepness": 3.5}
    other = replace(usual, parameters=steeper)

    def removed(people: list[LaneRun]) -> np.ndarray:
        return replay_batch(body, people, scenario.origin_clock_h, threads=1, lanes=4).removed

    together = removed([usual, other, usual])
    np.testing.assert_allclose(together[0], removed([usual])[0], rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(together[1], removed([other])[0], rtol=1e-7, atol=1e-7)
    assert not np.allclose(together[0], together[1], rtol=1e-4)


def test_lanes_look_at_everybody_before_they_take_the_faster_way() -> None:
    kernel, lanes = compile_lanes(BODY, 4), 4
    prologue = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 3)(kernel.code.address("prologue_4"))
    own = {name: entry.value for name, entry in BODY.parameters.items()} | USUAL
    for place in range(lanes):
        people = [dict(own) for _ in range(lanes)]
        c, u = np.zeros((kernel.constants, lanes)), np.zeros((len(BODY.input_ids), lanes))
        p = np.ascontiguousarray(columns(people, BODY.parameter_ids))
        prologue(p.ctypes.data, u.ctypes.data, c.ctypes.data)
        assert c[0, 0] == 1.0
        people[place][UNUSUAL] += 1.0
        p = np.ascontiguousarray(columns(people, BODY.parameter_ids))
        prologue(p.ctypes.data, u.ctypes.data, c.ctypes.data)
        assert c[0, 0] == 0.0
