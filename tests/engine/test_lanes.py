"""Many people side by side: the same answers as one by one, whoever stands beside whom."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines
from lactea.engine.error import difference
from lactea.engine.lanes import LANE_TOLERANCE, Keeping, LaneRun, replay_batch, replay_kept
from lactea.engine.person import settle_person
from lactea.engine.simulation import replay_figures
from lactea.engine.solver import RELATIVE_TOLERANCE
from lactea.scenario import load, loads

DAYS = 6
EXACT = 1e-7
"""Same steps, other order of additions."""
PEAK = 1e-5
"""The peak inside a step: a search along the cubic against its exact turning point."""


@pytest.fixture(scope="module")
def runs() -> dict[str, tuple]:
    """Scenario, lane run, and figures of the one-person engine, by name."""
    found = {}
    for name in ("natural", "one-breast", "exclusive-pumping", "twins"):
        scenario = load(name)
        resolved = simulate(scenario, days=DAYS).resolved
        setting = settle_person(body_with_medicines(scenario), scenario)
        lane = LaneRun(setting.parameters, setting.inputs, resolved)
        found[name] = (scenario, lane, replay_figures(scenario, resolved))
    return found


def batch(people, lanes=4, threads=1, tolerance=RELATIVE_TOLERANCE):
    scenario = load("natural")
    body = body_with_medicines(scenario)
    return replay_batch(
        body, people, scenario.origin_clock_h, lanes=lanes, threads=threads, tolerance=tolerance
    )


def test_everybody_on_an_own_schedule_gets_the_answer_of_one_alone(runs) -> None:
    found = batch([lane for _, lane, _ in runs.values()])
    assert not found.failed.any()
    for place, (_, _, alone) in enumerate(runs.values()):
        np.testing.assert_allclose(found.removed[place], alone["removed"], rtol=EXACT, atol=EXACT)
        np.testing.assert_allclose(found.prolactin_max[place], alone["prolactin_max"], rtol=PEAK)


@pytest.mark.parametrize("lanes", [1, 2, 8])
def test_the_number_of_lanes_changes_nothing(runs, lanes) -> None:
    people = [lane for _, lane, _ in runs.values()]
    wanted, found = batch(people), batch(people, lanes=lanes)
    np.testing.assert_allclose(found.removed, wanted.removed, rtol=EXACT, atol=EXACT)


def test_order_and_threads_change_no_bit(runs) -> None:
    people = [lane for _, lane, _ in runs.values()] * 3
    wanted = batch(people)
    turned = batch(people[::-1], threads=2)
    np.testing.assert_array_equal(turned.removed[::-1], wanted.removed)


def test_milk_balances_in_every_lane(runs) -> None:
    found = batch([lane for _, lane, _ in runs.values()])
    kept = np.diff(found.stored, axis=1)
    lost = found.made[:, 1:] - found.removed[:, 1:] - kept
    assert (lost > -1e-9 * (found.made[:, 1:] + 1)).all()


def test_one_who_fails_does_not_take_the_others_along(runs) -> None:
    _, lane, alone = runs["exclusive-pumping"]
    broken = replace(lane, parameters={**lane.parameters, "prolactin_half_life": float("nan")})
    found = batch([lane, broken, lane, lane])
    assert found.failed.tolist() == [False, True, False, False]
    np.testing.assert_allclose(found.removed[2], alone["removed"], rtol=EXACT, atol=EXACT)
    assert np.isnan(found.removed[1]).any()


def test_who_comes_after_another_in_the_same_lane_notices_nothing(runs) -> None:
    _, whole, _ = runs["natural"]
    broken = replace(whole, parameters={**whole.parameters, "prolactin_half_life": float("nan")})
    others = [lane for _, lane, _ in runs.values()]
    queue = [broken, *others, broken, *reversed(others), broken]
    found, fresh = batch(queue, lanes=2), batch(others, lanes=4)
    assert found.failed.tolist() == [person is broken for person in queue]
    for number, person in enumerate(queue):
        if person is not broken:
            wanted = fresh.removed[others.index(person)]
            np.testing.assert_array_equal(found.removed[number], wanted)


def test_doses_arrive() -> None:
    text = """
schema: lactea.scenario/1
name: dosed
summary: Pumping with a medicine.
infant: null
protocol:
  - {do: pregnancy, length: "2 weeks"}
  - {do: birth, at: "0 h"}
  - {do: pump, start: "2 h", every: "6 h", duration: "15 min"}
  - {do: take, medicine: domperidone, dose: "10 mg", every: "8 h", start: "1 d", stop: "3 d"}
