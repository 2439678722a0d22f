"""Logged sessions as a frozen protocol."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.engine.person import settle_person
from lactea.scenario import loads
from lactea.twin.another_body import another_body
from lactea.twin.diary import Session
from lactea.twin.frozen import (
    MARK,
    background_of,
    history_of,
    live,
    protocol_of,
    stretches_of,
    volumes,
)

PUMPING = """
schema: lactea.scenario/1
name: t
summary: t
origin: placenta_delivered
origin_clock: "00:00"
infant: null
protocol:
  - {do: pregnancy, length: "40 weeks"}
  - {do: birth, at: "0 h", placenta: delivered}
  - {do: pump, start: "2 h", every: "4 h", duration: "15 min", breasts: both, device: personal}
horizon: "12 d"
"""


def test_a_logged_schedule_gives_what_the_protocol_gave() -> None:
    """Two ways to the same milk: the controllers of the engine, and the log of what they did."""
    scenario, first, end = loads(PUMPING), 8, 12
    wanted = simulate(scenario, days=end)
    background = background_of(scenario, first, end)
    setting = settle_person(background.body, background.scenario)
    before = LaneRun(setting.parameters, setting.inputs, history_of(background))
    states = live(background, [before])[0].last[0]
    sessions = [
        Session(tick, "pump", 900)
        for tick in range(2 * 3600, end * DAY, 4 * 3600)
        if tick >= first * DAY
    ]
    stretches, _ = stretches_of(sessions)
    protocol = protocol_of(background, stretches, first * DAY, end * DAY)
    run = LaneRun(setting.parameters, setting.inputs, protocol, states)
    milk = volumes(live(background, [run])[1], stretches, first * DAY)[0]
    days = np.array([one.start // DAY for one in stretches])
    found = [milk[days == day].sum() for day in range(first, end)]
    removed = wanted.days["removed"][-(end - first) :].sum(axis=1)
    np.testing.assert_allclose(found, removed, rtol=5e-3)


def test_what_stretches_gave_is_all_that_was_removed(small) -> None:
    """Conservation: no milk between the sessions, none counted twice."""
    fit = small.fit
    protocol = protocol_of(fit.background, fit.stretches, fit.background.log_start, fit.cut)
    runs = [replace(run, resolved=protocol) for run in fit.before.runs[:2]]
    _, removed = live(fit.background, runs)
    milk = volumes(removed, fit.stretches, fit.background.log_start)
    np.testing.assert_allclose(milk.sum(axis=1), removed[:, -1], rtol=1e-6, atol=1e-6)


@given(st.lists(st.tuples(st.integers(0, 5 * DAY), st.integers(0, 9000)), max_size=40))
def test_stretches_never_touch_and_every_session_has_one(drawn) -> None:
    sessions = sorted((Session(a, "pump", b) for a, b in drawn), key=lambda one: one.start)
    stretches, places = stretches_of(sessions)
    assert all(a.end + MARK < b.start for a, b in pairwise(stretches))
    for session, place in zip(sessions, places, strict=True):
        assert stretches[place].start <= session.start <= stretches[place].end


def test_the_other_body_differs_in_feedback_and_letdown_and_in_nothing_else() -> None:
    usual, other = default_body(), another_body()
    assert usual.state_ids == other.state_ids
    own = {step.target: step.equation for step in usual.steps}
    changed = {step.target for step in other.steps if own[step.target] is not step.equation}
    assert changed == {
        "contraction", "filling_effect_on_synthesis_left", "filling_effect_on_synthesis_right",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["nurse", "weighed_feed", "hand", "pump"])
def test_every_kind_of_session_empties(kind, small) -> None:
    background = small.background
    start, end = background.log_start, background.log_start + DAY
    stretches, _ = stretches_of([Session(start + 6 * 3600, kind, 1200)])
    run = replace(small.cohort[0], resolved=protocol_of(background, stretches, start, end))
    milk = volumes(live(background, [run])[1], stretches, start)
    assert (milk >= 0).all()
    if kind in ("hand", "pump"):
        assert milk.sum() > 0
