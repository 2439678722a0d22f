"""A parent sees no dose but those they entered: a builtin was entered by nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lactea.safety.doses import DOSE
from lactea.scenario import as_data, builtin_names, builtin_text, load, loads

COMMANDS = ("check", "safety", "protocols show")


@pytest.mark.parametrize("name", builtin_names())
def test_no_dose_of_a_builtin_is_told_to_a_parent(run, name: str) -> None:
    for command in COMMANDS:
        for form in ((), ("--json",)):
            told = run(*command.split(), name, "--mode", "parent", *form).stdout
            assert name in told
            assert not DOSE.search(told), command


def test_no_summary_of_a_builtin_holds_a_dose(run) -> None:
    assert not DOSE.search(run("protocols", "--mode", "parent").stdout)
    assert not DOSE.search(run("protocols", "--mode", "parent", "--json").stdout)


@pytest.mark.parametrize("name", builtin_names())
def test_what_pictures_print_of_a_builtin_holds_no_dose(name: str) -> None:
    scenario = load(name)
    note = scenario.evidence.note if scenario.evidence else ""
    assert not DOSE.search(
        "\n".join([scenario.summary, note, *(one.note for one in scenario.visits)])
    )


def test_others_see_the_doses_of_a_builtin(run) -> None:
    for command in COMMANDS:
        assert "10 mg" in run(*command.split(), "domperidone-course", "--mode", "clinician").stdout


@pytest.mark.parametrize("name", ["mine.yaml", "mine.yml", "mine.json"])
def test_a_file_is_told_as_it_was_entered(run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    text = builtin_text("domperidone-course").replace('"10 mg"', '"7 mg"')
    data = as_data(loads(text))
    file.write_text(json.dumps(data) if name.endswith("json") else text, "utf-8")
    for command in ("check", "safety"):
        assert "Taking domperidone 7 mg" in run(command, str(file), "--mode", "parent").stdout


def test_a_report_for_a_parent_holds_no_dose_of_others(run, tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    run("simulate", "cabergoline-suppression", "--days", "2", "--mode", "parent", "--report", str(page))  # fmt: skip
    text = page.read_text("utf-8")
    told, sources = (text.partition(mark)[2] for mark in ('class="echo"', 'id="sources"'))
    assert "Taking cabergoline a certain dose once" in told
    assert not DOSE.search(told.partition("The numbers")[0])
    assert not DOSE.search(sources.partition('id="limits"')[0])
