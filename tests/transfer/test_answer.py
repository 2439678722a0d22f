"""The answers: nothing called safe, no dose for parents, no hour for codeine, and no traceback."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.reading.problems import InputError
from lactea.safety.doses import DOSE
from lactea.transfer import answer, ask, document, json_schema, known_names, load, text
from lactea.transfer.comparison import of_all, ratios

RUN = CliRunner()
NEVER_TIMED = (
    "codeine",
    "tramadol",
    "oxycodone",
    "morphine",
    "methadone",
    "buprenorphine",
    "lithium",
)
YOUNG = "3 days"
"""Short runs."""


def say(name: str, mode: str = "researcher", **options: str) -> str:
    return text(answer(load(name), ask(infant_age=YOUNG, **options), mode))  # type: ignore[arg-type]


FEW = ("ethanol", "fenugreek", "lithium", "sertraline", "thc", "warfarin")
MANY = [name for name in known_names() if name not in FEW]


@pytest.mark.parametrize("name", [*FEW, *(pytest.param(n, marks=pytest.mark.slow) for n in MANY)])
def test_every_substance_has_an_answer_that_fits_the_schema(name: str) -> None:
    found = answer(load(name), ask(infant_age=YOUNG), "parent")
    data = document(found)
    Draft202012Validator(json_schema()).validate(data)
    json.dumps(data, allow_nan=False)
    words = text(found)
    assert not re.search(r"\bis safe\b(?! to| in)", words)
    for line in words.splitlines():
        if "http" not in line and "mL/kg" not in line:
            assert not DOSE.search(line), line


@pytest.mark.parametrize(("name", "apart"), [("sertraline", False), ("metoclopramide", True)])
def test_where_two_figures_for_one_thing_differ_the_page_says_why(name: str, apart: bool) -> None:
    """The ratio of metoclopramide was computed for milk of pH 7.2, and that of the day is less alkaline."""
    words = text(answer(load(name), ask(infant_age="30 days"), "parent"))
    assert ("By the relative dose above it would be" in words) == apart
    assert "All milk of a day carries" in words


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("name", NEVER_TIMED)
def test_no_hour_is_named_where_a_warning_stands_against_it(name: str) -> None:
    found = answer(load(name), ask("30 mg", "6 h", YOUNG), "researcher")
    data = document(found)
    assert data["day"]["hours"] == []
    assert data["day"]["feeds"] == []
    assert data["day"]["milk_highest_over_lowest"] is None
    words = text(found)
    assert "No hour after a dose is better" in words
    assert "h after a dose" not in words.replace("No hour after a dose is better", "")


@pytest.mark.parametrize("name", ["sertraline", "nicotine", "domperidone"])
def test_the_answer_begins_in_plain_words(name: str) -> None:
    found = answer(load(name), ask(infant_age=YOUNG), "parent")
    words = text(found)
    short = words[words.index("In short") : words.index("What reaches the infant")]
    assert found.usual is not None
    assert f"{found.usual.relative_dose_percent.median:.2g} %" in short
    assert "per kg" in short
    origin = {"sertraline": "measured in", "nicotine": "computed", "domperidone": "plasma was not"}
    assert origin[name] in short


def test_more_than_can_be_eliminated_has_no_average() -> None:
    words = say("phenytoin", "parent", dose="1000000 mg")
    assert "no average" in words
    assert not re.search(r"\b(inf|nan)\b", words.split("A simulated day")[0])


def test_nothing_taken_reaches_nobody() -> None:
    words = say("phenytoin", "parent", dose="0 mg")
    short = words[words.index("In short") : words.index("What reaches the infant")]
    assert "nothing" in short
    assert "%" not in short


def test_without_data_there_is_nothing_in_short() -> None:
    assert "In short" not in say("fenugreek")


def test_how_often_computed_ratios_miss_is_what_the_comparison_finds() -> None:
    found = of_all(ratios())
    assert round(10 * (1 - found.within_two / found.count)) == 4
    assert "four cases of ten" in say("nicotine")


def test_methods_are_called_a_comparison_where_a_ratio_was_measured() -> None:
    for name in ("sertraline", "domperidone"):
        part = say(name).split("Milk over plasma")[1].split("\n\n")[0]
        assert "from inputs alone, for comparison" in part
        assert "not counted" not in part
    assert "3120 times" not in say("nicotine")


def test_no_data_is_neither_safe_nor_harmful() -> None:
    words = say("fenugreek", mode="parent")
    assert "No data does not mean safe" in words
    assert document(answer(load("fenugreek"), ask(), "parent"))["exposure"] is None


def test_a_parents_own_dose_is_echoed_as_entered() -> None:
    words = say("sertraline", mode="parent", dose="0.05 g", every="1 day")
    assert "0.05 g every 1 day, as entered" in words
    assert "73.5" not in words


def test_without_a_dose_a_parent_sees_only_shares() -> None:
    data = document(answer(load("sertraline"), ask(infant_age=YOUNG), "parent"))
    assert data["levels_for"]["dose_mg"] is None
    assert data["exposure"]["milk_ng_per_mL"] is None
    assert data["exposure"]["relative_dose_percent"]["median"] > 0


def test_a_measured_ratio_wins() -> None:
    data = document(answer(load("sertraline"), ask(infant_age=YOUNG), "researcher"))
    assert data["ratio"]["origin"] == "measured"
    assert data["ratio"]["value"] == pytest.approx(1.93)
    assert (
        document(answer(load("labetalol"), ask(infant_age=YOUNG), "researcher"))["ratio"]["origin"]
        == "methods"
    )


def test_a_measured_relative_dose_wins_over_methods() -> None:
    data = document(answer(load("domperidone"), ask(infant_age=YOUNG), "researcher"))
    assert data["ratio"]["origin"] == "measured"
    assert data["exposure"]["relative_dose_percent"]["median"] == pytest.approx(0.0175, rel=0.1)


def test_an_infant_born_early_gets_higher_levels_and_a_word_on_it() -> None:
    term, early = (
        document(answer(load("lamivudine"), ask("150 mg", "12 h", YOUNG, preterm), "clinician"))
        for preterm in (None, "30 weeks")
    )
    level = "infant_of_mother"
    assert early["exposure"][level]["median"] > term["exposure"][level]["median"]
    assert "belong to a clinician" in say("lamivudine", preterm="30 weeks")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--dose", "much"], "--dose"),
        (["--dose", "-1 mg"], "--dose"),
        (["--dose", "5"], "unit"),
        (["--every", "8 h"], "--every"),
        (["--dose", "5 mg", "--every", "0 h"], "--every"),
        (["--infant-age", "-3 days"], "--infant-age"),
        (["--infant-age", "9 years"], "--infant-age"),
        (["--preterm", "10 weeks"], "--preterm"),
        (["--preterm", "soon"], "--preterm"),
    ],
)
def test_a_wrong_option_is_told(options: list[str], complaint: str) -> None:
    outcome = RUN.invoke(app, ["milk", "caffeine", *options])
    assert outcome.exit_code == 2
    assert complaint in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_an_unknown_name_ends_with_two() -> None:
    outcome = RUN.invoke(app, ["milk", "unobtainium"])
    assert outcome.exit_code == 2
    assert "no data does not mean safe" in outcome.stderr


@pytest.mark.parametrize("dose", ["0 mg", "1 ng", "1000000 mg"])
@pytest.mark.parametrize("age", ["0 days", "2 years"])
@pytest.mark.parametrize("name", ["caffeine", "phenytoin"])
def test_extremes_have_answers(name: str, dose: str, age: str) -> None:
    outcome = RUN.invoke(
        app, ["milk", name, "--dose", dose, "--every", "12 h", "--infant-age", age, "--json"]
    )
    assert outcome.exit_code == 0, outcome.stderr
    Draft202012Validator(json_schema()).validate(json.loads(outcome.stdout))


@settings(max_examples=60, deadline=None)
@given(*(st.none() | st.text(max_size=12) for _ in range(4)))
def test_any_text_is_understood_or_refused(
    dose: str | None, every: str | None, age: str | None, preterm: str | None
) -> None:
    try:
        question = ask(dose, every, age, preterm)
    except InputError:
        return
    assert question.dose_mg is None or question.dose_mg >= 0


def test_a_level_that_is_gone_is_nothing_and_no_level_is_a_power_of_ten() -> None:
    words = say("ethanol", dose="30 g")
    day = words.split("A simulated day")[1].split("When to feed")[0]
    assert "e-" not in day
    assert "e+" not in words.split("What is not known")[0]
    assert "  0  0  0" in day


def test_months_of_age_are_told_in_days_without_four_decimals() -> None:
    told = text(answer(load("caffeine"), ask(infant_age="3 months"), "researcher"))
    assert "infant 91.3 days old" in told


def test_one_cigarette_is_called_one_cigarette() -> None:
    assert "what one cigarette brings into the body, taken as one a day" in say("smoking")
