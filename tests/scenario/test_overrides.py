"""``--set PATH=VALUE``: changes, and their mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.durations import DAY, HOUR
from lactea.scenario import Infant, ScenarioError, dumps, load, loads
from lactea.scenario.overrides import parse_override
from lactea.scenario.steps import Nurse


def test_values_reach_their_place() -> None:
    scenario = load(
        "natural",
        [
            "person.diabetes=type1",
            "protocol[2].start=P3D",
            "infant.appetite=1.2",
            'person.age="41 years"',
            "protocol[2].latch=0.5",
        ],
    )
    (nurse,) = scenario.steps_of(Nurse)
    assert scenario.person.diabetes == "type1"
    assert scenario.person.age_years == 41
    assert nurse.start_tick == 3 * DAY
    assert nurse.latch == 0.5
    assert scenario.infant == Infant(appetite=1.2)


def test_a_later_change_wins_and_the_file_is_not_touched() -> None:
    scenario = load("natural", ["infant.appetite=2", "infant.appetite=0.5"])
    assert scenario.infant == Infant(appetite=0.5)
    plain = load("natural")
    assert plain.infant == Infant()


def test_a_part_can_be_replaced_whole() -> None:
    scenario = load("exclusive-pumping", ['protocol[2].night_gap={from: "23:00", to: "05:00"}'])
    ticks = list(scenario.session_ticks(scenario.protocol[2]))  # type: ignore[arg-type]
    assert 16 * HOUR not in ticks  # midnight
    assert load("man", ["protocol=[]"]) == load("man")
    nobody = load("natural", ["protocol[2]={do: stress, start: 1 h, level: 0}", "infant=null"])
    assert nobody.infant is None


def test_parameters_are_kept_apart() -> None:
    scenario = load("natural", ['parameters.prolactin_half_life="37 min"', "parameters.a.b=2 1/h"])
    assert scenario.parameters == {"prolactin_half_life": "37 min", "a.b": "2 1/h"}
    assert loads(dumps(scenario)) == scenario


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("person.diabetes=type2", "Did you mean 'type1'?"),
        ("person.diabets=type1", "Did you mean 'diabetes'?"),
        ("protocol[9].start=3 h", "there is no [9]"),
        ("protocol.start=3 h", "name a place in it, such as [0]"),
        ("person[0]=3", "not a list"),
        ("name.first=3", "a single value"),
        ("person", "write PATH=VALUE"),
        ("person.=3", "is not a path"),
        ("a b=3", "is not a path"),
        ("protocol[-1].start=3 h", "is not a path"),
        ("person.age=", "no value follows"),
        ("person.age=[", "not valid YAML"),
        ("person.age=.nan", "not a finite number"),
        ("protocol[2].start=3 mL", "not a unit of time"),
        ("infant=null", "no infant for the step 'nurse'"),
        ("parameters=3", "not a mapping"),
    ],
)
def test_a_wrong_change_names_itself(change: str, complaint: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load("natural", [change])
    message = str(caught.value)
    assert complaint in message
    assert "\n" not in message
    assert change in message or "protocol[2]" in message


@given(st.text(max_size=60))
def test_any_text_is_a_change_or_one_paragraph(text: str) -> None:
    try:
        told = ""
        load("natural", [text])
    except ScenarioError as error:
        told = str(error)
    assert "\n" not in told


@given(
    st.lists(
        st.from_regex(r"[a-z_]{1,8}", fullmatch=True) | st.integers(0, 99), min_size=1, max_size=5
    ),
    st.integers(-1000, 1000) | st.booleans() | st.sampled_from(["P3D", "3 h", "left"]),
)
def test_a_written_change_is_read_back(parts: list[str | int], value: object) -> None:
    parts = ["root", *parts]
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)[1:]
    written = str(value).lower() if isinstance(value, bool) else str(value)
    assert parse_override(f"{name}={written}") == (tuple(parts), value)
