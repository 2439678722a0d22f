"""What an endpoint makes of measurements."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trial.known_people import plain_design

from lactea.trial.design import Design
from lactea.trial.outcomes import Outcome, outcome

NAN = float("nan")


def of(measured: list[list[float]], visits: int = 3, **endpoint: Any) -> Outcome:
    days = ["0 h", "7 d", "14 d"][:visits]
    whole = {"measurement": "milk", "at": days[-1], **endpoint}
    test = {"responder": "fisher", "time_to_event": "log_rank"}.get(whole["kind"], "t_test")
    design: Design = plain_design(
        visits=days,
        endpoints={"x": whole},
        analysis={"endpoint": "x", "test": test, "arm": "treated"},
    )
    return outcome(design, design.endpoints["x"], np.array(measured, dtype=float)[:, None, :])


def test_levels_and_changes() -> None:
    people = [[100, 110, 150], [0, 0, 40], [100, 90, NAN]]
    assert of(people, kind="level").value == pytest.approx([150, 40, NAN], nan_ok=True)
    assert of(people, kind="change").value == pytest.approx([50, 40, NAN], nan_ok=True)
    percent = of(people, kind="percent_change")
    assert percent.value == pytest.approx([50, NAN, NAN], nan_ok=True)
    assert percent.there.tolist() == [True, False, False]


def test_a_rise_from_nothing_to_something_counts_and_from_nothing_to_nothing_does_not() -> None:
    people = [[100, 0, 150], [100, 0, 149], [0, 0, 5], [0, 0, 0], [100, 0, NAN]]
    met = of(people, kind="responder", rise=0.5).value
    assert met == pytest.approx([1, 0, 1, 0, NAN], nan_ok=True)
    assert of(people, kind="responder", rise=0.5, missing="no_response").value[-1] == 0


def test_limits_hold_at_the_limit() -> None:
    people = [[0, 0, 50], [0, 0, 49], [0, 0, 51]]
    assert of(people, kind="responder", at_least=50).value.tolist() == [1, 0, 1]
    assert of(people, kind="responder", at_most=50).value.tolist() == [1, 1, 0]


def test_a_time_is_that_of_the_first_visit_or_of_the_last_look() -> None:
    people = [[100, 160, 100], [100, 120, 150], [100, 120, 140], [100, 120, NAN], [100, NAN, NAN]]
    found = of(people, kind="time_to_event", rise=0.5)
    assert found.value.tolist() == [7, 14, 14, 7, 0]
    assert found.happened.tolist() == [True, True, False, False, False]


@given(
    st.lists(st.lists(st.floats(0.1, 1e4), min_size=3, max_size=3), min_size=1, max_size=9),
    st.floats(0.01, 100),
)
def test_percent_and_responders_do_not_depend_on_the_unit(
    people: list[list[float]], factor: float
) -> None:
    other = (np.array(people) * factor).tolist()
    for kind in ("percent_change", "responder"):
        rise = {"rise": 0.5000001} if kind == "responder" else {}
        one, two = (of(each, kind=kind, **rise).value for each in (people, other))
        assert one == pytest.approx(two, rel=1e-6, abs=1e-6)
