"""What a scenario, a medicine or a birth answers without being asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.safety.findings import PREGNANT, of, with_birth

from lactea.safety import Finding, Severity, screen


@pytest.mark.parametrize(
    ("start", "clot", "told"),
    [
        ("20 d", "no", {"within three weeks of a birth"}),
        ("21 d", "no", set()),
        ("41 d", "yes", {"a clot in a vein", "within six weeks of a birth by someone who had a clot"}),
        ("42 d", "yes", {"a clot in a vein"}),
    ],
)  # fmt: skip
def test_time_since_birth_is_read_from_the_scenario(make, pill, start, clot, told) -> None:
    health = make.said("venous_thromboembolism") if clot == "yes" else make.cleared()
    scenario = make.after_birth({**pill, "start": start}, health=health)
    found = of(screen(scenario), "contraindications", "my pill")
    assert {one.about.partition(":")[0] for one in found} == told


def test_a_birth_that_may_have_been_is_asked_for(make, pill) -> None:
    scenario = make.scenario(pill, health=make.cleared(), person={"parity": 2})
    found = of(screen(scenario), "contraindications", "my pill")
    assert [(one.about, one.question) for one in found] == [("within three weeks of a birth", "person.parity")]  # fmt: skip
    assert of(screen(make.scenario(pill, health=make.cleared())), "contraindications") == []


LOW_RISK = {
    "delivery": "vaginal",
    "age": "25 years",
    "body_mass_index": 22.0,
    "smoking": "0 per day",
}


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({}, {"A caesarean", "An age of 35 or more", "Obesity"}),
        (LOW_RISK, set()),
        ({**LOW_RISK, "delivery": "caesarean"}, {"A caesarean"}),
        ({**LOW_RISK, "age": "35 years"}, {"An age of 35 or more"}),
        ({**LOW_RISK, "body_mass_index": 30.0}, {"Obesity"}),
        ({**LOW_RISK, "smoking": "1 per day"}, {"Smoking"}),
    ],
)
def test_risks_of_clots_count_for_six_weeks_after_a_birth(make, pill, person, told) -> None:
    def risks(start: str) -> set[str]:
        scenario = with_birth(make, {**pill, "start": start}, **person)
        return {one.about for one in of(screen(scenario), "clots_after_birth", "my pill")}

    assert risks("41 d") == told
    assert risks("42 d") == set()


def test_clots_are_asked_of_oestrogens_only(make) -> None:
    assert of(screen(make.after_birth(make.taking("domperidone"))), "clots_after_birth") == []
    assert of(screen(make.after_birth(make.taking("ethinylestradiol"))), "clots_after_birth")


def test_an_earlier_clot_and_preeclampsia_are_risks_of_clots(make, pill) -> None:
    health = make.said("venous_thromboembolism", "pregnancy_hypertension")
    scenario = make.after_birth(pill, person={**LOW_RISK, "health": health})
    found = of(screen(scenario), "clots_after_birth", "my pill")
    assert [one.about for one in found] == [
        "A clot before", "High blood pressure or pre-eclampsia with the pregnancy"
    ]  # fmt: skip
    assert all(one.severity is Severity.blocks and not one.question for one in found)


def test_a_birth_of_the_history_counts(make, pill) -> None:
    def soon(ended: str) -> bool:
        history = [{"ended": ended, "nursed": "0 d"}]
        scenario = make.scenario(pill, health=make.cleared(), person={"parity": 1}, history=history)
        return bool(of(screen(scenario), "contraindications", "my pill"))

    assert soon("19 d")
    assert not soon("20 d")


@pytest.mark.parametrize(
    ("person", "open_"),
    [
        ({}, True),
        ({"uterus": "absent"}, False),
        ({"sex": "male"}, False),
        ({"ovaries": "postmenopausal"}, False),
        ({"ovaries": "absent"}, True),
    ],
)
def test_nobody_is_asked_of_a_pregnancy_that_cannot_be(
    make, tmp_path: Path, person: dict[str, Any], open_: bool
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(PREGNANT, "utf-8")
    take = {"do": "take", "medicine": str(path), "dose": "1 mg", "start": "0 d"}
    found = of(screen(make.scenario(take, person=person)), "contraindications")
    assert bool(found) == open_


@pytest.mark.parametrize(
    ("medicine", "person"),
    [("domperidone", {"prolactinoma": "6 mm"}), ("metformin", {"kidneys": "stage_5"})],
)
def test_what_a_person_has_speaks_as_an_answer_would(
    make, medicine: str, person: dict[str, Any]
) -> None:
    """The body of the scenario against the health record that says nothing of it."""
    record = make.unsaid("prolactinoma", "kidney_failure")
    scenarios = (
        make.scenario(make.taking(medicine), person=entries, health=record)
        for entries in ({}, person)
    )
    silent, told = (of(screen(scenario), "contraindications", medicine) for scenario in scenarios)
    assert silent
    assert all(one.question for one in silent)
    assert any(one.severity is Severity.blocks and not one.question for one in told)


@pytest.mark.parametrize(("start", "told"), [("90 d", True), ("101 d", True), ("20 d", False)])
def test_a_later_pregnancy_counts_while_it_lasts(
    make, tmp_path: Path, start: str, told: bool
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(PREGNANT, "utf-8")
    take = {"do": "take", "medicine": str(path), "dose": "1 mg", "every": "24 h", "start": start}
    again = {"do": "pregnancy", "start": "100 d"}
    stop = {"stop": "99 d"} if start == "20 d" else {}
    scenario = make.after_birth({**take, **stop}, again, health=make.cleared(), horizon="120 d")
    assert bool(of(screen(scenario), "contraindications")) == told


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({}, "asks"),
        ({"age": "40 years"}, "asks"),
        ({"age": "40 years", "smoking": "0 per day"}, "no"),
        ({"age": "30 years"}, "no"),
        ({"age": "30 years", "smoking": "20 per day"}, "no"),
        ({"age": "35 years", "smoking": "1 per day"}, "holds"),
    ],
)
def test_age_and_smoking_are_read_from_the_scenario(make, pill, person, told) -> None:
    scenario = make.scenario(pill, person=person)
    found = [
        one for one in of(screen(scenario), "contraindications", "my pill")
        if one.about.endswith("smoker_over_35")
    ]  # fmt: skip
    assert told == ("no" if not found else "asks" if found[0].question else "holds")


def test_yes_wins_where_an_answer_contradicts_the_scenario(make, pill) -> None:
    person = {"age": "40 years", "smoking": "5 per day"}
    scenario = make.scenario(pill, person={**person, "health": make.cleared()})
    found = of(screen(scenario), "contraindications", "my pill")
    assert [one.about for one in found] == ["smoking from 35 on: smoker_over_35"]


@pytest.mark.parametrize(
    ("medicine", "beside", "condition"),
    [
        ("domperidone", "lowers_potassium", "low_potassium_or_magnesium"),
        ("growth-hormone", "metformin", "diabetes"),
        ("estradiol", "lowers_glucose", "diabetes"),
    ],
)
def test_what_is_taken_answers_a_question_that_asks_for_it(
    make, medicine: str, beside: str, condition: str
) -> None:
    """'Is your potassium low, or do you take what lowers it?' is yes for who takes that."""

    def told(other: str | list[str]) -> list[Finding]:
        health = make.cleared(other_medicines=other)
        screening = screen(make.scenario(make.taking(medicine), health=health))
        return [
            one for one in screening.findings
            if one.rule in ("contraindications", "cautions") and one.about.endswith(condition)
        ]  # fmt: skip

    assert told("none") == []
    found = told([beside])
    assert found
    assert not any(one.question for one in found)


def test_a_medicine_of_the_protocol_answers_only_while_it_is_there(make) -> None:
    def told(start: str) -> bool:
        metformin = make.taking("metformin", start=start, stop="40 d")
        hormone = make.taking("growth-hormone", stop="3 d")
        screening = screen(make.scenario(metformin, hormone, health=make.cleared()))
        return bool(of(screening, "cautions", "growth-hormone"))

    assert told("1 d")
    assert not told("30 d")


def test_no_medicine_answers_for_itself(make) -> None:
    """Fenugreek lowers glucose; that is no diabetes."""
    screening = screen(make.scenario(make.taking("fenugreek"), health=make.cleared()))
    assert of(screening, "cautions") == []


@pytest.mark.parametrize("how", ["a step", "beside the protocol"])
def test_who_takes_cigarettes_smokes(make, how: str) -> None:
    pill = make.taking("ethinylestradiol")
    smoked = make.taking("nicotine", 5) if how == "a step" else make.taking("moringa")
    health = make.cleared(other_medicines="none" if how == "a step" else ["Smoking"])
    person = {"age": "40 years", "smoking": "0 per day", "health": health}
    screening = screen(make.scenario(pill, smoked, person=person))
    found = of(screening, "contraindications", "ethinylestradiol")
    assert [one.about.rpartition(" ")[2] for one in found] == ["smoker_over_35"]


@pytest.mark.parametrize(
    ("person", "beside", "told"),
    [
        ({}, [], True),
        ({"ovaries": "postmenopausal"}, [], True),
        ({"uterus": "absent"}, [], False),
        ({"sex": "male"}, [], False),
        ({}, ["progesterone"], False),
        ({}, ["domperidone"], True),
    ],
)
def test_oestrogen_alone_is_told_where_there_may_be_a_uterus(
    make, person: dict[str, Any], beside: list[str], told: bool
) -> None:
    steps = [make.taking(one) for one in ("estradiol", *beside)]
    screening = screen(make.scenario(*steps, person={**person, "health": make.cleared()}))
    assert [one.medicine for one in of(screening, "oestrogen_alone")] == ["estradiol"] * told


def test_a_combined_pill_and_a_progestin_taken_long_before_are_told_apart(make) -> None:
    assert of(screen(make.scenario(make.taking("combined-pill"))), "oestrogen_alone") == []
    before = make.taking("progesterone", start="0 h", stop="2 d")
    later = make.taking("estradiol", start="30 d")
    assert of(screen(make.scenario(before, later)), "oestrogen_alone")
