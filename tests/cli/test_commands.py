"""Commands that simulate nothing: what they print, and where."""

import json
from pathlib import Path

import pytest

from lactea.scenario import as_data, builtin_names, builtin_text, echo, load, scenario_hash


def test_help_lists_the_commands_of_this_release(run) -> None:
    told = run("--help")
    assert told.exit_code == 0
    commands = told.stdout.split("Commands:\n")[1]
    names = {line.split()[0] for line in commands.splitlines() if line[:3].strip()}
    assert names == {
        "simulate", "cohort", "check", "observables", "validate", "demo", "claims", "protocols",
        "export", "bench", "safety", "stash", "medicines", "associations", "care", "milk",
        "doses", "ducts", "differential", "fertility", "sensitivity", "identifiability", "log", "page", "plan", "plugins", "follow", "trial", "app", "fit", "forecast",
    }  # fmt: skip


def test_protocols_lists_every_builtin(run) -> None:
    lines = run("protocols").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(builtin_names())
    document = json.loads(run("protocols", "--json").stdout)
    assert document["schema"] == "lactea.protocols/1"
    assert [row["name"] for row in document["protocols"]] == list(builtin_names())
    days = {row["name"]: row["days"] for row in document["protocols"]}
    assert days["natural"] == 180


def test_protocols_tell_how_well_each_is_known(run) -> None:
    document = json.loads(run("protocols", "--json").stdout)
    known = {row["name"]: row["evidence"] for row in document["protocols"]}
    assert known["domperidone-course"]["strength"] == "RCT"
    assert known["man"] is None
    line = next(
        x for x in run("protocols").stdout.splitlines() if x.startswith("domperidone-course")
    )
    assert "RCT, n=194" in line


def test_protocols_show_draws_a_picture_when_asked(run, tmp_path) -> None:
    place = tmp_path / "picture.svg"
    run("protocols", "show", "cabergoline-suppression", "--plot", str(place))
    assert "randomised trial, n = 40" in place.read_text("utf-8")


def test_protocols_show_prints_the_file_itself(run) -> None:
    assert run("protocols", "show", "twins").stdout == builtin_text("twins")
    document = json.loads(run("protocols", "show", "twins", "--json").stdout)
    assert document["scenario"] == as_data(load("twins"))


def test_check_tells_a_scenario_back(run, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(builtin_text("induced"), "utf-8")
    told = run("check", str(file), "--set", "words.parent=father")
    assert told.exit_code == 0
    assert told.stdout == echo(load("induced", ["words.parent=father"]))
    assert told.stderr == ""
    document = json.loads(run("check", str(file), "--json").stdout)
    assert document["scenario_hash"] == scenario_hash(load("induced"))
    assert document["understood"] == echo(load("induced"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("protocol[3].medicine={folder}/none.yaml", "there is no file"),
        ("protocol[3].medicine={folder}/wrong.yaml", "wrong.yaml, line 1"),
        ("parameters.prl_half=30 min", "There is no parameter 'prl_half'"),
        ("parameters.lh_half_life=30 mg", "expects a value in h"),
    ],
)
def test_check_tells_what_only_a_run_would_meet(
    run, tmp_path: Path, change: str, told: str
) -> None:
    (tmp_path / "wrong.yaml").write_text("schema: lactea.medicine/9\n", "utf-8")
    result = run("check", "domperidone-course", "--set", change.format(folder=tmp_path))
    assert result.exit_code == 2
    assert told in result.stderr


def test_observables_have_unit_statistics_and_meaning(run) -> None:
    document = json.loads(run("observables", "--json").stdout)
    names = [row["name"] for row in document["observables"]]
    assert {"milk.removed_per_day", "prolactin.basal", "activation.time"} <= set(names)
    for row in document["observables"]:
        assert set(row) == {"name", "unit", "subsystem", "statistics", "meaning"}
        assert row["meaning"]
        assert row["statistics"]
    lines = run("observables").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == names


def test_claims_are_all_listed(run) -> None:
    document = json.loads(run("claims", "--json").stdout)
    ids = [claim["id"] for claim in document["claims"]]
    assert len(ids) == len(set(ids)) == 70
    lines = run("claims").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ids


def test_associations_are_listed_with_their_limits(run) -> None:
    document = json.loads(run("associations", "--json").stdout)
    assert document["schema"] == "lactea.associations/1"
    text = run("associations").stdout
    assert all(limit in text for limit in document["limits"])
    assert all(row["outcome"] in text for row in document["associations"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--json", "--seed", "3", "--mode", "parent", "check", "natural"),
        ("check", "--json", "natural", "--seed=3", "--mode=parent"),
        ("check", "natural", "--mode", "parent", "--seed", "3", "--json"),
    ],
)
def test_shared_flags_may_stand_anywhere(run, arguments: tuple[str, ...]) -> None:
    told = run(*arguments)
    assert told.exit_code == 0
    assert json.loads(told.stdout)["scenario"] == "natural"
