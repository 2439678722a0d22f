"""``lactea fit`` and ``lactea forecast`` as people use them, and what they refuse."""

from __future__ import annotations

import json

import pytest

from lactea.record import write_record
from lactea.twin.bundled import example_record

ORIGIN = ("--origin", "2026-01-05")


def few(tmp_path, sessions=9):
    record = example_record()
    path = tmp_path / "few.csv"
    write_record(record.model_copy(update={"sessions": record.sessions[:sessions]}), path)
    return str(path)


def test_without_a_record_the_way_to_one_is_told(run) -> None:
    outcome = run("forecast", *ORIGIN)
    assert outcome.exit_code == 2
    assert "--log FILE" in outcome.stderr


@pytest.mark.parametrize("origin", [(), ("--origin", "05.01.2026")])
def test_the_origin_is_asked_for(run, tmp_path, origin) -> None:
    outcome = run("fit", "--log", few(tmp_path), *origin)
    assert outcome.exit_code == 2
    assert "--origin" in outcome.stderr


def test_a_refusal_has_a_name_and_is_a_negative_answer(run, tmp_path) -> None:
    outcome = run("forecast", "--log", few(tmp_path), *ORIGIN, "--infant", "none", "--json")
    assert outcome.exit_code == 1
    document = json.loads(outcome.stdout)
    assert document["schema"] == "lactea.forecast/1"
    assert document["refused"]["reason"] == "too few sessions"
    assert "version" in document
    assert "scenario_hash" in document


@pytest.mark.parametrize("command", ["fit", "forecast"])
def test_nobody_is_simulated_for_a_log_that_is_refused(run, tmp_path, monkeypatch, command) -> None:
    def simulated(*_: object) -> None:
        raise AssertionError("somebody was simulated")

    monkeypatch.setattr("lactea.twin.answer.background_of", simulated)
    monkeypatch.setattr("lactea.twin.answer.prior", simulated)
    outcome = run(command, "--log", few(tmp_path), *ORIGIN, "--infant", "none")
    assert outcome.exit_code == 1
    assert "too few sessions" in outcome.stderr


def test_parents_of_an_ill_infant_are_sent_to_their_team(run, tmp_path) -> None:
    outcome = run(
        "fit", "--log", few(tmp_path), *ORIGIN, "--infant", "preterm_or_ill", "--mode", "parent"
    )
    assert outcome.exit_code == 1
    assert "clinician only" in outcome.stderr


def test_parents_are_told_nothing_of_medicines(run) -> None:
    outcome = run("forecast", "--example", "--medicines", "domperidone-course", "--mode", "parent")
    assert outcome.exit_code == 1
    assert "clinician only" in outcome.stderr
    assert "mg" not in outcome.stdout + outcome.stderr


def test_whether_there_is_an_infant_is_asked_first(run, tmp_path) -> None:
    outcome = run("forecast", "--log", few(tmp_path), *ORIGIN)
    assert outcome.exit_code == 1
    assert "infant unknown" in outcome.stderr
    assert "--infant none" in outcome.stderr


@pytest.mark.parametrize("content", ["", "lactea.log/1\nperson\n", "\x00\x01", "{}", "a,b\n1,2\n"])
def test_what_is_no_record_is_told_without_a_traceback(run, tmp_path, content) -> None:
    path = tmp_path / "log.csv"
    path.write_text(content)
    outcome = run("forecast", "--log", str(path), *ORIGIN)
    assert outcome.exit_code == 2
    assert "defect" not in outcome.stderr
    assert "Traceback" not in outcome.stderr
