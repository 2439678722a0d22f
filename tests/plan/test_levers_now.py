"""Single changes to how things are now: with the pump that the person has, and what is assumed is said."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lactea.plan import PlanError, loads_request
from lactea.plan.document import document
from lactea.plan.evaluate import Evaluator
from lactea.plan.levers import LEVERS
from lactea.plan.levers_now import Change, present, ranked_changes
from lactea.plan.past import past_scenario
from lactea.plan.people import PeopleLikeThisOne
from lactea.plan.planning import Plans
from lactea.plan.request import Request
from lactea.plan.tools import tools_now
from lactea.plan.weaning import present_sessions
from lactea.plan.wording import text
from lactea.reading.durations import DAY, MINUTE
from lactea.scenario.steps import HandExpress, Pump

DEVICES = ("hospital_grade", "personal", "manual", "hand")


def a_request(devices: list[str] | None = None, **lactation: Any) -> Request:
    """Ten days after a birth, pumping four times a day; what is kept a week later."""
    data: dict[str, Any] = {
        "schema": "lactea.plan-request/1",
        "name": "which change",
        "today": "2026-12-01",
        "goal": {"kind": "volume", "per_day": "250 mL/day", "by": "2026-12-08"},
        "lactation": {"born": "2026-11-21", "removal": "pumping", "sessions_per_day": 4}
        | lactation,
    }
    if devices is not None:
        data["limits"] = {"devices": devices}
    return loads_request(yaml.safe_dump(data))


def changes(request: Request) -> dict[str, float]:
    """Every change with its gain in mL a day, on two people."""
    people = PeopleLikeThisOne(request, 0).group(range(2), None)
    return {one.words: one.gain for one in ranked_changes(Evaluator(request, people))}


def test_who_has_another_pump_is_answered_with_it() -> None:
    found = changes(a_request(["manual"]))
    assert found["one session a day more"] > 0 > found["one session a day fewer"]
    assert "an hour of power pumping in place of one session" not in found
    assert "one side after the other" not in found


def test_a_better_device_at_hand_and_both_sides_at_once_are_changes() -> None:
    found = changes(a_request(["hospital_grade", "personal"], device="personal", at_once=False))
    assert found["a hospital-grade pump"] > 0
    assert "both sides at once" in found


@given(
    st.lists(st.sampled_from(DEVICES), min_size=1, unique=True),
    st.none() | st.sampled_from(DEVICES),
    st.booleans(),
)
def test_past_present_and_stopping_use_the_same_device(
    devices: list[str], told: str | None, refused: bool
) -> None:
    request = a_request(devices, **({} if told is None else {"device": told}))
    if refused:
        limits = request.limits.model_copy(update={"refused": ("both_at_once",)})
        request = request.model_copy(update={"limits": limits})
    tools, now, past = tools_now(request), present(request), past_scenario(request)
    assert now is not None
    assert past is not None
    assert tools.device == now.device == (told or tools.device)
    assert tools.at_once == now.at_once
    assert not (tools.at_once and (refused or tools.device in ("manual", "hand")))
    steps = [*past.steps_of(Pump), *past.steps_of(HandExpress)]
    assert [getattr(one, "device", "hand") for one in steps] == [tools.device]
    assert [one.at_once for one in steps] == [tools.at_once]
    assert {length for _, length in present_sessions(request)} == {steps[0].session_length}
    assert steps[0].session_length == 15 * MINUTE * (1 if tools.at_once else 2)
    if told is None:
        assert tools.device in devices
        assert tools.device != "hand" or devices == ["hand"]
    # What is not told is named with the entry in which it can be told.
    named = " ".join(tools.questions)
    assert ("lactation.device" in named) == (told is None)
    assert ("lactation.at_once" in named) == (
        tools.device in ("hospital_grade", "personal") and not refused
    )


@given(st.integers(1, 16), st.integers(5, 60), st.booleans())
def test_sessions_of_now_never_meet(sessions: int, minutes: int, at_once: bool) -> None:
    request = a_request(
        ["personal"], sessions_per_day=sessions, minutes=minutes, at_once=at_once
    ) if sessions * minutes * (2 - at_once) < 480 else a_request()  # fmt: skip
    spans = [(time, time + length) for time, length in present_sessions(request)]
    for (_, end), (begin, _) in zip(spans, [*spans[1:], (spans[0][0] + DAY, 0)], strict=True):
        assert end <= begin


def test_the_answer_says_what_is_assumed_and_what_is_not_told() -> None:
    request = a_request(["personal"])
    change = Change("one session a day more", LEVERS["sessions"], 20.0, 10.0, 30.0, 15.0)
    plans = Plans(request, "parent", 0, (), 0, 0, 0, (), False, (change,), None, ())
    said = text(plans)
    assert document(plans)["taken_as_now"] in said
    assert "4 sessions of 15 min a day with a personal electric pump, both sides at once" in said
    assert "lactation.device" in said
    told = a_request(["personal"], device="personal", at_once=True)
    assert not tools_now(told).questions


@pytest.mark.parametrize(
    ("entries", "field", "what"),
    [
        ({"removal": "nursing", "device": "manual"}, "lactation.device", "removal: pumping"),
        ({"removal": "nursing", "at_once": True}, "lactation.at_once", "removal: pumping"),
        ({"device": "hand", "at_once": True}, "lactation.at_once", "one side after the other"),
        ({"device": "hospital"}, "lactation.device", "hospital_grade"),
    ],
)
def test_what_cannot_be_is_told(entries: dict[str, Any], field: str, what: str) -> None:
    with pytest.raises(PlanError) as caught:
        a_request(**entries)
    assert caught.value.field == field
    assert what in caught.value.what
