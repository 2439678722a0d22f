"""Published protocols as schedules beside the plans: aligned with the arrival, and nothing added."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from lactea.engine import simulate
from lactea.engine.doses import body_with_medicines
from lactea.plan.as_scenario import scenario_of
from lactea.plan.candidate import likely_arrival
from lactea.plan.decisions import resolved_timetable
from lactea.plan.protocols import INDUCING, schedule_of_protocol
from lactea.plan.request import load_request
from lactea.reading.durations import DAY
from lactea.scenario import load
from lactea.scenario.steps import Take

REQUEST = load_request(Path(__file__).parent / "cases" / "induced-six-months.yaml")


@pytest.mark.parametrize("name", INDUCING)
def test_a_protocol_is_moved_to_the_arrival_and_cut_at_today_and_the_end(name: str) -> None:
    protocol, arrival = load(name), likely_arrival(REQUEST)
    assert arrival is not None
    schedule = schedule_of_protocol(protocol, REQUEST, arrival)
    assert any(one.begin == arrival for one in schedule.stretches)
    assert schedule.stretches[0].begin >= 0
    assert schedule.stretches[-1].end == REQUEST.last_day
    for one in schedule.stretches:
        assert all(a[0] + a[1] <= b[0] for a, b in pairwise(one.sessions))
    given = {(take.medicine, take.dose) for take in protocol.steps_of(Take)}
    assert {(take.medicine, take.dose) for take in schedule.takes} <= given
    assert all(
        0 <= take.start_tick < (take.stop or 0) <= REQUEST.last_day * DAY for take in schedule.takes
    )
    scenario_of(schedule, REQUEST)


def test_decisions_without_a_body_are_those_that_a_simulation_takes() -> None:
    arrival = likely_arrival(REQUEST)
    assert arrival is not None
    schedule = schedule_of_protocol(load("induced-short"), REQUEST, arrival)
    scenario = scenario_of(schedule, REQUEST).model_copy(update={"infant": None})
    body = body_with_medicines(scenario)
    first = schedule.stretches[0].begin
    days = first + 4
    alone = resolved_timetable(scenario, body, days).borders
    lived = simulate(scenario, days=days).resolved.borders
    assert len(alone) > 40

    def sessions(borders: object) -> list[object]:
        return [(b.tick, b.inputs, b.add) for b in borders if b.inputs or b.add]  # type: ignore[attr-defined]

    assert sessions(alone) == sessions(lived)


def test_a_decision_that_waits_for_a_body_is_refused() -> None:
    natural = load("natural")
    with pytest.raises(LookupError, match="waits for"):
        resolved_timetable(natural, body_with_medicines(natural), 3)
