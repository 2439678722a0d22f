"""Trial files: those that come with lactea are right, and wrong ones are told where and why."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lactea.engine import simulate
from lactea.evidence.tables_folder import builtin_folder
from lactea.evidence.trials import read_trial
from lactea.reading.durations import DAY
from lactea.reading.problems import InputError
from lactea.trial import TrialError, json_schema, load_trial, names
from lactea.trial.json_schema import shipped_text
from lactea.trial.library import path_of
from lactea.trial.regimens import cautions
from lactea.view.steroid_priming import Regimen, scenario_of

NOBODY_HELD = {"priming-by-pill"}
SHORT = Path(__file__).with_name("short.yaml")


@pytest.mark.parametrize("name", names())
def test_every_trial_that_comes_along_can_be_held_and_cites_what_is_known(name: str) -> None:
    trial = load_trial(name)
    design = trial.design
    assert design.name == name
    if name not in NOBODY_HELD:
        assert design.published is not None
        assert design.published.found
        assert design.published.chosen
    assert [one.horizon >= design.end for one in trial.scenarios] == [True] * len(design.arms)
    Draft202012Validator(json_schema()).validate(yaml.safe_load(path_of(name).read_text("utf-8")))


def test_a_trial_that_reads_by_days_begins_with_a_day() -> None:
    """Engorgement is the mean of a day: with a dose at noon the first reading would hold what the dose did that afternoon."""
    by_days = [
        design
        for design in (load_trial(name).design for name in names())
        if any(one.observable == "breast.engorgement" for one in design.measurements.values())
    ]
    assert by_days
    assert [design.start % DAY for design in by_days] == [0] * len(by_days)


def test_their_evidence_rows_exist_and_none_is_from_memory() -> None:
    rows = builtin_folder().rows
    cited = {
        row
        for name in names()
        if (published := load_trial(name).design.published) is not None
        for row in published.rows
    } | {
        one.source.removeprefix("row ")
        for name in names()
        for one in load_trial(name).design.measurements.values()
        if one.source.startswith("row ")
    }
    assert len(cited) > 10
    assert all(rows[row].verified != "memory" for row in cited)


def test_five_are_published_and_the_large_canadian_one_is_among_them() -> None:
    assert len(set(names()) - NOBODY_HELD) >= 5
    found = load_trial("empower").design
    assert found.recruitment.n == 90
    assert found.published is not None
    assert "560 planned" in found.published.found[0]
    endpoint = found.endpoints[found.analysis.endpoint]
    assert (endpoint.kind, endpoint.rise, endpoint.at) == ("responder", 0.5, 14 * 86_400)


@pytest.mark.parametrize("name", ["da-silva-2001", "ingram-2012", "hansen-2005", "fewtrell-2006"])
def test_arms_are_those_of_the_validation(name: str) -> None:
    tables = path_of(name).parents[2] / "evidence" / "tables" / "trials"
    validated = read_trial(tables / f"{name}.yaml")
    here = load_trial(name).design.arms
    assert {arm: one.steps for arm, one in here.items()} == {
        arm: one.steps for arm, one in validated.arms.items()
    }


REGIMENS = {
    "pump from day 60": Regimen(pill=False, pump_from=60),
    "pill and then the pump": Regimen(pill=True, pump_from=60),
    "pump from day 0": Regimen(pill=False, pump_from=0),
}


def test_the_trial_of_priming_compares_what_the_picture_of_it_does() -> None:
    trial = load_trial("priming-by-pill")
    for arm, regimen in REGIMENS.items():
        here = simulate(trial.scenarios[trial.design.arm_index(arm)], days=84)
        there = simulate(scenario_of(regimen), days=84)
        np.testing.assert_allclose(here.days["removed"], there.days["removed"], rtol=1e-3)
    assert set(REGIMENS) == set(trial.design.arms)


def test_a_regimen_above_a_cap_is_told_with_its_arm() -> None:
    told = cautions(load_trial("sick-neonates-2021"))
    assert {one.arm for one in told} == {"domperidone"}
    assert any("60 mg" in one.sentence for one in told)
    assert cautions(load_trial("jones-2001")) == ()


def test_the_schema_that_is_shipped_is_that_of_the_model() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(shipped_text()) == json_schema()


WRONG = [
    ("control=none", "control", "there is no 'none' here"),
    ("analysis.test=chi_square", "analysis.test", "'chi_square' does not suit a change"),
    ("analysis.arm=nothing", "analysis.arm", "the control itself"),
    ("analysis.endpoint=mlk", "analysis.endpoint", "there is no 'mlk' here"),
    ("visits=['1 d', '3 d']", "visits[0]", "the baseline, at '0 h'"),
    ("visits=['0 h', '3 d', '2 d']", "visits[2]", "one after the other"),
    ("endpoints.milk_change.at=2 weeks", "endpoints.milk_change.at", "no visit then"),
    ("endpoints.milk_change.at=0 h", "endpoints.milk_change.at", "name a later one"),
    (
        "analysis={endpoint: soon, test: mixed_model, arm: domperidone}",
        "analysis.endpoint",
        "there is no 'soon' here",
    ),
    ("endpoints.more.rise=null", "endpoints.more", "a responder needs one of"),
    ("endpoints.milk_change.rise=0.5", "endpoints.milk_change", "only a responder"),
    ("measurements.milk.observable=milk.removd_per_day", "measurements.milk.observable", "Did you mean"),
    ("measurements.milk.statistic=middle", "measurements.milk.statistic", "no such statistic"),
    ("measurements.milk.reason=''", "measurements.milk.reason", "needs its 'reason'"),
    ("drop_out[0].share=1", "drop_out[0].share", "nobody would be left"),
    ("drop_out[0].arm=placebo", "drop_out[0].arm", "there is no 'placebo' here"),
    ("randomisation.blocks=[3]", "randomisation.blocks[0]", "a multiple of 2"),
    ("randomisation.strata[0].cuts=[3, 2]", "randomisation.strata[0].cuts", "the cuts must rise"),
    ("eligibility[0].measurement=''", "eligibility[0]", "either a 'measurement' or an 'entry'"),
    ("eligibility[0].at_least=null", "eligibility[0]", "give 'at_least', 'at_most' or both"),
    ("arms.domperidone.steps[0].dose=20", "arms.domperidone.steps[0].dose", "has no unit"),
    ("arms.domperidone.steps[0].start=soon", "arms.domperidone.steps[0].start", "not a span of time"),
    ("set=['horizon=6 d']", "visits[2]", "set a later one"),
    ("base=preterm-pump", "base", "Did you mean 'preterm-pumping'?"),
    ("start=5", "start", "has no unit"),
    ("recruitment.n=1", "recruitment.n", "out of range"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "what"), WRONG, ids=[one[0] for one in WRONG])
def test_a_mistake_names_its_field_and_what_would_be_right(
    change: str, field: str, what: str
) -> None:
    with pytest.raises(TrialError) as raised:
        load_trial(SHORT, [change])
    assert raised.value.field == field
    assert what in raised.value.what


BROKEN = "schema: lactea.medicine/1\nname: x\nclass: x\nsummary: x\nkinetics: {oral: {tmax: soon}}\nsources: {}\n"


def test_a_broken_medicine_of_an_arm_is_told_when_the_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(BROKEN, "utf-8")
    with pytest.raises(TrialError) as raised:
        load_trial(SHORT, [f"arms.domperidone.steps[0].medicine={file}"])
    assert (raised.value.source, raised.value.line) == (str(file), 5)
    with pytest.raises(TrialError, match="there is no file") as raised:
        load_trial(SHORT, [f"arms.domperidone.steps[0].medicine={tmp_path}/none.yaml"])
    assert raised.value.field == "arms.domperidone.steps[0].medicine"


def test_an_unknown_parameter_is_told_when_the_file_is_read() -> None:
    with pytest.raises(TrialError, match="There is no parameter 'prl_half'") as raised:
        load_trial(SHORT, ["set=['horizon=9 d', 'parameters.prl_half=30 min']"])
    assert raised.value.field == "arms.nothing"


def test_a_trial_may_be_called_anything() -> None:
    """A letter outside the basic plane in what all arms share, too."""
    trial = load_trial(SHORT, ["name=пробный 🍼", "summary=🍼"])
    assert [one.name for one in trial.scenarios] == [
        "пробный 🍼, nothing",
        "пробный 🍼, domperidone",
    ]


def test_a_mixed_model_of_one_visit_is_refused() -> None:
    early = ["endpoints.milk_change.at=2 d", "analysis.test=mixed_model"]
    with pytest.raises(TrialError, match="needs two visits after the first"):
        load_trial(SHORT, early)
    assert load_trial(SHORT, early[1:]).design.analysis.test == "mixed_model"


def test_a_mistake_names_file_and_line(tmp_path: Path) -> None:
    text = SHORT.read_text("utf-8").replace('dose: "20 mg"', 'dose: "20 miles"')
    file = tmp_path / "wrong.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(TrialError) as raised:
        load_trial(file)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "miles" in line)
    assert (raised.value.source, raised.value.line) == (str(file), line)
    assert raised.value.field.startswith("arms.domperidone.steps[0]")


def test_an_unknown_name_and_a_missing_file_are_told() -> None:
    with pytest.raises(TrialError, match="Did you mean 'empower'"):
        load_trial("empwer")
    with pytest.raises(TrialError, match="there is no such file"):
        load_trial("nowhere.yaml")


PATHS = st.sampled_from(
    [change.partition("=")[0] for change, _, _ in WRONG]
    + ["arms", "run_in", "schema", "population"]
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)


@given(PATHS, VALUES)
def test_no_value_makes_it_fail_in_another_way(path: str, value: object) -> None:
    with suppress(InputError):
        load_trial(SHORT, [f"{path}={json.dumps(value)}"])


def test_changed_trials_have_other_hashes() -> None:
    assert load_trial(SHORT).hash == load_trial(SHORT).hash
    hashes = {load_trial(SHORT, [one]).hash for one in ("recruitment.n=6", "analysis.alpha=0.01")}
    assert len(hashes | {load_trial(SHORT).hash}) == 3
