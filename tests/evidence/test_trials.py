"""A trial as one file: its arms are scenarios, and what is wrong is said with its place."""

from pathlib import Path

import pytest

from lactea.evidence.mapping import Arm
from lactea.evidence.runs import run_of
from lactea.evidence.trials import load_scenario, read_trial
from lactea.reading.problems import InputError
from lactea.scenario import load
from lactea.scenario.steps import Take

TRIAL = """
schema: lactea.trial/1
name: two arms
summary: A medicine or nothing.
base: natural
set: ["horizon=3 d"]
arms:
  nothing: {n: 4}
  something:
    steps:
      - {do: take, medicine: domperidone, dose: "10 mg", start: "1 h", every: "8 h"}
    set: ["person.parity=1"]
outcomes: [a]
"""


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    path = tmp_path / "trial.yaml"
    path.write_text(TRIAL, "utf-8")
    return path


def test_arms_differ_by_what_they_add(trial: Path) -> None:
    nothing, something = (load_scenario(f"{trial}#{arm}") for arm in ("nothing", "something"))
    base = load("natural", ["horizon=3 d"])
    assert nothing.protocol == base.protocol
    assert nothing.horizon == something.horizon == base.horizon
    assert [step for step in something.protocol if step not in base.protocol] == [
        *something.steps_of(Take)
    ]
    assert (nothing.person.parity, something.person.parity) == (0, 1)


def test_items_of_the_mapping_are_applied_last(trial: Path) -> None:
    assert load_scenario(f"{trial}#something", ["person.parity=2"]).person.parity == 2


def test_names_without_an_arm_are_scenarios_as_ever() -> None:
    assert load_scenario("natural") == load("natural")


def test_a_trial_is_looked_up_beside_the_mapping(tmp_path: Path) -> None:
    run = run_of(Arm("trials/x.yaml#placebo", (), ""), tmp_path)
    assert run.scenario == f"{tmp_path}/trials/x.yaml#placebo"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("name: two arms", "nam: two arms"), "'nam' is not an entry"),
        (("arms:", "limbs:"), "limbs"),
        (("outcomes: [a]", "outcomes: []"), "outcomes"),
        (("do: take", "do: tak"), "tak"),
        (("base: natural", "base: naturel"), "naturel"),
    ],
)
def test_a_mistake_is_said(trial: Path, change: tuple[str, str], said: str) -> None:
    trial.write_text(TRIAL.replace(*change), "utf-8")
    read_trial.cache_clear()
    with pytest.raises(InputError, match=said):
        load_scenario(f"{trial}#something")


def test_an_unknown_arm_names_the_nearest(trial: Path) -> None:
    read_trial.cache_clear()
    with pytest.raises(InputError, match=r"no arm 'nothin'.*nothing"):
        load_scenario(f"{trial}#nothin")


OWN = "schema: lactea.medicine/1\nname: own\nclass: x\nsummary: x\nsources: {}\n"
BASE = """schema: lactea.scenario/1
name: base
summary: A medicine of its own.
protocol:
  - {do: pregnancy}
  - {do: birth}
  - {do: take, medicine: own.yaml, dose: "1 mg", start: "1 d"}
horizon: "3 d"
"""


def test_own_medicines_of_base_and_arm_are_found_beside_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From another folder, and named by a path that is not whole."""
    folder = tmp_path / "trials"
    folder.mkdir()
    (folder / "own.yaml").write_text(OWN, "utf-8")
    (folder / "base.yaml").write_text(BASE, "utf-8")
    step = "{do: take, medicine: own.yaml, dose: 1 mg, start: 2 d}"
    arms = f"arms: {{none: {{}}, more: {{steps: [{step}]}}}}"
    head = "schema: lactea.trial/1\nname: t\nsummary: t\nbase: base.yaml\noutcomes: [x]\n"
    (folder / "trial.yaml").write_text(f"{head}{arms}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    taken = load_scenario("trials/trial.yaml#more").steps_of(Take)
    assert [Path(one.medicine).resolve() for one in taken] == [folder / "own.yaml"] * 2
