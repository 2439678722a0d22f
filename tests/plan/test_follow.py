"""A plan meets a record: what is compared, what is not, and what is said after a loss."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.plan.kept import kept_document, kept_plan
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.plan.follow import follow
from lactea.record import Person, Record, Session, measured, record_of, write_record

ME: dict[str, Any] = {"person_id": "me", "zone": "UTC"}
LAST = date(2027, 1, 12)


def a_record(per_session: float | None, per_day: int = 4, days: int = 7) -> Record:
    """The last days before `LAST`, the same milk in each session; None where it was not measured."""
    entries = []
    for number in range(days):
        day = LAST - timedelta(days=number)
        for session in range(per_day):
            start = datetime(day.year, day.month, day.day, 7 + 3 * session, tzinfo=UTC)
            volumes = measured("mL", total=None if per_session is None else str(per_session))
            entries.append(
                Session(**ME, kind="pump", start_utc=start,
                        **{name: getattr(volumes, name) for name in volumes.__slots__})
            )  # fmt: skip
    return record_of(Person(**ME), entries)


def a_document(loss: bool = False) -> dict[str, Any]:
    sessions = [{"slot": str(n), "time": f"{7 + 3 * n:02d}:00", "minutes": 15} for n in range(4)]
    steps = [
        {"step": step, "instead": "", "adds_chance": 0.0, "adds_mL_per_day": milk, "rows": [], "grade": ""}
        for step, milk in (("sessions a day", 80.0), ("nights", 5.0))
    ]  # fmt: skip
    plan = kept_plan(
        stretches=[{"from": "2026-12-01", "until": "2027-02-28", "sessions": sessions}], parts=steps
    )
    request = {"name": "mine", "today": "2026-12-01", "zone": "UTC", "after_loss": loss}
    return kept_document(plan, request=request)


@pytest.mark.parametrize(
    ("per_session", "standing"), [(5, "behind"), (12.5, "within"), (30, "within"), (75, "within"), (100, "ahead")]
)  # fmt: skip
def test_a_week_is_set_beside_what_nine_in_ten_have(per_session: float, standing: str) -> None:
    document = a_document()
    found = follow(document, document["plans"][0], a_record(per_session), None)
    assert found.standing == standing
    assert found.milk == pytest.approx(4 * per_session)
    assert (found.done, found.planned, found.days) == (28, 28, 7)
    assert any("sessions a day" in line for line in found.said) == (standing == "behind")


def test_days_that_are_not_whole_are_not_compared() -> None:
    document = a_document()
    found = follow(document, document["plans"][0], a_record(None), None)
    assert (found.standing, found.milk, found.days) == ("not known", None, 0)
    few = follow(document, document["plans"][0], a_record(30, days=2), None)
    assert few.standing == "not known"
    late = follow(document, document["plans"][0], a_record(30), date(2027, 6, 1))
    assert late.standing == "not known"


def test_zero_is_a_value_and_drops_are_celebrated() -> None:
    document = a_document()
    nothing = follow(document, document["plans"][0], a_record(0), None)
    assert nothing.milk == 0
    assert nothing.standing == "behind"
    assert not any("New this week" in line for line in nothing.said)
    first = follow(document, document["plans"][0], a_record(0.5), None)
    assert any("the first drops" in line for line in first.said)


def test_after_a_loss_nothing_is_celebrated_and_nobody_is_behind() -> None:
    document = a_document(loss=True)
    found = follow(document, document["plans"][0], a_record(5), None)
    said = " ".join(found.said)
    assert (found.standing, found.band) == ("not known", None)
    assert "stopping is open today" in said
    for word in ("behind", "New this week", "infant", "result", "less than"):
        assert word not in said


def test_skipped_sessions_are_told_without_blame() -> None:
    document = a_document()
    said = " ".join(follow(document, document["plans"][0], a_record(5, per_day=2), None).said)
    assert "14 of 28 sessions" in said
    for word in ("fail", "should", "must"):
        assert word not in said


def test_the_command_reads_both_files(tmp_path: Path) -> None:
    plans, log = tmp_path / "plans.json", tmp_path / "log.json"
    plans.write_text(json.dumps(a_document()), "utf-8")
    write_record(a_record(30), log)
    outcome = CliRunner().invoke(
        app, ["follow", str(plans), str(log), "--json"], prog_name="lactea"
    )
    assert outcome.exit_code == 0, outcome.output
    made = json.loads(outcome.stdout)
    assert (made["schema"], made["standing"], made["on"]) == (
        "lactea.follow/1",
        "within",
        "2027-01-12",
    )
    outcome = CliRunner().invoke(app, ["follow", str(plans), str(log)], prog_name="lactea")
    assert "within" in outcome.stdout
    assert CliRunner().invoke(app, ["follow", str(log), str(log)]).exit_code == 2
