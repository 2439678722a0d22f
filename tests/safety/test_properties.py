"""What holds of the screen whatever is screened."""

from __future__ import annotations

import json
import random
import re
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lactea.medicines import CONDITIONS, TAGS, known_names, load
from lactea.reading.conditions import MonitoredItem
from lactea.safety import (
    RULES,
    SafetyError,
    Screening,
    Severity,
    document,
    json_schema,
    screen,
    text,
)
from lactea.safety.doses import DOSE, without_doses
from lactea.scenario import Scenario

WORDS = st.text("abcdefghijklmnopqrstuvwxyz_ ", min_size=1, max_size=12).filter(str.strip)
HEALTH = st.fixed_dictionaries(
    {},
    optional={
        "conditions": st.dictionaries(st.sampled_from(list(CONDITIONS)), st.sampled_from(["yes", "no"])),
        "other_medicines": st.just("none")
        | st.lists(st.sampled_from([*TAGS, *known_names()]) | WORDS, min_size=1, max_size=3),
        "monitoring": st.dictionaries(
            st.sampled_from(get_args(MonitoredItem)), st.sampled_from(["done", "not_done"])
        ),
    },
)  # fmt: skip
READERS = st.sampled_from(["parent", "clinician", "researcher"])


def step_of(name: str, count: int, start: int, length: int, hours: int) -> dict[str, Any]:
    file = load(name)
    route = {"route": next(iter(file.routes))} if file.routes else {}
    return {
        "do": "take", "medicine": name, "dose": f"{count} {file.measure}", "start": f"{start} h",
        "stop": f"{start + length} h", "every": f"{hours} h", **route,
    }  # fmt: skip


STEPS = st.lists(
    st.builds(
        step_of, st.sampled_from(known_names()), st.integers(0, 200), st.integers(0, 500),
        st.integers(24, 500), st.integers(3, 48),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


def keys(screening: Screening, *severities: Severity) -> set[tuple[str, str, str, str]]:
    return {one.key for one in screening.findings if not severities or one.severity in severities}


@given(STEPS, HEALTH)
def test_one_more_no_never_adds_a_block(make, steps: Any, health: dict[str, Any]) -> None:
    before = keys(screen(make.scenario(*steps, health=health)), Severity.blocks)
    answered = health.get("conditions", {})
    for condition in CONDITIONS:
        if condition not in answered:
            more = health | {"conditions": answered | {condition: "no"}}
            after = keys(screen(make.scenario(*steps, health=more)), Severity.blocks)
            assert after <= before


@given(STEPS, HEALTH)
def test_taking_an_answer_back_never_removes_a_medicines_block(
    make, steps: Any, health: dict[str, Any]
) -> None:
    """Unknown blocks: with nothing answered, each medicine that asks anything is blocked."""
    blank = screen(make.scenario(*steps))
    asking = {course.medicine.name for course in blank.case.courses}
    assert asking == {one.medicine for one in blank.of(Severity.blocks)}
    said = screen(make.scenario(*steps, health=health))
    assert {one.medicine for one in said.of(Severity.blocks)} <= asking


@given(STEPS, HEALTH, st.integers(0, 3), st.integers(1, 500))
def test_a_higher_dose_never_removes_a_finding(
    make, steps: Any, health: dict[str, Any], place: int, more: int
) -> None:
    """But for the one on a progestin that is lacking: where none was taken, any dose of one takes it away."""
    before = keys(screen(make.scenario(*steps, health=health)))
    count, measure = steps[place % len(steps)]["dose"].split()
    if not int(count):
        before = {key for key in before if key[0] != "oestrogen_alone"}
    steps[place % len(steps)]["dose"] = f"{int(count) + more} {measure}"
    assert before <= keys(screen(make.scenario(*steps, health=health)))


@given(STEPS, HEALTH, st.randoms(use_true_random=False))
def test_the_order_of_steps_does_not_matter(
    make, steps: Any, health: dict[str, Any], rng: random.Random
) -> None:
    shuffled = rng.sample(steps, len(steps))

    def told(protocol: Any) -> list[tuple[str, ...]]:
        found = screen(make.scenario(*protocol, health=health)).findings
        return sorted((*one.key, one.sentence) for one in found)

    assert told(steps) == told(shuffled)


@given(HEALTH, READERS)
def test_without_medicines_nothing_is_said_of_medicines(
    make, health: dict[str, Any], reader: Any
) -> None:
    try:
        findings = screen(make.after_birth(health=health), None, reader).findings
    except SafetyError:
        pytest.fail("the record holds only known ids")
    assert {one.medicine for one in findings} == {None}
    assert {one.rule for one in findings} <= {"care_signs", "fragile_infant", "rest"}


@given(STEPS, HEALTH, READERS)
def test_whatever_is_screened_has_text_and_a_document(
    make, steps: Any, health: dict[str, Any], reader: Any
) -> None:
    screening = screen(make.scenario(*steps, health=health), None, reader)
    data = json.loads(json.dumps(document(screening), allow_nan=False))
    Draft202012Validator(json_schema()).validate(data)
    told = text(screening)
    assert not re.search(r"\b(safe|safely)\b", told, re.IGNORECASE)
    for finding in screening.findings:
        assert finding.sentence.rstrip(")").endswith((".", "?", "!")), finding.sentence
        assert set(finding.steps) <= set(range(1, 1 + len(steps)))
        assert bool(finding.steps) == (finding.medicine is not None)


@pytest.mark.parametrize("name", known_names())
def test_parents_see_no_dose_but_the_one_they_entered(make, name: str) -> None:
    step = make.taking(name, 12345)
    everything = make.cleared(other_medicines=[*TAGS, *known_names()])
    for health in (None, everything, make.said(*CONDITIONS)):
        screening = screen(make.scenario(step, health=health), None, "parent")
        data = document(screening)
        entered = data.pop("entered")
        assert any(step["dose"] in line for line in entered)
        for finding in data["findings"]:
            del finding["source"]["url"]  # an address, to be followed as it is
        assert not DOSE.search(json.dumps(data, ensure_ascii=False))
        lines = [line for line in text(screening).splitlines() if line.strip() not in entered]
        assert not DOSE.search("\n".join(lines))
        assert "12345" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("cap of 30 mg a day (Canada)", "cap of a certain dose (Canada)"),
        ("10 to 20 mg three times", "a certain dose three times"),
        ("25 mg x4 for 7 d", "a certain dose for 7 d"),
        ("0.5 mg/kg/day or 2.5–5 µg", "a certain dose or a certain dose"),
        ("200,000 IU daily", "a certain dose"),
        ("2 tablets a day", "a certain dose"),
        ("48 % of 355 women within 14 days, 4.2 ms", "48 % of 355 women within 14 days, 4.2 ms"),
        ("CYP3A4, D2, 20 pg/mL and 16 mg/L", "CYP3A4, D2, 20 pg/mL and 16 mg/L"),
    ],
)
def test_doses_are_what_is_left_out(said: str, left: str) -> None:
    assert without_doses(said) == left


def test_each_rule_stamps_its_findings_with_its_name(make) -> None:
    scenario = make.scenario(
        make.taking("domperidone", 1000), make.taking("cabergoline", 1000), infant={}
    )
    for rule in RULES:
        case = screen(scenario).case
        assert {one.rule for one in rule(case)} <= {rule.__name__}


def test_a_scenario_that_says_everything_still_reads_back(make) -> None:
    scenario = make.scenario(make.taking("domperidone"), health=make.said("heart_disease"))
    again = Scenario.model_validate(scenario.model_dump(mode="json", by_alias=True))
    assert keys(screen(again)) <= keys(screen(scenario))
