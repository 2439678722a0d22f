"""``lactea safety``: the screen on the command line."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from lactea.safety import Screening, wording
from lactea.scenario import builtin_names, load, scenario_hash

TAKING = """
schema: lactea.scenario/1
name: mine
summary: Pumping, and domperidone from the second week on.
origin: first_step
infant: null
protocol:
  - {do: pump, start: "0 h", times: ["07:00", "12:00", "17:00", "22:00"], duration: "15 min"}
  - {do: take, medicine: domperidone, dose: "20 mg", every: "6 h", start: "7 d"}
horizon: "60 d"
"""


def written(folder: Path) -> str:
    path = folder / "mine.yaml"
    path.write_text(TAKING, "utf-8")
    return str(path)


def test_what_blocks_is_a_negative_answer(run, tmp_path: Path) -> None:
    told = run("safety", written(tmp_path))
    assert told.exit_code == 1
    assert told.stderr == ""
    assert told.stdout.startswith("mine: blocked, by ")
    assert (
        "80 mg of domperidone in a day, above the cap of 30 mg a day (European Union)."
        in told.stdout
    )
    assert "\n      [step 1; Account of the European regulator" in told.stdout
    assert "person.health.conditions: prolactinoma, " in told.stdout


@pytest.mark.parametrize(("asked", "said"), [(1, "1 question is"), (2, "2 questions are")])
def test_questions_are_counted_in_words_that_fit(asked: int, said: str) -> None:
    screening = SimpleNamespace(of=lambda _: ["a finding"], questions=("?",) * asked)
    verdict = wording._verdict(cast(Screening, screening))
    assert verdict == f"blocked, by 1 finding. {said} unanswered, and unknown is not no."


def test_newman_goldfarb_is_blocked_and_the_screen_says_why(run) -> None:
    told = run("safety", "newman-goldfarb", "--json")
    assert told.exit_code == 1
    blocks = [one for one in json.loads(told.stdout)["findings"] if one["severity"] == "blocks"]
    why = "\n".join(one["sentence"] for one in blocks)
    assert why.count("No cap that is known here allows it.") == 2
    assert "80 mg of domperidone in a day, above the cap of 30 mg a day" in why
    assert "Have you migraine with aura? If yes, ethinylestradiol is contraindicated" in why
    assert "Which other medicines, herbs and drugs are taken?" in why


@pytest.mark.parametrize("mode", ["parent", "clinician", "researcher"])
@pytest.mark.parametrize("name", builtin_names())
def test_every_builtin_is_screened_and_none_with_a_medicine_passes_unasked(
    run, name: str, mode: str
) -> None:
    told = run("safety", name, "--mode", mode)
    takes = any(step.do == "take" for step in load(name).protocol)
    early = mode == "parent" and "born before 37 weeks" in told.stdout
    assert told.exit_code == int(takes or early), told.stderr
    assert "This is no clearance." in told.stdout


def test_nothing_that_blocks_is_no_clearance(run) -> None:
    told = run("safety", "natural")
    assert told.exit_code == 0
    assert "This is no clearance." in told.stdout
    assert "Seek care now (infant)" in told.stdout


def test_the_document_says_the_same(run, tmp_path: Path) -> None:
    path = written(tmp_path)
    told = run("safety", path, "--json", "--country", "Canada", "--mode", "clinician")
    assert told.exit_code == 1
    document = json.loads(told.stdout)
    assert document["schema"] == "lactea.safety/1"
    assert document["scenario_hash"] == scenario_hash(load(path))
    assert (document["country"], document["mode"]) == ("Canada", "clinician")
    assert document["counts"]["blocks"] == sum(
        one["severity"] == "blocks" for one in document["findings"]
    )
    cap = document["findings"][0]
    assert (cap["rule"], cap["about"], cap["steps"]) == ("total_dose", "Canada", [1])
    assert cap["source"]["url"].startswith("https://")


def test_parents_are_shown_their_own_words(run, tmp_path: Path) -> None:
    told = run("safety", written(tmp_path), "--mode", "parent")
    assert "1. Taking domperidone 20 mg every 6 hours" in told.stdout
    assert "80 mg" not in told.stdout
    assert "30 mg" not in told.stdout


def test_answers_can_be_given_on_the_command_line(run, tmp_path: Path) -> None:
    path = written(tmp_path)
    before = run("safety", path).stdout
    after = run("safety", path, "--set", "person.health.conditions.prolactinoma=no").stdout
    assert "makes prolactin?" in before
    assert "makes prolactin?" not in after


def test_bad_input_is_one_paragraph(run, tmp_path: Path) -> None:
    for arguments, complaint in (
        (["no-such-name"], "neither a builtin scenario nor a file"),
        (["natural", "--country", "Atlantis"], "no medicine file has a limit of 'Atlantis'"),
        (["natural", "--set", "person.health.conditions.prolactinom=no"], "Did you mean 'prolactinoma'"),
    ):  # fmt: skip
        told = run("safety", *arguments)
        assert told.exit_code == 2
        assert told.stdout == ""
        assert complaint in told.stderr
        assert told.stderr.count("\n") == 1
