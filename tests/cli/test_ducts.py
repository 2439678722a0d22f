"""``lactea ducts``: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest

SHORT = ("ducts", "natural", "--day", "2", "--days", "4")


def test_a_tree_in_words(run) -> None:
    told = run(*SHORT)
    assert told.exit_code == 0, told.stderr
    assert "main ducts" in told.stdout
    assert "diagnoses nothing" in told.stdout


def test_harmed_ducts_as_json(run) -> None:
    told = run(*SHORT, "--blocked", "2", "--narrow", "3.1=0.5", "--json")
    assert told.exit_code == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["schema"] == "lactea.ducts/1"
    assert found["imbalance"] < 1e-9
    assert sum(group["share"] for group in found["groups"]) == pytest.approx(1.0)
    assert {group["lobe"] for group in found["groups"]} == {None, 2, 3}
    assert len(found["branches"]) > found["lobules"]
    sourced = [number for number in found["numbers"] if number["grade"] != "assumed"]
    assert all(number["source"] for number in sourced if number["grade"] != "definition")


def test_the_seed_says_whose_ducts(run) -> None:
    trees = [json.loads(run(*SHORT, "--json", "--seed", seed).stdout) for seed in ("1", "1", "2")]
    assert trees[0]["branches"] == trees[1]["branches"] != trees[2]["branches"]


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_of_the_tree(run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"tree.{ending}"
    told = run(*SHORT, "--blocked", "1", "--plot", str(path))
    assert told.exit_code == 0, told.stderr
    assert path.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--blocked", "40"), "main ducts 1 to"),
        (("--narrow", "3"), "write it such as 3=0.5"),
        (("--set", "person.breasts=right"), "no left breast"),
        (("--set", "person.gland_share.left=0"), "no left breast"),
        (("--day", "9"), "choose a day inside it"),
        (("--person", "99999999999999999999999"), "Invalid value for '--person'"),
        (("--day", "99999999999999999999999"), "choose a day inside it"),
        (("--plot", "tree.pdf"), "must end in .png or .svg"),
    ],
)
def test_what_makes_no_sense_ends_in_a_sentence(run, arguments, said: str) -> None:
    told = run(*SHORT, *arguments)
    assert told.exit_code == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_lobes_that_surgery_took_are_told_and_change_no_duct(run) -> None:
    operated = ("--set", "person.breast_surgery=reduction_ducts_cut")
    assert "5 % of its lobes are there" in run(*SHORT, *operated).stdout
    whole, left = (json.loads(run(*SHORT, *more, "--json").stdout) for more in ((), operated))
    assert left["flow_mL_per_min"] == pytest.approx(whole["flow_mL_per_min"], rel=0.1)
