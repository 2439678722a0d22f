"""The whole answer to one question: document, words and picture."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lactea.twin import wording
from lactea.twin.answer import Question, answer
from lactea.twin.diary import InfantFacts
from lactea.twin.document import fit_document, forecast_document
from lactea.twin.plans import PLANS
from lactea.twin.synthetic import pumping_scenario

DAYS = 3
BANDS = ("p05", "p25", "p50", "p75", "p95")


@pytest.fixture(scope="module")
def asked(small):
    infant = InfantFacts(3.9, small.known.last_day, 6.0, False)
    diary = replace(small.known, infant=infant)
    return answer(Question(diary, pumping_scenario(5), days=DAYS))


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
    assert [line["id"] for line in document["what_if"]] == [plan.id for plan in PLANS]
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
