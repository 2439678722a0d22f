"""What each rule counts, and where it ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.safety.findings import DOMPERIDONE, PILL, PREGNANT, of

from lactea.safety import Severity, screen, text
from lactea.scenario import Scenario, load


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
