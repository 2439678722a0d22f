"""The health record: answers read as they were given, and nothing taken for an answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.conditions import CONDITIONS
from lactea.scenario import Scenario, ScenarioError, as_data, dumps, load, loads
from lactea.scenario.health import MONITORED, Health

NAMES = st.text("abcdefghij_", min_size=1, max_size=12)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "conditions": st.dictionaries(
            st.sampled_from(list(CONDITIONS)), st.sampled_from(["yes", "no"])
        ),
        "other_medicines": st.just("none") | st.lists(NAMES, min_size=1, max_size=4),
        "monitoring": st.dictionaries(
            st.sampled_from(MONITORED), st.sampled_from(["done", "not_done"])
        ),
    },
)


def test_nothing_is_answered_until_it_is() -> None:
    assert load("natural").person.health == Health(
        conditions={}, other_medicines=None, monitoring={}
    )


def test_none_is_an_answer_and_is_no_list() -> None:
    answered = load("natural", ["person.health.other_medicines=none"])
    assert answered.person.health.other_medicines == ()
    assert as_data(answered)["person"]["health"]["other_medicines"] == "none"


@given(RECORDS)
def test_a_record_survives_writing(record: dict[str, object]) -> None:
    data = as_data(load("natural")) | {"person": {"health": record}}
    scenario = Scenario.model_validate(data)
    assert loads(dumps(scenario)) == scenario
    assert json.loads(json.dumps(as_data(scenario)))["person"]["health"] == {
        "conditions": {}, "other_medicines": None, "monitoring": {}, **record
    }  # fmt: skip


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
ENTRIES = st.sampled_from(["conditions", "other_medicines", "monitoring"])


@given(ANYTHING | st.dictionaries(ENTRIES, ANYTHING))
def test_anything_else_is_refused_in_one_line_or_understood(health: object) -> None:
    data = as_data(load("natural")) | {"person": {"health": health}}
    read, said = None, ""
    try:
        read = loads(json.dumps(data))
    except ScenarioError as error:
        said = str(error)
    if read is None:
        assert said.startswith("text, line 1")
        assert "\n" not in said
    else:
        assert loads(dumps(read)) == read


@pytest.mark.parametrize(
    ("override", "complaint"),
    [
        ("other_medicines=[]", "an empty list answers nothing"),
        ("other_medicines=aspirin", "'aspirin' is not a list of medicines"),
        ("conditions.heart_failure=maybe", "'maybe' is not a word allowed here. Valid here: yes, no"),
        ("monitoring.ecg=yes", "Valid here: done, not_done"),
        ("condition.ecg=yes", "Did you mean 'conditions'?"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told(override: str, complaint: str) -> None:
    with pytest.raises(ScenarioError, match=r"person\.health\.") as caught:
        load("natural", [f"person.health.{override}"])
    assert complaint in str(caught.value)
