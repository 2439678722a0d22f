"""Two scheduled sessions cannot overlap; everything else may stand side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.scenario import Scenario, ScenarioError, loads
from lactea.scenario.steps import SessionStep

HEAD = """\
schema: lactea.scenario/1
name: mine
summary: a test
origin: first_step
infant: {arrives: "0 h"}
horizon: "10 d"
protocol:
"""


def scenario_of(*steps: str) -> Scenario:
    return loads(HEAD + "".join(f"  - {step}\n" for step in steps))


def test_overlapping_sessions_are_refused() -> None:
    with pytest.raises(ScenarioError) as caught:
        scenario_of(
            '{do: pump, start: "0 h", every: "3 h", duration: "15 min"}',
            '{do: hand_express, start: "10 min", every: "1 d", duration: "5 min", breasts: right}',
        )
    assert "at '10 min' there would be two sessions at once" in str(caught.value)
    assert caught.value.field == "protocol[1]"
    assert caught.value.line == 9


@pytest.mark.parametrize(
    "second",
    [
        '{do: pump, start: "15 min", every: "3 h", duration: "15 min"}',  # right after
        '{do: nurse, start: "0 h"}',  # on demand: the infant waits
        '{do: stress, start: "0 h", level: 1}',
    ],
)
def test_what_does_not_overlap_is_accepted(second: str) -> None:
    first = '{do: pump, start: "0 h", every: "3 h", duration: "15 min"}'
    assert len(scenario_of(first, second).protocol) == 2


def test_the_other_breast_is_not_free_either() -> None:
    """A run follows one session at a time: the first of two would be cut short without a word."""
    left = '{do: pump, start: "0 h", every: "3 h", duration: "15 min", breasts: left}'
    for start in ("0 h", "10 min"):
        right = f'{{do: pump, start: "{start}", every: "3 h", duration: "15 min", breasts: right}}'
        with pytest.raises(ScenarioError, match="two sessions at once"):
            scenario_of(left, right)


def test_a_step_that_waits_for_a_rule_needs_its_whole_span() -> None:
    timed = '{do: pump, start: "0 h", stop: "2 d", every: "3 h", duration: "15 min"}'
    rule = "when: {observable: milk.stored, above: '50 mL'}, every: '4 h', duration: '15 min'"
    with pytest.raises(ScenarioError, match="begins when its rule holds") as caught:
        scenario_of(timed, f"{{do: pump, {rule}}}")
    assert caught.value.field == "protocol[1]"
    assert scenario_of(timed, f'{{do: pump, start: "49 h", {rule}}}')


SCHEDULES = st.lists(
    st.tuples(
        st.integers(0, 600),  # start, min
        st.integers(60, 900),  # every, min
        st.integers(1, 25),  # duration, min
        st.sampled_from(["both", "left", "right"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


@given(SCHEDULES)
def test_the_check_agrees_with_painting_every_minute(
    schedules: list[tuple[int, int, int, str, bool]],
) -> None:
    steps = [
        f'{{do: pump, start: "{start} min", every: "{every} min", duration: "{duration} min", '
        f"breasts: {breasts}, simultaneous: {str(together).lower()}}}"
        for start, every, duration, breasts, together in schedules
    ]
    first = '{do: stress, start: "0 h", level: 0}'
    assert painted_twice(schedules) == refused(first, *steps)


def refused(*steps: str) -> bool:
    try:
        scenario_of(*steps)
    except ScenarioError as error:
        return "two sessions at once" in str(error)
    return False


def painted_twice(schedules: list[tuple[int, int, int, str, bool]]) -> bool:
    painted: set[int] = set()
    for start, every, duration, breasts, together in schedules:
        turns = 2 if breasts == "both" and not together else 1
        for begin in range(start, 10 * 24 * 60, every):
            for minute in range(begin, begin + turns * duration):
                if minute in painted:
                    return True
                painted.add(minute)
    return False


def test_parts_take_turns_unless_both_are_emptied_at_once() -> None:
    scenario = scenario_of(
        '{do: pump, start: "0 h", every: "3 h", duration: "10 min"}',
        '{do: hand_express, start: "1 h", every: "3 h", duration: "5 min"}',
    )
    pump, hand = scenario.protocol
    assert isinstance(pump, SessionStep)
    assert isinstance(hand, SessionStep)
    assert pump.parts(0) == (("left", 0, 600), ("right", 0, 600))
    assert hand.parts(3600) == (("left", 3600, 3900), ("right", 3900, 4200))
    assert hand.parts(3600, has="right") == (("right", 3600, 3900),)
