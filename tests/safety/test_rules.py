"""What each rule counts, and where it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lactea.medicines import load as load_medicine
from lactea.safety import Finding, SafetyError, Screening, Severity, screen, text
from lactea.scenario import Scenario, load

DOMPERIDONE = {"do": "take", "medicine": "domperidone", "route": "oral"}


def of(screening: Screening, rule: str, medicine: str | None = None) -> list[Finding]:
    return [
        one for one in screening.findings
        if one.rule == rule and medicine in (None, one.medicine)
    ]  # fmt: skip


def with_birth(make, *steps: Any, **person: Any) -> Scenario:
    return make.after_birth(*steps, person={"health": make.cleared(), **person})


# ------------------------------------------------------------------ the worked example

REGULAR = [
    {**DOMPERIDONE, "dose": "10 mg", "every": "6 h", "start": "0 d", "stop": "7 d"},
    {**DOMPERIDONE, "dose": "20 mg", "every": "6 h", "start": "7 d"},
]
"""Domperidone as in the Newman-Goldfarb protocol: idr_ngp_reg_dom_week1, idr_ngp_reg_dom_maint."""


def test_eighty_milligrams_are_above_every_cap_and_in_the_second_step(make) -> None:
    screening = screen(make.scenario(*REGULAR, health=make.cleared()))
    caps = of(screening, "total_dose")
    assert {one.about for one in caps} == {"Canada", "European Union"}
    for one in caps:
        assert "80 mg of domperidone in a day, above the cap of 30 mg a day" in one.sentence
        assert one.steps == (2,)
        assert "No cap that is known here allows it." in one.sentence
    (too_long,) = of(screening, "duration")
    assert "on 60 days, more than the 7 days" in too_long.sentence
    assert screening.blocked


def test_a_country_brings_its_own_caps_only(make) -> None:
    screening = screen(make.scenario(*REGULAR, health=make.cleared()), "canada")
    assert [one.about for one in of(screening, "total_dose")] == ["Canada"]
    assert of(screening, "duration") == []
    assert "those of Canada" in text(screening)
    default = text(screen(make.scenario(*REGULAR)))
    assert (
        "the strictest cap known of all countries counts (domperidone: European Union)" in default
    )


def test_a_country_without_a_cap_of_a_medicine_takes_the_strictest_and_says_so(make) -> None:
    scenario = make.scenario(make.taking("cabergoline", 100), *REGULAR)
    screening = screen(scenario, "Canada")
    assert of(screening, "total_dose", "cabergoline")
    assert "none here for cabergoline" in text(screening)


# ------------------------------------------------------------------ sums


def test_steps_of_the_same_medicine_add_up(make) -> None:
    steps = [{**DOMPERIDONE, "dose": "10 mg", "times": [f"{hour}:00"], "start": "0 h"} for hour in (9, 12, 15)]  # fmt: skip
    assert of(screen(make.scenario(*steps)), "total_dose") == []
    more = {**DOMPERIDONE, "dose": "1 mg", "start": "30 d"}
    (first, _) = of(screen(make.scenario(*steps, more)), "total_dose")
    assert "31 mg" in first.sentence
    assert first.steps == (1, 2, 3, 4)


def test_doses_a_day_apart_do_not_add_up(make) -> None:
    steps = [{**DOMPERIDONE, "dose": "30 mg", "start": start} for start in ("0 h", "24 h")]
    assert of(screen(make.scenario(*steps)), "total_dose") == []
    steps[1]["start"] = "23 h"
    assert of(screen(make.scenario(*steps)), "total_dose")


def test_a_dose_that_waits_for_a_rule_counts_on_every_day_that_it_may_fall(make) -> None:
    rule = {"observable": "milk.removed_per_day", "above": "1 mL"}
    later = {**DOMPERIDONE, "dose": "30 mg", "start": "50 d"}
    waiting = {**DOMPERIDONE, "dose": "1 mg", "when": rule}
    assert of(screen(make.scenario(later)), "total_dose") == []
    assert of(screen(make.scenario(later, waiting)), "total_dose")


def test_a_step_that_waits_without_a_start_may_begin_in_the_pregnancy(make) -> None:
    rule = {"observable": "milk.removed_per_day", "below": "300 mL"}
    waiting = {**DOMPERIDONE, "dose": "10 mg", "every": "8 h", "when": rule}
    (course,) = screen(make.after_birth(waiting)).case.courses
    assert course.first == -40 * 7 * 86_400


def test_a_weekly_cap_counts_a_week(make) -> None:
    """Two milligrams of cabergoline a week: one dose of 1 mg is below, three within a week above."""
    once = make.taking("cabergoline", 1, every="100 d")
    assert of(screen(make.scenario(once)), "total_dose") == []
    apart = make.taking("cabergoline", 1, every="84 h")
    assert of(screen(make.scenario(apart)), "total_dose") == []
    close = make.taking("cabergoline", 1, every="72 h")
    (one,) = of(screen(make.scenario(close)), "total_dose")
    assert "3 mg of cabergoline in a week, above the cap of 2 mg a week" in one.sentence


def test_days_with_a_dose_are_counted_and_breaks_are_not(make) -> None:
    course = {**DOMPERIDONE, "dose": "10 mg", "every": "8 h"}
    both = [{**course, "start": "0 d", "stop": "4 d"}, {**course, "start": "20 d", "stop": "23 d"}]
    assert of(screen(make.scenario(*both)), "duration") == []
    both[1]["stop"] = "24 d"
    assert of(screen(make.scenario(*both)), "duration")


def test_a_run_that_ends_early_hides_no_dose(make) -> None:
    """The protocol goes on where the simulation ends: sixty days of a medicine are sixty days."""
    course = {**DOMPERIDONE, "dose": "10 mg", "every": "8 h", "start": "1 d", "stop": "61 d"}
    (found,) = of(screen(make.scenario(course, horizon="6 d")), "duration")
    assert "on 60 days, more than the 7 days" in found.sentence
    never = {**course, "start": "10 d"}
    assert screen(make.scenario(never, horizon="6 d")).case.courses == ()


def test_a_stop_in_the_far_future_is_screened_at_once(make) -> None:
    often = {**DOMPERIDONE, "dose": "1 mg", "every": "1 min", "start": "0 d", "stop": "140 years"}
    assert of(screen(make.scenario(often, horizon="2 d")), "duration")


def test_many_steps_with_far_stops_are_screened_at_once(make) -> None:
    often = {**DOMPERIDONE, "dose": "1 mg", "every": "1 min", "stop": "140 years"}
    steps = [{**often, "start": f"{minute} min"} for minute in range(800, 900)]
    courses = screen(make.scenario(*steps, horizon="15 h")).case.courses
    assert sum(len(one.doses) for one in courses) <= 200_000


def test_a_dose_of_nothing_is_none(make) -> None:
    nothing = {**DOMPERIDONE, "dose": "0 mg", "every": "8 h", "start": "0 d"}
    assert screen(make.scenario(nothing)).case.courses == ()


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({}, True),
        ({"stop": "6 d"}, False),
        ({"every": None}, False),
        ({"until": {"observable": "milk.removed_per_day", "above": "1 mL"}}, True),
    ],
)
def test_a_course_without_an_end_may_last_too_long(make, step: dict[str, Any], told: bool) -> None:
    course = {**DOMPERIDONE, "dose": "10 mg", "every": "24 h", "start": "0 d", **step}
    found = of(screen(make.scenario(course, horizon="7 d")), "duration")
    assert [one.severity for one in found] == ([Severity.caution] if told else [])
    assert all("names no day by which domperidone ends" in one.sentence for one in found)


def test_more_than_anybody_calls_usual_is_told(make) -> None:
    assert of(screen(make.scenario(make.taking("domperidone", 80))), "usual_dose") == []
    assert of(screen(make.scenario(make.taking("domperidone", 81))), "usual_dose")


def test_a_dose_is_told_in_the_unit_of_the_figure_that_it_passes(make) -> None:
    spray = {"do": "take", "medicine": "oxytocin", "dose": "4 IU", "route": "nasal", "every": "3 h", "start": "1 d"}  # fmt: skip
    (one,) = of(screen(make.scenario(spray)), "usual_dose")
    assert (
        "add up to 32 IU of oxytocin in a day; the highest usual dose known here is 24 IU a day"
        in one.sentence
    )


# ------------------------------------------------------------------ together


def test_opposites_and_a_second_antagonist_stack(make) -> None:
    pair = [make.taking("domperidone"), make.taking("cabergoline")]
    found = of(screen(make.scenario(*pair, health=make.cleared())), "stacking")
    assert {one.medicine for one in found} == {"domperidone", "cabergoline"}
    assert all("undo each other" in one.sentence for one in found)
    beside = make.cleared(other_medicines=["dopamine_antagonist", "prolongs_qt"])
    found = of(screen(make.scenario(pair[0], health=beside)), "stacking")
    assert {one.about for one in found} == {"dopamine_antagonist: dopamine_antagonist", "prolongs_qt: prolongs_qt"}  # fmt: skip


def test_what_has_left_the_body_stacks_no_more(make) -> None:
    """Five half-lives of cabergoline, 101 h each, are 21 days."""
    first = make.taking("cabergoline", stop="49 h")

    def stacked(start: str) -> bool:
        second = make.taking("domperidone", start=start)
        return bool(of(screen(make.scenario(first, second)), "stacking"))

    assert stacked("20 d")
    assert not stacked("25 d")


def test_a_medicine_in_the_break_of_another_does_not_stack(make) -> None:
    """Five half-lives of domperidone, 15 h each, are three days; of metoclopramide, less than one."""
    twice = [make.taking("domperidone", start=f"{day} d", stop=f"{day + 1} d") for day in (1, 50)]

    def stacked(day: int) -> bool:
        between = make.taking("metoclopramide", start=f"{day} d", stop=f"{day + 1} d")
        return bool(of(screen(make.scenario(*twice, between)), "stacking"))

    assert [day for day in (1, 3, 20, 47, 49, 50, 58) if stacked(day)] == [1, 3, 50]


def test_the_same_medicine_beside_the_protocol_is_in_no_total(make) -> None:
    health = make.cleared(other_medicines=["domperidone"])
    found = of(screen(make.scenario(make.taking("domperidone"), health=health)), "stacking")
    assert any("in no total" in one.sentence for one in found)


def test_the_file_of_a_medicine_beside_the_protocol_is_heard(make) -> None:
    health = make.cleared(other_medicines=["cabergoline"])
    found = of(screen(make.scenario(make.taking("domperidone"), health=health)), "interactions")
    assert any("D2 antagonists" in one.sentence for one in found)


def test_a_brand_is_the_medicine(make) -> None:
    def told(name: str) -> set[tuple[str, ...]]:
        health = make.cleared(other_medicines=[name])
        scenario = make.scenario(make.taking("domperidone"), health=health)
        return {one.key for one in screen(scenario).findings}

    assert told("DOSTINEX") == told("cabergoline")


def test_a_medicine_that_nobody_knows_leaves_the_question_open(make) -> None:
    health = make.cleared(other_medicines=["a tea of my aunt"])
    (one,) = of(screen(make.scenario(make.taking("domperidone"), health=health)), "other_medicines")
    assert "'a tea of my aunt' is not in the medicine library" in one.sentence
    assert one.severity is Severity.blocks


# ------------------------------------------------------------------ products

PILL = """
schema: lactea.medicine/1
name: my pill
class: combined pill
summary: A product of two substances, for a test.
tags: [estrogen, dopamine_antagonist]
contains_per: tablet
contains:
  - {{medicine: {first}, amount: {{value: 20, unit: mg, source: mine, grade: expert}}}}
