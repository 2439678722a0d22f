"""The whole path with runs that answer at once."""

import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lactea.evidence import TableError, Validation, validate
from lactea.evidence.runs import Question, Run, ask_all

Line = dict[str, str]
WriteFolder = Callable[[list[Line], list[Line]], Path]
Check = Callable[..., Validation]

ANSWERS = {"natural": 800.0, "twins": 1600.0, "nothing": 0.0}


def simulate(scenario: str, overrides: tuple[str, ...]) -> float:
    if scenario == "broken":
        raise RuntimeError("the step became too small")
    boys = 50.0 if "infant.sex=boy" in overrides else 0.0
    less = 0.5 if any(item.startswith("parameters.") for item in overrides) else 1.0
    return (ANSWERS[scenario] + boys) * less


def evaluate(recording: float, observable: str, statistic: str, at: str) -> float:
    if at == "P900D":
        return float("nan")
    return recording / 2 if at == "P1D" else recording


@pytest.fixture
def check(write_folder: WriteFolder, catalogue: Any) -> Check:
    def run(rows: list[Line], entries: list[Line], **options: Any) -> Validation:
        return validate(
            write_folder(rows, entries),
            simulate=simulate,
            evaluate=evaluate,
            catalogue=catalogue,
            parameters=options.pop("parameters", []),
            **options,
        )

    return run


def only(validation: Validation) -> dict[str, Any]:
    document = json.loads(json.dumps(validation.to_json(), allow_nan=False))
    assert len(document["rows"]) == 1
    found: dict[str, Any] = document["rows"][0]
    return found


def test_a_level_is_predicted_in_the_unit_of_the_row(check: Check) -> None:
    row = only(check([{"id": "a", "value": "708", "unit": "g/day"}], [{"id": "a"}]))
    assert row["predicted"] == pytest.approx(824.0)
    assert row["fold"] == pytest.approx(824 / 708)
    assert row["status"] == "predicted"
    assert row["pass"] is True


@pytest.mark.parametrize(
    ("cells", "unit", "expected"),
    [
        ({"kind": "change", "arm": "scenario=twins"}, "mL/day", 800.0),
        ({"kind": "change", "arm": "scenario=twins"}, "%", 100.0),
        ({"kind": "change", "arm": "scenario=twins"}, "fold", 2.0),
        ({"kind": "change", "arm": "at=P1D", "minus_arm": "at=P2D", "side": "fall"}, "%", 50.0),
        ({"kind": "level", "arm": "at=P1D", "minus_arm": "at=P2D"}, "%", 50.0),
        ({"kind": "sign", "side": "positive", "arm": "scenario=twins"}, "direction", 800.0),
        ({"kind": "null_effect", "arm": "infant.sex=boy"}, "mL/day", 6.25),
        ({"kind": "change", "minus_arm": "infant.sex=boy"}, "kg/day", -0.0515),
    ],
)
def test_contrasts(check: Check, cells: Line, unit: str, expected: float) -> None:
    row = only(check([{"id": "a", "value": "1", "unit": unit}], [{"id": "a"} | cells]))
    assert row["predicted"] == pytest.approx(expected)


def test_a_failed_run_is_a_miss_and_no_crash(check: Check) -> None:
    rows = [{"id": "a", "value": "800"}, {"id": "b", "value": "800"}]
    found = check(rows, [{"id": "a"}, {"id": "b", "scenario": "broken"}])
    assert [o.status for o in found.outcomes] == ["predicted", "failed"]
    assert found.totals["all"].pass_share == 0.5
    assert "the step became too small" in found.summary()


def test_a_row_without_a_mapping_is_a_miss(check: Check) -> None:
    rows = [{"id": "a", "value": "800"}, {"id": "b", "value": "800"}]
    found = check(rows, [{"id": "a"}, {"id": "b", "role": "unmapped", "reason": "waits: x"}])
    every = found.totals["all"]
    assert (every.pass_share, every.pass_share_predicted) == (0.5, 1.0)


def test_a_number_that_does_not_exist_is_a_miss(check: Check) -> None:
    row = only(check([{"id": "a", "value": "800"}], [{"id": "a", "at": "P900D"}]))
    assert (row["status"], row["pass"], row["predicted"]) == ("failed", False, None)


def test_a_zero_against_a_positive_is_a_miss(check: Check) -> None:
    row = only(check([{"id": "a", "value": "800"}], [{"id": "a", "scenario": "nothing"}]))
    assert (row["status"], row["pass"], row["fold"]) == ("predicted", False, None)


def test_a_contrast_with_nothing_is_a_miss(check: Check) -> None:
    cells = {"kind": "change", "minus_arm": "scenario=nothing"}
    row = only(check([{"id": "a", "value": "50", "unit": "%"}], [{"id": "a"} | cells]))
    assert row["pass"] is False


def test_fitted_rows_stand_apart(check: Check, parameter: Any) -> None:
    rows = [{"id": "a", "value": "800"}, {"id": "b", "value": "800", "study": "B"}]
    found = check(rows, [{"id": "a"}, {"id": "b"}], parameters=[parameter("rate", "a")])
    assert found.totals["all"].statuses["fitted"] == 1
    assert found.totals["all"].statuses["predicted"] == 1
    assert found.warnings == ("1 of the 2 studies of milk are fitted; at most 33% may be.",)


