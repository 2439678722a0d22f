"""Cutting a stretch out of a resolved protocol."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.exchange.problems import ExportError
from lactea.exchange.stretch import Moment, moments_of, stretch_of
from lactea.scenario import Border, ResolvedProtocol, load, scenario_hash

NAMES = st.sampled_from(["a", "b", "c"])
# Whole numbers, so that sums are exact in any order.
VALUES = st.integers(-9, 9).map(float)
CHANGES = st.dictionaries(NAMES, VALUES, max_size=3)
BORDERS = st.lists(
    st.builds(
        Border,
        tick=st.integers(0, 4),
        inputs=st.dictionaries(st.just("x"), VALUES),
        assign=CHANGES,
        add=CHANGES,
        label=st.sampled_from(["", "one", "two"]),
    ),
    max_size=8,
).map(lambda borders: sorted(borders, key=lambda border: border.tick))


def follow(changes: list[Border] | tuple[Moment, ...], until: int) -> dict[str, float]:
    values = {"a": 1.0, "b": 2.0, "c": 3.0, "x": 4.0}
    for change in changes:
        if change.tick <= until:
            values |= change.inputs
            values |= change.assign
            for name, amount in change.add.items():
                values[name] += amount
    return values


@given(BORDERS)
def test_moments_do_what_borders_do(borders: list[Border]) -> None:
    moments = moments_of(borders)
    ticks = [moment.tick for moment in moments]
    assert ticks == sorted(set(ticks))
    for tick in range(5):
        assert follow(moments, tick) == follow(borders, tick)


def test_a_look_without_a_change_is_no_moment() -> None:
    assert moments_of([Border(5, 10)]) == ()


SCENARIO = load("non-pregnant-woman")
PROTOCOL = ResolvedProtocol(
    scenario_hash(SCENARIO), "08:00", 0, 3 * 86_400,
    (
        Border(0, 600, {"stress": 0.25}, {}, {}, "stress begins"),
        Border(86_400, 600, {"stress": 0.5}, {"milk_left": 7.0}, {"milk_left": 1.0}, "more"),
        Border(90_000, 600, {"stress": 0.75}, {}, {}, "most"),
        Border(172_800, 600, {"stress": 1.0}, {}, {}, "too late"),
    ),
)  # fmt: skip


def test_a_stretch_starts_after_the_decisions_of_its_first_tick() -> None:
    stretch = stretch_of(SCENARIO, PROTOCOL, first_day=1, last_day=2)
    assert (stretch.start_tick, stretch.end_tick, stretch.hours) == (86_400, 172_800, 24.0)
    assert stretch.inputs["stress"] == 0.5
    assert stretch.states["milk_left"] == 8.0
    assert [moment.tick for moment in stretch.moments] == [90_000]
    assert stretch.changing_inputs == {"stress"}
    assert stretch.clock_start_h == 8.0


def test_a_stretch_is_the_whole_protocol_unless_told_otherwise() -> None:
    stretch = stretch_of(SCENARIO, PROTOCOL)
    assert (stretch.start_tick, stretch.end_tick) == (0, 3 * 86_400)
    assert stretch.inputs["stress"] == 0.25
    assert len(stretch.moments) == 3


@pytest.mark.parametrize(("first", "last"), [(-1, 2), (0, 4), (2, 2), (2, 1)])
def test_days_outside_the_protocol_are_refused(first: int, last: int) -> None:
    with pytest.raises(ExportError, match="the protocol runs from day 0 to day 3"):
        stretch_of(SCENARIO, PROTOCOL, first_day=first, last_day=last)


def test_a_protocol_of_another_body_is_refused() -> None:
    strange = replace(PROTOCOL, borders=(Border(0, 600, {}, {}, {"domperidone_oral_depot": 1.0}),))
    with pytest.raises(ExportError, match=r"changes domperidone_oral_depot at tick 0"):
        stretch_of(SCENARIO, strange)
