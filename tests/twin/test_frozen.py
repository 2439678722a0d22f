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
    LEAST_GAP,
    about_to_live,
    background_of,
    history_of,
    live,
    states_after,
    stretches_of,
)
from lactea.twin.milk_body import REMOVED, milk_body, upstream

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
    states = states_after(background, [before]).last[0]
    sessions = [
        Session(tick, "pump", 900)
        for tick in range(2 * 3600, end * DAY, 4 * 3600)
        if tick >= first * DAY
    ]
    stretches, _ = stretches_of(sessions)
    run = LaneRun(setting.parameters, setting.inputs, history_of(background), states)
    ready = about_to_live(background, [run], stretches, first * DAY, end * DAY)
    milk = live(background, ready)[1][0]
    days = np.array([one.start // DAY for one in stretches])
    found = [milk[days == day].sum() for day in range(first, end)]
    removed = wanted.days["removed"][-(end - first) :].sum(axis=1)
    np.testing.assert_allclose(found, removed, rtol=5e-3)


def test_what_stretches_gave_is_all_that_was_removed(small) -> None:
    """Conservation: no milk between the sessions, none counted twice."""
    fit = small.fit
    start, cut = fit.background.log_start, fit.cut
    ready = about_to_live(fit.background, fit.before.runs[:2], fit.stretches, start, cut)
    kept, milk = live(fit.background, ready)
    places = [fit.background.body.state_ids.index(name) for name in REMOVED]
    np.testing.assert_allclose(milk.sum(axis=1), kept.last[:, places], rtol=1e-6, atol=1e-6)


def test_a_session_over_the_end_counts_until_then(small) -> None:
    """A log may end, and days to come too, in the middle of a session at midnight."""
    background = small.background
    start, end = background.log_start, background.log_start + DAY
    sessions = [Session(start + 8 * 3600, "pump", 900), Session(end - 300, "pump", 1200)]
    stretches, _ = stretches_of(sessions)
    ready = about_to_live(background, small.cohort[:1], stretches, start, end)
    milk = live(background, ready)[1]
    assert milk.shape == (1, 2, 2)
    assert (milk[0, 1] > 0).all()


def test_the_milk_is_that_of_the_whole_body(small) -> None:
    """What is left out of the body of a log changes no volume."""
    whole = default_body()
    names = [name for name in whole.state_ids if name in milk_body(whole).state_ids]
    assert len(names) < len(whole.state_ids)
    background = small.background
    start, end = background.log_start, background.log_start + 2 * DAY
    stretches, _ = stretches_of([Session(start + n * 5 * 3600, "pump", 900) for n in range(9)])
    run = small.cohort[0]
    alone = live(background, about_to_live(background, [run], stretches, start, end))[1]
    usual = {entry.id: entry.start for entry in whole.states.values()}
    own = dict(zip(background.body.state_ids, run.states, strict=True))
    states = [
        own.get(name, run.parameters[usual[name]] if isinstance(usual[name], str) else usual[name])
        for name in whole.state_ids
    ]
    with_all = replace(background, body=whole)
    ready = about_to_live(with_all, [replace(run, states=np.array(states))], stretches, start, end)
    np.testing.assert_allclose(live(with_all, ready)[1], alone, rtol=0.02, atol=0.05)


def test_nothing_upstream_of_milk_is_left_out() -> None:
    whole = default_body()
    some = milk_body(whole)
    kept = {*some.states, *some.quantities, *some.parameters, *some.inputs, "clock"}
    for step in (*some.steps, *some.rates.values()):
        assert set(step.needs) <= kept
    assert upstream(some, REMOVED) == upstream(whole, REMOVED)


@given(st.lists(st.tuples(st.integers(0, 5 * DAY), st.integers(0, 9000)), max_size=40))
def test_stretches_never_touch_and_every_session_has_one(drawn) -> None:
    sessions = sorted((Session(a, "pump", b) for a, b in drawn), key=lambda one: one.start)
    stretches, places = stretches_of(sessions)
    assert all(a.end + LEAST_GAP <= b.start for a, b in pairwise(stretches))
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
    ready = about_to_live(background, small.cohort[:1], stretches, start, end)
    milk = live(background, ready)[1]
    assert (milk >= 0).all()
    if kind in ("hand", "pump"):
        assert milk.sum() > 0
