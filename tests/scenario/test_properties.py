"""Random scenarios survive writing; random text never does more than raise its error."""

import copy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lactea.reading.durations import format_duration
from lactea.scenario import (
    Scenario,
    ScenarioError,
    as_data,
    builtin_names,
    builtin_text,
    dumps,
    echo,
    loads,
    scenario_hash,
)

MINUTE, HOUR, DAY = 60, 3600, 86_400
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)
SHARES = st.floats(0, 1)


def spans(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(format_duration)


def step(do: str, required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({"do": st.just(do), **required}, optional=optional)


NURSE = step(
    "nurse",
    {"start": spans(0, 5 * DAY)},
    {
        "stop": spans(6 * DAY, 20 * DAY),
        "latch": SHARES,
        "asks_for": spans(0, 20 * MINUTE),
        "breasts": st.sampled_from(["both", "left"]),
    },
)
PUMP = step(
    "pump",
    {"start": spans(0, DAY), "every": spans(HOUR, DAY), "duration": spans(1, 20 * MINUTE)},
    {
        "device": st.sampled_from(["hospital_grade", "personal", "manual"]),
        "simultaneous": st.booleans(),
        "night_gap": st.just({"from": "23:00", "to": "05:00"}),
    },
)
TAKE = step(
    "take",
    {
        "medicine": st.sampled_from(["domperidone", "cabergoline"]),
        "dose": st.floats(0, 1000).map(lambda mg: f"{mg!r} mg"),
        "start": spans(0, DAY),
    },
    {"every": spans(HOUR, 3 * DAY), "route": st.just("oral")},
)
TOP_UP = step(
    "top_up", {"start": spans(0, DAY), "share": SHARES}, {"stop": spans(2 * DAY, 9 * DAY)}
)
AFTER_FEEDS = step(
    "top_up",
    {"start": spans(0, DAY), "after_feeds": st.just(True)},
    {"stop": spans(2 * DAY, 9 * DAY)},
)
STRESS = step("stress", {"start": spans(-DAY, DAY), "level": SHARES}, {})
SOLIDS = step(
    "solids",
    {"start": spans(0, DAY), "energy_share": st.just([["180 d", 0], ["1 years", 0.5]])},
    {},
)
STOP = step("stop_nursing", {"at": spans(0, 30 * DAY)}, {"over": spans(0, 30 * DAY)})
BIRTH = step(
    "birth",
    {},
    {
        "at": spans(-DAY, -1),
        "placenta": st.just("delivered")
        | st.fixed_dictionaries({"retained": SHARES, "until": spans(1, 30 * DAY)}),
    },
)
SCENARIOS = st.fixed_dictionaries(
    {
        "schema": st.just("lactea.scenario/1"),
        "name": WORDS,
        "summary": WORDS,
        "horizon": spans(1, 400 * DAY),
        "protocol": st.tuples(
            step("pregnancy", {"length": spans(150 * DAY, 300 * DAY)}, {}), BIRTH
        ).flatmap(
            lambda start: st.tuples(
                st.lists(NURSE | TAKE | TOP_UP | AFTER_FEEDS | STRESS | SOLIDS, max_size=5),
                st.lists(PUMP, max_size=1),
                st.lists(STOP, max_size=1),
            ).map(lambda rest: [*start, *rest[0], *rest[1], *rest[2]])
        ),
    },
    optional={
        "person": st.fixed_dictionaries(
            {},
            optional={
                "age": spans(3652 * DAY + DAY, 30_000 * DAY),
                "body_mass": st.floats(30, 200).map(lambda kg: f"{kg!r} kg"),
                "storage": st.floats(0.1, 5),
                "smoking": st.integers(0, 60).map(lambda count: f"{count} per day"),
            },
        ),
        "origin_clock": st.sampled_from(["00:00", "23:59", "8:05"]),
        "visits": st.lists(st.fixed_dictionaries({"at": spans(0, DAY), "note": WORDS}), max_size=2),
        "words": st.fixed_dictionaries({}, optional={"parent": WORDS, "breast": WORDS}),
        "parameters": st.dictionaries(WORDS, WORDS, max_size=2),
    },
)


@given(SCENARIOS)
def test_a_random_scenario_is_understood_told_and_survives_writing(data: dict[str, Any]) -> None:
    scenario = Scenario.model_validate(data)
    again = loads(dumps(scenario))
    assert again == scenario
    assert as_data(again) == as_data(scenario)
    assert scenario_hash(again) == scenario_hash(scenario)
    assert echo(again) == echo(scenario)


BROKEN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["3 h", "pump", "both", "-3 d", "P3D", "1 mL", "placenta_delivered"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["do", "start", "sex", "at"]) | st.text(max_size=5), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def understood_or_told(text: str) -> bool:
    """Whether a text is a scenario, or its mistake is one paragraph that names the file."""
    try:
        loads(text, "f.yaml")
    except ScenarioError as error:
        message = str(error)
        return message.startswith("f.yaml") and "\n" not in message
    return True


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in items:
        found += places(value, (*path, key))
    return found


@given(SCENARIOS, st.data())
@settings(max_examples=200)
def test_one_broken_value_anywhere_is_accepted_or_told_in_one_paragraph(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    data = copy.deepcopy(data)  # Hypothesis shares parts between examples
    path = draw.draw(st.sampled_from(places(data)))
    holder: Any = data
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = draw.draw(BROKEN)
    text = yaml.safe_dump(data, allow_unicode=True)
    assert understood_or_told(text)


@given(st.sampled_from(builtin_names()), st.data())
@settings(max_examples=200)
def test_a_builtin_with_damaged_text_is_accepted_or_told_in_one_paragraph(
    name: str, draw: st.DataObject
) -> None:
    text = builtin_text(name)
    begin = draw.draw(st.integers(0, len(text)))
    end = draw.draw(st.integers(begin, min(begin + 20, len(text))))
    damaged = text[:begin] + draw.draw(st.text(max_size=8)) + text[end:]
    assert understood_or_told(damaged)