def test_every_run_is_simulated_once() -> None:
    seen: list[Run] = []

    def count(scenario: str, overrides: tuple[str, ...]) -> float:
        seen.append(Run(scenario, overrides))
        return simulate(scenario, overrides)

    runs = [Run("natural", ()), Run("natural", ("infant.sex=boy",)), Run("natural", ())]
    asked = [(run, Question("x", "mean", at)) for run in runs for at in ("P1D", "P2D")]
    answers = ask_all(asked, simulate=count, evaluate=evaluate)
    assert len(seen) == 2
    assert answers[runs[1], Question("x", "mean", "P1D")].value == 425.0


def is_deaf(scenario, overrides):
    """1 where Ctrl-C, which a terminal sends to every process, is left to the parent."""
    return float(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))


def as_it_is(recording, observable, statistic, at):
    return recording


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held here")
def test_ctrl_c_is_left_to_the_parent() -> None:
    asked = [(Run("natural", (f"seed={n}",)), Question("x", "mean", "any")) for n in range(4)]
    answers = ask_all(asked, simulate=is_deaf, evaluate=as_it_is, jobs=2)
    assert [answer.value for answer in answers.values()] == [1.0] * 4


def test_several_processes_give_the_same_answers() -> None:
    # Unknown scenarios: every process answers at once, and each run with a sentence of its own.
    asked = [(Run(name, ()), Question("x", "mean", "P1D")) for name in ("nothing_1", "nothing_2")]
    one, two = ask_all(asked, jobs=1), ask_all(asked, jobs=2)
    for key in asked:
        assert key[0].scenario in one[key].problem
        assert two[key].problem == one[key].problem


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"observable": "milk.removed_per_dya"}, ["'milk.removed_per_dya'", "per_day"]),
        ({"statistic": "mode"}, ["'mode'", "mean"]),
        ({"observable": "prolactin.level"}, ["'mL/day'", "ng/mL", "(a)"]),
    ],
)
def test_a_row_that_cannot_be_asked_is_refused(check: Check, cells: Line, words: list[str]) -> None:
    with pytest.raises(TableError) as caught:
        check([{"id": "a", "value": "1"}], [{"id": "a"} | cells])
    for word in words:
        assert word in str(caught.value)


def test_the_summary_begins_with_the_misses(check: Check) -> None:
    rows = [{"id": "near", "value": "800"}, {"id": "far", "value": "100", "study": "B"}]
    text = check(rows, [{"id": "near"}, {"id": "far"}]).summary()
    assert text.startswith(
        "Misses\n  milk\n    far: published 100 mL/day, predicted 800, 8-fold; B"
    )
    assert "near" not in text


def test_a_number_of_the_other_sign_is_no_multiple(check: Check) -> None:
    text = check([{"id": "lost", "value": "-50", "study": "B"}], [{"id": "lost"}]).summary()
    assert "lost: published -50 mL/day, predicted 800; B" in text


def test_the_report_needs_no_other_file(check: Check, tmp_path: Path) -> None:
    rows = [{"id": "a", "value": "800"}, {"id": "b", "value": "90", "study": "<B> & sons"}]
    check(rows, [{"id": "a"}, {"id": "b"}]).write_report(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.index("Misses") < page.index("Passed") < page.index("Fitted, not counted")
    assert "&lt;B&gt; &amp; sons" in page
    assert "src=" not in page
    assert "http" not in page


def test_the_gland_moves_its_rows(check: Check, parameter: Any) -> None:
    lowered = parameter("synthesis_limit", "", 3.9, "mL/h")
    rows, entries = [{"id": "a", "value": "800"}], [{"id": "a"}]
    assert check(rows, entries, parameters=[lowered]).gland_share == 1.0
    assert check(rows, entries, parameters=[parameter("other", "")]).gland_share is None
    assert check(rows, entries, parameters=[lowered], gland=False).gland_share is None


def test_the_document_has_every_field_of_the_contract(check: Check) -> None:
    document = check([{"id": "a", "value": "800"}], [{"id": "a"}]).to_json()
    text = json.loads(json.dumps(document, allow_nan=False))
    assert text["schema"] == "lactea.validate/1"
    assert set(text["tables"]["own"]) == {"sha256", "rows"}
    fields = (
        "id table subsystem study grade role status reason scenario observable statistic at kind "
        "unit cluster observed mean_ci95 spread_kind spread_low spread_high n predicted "
        "predicted_low predicted_high fold inside_ci95 inside_spread direction pass"
    )
    assert set(fields.split()) <= set(text["rows"][0])
    totals = (
        "rows predicted failed fitted baseline input excluded unmapped pass_share "
        "pass_share_predicted within_1_5 "
        "within_2 clusters clusters_passed direction_right ceiling_share null_share"
    )
    assert set(totals.split()) <= set(text["totals"]["all"])
    assert set(text) >= {"version", "commit", "parameter_set", "totals"}
