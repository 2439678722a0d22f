"""Requests: what is understood, and how a mistake is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lactea.plan import PlanError, as_data, load_request, loads_request
from lactea.plan.request import json_schema, shipped_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
BASE = """\
schema: lactea.plan-request/1
name: a baby in spring
today: 2026-12-01
goal: {kind: share_of_need, share: 0.5}
infant:
  arrives: {earliest: 2027-03-15, likely: 2027-05-01, latest: 2027-06-15}
"""


def test_the_shipped_schema_is_that_of_the_model() -> None:
    assert json.loads(shipped_text()) == json_schema()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_case_is_valid_by_model_and_schema_and_reads_back(case: Path) -> None:
    request = load_request(case)
    Draft202012Validator(json_schema()).validate(as_data(request))
    again = loads_request(yaml.safe_dump(as_data(request)))
    assert again == request
    assert again.hash == request.hash


MISTAKES: tuple[tuple[str, str, str, str], ...] = (
    ("share: 0.5", "share: 1.5", "goal.share", "at most 1"),
    ("kind: share_of_need", "kind: share_of_needs", "goal.kind", "Did you mean 'share_of_need'?"),
    ("share: 0.5", "share: 0.5, amount: 3 L", "goal.amount", "has no entry 'amount'"),
    ("kind: share_of_need, share: 0.5", "kind: stash, amount: 3 L", "goal.by", "needs the entry 'by'"),
    ("likely: 2027-05-01", "likely: 2027-02-01", "infant.arrives", "in order"),
    ("likely: 2027-05-01", "likely: 01.05.2027", "infant.arrives.likely", "day first or month first"),
    ("today: 2026-12-01", "today: 2027-12-01", "infant.arrives", "before today"),
    ("name: a baby in spring", "name: x\nlimits: {sessions_per_day: 13}", "limits.sessions_per_day", "cap of the safety screen, 12"),
    ("name: a baby in spring", 'name: x\nlimits: {sleep: {from: "23:00", to: "02:00"}}', "limits.sleep", "no plan asks for less"),
    ("name: a baby in spring", 'name: x\nlimits: {away: {from: "20:00", to: "02:00"}}', "limits.away", "hours of sleep"),
    ("name: a baby in spring", "name: x\nlimits: {refused: [domperidon]}", "limits.refused", "Did you mean 'domperidone'?"),
    ("name: a baby in spring", "name: x\nzone: Europe/Berlyn", "zone", "did you mean 'Europe/Berlin'?"),
    ("name: a baby in spring", "name: x\nlactation: {born: 2027-01-01}", "lactation.born", "after today"),
    ("kind: share_of_need, share: 0.5", "kind: stop, by: 2027-01-01", "lactation", "needs to know what has begun"),
    ("kind: share_of_need, share: 0.5", "kind: volume, per_day: 500", "goal.per_day", "has no unit"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "said"), MISTAKES, ids=lambda text: text[:30])
def test_a_mistake_names_its_place_and_the_remedy(
    old: str, new: str, field: str, said: str
) -> None:
    assert old in BASE
    with pytest.raises(PlanError) as caught:
        loads_request(BASE.replace(old, new), "my.yaml")
    assert caught.value.field == field
    assert said in caught.value.what
    assert caught.value.source == "my.yaml"
    assert caught.value.line is not None


TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5000) | st.text(max_size=12) | st.floats(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(["goal", "infant", "limits", "person", "lactation", "today", "zone"]), TREES)
def test_whatever_stands_in_an_entry_is_understood_or_refused(entry: str, value: Any) -> None:
    data = yaml.safe_load(BASE) | {"today": "2026-12-01", entry: value}
    try:
        request = loads_request(yaml.safe_dump(data))
    except PlanError:
        return
    assert request.last_day > request.first_day
