"""What must hold in every run, whatever the protocol: balance, replay, independence of output.

Protocols are drawn as YAML text with times in odd seconds, beside every grid.
"""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lactea.engine import Recording, simulate
from lactea.engine.error import difference
from lactea.scenario import Scenario, loads, read_resolved, write_resolved

DAYS = 3
MINUTES_OF_A_DAY = 24 * 60
breasts = st.sampled_from(["both", "left", "right"])
shares = st.sampled_from([0.3, 0.7, 1.0])


def minutes(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(60 * first, 60 * last).map(lambda seconds: f"{seconds} s")


@st.composite
def on_demand(draw: st.DrawFn) -> str:
    start, where, latch = draw(minutes(0, 2000)), draw(breasts), draw(shares)
    return f'{{do: nurse, start: "{start}", on_demand: true, breasts: {where}, latch: {latch}}}'


@st.composite
def nursing_by_the_clock(draw: st.DrawFn) -> str:
    start, every, length = draw(minutes(0, 600)), draw(minutes(120, 600)), draw(minutes(2, 20))
    return (
        f'{{do: nurse, start: "{start}", on_demand: false, every: "{every}", '
        f'duration: "{length}", breasts: {draw(breasts)}}}'
    )


@st.composite
def pumping(draw: st.DrawFn) -> str:
    start, every, length = draw(minutes(0, 2000)), draw(minutes(100, 700)), draw(minutes(2, 30))
    device = draw(st.sampled_from(["hospital_grade", "personal", "manual"]))
    at_once = str(draw(st.booleans())).lower()
    return (
        f'{{do: pump, start: "{start}", every: "{every}", duration: "{length}", '
        f"breasts: {draw(breasts)}, device: {device}, simultaneous: {at_once}}}"
    )


@st.composite
def stress(draw: st.DrawFn) -> str:
    start = draw(st.integers(0, 3000))
    stop = start + draw(st.integers(1, 1000))
    return f'{{do: stress, start: "{start} min", stop: "{stop} min", level: {draw(shares)}}}'


@st.composite
def stopping(draw: st.DrawFn) -> str:
    return f'{{do: stop_nursing, at: "{draw(minutes(MINUTES_OF_A_DAY, 2 * MINUTES_OF_A_DAY))}"}}'


@st.composite
def topping_up(draw: st.DrawFn) -> str:
    amount = draw(st.sampled_from(["after_feeds: true", f"share: {draw(shares)}"]))
    return f'{{do: top_up, start: "{draw(minutes(0, 3000))}", {amount}}}'


@st.composite
def births(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        return '{do: birth, at: "0 h"}'
    until = draw(minutes(10, 3000))
    return f'{{do: birth, at: "0 h", placenta: {{retained: {draw(shares)}, until: "{until}"}}}}'


@st.composite
def scenarios(draw: st.DrawFn, days: int = DAYS) -> Scenario:
    """A short pregnancy, a birth, and whatever may follow in a few days."""
    removal = draw(st.sampled_from(["nurse", "clock", "pump", "both", "nothing"]))
    steps = [f'{{do: pregnancy, length: "{draw(st.integers(8, 22))} weeks"}}', draw(births())]
    nursed = removal in ("nurse", "clock", "both")
    if nursed:
        steps.append(draw(nursing_by_the_clock() if removal == "clock" else on_demand()))
        steps += draw(st.lists(stopping(), max_size=1)) + draw(st.lists(topping_up(), max_size=1))
    if removal in ("pump", "both"):
        steps.append(draw(pumping()))
    steps += draw(st.lists(stress(), max_size=1))
    count, appetite = draw(st.integers(1, 2)), draw(st.sampled_from([0.5, 1.0, 1.4]))
    infant = f"{{count: {count}, appetite: {appetite}}}" if nursed else "null"
    hour = draw(st.integers(0, 23))
    lines = [
        "schema: lactea.scenario/1",
        "name: random",
        "summary: A random protocol.",
        f'origin_clock: "{hour:02d}:17"',
        f"infant: {infant}",
        "protocol:",
        *(f"  - {step}" for step in steps),
        f'horizon: "{days} d"',
    ]
    return loads("\n".join(lines))


# ------------------------------------------------------------------ properties

few = settings(max_examples=max(15, settings.default.max_examples // 10))
"""Each example is a run or two."""
HOUR, DAY = 3600, 86_400
BALANCE = 1e-9
AGREEMENT = 1e-3


def same_days(one: Recording, other: Recording, days: int | None = None) -> None:
    """Bit for bit, over the first `days`."""
    assert set(one.days) == set(other.days)
    for name, values in one.days.items():
        np.testing.assert_array_equal(values[:days], other.days[name][:days], err_msg=name)


def same_sessions(one: Recording, other: Recording) -> None:
    assert set(one.sessions) == set(other.sessions)
    for name, values in one.sessions.items():
        np.testing.assert_array_equal(values, other.sessions[name], err_msg=name)


@given(scenario=scenarios())
@few
def test_no_milk_appears_or_vanishes(scenario: Scenario) -> None:
    recording = simulate(scenario)
    first = recording.trace.states[0]
    total = {name: recording.days[name].sum(axis=0) for name in
             ("made", "removed", "leaked", "reabsorbed")}  # fmt: skip
    initial = [first[recording.trace.names.index(f"milk_{side}")] for side in ("left", "right")]
    kept = recording.days["stored"][-1]
    gone = total["removed"] + total["leaked"] + total["reabsorbed"]
    error = np.abs(initial + total["made"] - gone - kept)
    assert (error <= BALANCE * (total["made"] + 1)).all()


@given(scenario=scenarios())
@few
def test_what_leaves_the_breast_is_what_sessions_and_infants_took(scenario: Scenario) -> None:
    recording = simulate(scenario)
    removed = recording.days["removed"].sum(axis=0)
    in_sessions = recording.sessions["volume"].sum(axis=0)
    assert (in_sessions <= removed + BALANCE * (removed + 1)).all()
    nursed = recording.sessions["kind"] == "nurse"
    taken = recording.sessions["volume"][nursed].sum()
    assert recording.sessions["intake"].sum() == pytest.approx(taken, rel=1e-9, abs=1e-9)
    assert recording.days["sessions"].sum() == len(recording.sessions["start_h"])


@given(scenario=scenarios())
@few
def test_a_run_is_numbers_in_order(check_figures, scenario: Scenario) -> None:
    recording = simulate(scenario, zooms=[(HOUR, 5 * HOUR)])
    check_figures(recording.days)
    assert all(len(values) == recording.n_days for values in recording.days.values())
    assert np.isfinite(recording.trace.states).all()
    assert (np.diff(recording.trace.time_h) >= 0).all()
    zoom = recording.zooms[0]
    assert np.isfinite(zoom.states).all()
    assert (np.diff(zoom.time_h) >= 0).all()
    assert zoom.time_h[0] >= 1
    assert zoom.time_h[-1] <= 5
    ticks = [border.tick for border in recording.resolved.borders]
    assert ticks == sorted(ticks)
    assert all(
        recording.resolved.start_tick <= tick <= recording.resolved.end_tick for tick in ticks
    )
    assert [event.time_h for event in recording.events] == sorted(
        e.time_h for e in recording.events
    )
    assert (np.diff(recording.sessions["start_h"]) > 0).all()
    assert (recording.days["removed"] >= 0).all()
    assert (recording.days["stored"] >= 0).all()


@given(scenario=scenarios())
@few
def test_the_closed_loop_is_its_own_replay(scenario: Scenario, tmp_path_factory) -> None:
    """Also when the decisions went through a file."""
    closed = simulate(scenario)
    file: Path = tmp_path_factory.mktemp("resolved") / "decisions.yaml"
    write_resolved(closed.resolved, file)
    replayed = simulate(scenario, resolved=read_resolved(file))
    assert replayed.resolved == closed.resolved
    same_days(replayed, closed)
    same_sessions(replayed, closed)
    np.testing.assert_array_equal(replayed.trace.states, closed.trace.states)
    assert replayed.events == closed.events


@given(scenario=scenarios(), hours=st.tuples(st.integers(0, 60), st.integers(1, 12)))
@few
def test_looking_closer_changes_nothing(scenario: Scenario, hours: tuple[int, int]) -> None:
    first, length = hours
    plain = simulate(scenario)
    magnified = simulate(
        scenario, zooms=[(first * HOUR + 7, (first + length) * HOUR), (-DAY, -HOUR)]
    )
    same_days(magnified, plain)
    same_sessions(magnified, plain)
    assert magnified.resolved == plain.resolved


@given(scenario=scenarios(), more=st.integers(1, 2))
@few
def test_running_on_changes_nothing_before(scenario: Scenario, more: int) -> None:
    """Neither a later end of the run nor a later horizon of the scenario."""
    plain = simulate(scenario)
    same_days(simulate(scenario, days=DAYS + more), plain, plain.n_days)
    later = scenario.model_copy(update={"horizon": scenario.horizon + more * DAY})
    same_days(simulate(later, days=DAYS), plain, plain.n_days)


@given(scenario=scenarios())
@few
def test_a_run_can_be_repeated(scenario: Scenario) -> None:
    one, other = simulate(scenario), simulate(scenario, seed=5)
    same_days(one, other)
    same_sessions(one, other)
    assert one.resolved == other.resolved


@pytest.mark.slow
@given(scenario=scenarios())
@few
def test_finer_steps_give_the_same_milk(scenario: Scenario) -> None:
    """Along the same decisions."""
    usual = simulate(scenario)
    finer = simulate(scenario, resolved=usual.resolved, tolerance=1e-8)
    assert difference(usual.days, finer.days) <= AGREEMENT


def test_a_look_at_an_odd_second_is_replayed() -> None:
    """Also where it led to no decision."""
    scenario = loads(
        "{schema: lactea.scenario/1, name: odd, summary: An odd start., infant: {}, horizon: 1 d, "
        "protocol: [{do: pregnancy, length: 8 weeks}, {do: birth, at: 0 h}, "
        "{do: nurse, start: 607 s, on_demand: true}]}"
    )
    closed = simulate(scenario)
    same_days(simulate(scenario, resolved=closed.resolved), closed)
