"""No amount of a medicine in anything that a parent gets: data, text, calendar, page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.plan.document import redacted
from lactea.plan.modes import ORDER, narrower
from lactea.plan.regimens import published, searched
from lactea.plan.request import load_request
from lactea.safety.doses import DOSE
from lactea.scenario import load
from lactea.scenario.library import builtin_names
from lactea.scenario.steps import Take

CASES = Path(__file__).parent / "cases"


def texts(data: Any) -> Iterator[str]:
    """Every text of plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


@pytest.mark.parametrize("name", builtin_names())
def test_whatever_a_builtin_takes_is_told_without_its_amount(name: str) -> None:
    scenario = load(name)
    told = [take.sentence(scenario.words) for take in scenario.steps_of(Take)]
    data = redacted({"schedule": {"medicines": told}})
    assert not any(DOSE.search(text) for text in texts(data))
    assert all(DOSE.search(text) for text in told), "the pattern meets every dose that is printed"


def test_courses_are_whole_pieces_of_builtins_and_none_is_for_parents() -> None:
    request = load_request(CASES / "short-notice.yaml")
    assert searched(request, "parent") == ()
    assert len(searched(request, "clinician")) == len(published()) >= 5
    for course in published():
        doses = {
            take.dose
            for take in load(course.scenario).steps_of(Take)
            if take.medicine == course.medicine
        }
        assert {take.dose for take in course.takes} <= doses
        assert max(take.stop or 0 for take in course.takes) == course.days * 86_400


@pytest.mark.parametrize("one", ORDER)
def test_neither_the_file_nor_the_command_line_opens_more_than_the_other(one: Any) -> None:
    assert narrower(one, None) == one
    for other in ORDER:
        assert ORDER.index(narrower(one, other)) == min(ORDER.index(one), ORDER.index(other))


def test_nothing_that_a_parent_gets_holds_an_amount(tmp_path: Path) -> None:
    plans, runner = tmp_path / "plans.json", CliRunner()
    case = str(CASES / "short-notice.yaml")
    small = ["--mode", "parent", "--tries", "4", "--people", "4"]
    outcome = runner.invoke(app, ["plan", case, *small, "--out", str(plans)], prog_name="lactea")
    assert outcome.exit_code == 0, outcome.output
    assert not DOSE.search(outcome.stdout)
    made = json.loads(plans.read_text("utf-8"))
    found = [DOSE.search(text) for text in texts(made)]
    assert not any(found), found
    for command in (
        ["export", "ics", str(plans), "--wording", "plain", "-o", str(tmp_path / "a.ics")],
        ["page", str(plans), "-o", str(tmp_path / "a.html")],
    ):
        assert runner.invoke(app, command).exit_code == 0
    for name in ("a.ics", "a.html"):
        assert not DOSE.search((tmp_path / name).read_text("utf-8"))
