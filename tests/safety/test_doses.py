"""Caps and days: what adds up, what a short run or a rule hides, and whose cap counts."""

from __future__ import annotations

from typing import Any

import pytest
from tests.safety.findings import DOMPERIDONE, of

from lactea.safety import SafetyError, Severity, screen, text

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
