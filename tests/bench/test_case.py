"""The scenario that solvers are compared on, and the flat form that Python peers get."""

import numpy as np
import pytest

from lactea.bench.case import Part, benchmark_scenario, decided, lean_run, part_of
from lactea.bench.scipy_peer import Peer
from lactea.bench.source import count_nodes, flat
from lactea.engine.graph import trace
from lactea.engine.reference import _Plan
from lactea.exchange.agreement import difference
from lactea.scenario.steps import Pump, Take


@pytest.fixture(scope="module")
def part() -> Part:
    scenario, resolved = decided(3)
    return part_of(scenario, resolved, 1, 3)


def test_the_scenario_is_that_of_the_targets() -> None:
    scenario = benchmark_scenario()
    (pump,) = scenario.steps_of(Pump)
    (take,) = scenario.steps_of(Take)
    assert scenario.horizon_tick == 180 * 86_400
    assert (pump.every_ticks, pump.duration_ticks) == (3 * 3600, 15 * 60)
    assert (take.start_tick, take.stop_tick) == (30 * 86_400, 90 * 86_400)
    doses = take.dose_ticks(
        scenario.horizon_tick, origin_clock_tick=scenario.origin_clock_tick,
        from_tick=take.start_tick,
    )  # fmt: skip
    assert len(list(doses)) == 180
    assert take.dose == "10 mg"


def test_a_lean_run_of_a_part_is_the_truth_within_the_agreement(part: Part) -> None:
    assert part.days == 2
    assert (part.truth.removed > 0).all()
    assert difference(lean_run(part), part.truth).allowed


@pytest.mark.parametrize("flattened", [True, False])
def test_scipy_agrees_in_both_forms(part: Part, flattened: bool) -> None:
    found = difference(Peer(part, 1e-4, flattened).run(), part.truth)
    assert found.allowed, found


def test_flat_equations_are_the_equations(part: Part) -> None:
    stretch = part.stretch
    body = stretch.body
    printed = flat(trace(body))
    states = np.array([stretch.states[name] for name in body.state_ids]) + 0.01
    still = printed.prologue(
        [stretch.parameters[name] for name in body.parameter_ids],
        [stretch.inputs[name] for name in body.input_ids],
    )
    expected = _Plan(body, stretch.parameters).rates(3.5, states, stretch.inputs)
    assert printed.rates(3.5, states.tolist(), still) == pytest.approx(expected, rel=1e-10)
    assert count_nodes(trace(body)) > 100