contraindications:
  - {{text: a clot in a vein, when: [venous_thromboembolism], source: mine, grade: expert}}
  - {{text: smoking from 35 on, when: [smoker_over_35], source: mine, grade: expert}}
  - text: within three weeks of a birth
    until_after_birth: {{value: 21, unit: day, source: mine, grade: expert}}
    source: mine
    grade: expert
  - text: within six weeks of a birth by someone who had a clot
    when: [venous_thromboembolism]
    until_after_birth: {{value: 42, unit: day, source: mine, grade: expert}}
    source: mine
    grade: expert
sources:
  mine: {{text: "a test", url: "here", verified: primary}}
"""


@pytest.fixture
def pill(tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "pill.yaml"
    path.write_text(PILL.format(first="domperidone"), "utf-8")
    return {
        "do": "take",
        "medicine": str(path),
        "dose": "1 tablet",
        "every": "24 h",
        "start": "1 d",
    }


def test_what_a_product_holds_counts_with_the_same_medicine_alone(make, pill) -> None:
    alone = make.taking("domperidone", 20)
    assert of(screen(make.scenario(pill)), "total_dose", "domperidone") == []
    assert of(screen(make.scenario(alone)), "total_dose", "domperidone") == []
    for steps in ((pill, alone), ({**pill, "dose": "2 tablet"},)):
        assert "40 mg" in of(screen(make.scenario(*steps)), "total_dose", "domperidone")[0].sentence


def test_a_product_does_not_stack_with_what_it_holds(make, pill) -> None:
    assert of(screen(make.scenario(pill, health=make.cleared())), "stacking") == []


def test_two_substances_of_one_product_are_held_against_each_other(make, tmp_path: Path) -> None:
    """Both block dopamine: in one tablet they are no less together than in two."""
    path = tmp_path / "both.yaml"
    second = (
        "  - {medicine: metoclopramide, amount: {value: 5, unit: mg, source: mine, grade: expert}}"
    )
    first = "source: mine, grade: expert}}\ncontra"
    product = PILL.format(first="domperidone").replace(
        first, f"source: mine, grade: expert}}}}\n{second}\ncontra"
    )
    path.write_text(product, "utf-8")
    take = {"do": "take", "medicine": str(path), "dose": "1 tablet", "start": "1 d", "stop": "4 d", "every": "24 h"}  # fmt: skip
    found = of(screen(make.scenario(take, health=make.cleared())), "stacking")
    assert {one.medicine for one in found} == {"domperidone", "metoclopramide"}
    assert all(one.severity is Severity.blocks for one in found)


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


PREGNANT = """
schema: lactea.medicine/1
name: not in pregnancy
class: nothing
summary: A medicine for a test.
contraindications: [{text: pregnancy, when: [pregnancy], source: mine, grade: expert}]
sources: {mine: {text: a test, url: here, verified: primary}}
"""


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


# ------------------------------------------------------------------ mood, taper, order


def test_a_history_of_mood_is_asked_of_what_can_change_mood(make) -> None:
    def weight(health: dict[str, Any]) -> list[Severity]:
        found = of(screen(make.scenario(make.taking("domperidone"), health=health)), "mood")
        return [one.severity for one in found]

    assert weight(make.cleared()) == []
    assert weight(make.said("depression_history")) == [Severity.caution]
    assert weight(make.unsaid("depression_history")) == [Severity.blocks]


def test_a_file_that_asks_for_the_mood_itself_is_not_asked_again(make, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    asks = PREGNANT.replace("when: [pregnancy]", "when: [depression_history]")
    changes = "monitoring: [{item: mood, text: low mood, source: mine, grade: expert}]\n"
    take = {"do": "take", "medicine": str(path), "dose": "1 mg", "start": "0 d"}
    for text_of_file, rules in (
        (asks + changes, {"contraindications"}),
        (PREGNANT + changes, {"mood"}),
    ):
        path.write_text(text_of_file, "utf-8")
        found = screen(make.scenario(take, health=make.unsaid("depression_history"))).findings
        asking = {one.rule for one in found if one.question.endswith("depression_history")}
        assert asking == rules


@pytest.mark.parametrize(
    ("steps", "end"),
    [
        ([{"dose": "10 mg", "start": "0 d"}], "to the end of the run"),
        ([{"dose": "10 mg", "start": "0 d", "every": "14 d"}], "to the end of the run"),
        ([{"dose": "10 mg", "start": "0 d", "until": {"observable": "milk.removed_per_day", "above": "1 mL"}}], "by a rule"),
        ([{"dose": "10 mg", "start": "0 d", "every": None}], "gives one dose of it"),
        ([{"dose": "10 mg", "start": "0 d", "stop": "9 d"}], "from its full amount, at once"),
        ([{"dose": "10 mg", "start": "0 d", "stop": "80 d"}], "from its full amount, at once"),
        ([{"dose": "10 mg", "start": "0 d", "stop": "9 d"}, {"dose": "5 mg", "start": "9 d", "stop": "20 d"}], "lowers the amount to 50% of the most"),
    ],
)  # fmt: skip
def test_the_end_of_a_course_is_told(make, steps: Any, end: str) -> None:
    scenario = make.scenario(*({**DOMPERIDONE, "every": "8 h", **step} for step in steps))
    (one,) = of(screen(scenario), "taper")
    assert end in one.sentence


@pytest.mark.parametrize(("start", "told"), [("0 h", True), ("1 h", False)])
def test_a_medicine_before_milk_removal_is_told(make, start: str, told: bool) -> None:
    scenario = make.scenario(make.taking("domperidone", start=start))
    assert bool(of(screen(scenario), "removal_first")) == told
    ends_milk = make.scenario(make.taking("cabergoline", start=start))
    assert of(screen(ends_milk), "removal_first") == []


def test_what_a_product_holds_is_not_told_again(make, pill) -> None:
    scenario = make.scenario({**pill, "start": "0 h"})
    assert [one.medicine for one in of(screen(scenario), "removal_first")] == ["my pill"]
    assert of(screen(scenario), "total_dose") == []


def test_domperidone_without_any_removal_is_told(make) -> None:
    scenario = make.scenario().model_copy(update={"protocol": ()})
    step = make.scenario(make.taking("domperidone")).protocol[1]
    scenario = scenario.model_copy(update={"protocol": (step,)})
    (one,) = of(screen(scenario), "removal_first")
    assert "no step nurses or removes milk" in one.sentence


# ------------------------------------------------------------------ rest and infants


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({"every": "2 h", "duration": "15 min"}, {"sleep"}),
        ({"every": "119 min", "duration": "15 min"}, {"sessions", "sleep"}),
        ({"every": "4 h", "duration": "15 min"}, {"sleep"}),
        ({"every": "255 min", "duration": "15 min"}, set()),
        ({"every": "2 h", "duration": "15 min", "night_gap": {"from": "23:00", "to": "05:00"}}, set()),
        ({"every": "2 h", "duration": "15 min", "stop": "20 h"}, set()),
    ],
)  # fmt: skip
def test_sessions_leave_time_to_sleep(make, step: Any, told: set[str]) -> None:
    pump = {"do": "pump", "start": "0 h", **step}
    base = make.scenario()
    scenario = Scenario.model_validate(
        base.model_dump(mode="json", by_alias=True) | {"protocol": [pump]}
    )
    assert {one.about for one in of(screen(scenario), "rest")} == told


def test_nursing_on_demand_has_no_clock() -> None:
    assert of(screen(load("natural")), "rest") == []


@pytest.mark.parametrize(
    ("reader", "severity"),
    [
        ("parent", Severity.blocks),
        ("clinician", Severity.caution),
        ("researcher", Severity.caution),
    ],
)
def test_an_early_infant_is_for_clinicians(make, reader: Any, severity: Severity) -> None:
    (one,) = of(screen(load("preterm-pumping"), None, reader), "fragile_infant")
    assert one.severity is severity
    ill = make.scenario(health=make.said("infant_preterm_or_ill"))
    (one,) = of(screen(ill, None, reader), "fragile_infant")
    assert one.severity is severity
    assert of(screen(load("natural"), None, reader), "fragile_infant") == []


def test_signs_of_an_infant_are_told_where_there_is_one(make) -> None:
    with_infant = of(screen(load("natural")), "care_signs")
    without = of(screen(make.scenario()), "care_signs")
    assert len(with_infant) > len(without) > 0
    assert {one.about for one in without} < {one.about for one in with_infant}


@pytest.mark.parametrize("reader", ["parent", "clinician", "researcher"])
def test_after_a_loss_nobody_is_asked_or_told_of_an_infant(make, reader: Any) -> None:
    before = [{"do": "pregnancy", "length": "30 weeks"}, {"do": "birth", "at": "0 h"}]
    told = {"before": before, "origin": "placenta_delivered", "infant": None}
    steps = [
        make.taking(one, stop="2 d") for one in ("cabergoline", "ethinylestradiol", "metformin")
    ]
    living = screen(make.scenario(*steps, **told), None, reader)
    lost = screen(make.scenario(*steps, **told, after_loss=True), None, reader)
    assert of(living, "fragile_infant")
    assert of(lost, "fragile_infant") == []
    assert "infant" not in text(lost)
    assert (
        "infant_other" in living.questions[-1]
        or "person.health.monitoring.infant_other" in living.questions
    )
    asked = {one.partition(".infant")[0] for one in lost.questions}
    assert not any("infant" in one or "nursing" in one for one in asked)
    assert any("thoughts of hurting yourself" in one.about for one in of(lost, "care_signs"))


def test_signs_are_told_in_the_words_of_the_person(make) -> None:
    told = text(screen(make.scenario(words={"parent": "father", "breast": "chest"})))
    assert "Seek care now (father): a red, swollen, hurting chest with fever" in told


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize("name", ["domperidone", "motilium"])
def test_a_file_of_ones_own_takes_nothing_away(make, tmp_path: Path, name: str) -> None:
    """A file named as a medicine of the library, without any of its facts."""
    path = tmp_path / "mine.yaml"
    path.write_text(PREGNANT.replace("not in pregnancy", name), "utf-8")
    own = {"do": "take", "medicine": str(path), "dose": "20 mg", "every": "24 h", "start": "1 d"}
    shipped = make.taking("domperidone", 20, start="1 d")
    for steps in ([own, shipped], [shipped, own], [own, own]):
        findings = screen(make.scenario(*steps))
        assert {"Canada", "European Union"} <= {one.about for one in of(findings, "total_dose")}
        assert any(one.about.startswith("pregnancy") for one in of(findings, "contraindications"))
    alone = {one.key for one in screen(make.scenario(shipped)).findings}
    assert alone <= {one.key for one in screen(make.scenario(own)).findings}
    assert of(screen(make.scenario(own, shipped)), "stacking") == []


SILENT = """
schema: lactea.medicine/1
name: silent
class: antagonist
summary: A medicine for a test, of which nothing is written but what it does.
kinetics:
  oral:
    half_life: {{value: 5, unit: h, source: mine, grade: expert}}
    volume_over_f: {{value: 50, unit: L, source: mine, grade: expert}}
    tmax: {{value: 1, unit: h, source: mine, grade: expert}}
