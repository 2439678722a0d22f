"""The command ``lactea fertility``."""

import json

import pytest

WORDS = "Not for contraception decisions alone."


def test_the_words_come_first_and_chances_grow(run) -> None:
    text = run("fertility", "natural-no-nursing", "--days", "60", "--people", "2").stdout
    assert text.startswith(WORDS)
    assert " 0.0 %" not in text
    assert "lam_cochrane_high" in text
    data = json.loads(
        run("--json", "fertility", "natural-no-nursing", "--days", "60", "--people", "2").stdout
    )
    assert data["schema"] == "lactea.fertility/1"
    assert data["words"][0] == WORDS
    assert [week["week"] for week in data["weeks"]] == list(range(1, 9))
    chances = [week["ovulation_percent"] for week in data["weeks"]]
    assert data["people"] == 2
    assert chances == sorted(chances)
    assert chances[0] < 1
    assert chances[-1] > 20


@pytest.mark.parametrize("holds", [True, False])
def test_the_rules_need_an_infant_at_the_breast(run, holds: bool) -> None:
    name = "natural" if holds else "natural-no-nursing"
    data = json.loads(run("--json", "fertility", name, "--days", "28", "--people", "1").stdout)
    assert (data["weeks"][-1]["lam_holds_percent"] > 90) == holds


def test_what_is_no_scenario_is_one_paragraph(run) -> None:
    outcome = run("fertility", "natrual")
    assert outcome.exit_code == 2
    assert "natural" in outcome.stderr
