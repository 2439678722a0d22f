"""Printed pages: one page each, the same numbers on paper and in the browser, and no amount for parents."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lactea.cli.application import app
from lactea.plan.visit import visit_of
from lactea.record import (
    InfantWeight,
    MedicineTaken,
    Nappy,
    Person,
    Record,
    Session,
    Symptom,
    TopUp,
    measured,
    record_of,
    write_record,
)
from lactea.safety.doses import DOSE

END = datetime(2027, 3, 14, 12, tzinfo=UTC)
ME: dict[str, Any] = {"person_id": "me", "zone": "America/New_York"}


def a_record(sessions: int = 24, seed: int = 1) -> Record:
    """Three days around a change of the clock, with drops, zeros and volumes nobody measured."""
    numbers = random.Random(seed)
    entries: list[Any] = []
    for number in range(sessions):
        start = END - timedelta(hours=72 * (sessions - number) / sessions)
        left = numbers.choice(["30", "0", "drops", None, "62.5"])
        volumes = measured("mL" if left not in (None, "drops") else None, left=left)
        if left not in (None, "drops"):
            volumes = measured("mL", left=left, right="41")
        entries.append(
            Session(**ME, kind="pump", start_utc=start, end_utc=start + timedelta(minutes=15),
                    **{name: getattr(volumes, name) for name in volumes.__slots__})
        )  # fmt: skip
    entries += [
        InfantWeight(**ME, time_utc=END - timedelta(hours=20), weight_g=4210),
        Nappy(**ME, time_utc=END - timedelta(hours=5), wet=True),
        TopUp(**ME, time_utc=END - timedelta(hours=4), amount_mL=60),
        MedicineTaken(**ME, time_utc=END - timedelta(hours=3), medicine="ibuprofen", amount="400", unit="mg"),
        Symptom(**ME, time_utc=END - timedelta(hours=2), symptom="a tender spot on the left"),
    ]  # fmt: skip
    return record_of(Person(**ME), entries)


def poppler(program: str) -> str:
    """A reader of PDF that shares nothing with the writer."""
    if shutil.which(program) is None:
        pytest.skip(f"not run: {program} (poppler-utils) is missing")
    return program


def pages_of(path: Path) -> int:
    told = subprocess.run(
        [poppler("pdfinfo"), str(path)], capture_output=True, encoding="utf-8", check=True
    ).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages")).split()[1])


def words_of(path: Path) -> str:
    told = subprocess.run(
        [poppler("pdftotext"), "-layout", str(path), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return " ".join(told.stdout.split())


@pytest.mark.parametrize("sessions", [0, 1, 24, 90])
def test_the_72_hours_fill_one_page(tmp_path: Path, sessions: int) -> None:
    log, out = tmp_path / "log.json", tmp_path / "visit.pdf"
    write_record(a_record(sessions), log)
    outcome = CliRunner().invoke(
        app, ["page", str(log), "-o", str(out), "--until", "2027-03-14 08:00"]
    )
    assert outcome.exit_code == 0, outcome.output
    assert pages_of(out) == 1
    assert "Review block" in words_of(out)


def test_what_was_entered_is_counted_and_nothing_is_made_up() -> None:
    record = a_record()
    visit = visit_of(record, END)
    assert len(visit.sessions) == 24
    known = [one.total_mL for one in record.sessions if one.total_mL is not None]
    by_day = sum(float(day.measured) for day in visit.days if day.measured != "–")
    assert by_day == pytest.approx(sum(known), abs=2)
    assert sum(day.unmeasured for day in visit.days) == 24 - len(known)
    assert {"0", "drops", "–", "30"} <= {row.left for row in visit.sessions}
    assert visit.lacking == ()
    assert visit.medicines == ("14 Mar 05:00: ibuprofen 400 mg",)
    assert [day.whole for day in visit.days] == [False, True, True, False]
    assert set(visit_of(record_of(Person(**ME), [])).lacking) >= {"sessions", "nappies"}


def a_family(sessions: int) -> dict[str, Any]:
    """A family as `lactea plan --out` keeps it, with as much in it as there can be."""
    times = [{"slot": "", "time": f"{7 + n:02d}:00", "minutes": 15} for n in range(sessions)]
    week = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    stretch = {"from": "2026-12-01", "until": "2027-01-01", "weekdays": week, "sessions": times}
    findings = [
        {"severity": "caution", "sentence": "A sentence of the screen that is long. " * 4}
    ] * 9
    plan = {
        "letter": "A", "title": "up to 8 sessions", "chance": 0.4321, "chance_band": [0.2, 0.61],
        "burden": {"minutes_per_day": 120.0, "most_minutes_per_day": 120.0, "hours": 476.0, "nights": 238},
        "schedule": {"device": "hospital_grade", "at_once": True, "stretches": [stretch] * 8, "medicines": []},
        "weekly_mL_per_day": [{"date": "2026-12-08", "low": 1.0, "half": 22.0, "high": 333.0}] * 40,
        "arrivals": [{"word": "likely", "date": "2027-05-01", "chance": 0.5, "value": 1.0}] * 3,
        "parts": [{"step": "s", "instead": "i", "adds_chance": 0.1, "adds_mL_per_day": 3.0, "said": "",
                   "rows": ["idr_ngp_pump_freq"], "grade": "expert"}] * 6,
        "safety": {"findings": findings},
        "stop": {"steps": [{"after_days": 4 * n, "sessions": 11 - n} for n in range(12)],
                 "said": ["A sentence about stopping. " * 6], "relief": [], "tapers": ["A taper. " * 12]},
        "visits": [{"date": "2027-01-01", "what": "two weeks in: comfort, fit of the pump"}] * 8,
        "equipment": ["a pump", "a set", "labels"],
    }  # fmt: skip
    return {
        "schema": "lactea.plan/1", "version": "0.1.0", "commit": "abc", "seed": 0, "scenario_hash": "1",
        "parameter_set": "2", "plan_id": "p", "mode": "parent", "goal": "half", "verdict": "v", "tried": 9,
        "people": 8, "cautions": ["Read this first. " * 12], "refusals": [{"name": "medicines", "reasons": ["A topic."]}] * 6,
        "known_misses": ["A miss that is told. " * 5] * 4, "notice": "No prescription.",
        "request": {"name": "a plan", "zone": "UTC", "today": "2026-12-01"}, "plans": [plan],
    }  # fmt: skip


@pytest.mark.parametrize("sessions", [1, 12])
def test_a_plan_fills_one_page_and_paper_says_what_the_browser_says(
    tmp_path: Path, sessions: int
) -> None:
    plans = tmp_path / "plans.json"
    plans.write_text(json.dumps(a_family(sessions)), "utf-8")
    for ending in ("pdf", "html"):
        arguments = ["page", str(plans), "-o", str(tmp_path / f"plan.{ending}")]
        outcome = CliRunner().invoke(app, arguments)
        assert outcome.exit_code == 0, outcome.output
    assert pages_of(tmp_path / "plan.pdf") == 1
    paper, browser = words_of(tmp_path / "plan.pdf"), (tmp_path / "plan.html").read_text("utf-8")
    for said in (
        "43%",
        "333",
        "476 h",
        "01 May 2027",
        "idr_ngp_pump_freq",
        "Review block",
        "Monday to Friday",
        "2 more in the calendar",
    ):
        assert said in paper
        assert said in browser
    assert not DOSE.search(paper)


def test_text_of_a_person_cannot_break_a_page(tmp_path: Path) -> None:
    family = a_family(2)
    family["request"]["name"] = '<script>alert(1)</script> #panic() $x$ ] "'
    plans = tmp_path / "plans.json"
    plans.write_text(json.dumps(family), "utf-8")
    for ending in ("pdf", "html"):
        outcome = CliRunner().invoke(
            app, ["page", str(plans), "-o", str(tmp_path / f"plan.{ending}")]
        )
        assert outcome.exit_code == 0, outcome.output
    assert "<script>" not in (tmp_path / "plan.html").read_text("utf-8")
    assert "#panic() $x$ ]" in words_of(tmp_path / "plan.pdf")


def test_a_browser_prints_a_plan_on_one_page(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("not run: no Chromium here")
    plans, page, paper = tmp_path / "plans.json", tmp_path / "plan.html", tmp_path / "plan.pdf"
    plans.write_text(json.dumps(a_family(8)), "utf-8")
    assert CliRunner().invoke(app, ["page", str(plans), "-o", str(page)]).exit_code == 0
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    subprocess.run(
        [browser, *options, profile, f"--print-to-pdf={paper}", page.as_uri()],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert pages_of(paper) == 1
