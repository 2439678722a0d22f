"""Ten thousand different people side by side: everybody's milk and prolactin right, not the average's."""

from __future__ import annotations

import os

import numpy as np
import pytest

from lactea.cohort import draw_people
from lactea.engine import simulate
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import LANE_TOLERANCE, LaneRun, replay_batch
from lactea.engine.person import settle_person
from lactea.exchange.agreement import Daily, difference
from lactea.scenario import load

pytestmark = pytest.mark.proof

PEOPLE = int(os.environ.get("LACTEA_PROOF_PEOPLE", "10000"))
TIGHT = 1e-6
DAYS = 20
AT_ONCE = 500


def test_everybody_of_ten_thousand_is_within_one_in_a_thousand() -> None:
    scenario = load("exclusive-pumping")
    body = body_with_medicines(scenario)
    resolved = simulate(scenario, days=DAYS).resolved
    outside, worst = [], (0.0, 0.0)
    people = list(draw_people(scenario, PEOPLE, seed=20))
    for first in range(0, PEOPLE, AT_ONCE):
        some = people[first : first + AT_ONCE]
        settings = [settle_person(body, one.scenario) for one in some]
        runs = [LaneRun(each.parameters, each.inputs, resolved) for each in settings]
        loose, tight = (
            replay_batch(body, runs, scenario.origin_clock_h, tolerance=tolerance)
            for tolerance in (LANE_TOLERANCE, TIGHT)
        )
        assert not loose.failed.any()
        for place, person in enumerate(some):
            found = difference(_daily(loose, place), _daily(tight, place))
            worst = max(worst[0], found.milk), max(worst[1], found.prolactin)
            if not found.allowed:
                outside.append((person.index, found))
    print(f"{PEOPLE} people, largest difference: milk {worst[0]:.1e}, prolactin {worst[1]:.1e}")
    assert not outside


def _daily(batch, place: int) -> Daily:
    removed = np.asarray(batch.removed[place, -DAYS:])
    return Daily(removed, np.asarray(batch.prolactin_max[place, -DAYS:]))
