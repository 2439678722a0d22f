"""The whole answer to one question: document, words and picture."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator, ValidationError

from lactea.scenario import load
from lactea.scenario.words import Words
from lactea.twin import wording
from lactea.twin.answer import Question, answer
from lactea.twin.diary import InfantFacts
from lactea.twin.document import (
    FORECAST,
    fit_document,
    forecast_document,
    json_schema,
    refusal_document,
)
from lactea.twin.plans import PLANS
from lactea.twin.problems import RefusalError
from lactea.twin.synthetic import pumping_scenario

DAYS = 3
BANDS = ("p05", "p25", "p50", "p75", "p95")


@pytest.fixture(scope="module")
def asked(small):
    infant = InfantFacts(3.9, small.known.last_day, 6.0, False)
    diary = replace(small.known, infant=infant)
    scenario = pumping_scenario(5).model_copy(update={"words": Words(breast="chest")})
    taken = load("domperidone-course")
    return answer(Question(diary, scenario, days=DAYS, medicines=taken, clinician=True))


@pytest.mark.slow
def test_the_document_holds_everything_and_no_impossible_value(asked) -> None:
    document = forecast_document(asked)
    text = json.dumps(document, allow_nan=False)
    assert "nan" not in text
    assert document["schema"] == "lactea.forecast/1"
    assert {"version", "commit", "scenario_hash", "parameter_set", "seed"} <= set(document)
    assert [layer["words"] for layer in document["layers"]] == [
        "people in general", "after your answers", "after your log",
    ]  # fmt: skip
    lines = document["layers"] + document["what_if"]
    ways = [line["id"] for line in document["what_if"]]
    assert ways == [*(plan.id for plan in PLANS), "medicines"]
    for line in lines:
        assert len(line["days"]) == DAYS
        for day in line["days"]:
            for milk in day["milk_mL"].values():
                found = [milk[name] for name in BANDS]
                assert found == sorted(found)
                assert found[0] >= 0
    assert len(document["why"]) == 6
    assert [past["days_ago"] for past in document["past_forecasts"]] == [7, 14]
    assert document["past_forecasts"][1]["refused"]
    assert 0 <= document["review"]["variance_share_of_assumed_parameters"] <= 1
    assert document["infant"]["weight_kg"] == 3.9
    assert fit_document(asked.question, asked.fitted)["evidence"] == document["review"]["evidence"]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.slow
def test_the_document_is_as_its_schema_says(asked) -> None:
    validator = Draft202012Validator(json_schema())
    document = json.loads(json.dumps(forecast_document(asked)))
    validator.validate(document)
    error = RefusalError("too few sessions", "The log has 3.")
    refused = refusal_document(FORECAST, asked.question, error)
    validator.validate(refused)
    below = json.loads(json.dumps(document))
    below["layers"][2]["days"][0]["milk_mL"]["left"]["p05"] = -1.0
    never_stop = {**document, "what_if": document["what_if"][:1]}
    half = {**refused, "layers": document["layers"]}
    for wrong in (below, never_stop, half, {**document, "refused": "no"}, {**document, "more": 1}):
        with pytest.raises(ValidationError):
            validator.validate(wrong)


@pytest.mark.slow
def test_a_way_with_medicines_gives_other_milk_and_states_no_dose(asked) -> None:
    taken, usual = (asked.lines[name].quantiles()[2, -1] for name in ("medicines", "keep_going"))
    assert taken > usual
    line = next(line for line in wording.what_if_rows(asked) if "medicines" in line[0])
    assert "mg" not in " ".join(line)


def test_parents_are_told_nothing_of_medicines(small) -> None:
    question = Question(small.known, pumping_scenario(5), medicines=load("domperidone-course"))
    with pytest.raises(RefusalError) as refused:
        answer(question)
    assert refused.value.reason == "clinician only"


@pytest.mark.slow
def test_the_words_of_the_person_are_used(asked) -> None:
    lines = [
        *wording.learned_text(asked.fitted),
        *(" ".join(row) for row in wording.why_rows(asked)),
    ]
    text = " ".join([*lines, json.dumps(forecast_document(asked))]).lower()
    assert "chest" in text
    assert "breast" not in text


@pytest.mark.slow
def test_the_words_put_the_infant_first_and_name_nobody_a_failure(asked) -> None:
    assert "3.90 kg" in wording.infant_lines(asked)[0]
    rows = [*wording.band_rows(asked), *wording.what_if_rows(asked), *wording.why_rows(asked)]
    lines = [*wording.learned_text(asked.fitted), *wording.past_lines(asked), wording.NOTICE]
    text = " ".join([*(cell for row in rows for cell in row), *lines]).lower()
    assert "stop now" in text
    for word in ("fail", "poor", "insufficient", "should", "must"):
        assert word not in text


@pytest.mark.slow
def test_the_picture_shows_bands_ways_and_past(asked) -> None:
    from lactea.view.figures.forecast import draw

    figure = draw(asked, "stamp")
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert [title.split(":")[0] for title in titles] == [
        "What the log will likely show", "What if", "Past forecasts against what came (90 %)",
    ]  # fmt: skip
    assert figure.axes[0].get_ylim()[0] == 0
