"""Kept plans: what is wrong in a file is told with its place, and never as a defect of lactea."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.plan.kept import kept_document, kept_plan
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.exchange.calendar import slots_of
from lactea.plan.follow import follow
from lactea.plan.problems import PlanError
from lactea.plan.stored import plan_of, read_plans
from lactea.record import Person, record_of, write_record
from lactea.view.plan_page import plan_page

WRONG: tuple[Any, ...] = (
    None,
    "x",
    "",
    -3,
    3,
    [],
    {},
    [{}],
    [None],
    {"x": 1},
    True,
    1e999,
    10**400,
)
ME = Person(person_id="me", zone="UTC")


def put(folder: Path, content: object) -> Path:
    path = folder / "plans.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def with_entry(place: str, value: object) -> dict[str, Any]:
    """A kept document with another value at a place such as ``plans.0.letter``."""
    made = copy.deepcopy(kept_document(kept_plan()))
    here: Any = made
    *way, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    for part in way:
        here = here[part]
    here[last] = value
    return made


def places(data: object, here: str = "") -> Iterator[str]:
    """Every place of a document."""
    entries = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for name, value in entries:
        place = f"{here}.{name}" if here else str(name)
        yield place
        yield from places(value, place)  # fmt: skip


@pytest.mark.parametrize(
    ("place", "value", "field", "word"),
    [
        ("plans", 3, "plans", "is not a list"),
        ("plans", [{}], "plans[0].letter", "is missing"),
        ("plans", ["x"], "plans[0]", "not a mapping"),
        ("plans.0.chance", None, "plans[0].chance", "is not a number"),
        ("plans.0.chance_band", [0.1], "plans[0].chance_band[1]", "is missing"),
        ("plans.0.schedule.stretches.0.from", "soon", "plans[0].schedule.stretches[0].from", "is not a date"),
        ("plans.0.schedule.stretches.0.until", "9999-12-31", "plans[0].schedule.stretches[0].until", "1900"),
        ("plans.0.schedule.stretches.0.sessions.0.time", "25:00", "sessions[0].time", "time of day"),
        ("plans.0.schedule.stretches.0.sessions.0.minutes", 10**9, "sessions[0].minutes", "at most 1440"),
        ("plans.0.schedule.stretches.0.weekdays", ["mondey"], "weekdays[0]", "Did you mean 'monday'"),
        ("request.zone", "Nowhere/Land", "request.zone", "is not a time zone"),
        ("request", [], "request", "not a mapping"),
        ("goal", None, "goal", "is not text"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_with_file_and_field(
    tmp_path: Path, place: str, value: object, field: str, word: str
) -> None:
    path = put(tmp_path, with_entry(place, value))
    with pytest.raises(PlanError) as told:
        read_plans(path)
    assert told.value.source == str(path)
    assert told.value.field.endswith(field)
    assert word in told.value.what
    assert "lactea plan REQUEST --out" in told.value.what


@pytest.mark.parametrize("content", ["[" * 100_000, '{"schema": "lactea.plan/1", "plans": ' + "[" * 100_000, "{", "[]"])  # fmt: skip
def test_what_is_no_file_of_plans_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(PlanError, match="not a file of plans"):
        read_plans(put(tmp_path, content))


def test_plans_kept_without_days_of_the_week_and_with_entries_of_later_versions_are_read(
    tmp_path: Path,
) -> None:
    document = kept_document(kept_plan(), something={"new": 1})
    assert read_plans(put(tmp_path, document)) == document


def test_whatever_is_damaged_is_refused_or_can_be_used(tmp_path: Path) -> None:
    for place in places(kept_document(kept_plan())):
        for value in WRONG:
            path = put(tmp_path, with_entry(place, value))
            try:
                document = read_plans(path)
                chosen = plan_of(document, None, str(path))
            except PlanError:
                continue
            plan_page(document, chosen)
            follow(document, chosen, record_of(ME, []), None)
            list(slots_of(chosen))


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, json.dumps(with_entry("plans", 3)), json.dumps(with_entry("plans", [{}]))],
)
def test_no_command_calls_it_a_defect(tmp_path: Path, content: str) -> None:
    path, log = put(tmp_path, content), tmp_path / "log.json"
    write_record(record_of(ME, []), log)
    for command in (
        ["page", str(path), "-o", str(tmp_path / "p.html")],
        ["follow", str(path), str(log)],
        ["export", "ics", str(path), "-o", str(tmp_path / "p.ics")],
        ["export", "fhir", str(path), "-o", str(tmp_path / "p.fhir.json")],
    ):
        outcome = CliRunner().invoke(app, command, prog_name="lactea")
        assert outcome.exit_code == 2, outcome.output
        assert str(path) in outcome.stderr
        assert "defect" not in outcome.stderr


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_no_bundle_can_hold_is_told(tmp_path: Path, value: object) -> None:
    path = put(tmp_path, kept_document(kept_plan(quantiles={"5": value})))
    command = ["export", "fhir", str(path), "-o", str(tmp_path / "p.fhir.json")]
    outcome = CliRunner().invoke(app, command, prog_name="lactea")
    assert outcome.exit_code == 2, outcome.output
    assert "plan-0123456789: these plans hold a number or a letter" in outcome.stderr
