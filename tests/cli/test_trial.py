"""``lactea trial``."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from lactea.trial import load_trial, names

SHORT = Path(__file__).parents[1] / "trial" / "short.yaml"
HOLD = ("trial", str(SHORT), "--jobs", "1")


def test_it_lists_and_shows_the_trials_that_come_along(run) -> None:
    told = run("trial")
    assert told.exit_code == 0, told.stderr
    assert [line.split()[0] for line in told.stdout.splitlines()[1:]] == list(names())
    document = json.loads(run("trial", "--json").stdout)
    assert document["schema"] == "lactea.trials/1"
    assert {one["name"]: one["trial_hash"] for one in document["trials"]}["empower"] == load_trial(
        "empower"
    ).hash
    shown = run("trial", "show", "empower")
    assert shown.stdout.startswith("# EMPOWER")
    assert (
        json.loads(run("trial", "show", "empower", "--json").stdout)["design"]["name"] == "empower"
    )


def test_a_trial_is_told_in_words_files_and_pictures(run, tmp_path: Path) -> None:
    rows, picture, page, web = (tmp_path / name for name in ("r.csv", "p.png", "p.md", "p.html"))
    told = run(
        *HOLD, "--power", "8,4", "--repeat", "20", "--seed", "1",
        "--out", str(rows), "--plot", str(picture), "--report", str(page),
    )  # fmt: skip
    assert told.exit_code == 0, told.stderr
    assert told.stdout.index("A trial of the model, not of people") < told.stdout.index("screened")
    assert "true effect" in told.stdout
    assert "false positives" in told.stdout
    with rows.open(encoding="utf-8", newline="") as stream:
        people = list(csv.DictReader(stream))
    assert len(people) == 4
    assert sorted(one["arm"] for one in people) == sorted(["nothing", "domperidone"] * 2)
    assert all(
        float(one["milk_change_if_domperidone"]) > float(one["milk_change_if_nothing"])
        for one in people
    )
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "(p.png)" in page.read_text("utf-8")
    assert page.read_text("utf-8").index("cannot tell") < page.read_text("utf-8").index("## Flow")
    assert run(*HOLD, "--n", "2", "--report", str(web)).exit_code == 0
    text = web.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "data:image/png;base64," in text
    assert "http" not in text.partition("<style>")[0]


def test_json_is_alone_and_the_same_seed_gives_the_same(run) -> None:
    told, again = (run(*HOLD, "--seed", "3", "--n", "3", "--json") for _ in range(2))
    assert told.exit_code == 0, told.stderr
    assert told.stdout == again.stdout
    document = json.loads(told.stdout)
    assert document["schema"] == "lactea.trial_run/1"
    assert document["trial_hash"] == load_trial(SHORT).hash
    assert set(document["scenario_hash"]) == {"nothing", "domperidone"}
    assert document["flow"]["randomised"] == document["randomised"] == 3
    assert sum(arm["assigned"] for arm in document["flow"]["arms"]) == 3
    primary = document["findings"][0]
    assert (primary["endpoint"], primary["primary"]) == ("milk_change", True)
    assert primary["truth"]["effect"] > 0


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("trial", "empwer"), "Did you mean 'empower'?"),
        (("trial", "show"), "say which"),
        (("trial", "show", "nobody"), "neither a trial that comes with lactea nor a file"),
        (("trial", "empower", "again"), "one argument too many"),
        ((*HOLD, "--power", "many"), "write whole numbers"),
        ((*HOLD, "--power", "1"), "write whole numbers"),
        ((*HOLD, "--repeat", "5"), "--repeat is of --power"),
        ((*HOLD, "--n", "5", "--pool", "3"), "smaller than the 5"),
        ((*HOLD, "--set", "visits=3"), "is not a list"),
        ((*HOLD, "--out", "people.txt"), "must end in .csv"),
        (("trial", "empower", "--mode", "parent"), "trials are studies"),
        (("trial", "--mode", "clinician"), "use --mode researcher"),
    ],
)
def test_bad_input_is_one_paragraph_and_exit_2(run, arguments: tuple[str, ...], what: str) -> None:
    told = run(*arguments)
    assert told.exit_code == 2
    assert what in " ".join(told.stderr.split())
    assert told.stdout == ""
    assert "Traceback" not in told.stderr


def test_a_missing_extra_is_told_before_anybody_is_simulated(run, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels", None)
    told = run(*HOLD)
    assert told.exit_code == 2
    assert 'python -m pip install "lactea[trial]"' in " ".join(told.stderr.split())