effects: [{{target: {target}, {link}: {{value: 2, unit: {unit}, source: mine, grade: expert}}}}]
sources: {{mine: {{text: a test, url: here, verified: primary}}}}
"""


@pytest.fixture
def silent(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def step(target: str, link: str = "potency", unit: str = "ng/mL") -> dict[str, Any]:
        path = tmp_path / "silent.yaml"
        path.write_text(SILENT.format(target=target, link=link, unit=unit), "utf-8")
        return {"do": "take", "medicine": str(path), "dose": "1 mg", "every": "24 h", "start": "1 d", "stop": "4 d"}  # fmt: skip

    return step


def test_a_file_that_says_nothing_of_harm_is_told(make, silent) -> None:
    screening = screen(make.scenario(silent("dopamine_antagonism"), health=make.cleared()))
    (one,) = of(screening, "nothing_named")
    assert one.severity is Severity.caution
    assert "names no contraindication" in one.sentence
    shipped = make.scenario(make.taking("domperidone"), make.taking("combined-pill"))
    assert of(screen(shipped), "nothing_named") == []


@pytest.mark.parametrize(
    ("target", "link", "unit", "other"),
    [
        ("dopamine_antagonism", "potency", "ng/mL", "domperidone"),
        ("dopamine_agonism", "potency", "ng/mL", "cabergoline"),
        ("dopamine_agonism", "potency", "ng/mL", "domperidone"),
        ("estradiol_taken", "relative_potency", '"1"', "estradiol"),
        ("progesterone_taken", "relative_potency", '"1"', "progesterone"),
    ],
)
def test_what_a_medicine_acts_on_is_a_property_without_a_tag(
    make, silent, target: str, link: str, unit: str, other: str
) -> None:
    steps = [silent(target, link, unit), make.taking(other, stop="4 d")]
    found = of(screen(make.scenario(*steps, health=make.cleared())), "stacking")
    assert {one.medicine for one in found} == {"silent", load_medicine(other).name}


def test_an_oestrogen_without_a_tag_is_one_after_a_birth(make, silent) -> None:
    step = silent("estradiol_taken", "relative_potency", '"1"')
    assert of(screen(make.after_birth(step, health=make.cleared())), "clots_after_birth")


def test_a_country_without_any_cap_names_those_that_have_one(make) -> None:
    with pytest.raises(SafetyError, match=r"--country: .*'Atlantis'.*Canada, European Union"):
        screen(make.scenario(), "Atlantis")


@pytest.mark.parametrize("name", ["label", "Label", "label, hyperprolactinaemia", "trial"])
def test_a_label_is_no_country_and_is_not_offered_as_one(make, name: str) -> None:
    with pytest.raises(SafetyError) as told:
        screen(make.scenario(), name)
    offered = str(told.value).partition("Valid here:")[2]
    assert offered.strip() == "Canada, European Union, United Kingdom, United States."


def test_the_cap_of_a_label_counts_in_every_country(make) -> None:
    scenario = make.scenario(make.taking("pseudoephedrine", 300))
    for country in (None, "Canada"):
        assert of(screen(scenario, country), "total_dose", "pseudoephedrine")


@pytest.mark.parametrize("medicine", ["metoclopramide", "cabergoline", "domperidone", "fenugreek"])
def test_an_allergy_speaks_against_every_medicine(make, medicine: str) -> None:
    def found(health) -> list[Severity]:
        screening = screen(make.scenario(make.taking(medicine), health=health))
        return [one.severity for one in of(screening, "allergy")]

    assert found(make.cleared()) == []
    assert found(make.said("allergy_to_it")) == [Severity.blocks]
    assert found(make.unsaid("allergy_to_it")) == [Severity.blocks]


def test_a_file_that_asks_for_the_allergy_is_not_asked_again(make) -> None:
    health = make.said("allergy_to_it")
    screening = screen(make.scenario(make.taking("norethisterone"), health=health))
    about = [one.rule for one in screening.findings if "allergy_to_it" in one.about]
    assert about == ["contraindications"]


def test_a_yes_of_which_nothing_is_known_is_told(make) -> None:
    metoclopramide = make.taking("metoclopramide")
    odd = screen(make.scenario(metoclopramide, health=make.said("neuroleptic_malignant_syndrome")))
    (told,) = of(odd, "unheard")
    assert (told.severity, told.about) == (Severity.caution, "neuroleptic_malignant_syndrome")
    assert "metoclopramide" in told.sentence
    for known in ("epilepsy", "depression_history", "smoking", "nursing"):
        assert of(screen(make.scenario(metoclopramide, health=make.said(known))), "unheard") == []
    assert of(screen(make.scenario(health=make.said("asthma"))), "unheard") == []


def test_the_reason_for_which_a_medicine_is_given_is_no_news_to_it(make) -> None:
    health = make.said("underactive_thyroid")
    hormone = make.taking("levothyroxine")
    assert of(screen(make.scenario(hormone, health=health)), "unheard") == []
    both = screen(make.scenario(hormone, make.taking("domperidone"), health=health))
    (told,) = of(both, "unheard")
    assert "read here on domperidone says" in told.sentence


def test_what_to_watch_is_told_in_words(make) -> None:
    watched = of(screen(make.scenario(make.taking("testosterone"))), "monitoring")
    assert any("how the infant is, for testosterone" in one.sentence for one in watched)


@pytest.mark.parametrize(("day", "told"), [(43, True), (180, True), (184, False)])
def test_a_combined_pill_needs_care_for_half_a_year_of_nursing(make, day: int, told: bool) -> None:
    pill = make.taking("ethinylestradiol", start=f"{day} d")
    nurse = {"do": "nurse", "start": "1 h", "on_demand": True}
    scenario = make.after_birth(nurse, pill, health=make.cleared(), infant={}, horizon="200 d")
    found = of(screen(scenario), "cautions", "ethinylestradiol")
    assert any("category 3 of the World Health" in one.sentence for one in found) == told


NURSE = {"do": "nurse", "start": "1 h", "stop": "40 d"}


@pytest.mark.parametrize(("day", "blocked"), [(30, True), (41, True), (43, False)])
def test_a_combined_pill_waits_for_six_weeks_where_an_infant_is_nursed(make, day, blocked) -> None:
    pill = make.taking("ethinylestradiol", start=f"{day} d")
    infant = {"infant": {}, "horizon": "90 d"}
    steps = ({**NURSE, "stop": "80 d"}, pill)
    nursed = screen(make.after_birth(*steps, health=make.cleared(), **infant))
    nobody = screen(make.after_birth(pill, health=make.cleared(), horizon="90 d"))
    found = [one for one in of(nursed, "contraindications") if "World Health" in one.sentence]
    assert bool(found) == blocked
    assert not [one for one in of(nobody, "contraindications") if "World Health" in one.sentence]


@pytest.mark.parametrize(("day", "told"), [(2, True), (39, True), (41, False)])
def test_what_stops_milk_beside_nursing_is_told(make, day: int, told: bool) -> None:
    taken = make.taking("cabergoline", start=f"{day} d", stop=f"{day + 1} d")
    screening = screen(make.after_birth(NURSE, taken, health=make.cleared(), infant={}))
    assert bool(of(screening, "against_nursing")) == told
    ends = {"do": "stop_nursing", "at": "1 d"}
    stopped = screen(make.after_birth(NURSE, ends, taken, health=make.cleared(), infant={}))
    assert of(stopped, "against_nursing") == []
