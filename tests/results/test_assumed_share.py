"""Shares owed to assumed parameters: told for what they were computed for, refused for anything else."""

import json

import pytest

from lactea.results import assumed_share
from lactea.results.assumed_share import ASK, COMMAND, assumed_shares, knowledge_set, packaged
from lactea.results.observables import find
from lactea.scenario import load, scenario_hash

SHARES = {"first": 0.3, "first_error": 0.1, "total": 0.42, "total_error": 0.08}
ROW = {
    "scenario": "natural",
    "scenario_hash": "abc",
    "observable": "milk.removed_per_day",
    "statistic": "mean",
    "at": "P30D/P31D",
    "unit": "mL/day",
    "mean": 700.0,
    "sd": 150.0,
    "shares": {"assumed": SHARES, "between people": SHARES},
}


@pytest.fixture
def table(monkeypatch):
    """A table of the present body with one row."""
    made = {
        "parameter_set": "0123",
        "computed": "2026-11-25",
        "knowledge_set": knowledge_set(),
        "rows": [ROW],
    }
    monkeypatch.setattr(assumed_share, "packaged", lambda: made)
    return made


def test_a_share_is_told_with_its_error(table) -> None:
    found = assumed_shares("natural", "abc")
    (one,) = found.shares
    assert (one.total, one.first, one.unit) == (0.42, 0.3, "mL/day")
    assert "milk.removed_per_day P30D/P31D 34% to 50%" in found.sentence()


def test_an_interval_stays_between_nothing_and_everything(table) -> None:
    wide = SHARES | {"total": 0.9, "total_error": 2.0}
    table["rows"] = [ROW | {"shares": {"assumed": wide}}]
    (one,) = assumed_shares("natural", "abc").shares
    assert one.interval == (0.0, 1.0)


def test_other_settings_and_other_scenarios_have_none(table) -> None:
    changed = assumed_shares("natural", "abd")
    assert changed.shares == ()
    assert "not computed for these settings" in changed.sentence()
    assert ASK in changed.sentence()
    assert "not computed for this scenario" in assumed_shares("twins", "abc").sentence()


def test_another_parameter_set_is_refused(table) -> None:
    table["knowledge_set"] = "of another body"
    found = assumed_shares("natural", "abc")
    assert found.shares == ()
    assert "another parameter set (0123, 2026-11-25)" in found.sentence()
    assert COMMAND in found.sentence()


@pytest.mark.parametrize("what", ["value", "distribution", "grade"])
def test_the_set_notices_values_distributions_and_grades(monkeypatch, what) -> None:
    from dataclasses import replace

    from lactea.body.language import Fixed
    from lactea.body.registry import default_body

    before = knowledge_set()
    body = default_body()
    entry = body.parameters["transfer"]
    other = {"value": entry.value + 1, "distribution": Fixed(), "grade": "definition"}[what]
    changed = body.parameters | {"transfer": replace(entry, **{what: other})}
    monkeypatch.setattr(assumed_share, "default_body", lambda: replace(body, parameters=changed))
    knowledge_set.cache_clear()
    assert knowledge_set() != before
    knowledge_set.cache_clear()


def test_the_packaged_table_is_whole() -> None:
    found = packaged()
    assert found["schema"] == assumed_share.SCHEMA
    assert found["command"].startswith(COMMAND)
    assert json.loads(json.dumps(found)) == found
    for row in found["rows"]:
        assert find(row["observable"]).unit == row["unit"]
        assert set(row["shares"]) == {"between people", "assumed", "fitted", "sourced"}
        for one in row["shares"].values():
            assert one["total_error"] > 0
            # Shares lie between 0 and 1, their estimates within their errors of it.
            assert -one["total_error"] <= one["total"] <= 1 + one["total_error"]
        first = sum(one["first"] for one in row["shares"].values())
        errors = sum(one["first_error"] for one in row["shares"].values())
        assert first <= 1 + errors


def test_a_builtin_of_the_table_finds_its_rows_or_hears_why_not() -> None:
    found = assumed_shares("natural", scenario_hash(load("natural")))
    assert found.shares or found.reason