horizon: "4 d"
"""
    scenario = loads(text)
    resolved = simulate(scenario).resolved
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    lane = LaneRun(setting.parameters, setting.inputs, resolved)
    found = replay_batch(
        body, [lane], scenario.origin_clock_h, lanes=4, tolerance=RELATIVE_TOLERANCE
    )
    alone = replay_figures(scenario, resolved)
    np.testing.assert_allclose(found.prolactin_max[0], alone["prolactin_max"], rtol=PEAK)
    undosed = replace(resolved, borders=tuple(b for b in resolved.borders if not b.add))
    without = replay_batch(
        body, [replace(lane, resolved=undosed)], scenario.origin_clock_h, lanes=4
    )
    dosed_days = slice(-3, -1)
    gain = found.prolactin_max[0][dosed_days] / without.prolactin_max[0][dosed_days]
    assert (gain > 1.1).all()


def test_people_of_different_spans_are_refused(runs) -> None:
    _, lane, _ = runs["natural"]
    other = replace(lane, resolved=replace(lane.resolved, end_tick=lane.resolved.end_tick - 86_400))
    with pytest.raises(ValueError, match="one span"):
        batch([lane, other])


def test_lanes_meet_the_agreement(runs) -> None:
    scenario, lane, _ = runs["natural"]
    fine = replay_figures(scenario, lane.resolved, 1e-7)
    found = batch([lane], tolerance=LANE_TOLERANCE)
    days = {**fine, "removed": found.removed[0], "prolactin_max": found.prolactin_max[0]}
    assert difference(days, fine) < 1e-3


def test_marks_between_the_days_change_nothing_and_lie_on_the_curve(runs) -> None:
    scenario, lane, _ = runs["natural"]
    body = body_with_medicines(scenario)
    keeping = Keeping(("removed_left", "activation_left"), ("prolactin",), 0, 3600)
    kept = replay_kept(body, [lane], scenario.origin_clock_h, keeping, tolerance=RELATIVE_TOLERANCE)
    assert kept.states.shape == (1, DAYS * 24 + 1, 2)
    daily = np.diff(kept.states[0, ::24, 0])
    wanted = batch([lane]).removed[0, -DAYS:, 0]
    # Marks fall inside of sessions, where they cut a step in two.
    np.testing.assert_allclose(daily, wanted, rtol=1e-4, atol=1e-4)
    trace = simulate(scenario, days=DAYS, resolved=lane.resolved).trace
    column = trace.states[:, trace.names.index("activation_left")]
    curve = np.interp(np.arange(DAYS * 24 + 1), trace.time_h, column)
    np.testing.assert_allclose(kept.states[0, :, 1], curve, atol=1e-4)
    assert kept.peaks[0, 1:].max() == pytest.approx(
        batch([lane]).prolactin_max[0, -DAYS:].max(), rel=1e-3
    )


def test_nobody_is_no_batch(runs) -> None:
    with pytest.raises(ValueError, match="one span"):
        batch([])


def test_a_person_can_go_on_from_where_a_run_ended(runs) -> None:
    scenario, lane, _ = runs["exclusive-pumping"]
    body, clock, cut = body_with_medicines(scenario), scenario.origin_clock_h, 3 * DAY
    whole, end = lane.resolved, lane.resolved.end_tick
    early = tuple(border for border in whole.borders if border.tick < cut)
    late = tuple(border for border in whole.borders if border.tick >= cut)
    inputs = dict(lane.inputs)
    for border in early:
        inputs |= border.inputs
    removed = Keeping(("removed_left", "removed_right"), (), cut, end - cut)
    first = replace(lane, resolved=replace(whole, end_tick=cut, borders=early))
    last = replay_kept(body, [first], clock, replace(removed, first=cut), lanes=1).last[0]
    rest = replace(whole, start_tick=cut, borders=late)
    second = LaneRun(lane.parameters, inputs, rest, last)
    at_cut, at_end = replay_kept(body, [lane], clock, removed, lanes=1).states[0]
    found = replay_kept(body, [second], clock, replace(removed, first=end), lanes=1).states[0]
    np.testing.assert_allclose(found[-1], at_end - at_cut, rtol=1e-3)
