"""Rows predicted for virtual groups: asked for, drawn, accepted, and counted."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.evidence import TableError, Validation, validate
from lactea.evidence.asked_group import SIDES, AskedGroup, Beside, Between, asked_group
from lactea.evidence.group_answers import answer_of_group
from lactea.evidence.roles import fitted_rows, rows_behind_spreads
from lactea.evidence.runs import Answer, Question, Run, days_asked
from lactea.evidence.split import Split
from lactea.evidence.tables_folder import read_folder
from lactea.evidence.virtual_people import default_accept, default_draw

Line = dict[str, str]
WriteFolder = Callable[[list[Line], list[Line]], Path]
Check = Callable[..., Validation]
COLUMNS = {"group": "", "between": "", "noise": "", "beside": ""}
DELAYED = {"observable": "activation.time", "statistic": "value", "at": "P0D/P7D"}
DELAYED |= {"kind": "share", "group": "5", "between": "share > 72"}
GESTATIONAL = "person.diabetes=gestational"
LEVEL = {"kind": "level"}


def draw(
    scenario: str, overrides: tuple[str, ...], person: int, days: int | None, seed: int
) -> float:
    """Onsets 10 h apart, from 50 h on; 20 h later with diabetes; in some scenarios one has none."""
    if scenario == "broken" and person == 1:
        raise RuntimeError("the step became too small")
    if scenario == "never" and person == 0:
        return math.nan
    return 50.0 + 10 * person + (20.0 if GESTATIONAL in overrides else 0.0) + 100 * seed


def evaluate(recording: float, observable: str, statistic: str, at: str) -> float:
    return recording


def simulate(scenario: str, overrides: tuple[str, ...]) -> float:
    return 70.0


def accept(
    run: Run, question: Question, people: int, mean: float, sd: float, seed: int, jobs: int
) -> tuple[int, ...]:
    if mean > 1000:
        raise ValueError("the model has no such people")
    return tuple(range(int(mean), int(mean) + people))


class Onset:
    def __init__(self, unit: str, statistics: tuple[str, ...] = ("mean", "value")) -> None:
        self.unit, self.statistics = unit, statistics


@pytest.fixture
def check(write_folder: WriteFolder) -> Check:
    def run(rows: list[Line], entries: list[Line], **options: Any) -> Validation:
        return validate(
            write_folder(rows, [COLUMNS | entry for entry in entries]),
            simulate=simulate,
            evaluate=evaluate,
            draw=draw,
            accept=accept,
            catalogue={"activation.time": Onset("h"), "milk.removed_per_day": Onset("mL/day")},
            parameters=[],
            **options,
        )

    return run


def only(validation: Validation) -> dict[str, Any]:
    rows = json.loads(json.dumps(validation.to_json(), allow_nan=False))["rows"]
    found: dict[str, Any] = rows[0]
    return found


@pytest.mark.parametrize(
    ("cells", "unit", "expected"),
    [
        ({}, "%", 40.0),
        ({"between": "share < 60"}, "%", 20.0),
        ({"group": f"2 + 3 {GESTATIONAL}"}, "%", 60.0),
        (
            {"group": f"1 + 2 {GESTATIONAL}; person.parity=1 + 2", "between": "mean"} | LEVEL,
            "h",
            78.0,
        ),
        ({"group": f"4 + 1 {GESTATIONAL}", "between": "iqr", "kind": "spread"}, "h", 20.0),
        ({"scenario": "never"}, "%", 60.0),
        ({"scenario": "broken", "between": "share > 55"}, "%", 60.0),
        ({"scenario": "broken", "between": "share < 65"}, "%", 20.0),
        ({"kind": "odds", "arm": GESTATIONAL, "between": "share > 75"}, "OR", 4 / (2 / 3)),
        ({"kind": "odds", "arm": GESTATIONAL, "between": "share > 75"}, "RR", 80 / 40),
        ({"kind": "spread", "between": "sd"}, "h", math.sqrt(250)),
        ({"kind": "spread", "between": "cv"}, "%", 100 * math.sqrt(250) / 70),
        ({"kind": "spread", "between": "iqr"}, "h", 20.0),
        ({"kind": "spread", "between": "iqr", "scenario": "never"}, "h", 20.0),
        ({"kind": "event_time", "between": "median"}, "d", 70 / 24),
        ({"kind": "event_time", "between": "median", "scenario": "never"}, "h", 80.0),
        ({"kind": "change", "between": "mean", "arm": GESTATIONAL}, "h", 20.0),
    ],
)
def test_a_group_answers(check: Check, cells: Line, unit: str, expected: float) -> None:
    # Onsets of 50, 60, 70, 80 and 90 h, and 20 h later with diabetes.
    rows = [{"id": "a", "value": "40", "unit": unit}]
    row = only(check(rows, [{"id": "a"} | DELAYED | cells]))
    assert row["status"] == "predicted"
    assert row["predicted"] == pytest.approx(expected)


def test_a_ratio_of_what_happened_to_nobody_is_told_as_no_prediction(check: Check) -> None:
    cells = {"kind": "odds", "arm": GESTATIONAL, "between": "share > 500"}
    text = check([{"id": "a", "value": "2.4", "unit": "OR"}], [{"id": "a"} | DELAYED | cells])
    assert "no prediction (it has no value in these people" in text.summary()


TWO = {"kind": "level", "between": "r2 with beside", "beside": "milk.removed_per_day mean P30D"}


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("share > 75 where beside > 60", 100 * 2 / 3),
        ("share > 75 where beside < 60", 0.0),
        ("share < beside", 0.0),
        ("mean where beside > 75", 85.0),
        ("sds -2.5", 70 - 2.5 * math.sqrt(250)),
        ("cut for beside > 75", 75.0),
        ("cut of specificity 90 for beside > 75", 75.0),
        ("cut of sensitivity 60 for beside > 55", 65.0),
    ],
)
def test_a_second_reading_of_each_person(check: Check, between: str, expected: float) -> None:
    # Both readings are 50, 60, 70, 80 and 90.
    kind = "share" if between.startswith("share") else "level"
    cells = TWO | {"between": between, "kind": kind}
    cells |= {"beside": ""} if between.startswith("sds") else {}
    unit = "%" if kind == "share" else "h"
    row = only(check([{"id": "a", "value": "40", "unit": unit}], [{"id": "a"} | DELAYED | cells]))
    assert (row["status"], row["predicted"]) == ("predicted", pytest.approx(expected))


@pytest.mark.parametrize(
    ("second", "statistic", "expected"),
    [
        ([2.0, 4.0, 6.0, 8.0], "r2", 1.0),
        ([4.0, 3.0, 2.0, 1.0], "r2", 1.0),
        ([1.0, -1.0, -1.0, 1.0], "r2", 0.0),
        ([5.0, 5.0, 5.0, 5.0], "r2", None),
        ([0.0, 0.0, 9.0, 9.0], "cut", 2.5),
        ([0.0, 9.0, 0.0, 9.0], "cut", 1.5),
        ([9.0, 9.0, 9.0, 9.0], "cut", None),
        ([0.0, 9.0, 0.0, 9.0], "share beside", 50.0),
        ([math.nan, 9.0, 9.0, 9.0], "share beside", 100.0),
        ([0.0, 9.0, 0.0, 9.0], "specificity", 3.5),
        ([0.0, 9.0, 0.0, 9.0], "sensitivity", 1.5),
        ([9.0, 9.0, 0.0, 0.0], "specificity", None),
    ],
)
def test_one_reading_tells_the_other(
    second: list[float], statistic: str, expected: float | None
) -> None:
    between = Between(statistic, "below", threshold=7.0, percent=88.0)
    asked = AskedGroup(4, between, beside=Beside("y", "mean", ""))
    found = answer_of_group(
        asked,
        range(4),
        [Answer(value) for value in (1.0, 2.0, 3.0, 4.0)],
        beside=[Answer(value) for value in second],
        observable="x",
        once=False,
        seed=0,
    )
    if expected is None:
        assert "tells the other" in found.problem
    else:
        assert (found.problem, found.value) == ("", pytest.approx(expected))


def test_who_never_had_it_is_on_the_late_side_and_a_failed_run_on_neither() -> None:
    second = [Answer(80.0), Answer(problem="no value", never=True), Answer(problem="too stiff")]
    found = {
        side: answer_of_group(
            AskedGroup(
                3, Between("share", "above", 0.5), beside=Beside("y", "value", "", side, 72)
            ),
            range(3),
            [Answer(1.0), Answer(0.0), Answer(1.0)],
            beside=second,
            observable="x",
            once=False,
            seed=0,
        )
        for side in SIDES.values()
    }
    assert found["above"].value == 50.0
    assert found["below"].problem == "Nobody of the 3 people is of the group asked for."


def test_a_spread_of_one_is_told_as_too_few() -> None:
    asked = AskedGroup(2, Between("sd"), beside=Beside("y", "mean", "", "above", 1.0))
    answers = [Answer(1.0), Answer(2.0)]
    found = answer_of_group(
        asked, (0, 1), answers, beside=answers, observable="x", once=False, seed=0
    )
    assert found.problem == "1 people are too few here."


def test_a_median_among_those_in_whom_it_never_happened_is_none() -> None:
    asked = AskedGroup(3, Between("median"))
    answers = [Answer(5.0), *[Answer(problem="no value", never=True)] * 2]
    found = answer_of_group(asked, range(3), answers, observable="x", once=True, seed=0)
    assert "2 of the 3 people have no value here (the first: no value)" in found.problem


@pytest.mark.parametrize("scenario", ["broken", "never"])
def test_a_spread_of_those_who_remain_is_none(check: Check, scenario: str) -> None:
    cells = DELAYED | {"scenario": scenario, "kind": "spread", "between": "cv"}
    row = only(check([{"id": "a", "value": "20", "unit": "%"}], [{"id": "a"} | cells]))
    assert (row["status"], row["pass"], row["predicted"]) == ("failed", False, None)
    assert "1 of the 5 people" in row["reason"]


def test_who_never_has_a_value_is_late_only_for_what_happens_once() -> None:
    asked = AskedGroup(2, Between("share", "above", 5.0))
    answers = [Answer(6.0), Answer(problem="no value", never=True)]
    kinds = [
        answer_of_group(asked, (0, 1), answers, observable="x", once=once, seed=0).value
        for once in (True, False)
    ]
    assert kinds == [100.0, 50.0]


def test_nobody_left_is_a_problem() -> None:
    asked = AskedGroup(2, Between("share", "above", 5.0))
    answers = [Answer(problem="too stiff")] * 2
    found = answer_of_group(asked, (0, 1), answers, observable="x", once=True, seed=0)
    assert "None of the 2 people has a value: too stiff" in found.problem


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=30), st.floats(-100, 100))
def test_shares_on_both_sides_leave_nobody_twice(values: list[float], limit: float) -> None:
    answers = [Answer(value) for value in values]
    above, below = (
        answer_of_group(
            AskedGroup(len(values), Between("share", side, limit)),
            range(len(values)),
            answers,
            observable="x",
            once=False,
            seed=0,
        ).value
        for side in ("above", "below")
    )
    on_it = 100 * sum(value == limit for value in values) / len(values)
    assert above + below + on_it == pytest.approx(100)


def test_noise_widens_a_spread_and_belongs_to_person_and_seed() -> None:
    def spread(noise: float, seed: int) -> float:
        asked = AskedGroup(40, Between("cv"), noise_cv=noise)
        answers = [Answer(100.0 + i % 2) for i in range(40)]
        return answer_of_group(
            asked, range(40), answers, observable="x", once=False, seed=seed
        ).value

    assert spread(0.1, 0) == spread(0.1, 0)
    assert spread(0.1, 0) != spread(0.1, 1)
    assert spread(0.0, 0) < 1
    assert spread(0.1, 0) > 5


def test_the_document_tells_of_the_group(check: Check) -> None:
    rows = [{"id": "a", "value": "60", "unit": "%"}]
    found = check(rows, [{"id": "a"} | DELAYED | {"scenario": "never"}], seed=1)
    group = only(found)["group"]
    assert {key: group[key] for key in ("people", "failed", "never", "threshold")} == {
        "people": 5,
        "failed": 0,
        "never": 1,
        "threshold": 72.0,
    }
    assert group["low"] == pytest.approx(161.5)
    assert found.to_json()["seed"] == 1
    assert only(found)["predicted_low"] is None


def test_the_report_says_of_how_many_people(check: Check, tmp_path: Path) -> None:
    rows = [{"id": "a", "value": "40", "unit": "%"}]
    check(rows, [{"id": "a"} | DELAYED]).write_report(tmp_path / "report.html")
    assert "5 virtual people" in (tmp_path / "report.html").read_text("utf-8")


def test_the_range_of_people_stands_beside_their_mean(check: Check) -> None:
    cells = DELAYED | {"kind": "event_time", "between": "mean"}
    row = only(check([{"id": "a", "value": "3", "unit": "d"}], [{"id": "a"} | cells]))
    assert row["predicted_low"] == pytest.approx(52 / 24)
    assert row["predicted_high"] == pytest.approx(88 / 24)


BASELINE = {"id": "b", "role": "baseline", "observable": "activation.time", "statistic": "value"}


def test_a_group_is_accepted_on_the_baseline_of_its_study(check: Check) -> None:
    rows = [
        {"id": "a", "value": "60", "unit": "%"},
        {"id": "b", "value": "2", "unit": "h", "spread_kind": "SD", "spread_low": "1"},
        {"id": "c", "value": "60", "unit": "%", "study": "C"},
    ]
    entries = [{"id": "a"} | DELAYED, BASELINE, {"id": "c"} | DELAYED]
    found = {o.row.id: o for o in check(rows, entries).outcomes}
    # People 2 to 6 are later than people 0 to 4.
    assert (found["a"].predicted, found["c"].predicted) == (80.0, 40.0)
    assert found["b"].status == "baseline"


def test_people_of_several_kinds_are_not_accepted_on_a_baseline(check: Check) -> None:
    rows = [
        {"id": "a", "unit": "%"},
        {"id": "b", "value": "2", "unit": "h", "spread_kind": "SD", "spread_low": "1"},
    ]
    entry = {"id": "a"} | DELAYED | {"group": "3 + 2 person.parity=1"}
    with pytest.raises(TableError, match="of one kind"):
        check(rows, [entry, BASELINE])


def test_people_whom_the_model_lacks_are_a_miss(check: Check) -> None:
    rows = [
        {"id": "a", "value": "60", "unit": "%"},
        {"id": "b", "value": "2000", "unit": "h", "spread_kind": "SE", "spread_low": "1", "n": "9"},
    ]
    row = only(check(rows, [{"id": "a"} | DELAYED, BASELINE]))
    assert row["status"] == "failed"
    assert row["reason"] == "The group of b cannot be drawn: the model has no such people"


@pytest.mark.parametrize("spread", [{}, {"spread_kind": "SE", "spread_low": "1"}])
def test_a_baseline_without_spread_accepts_nobody(check: Check, spread: Line) -> None:
    rows = [{"id": "b", "value": "2", "unit": "h"} | spread]
    with pytest.raises(TableError, match="a value and an SD"):
        check(rows, [BASELINE])


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"group": "many"}, ["line 2", "'many'", "2 to 1000"]),
        ({"group": "1"}, ["'1'", "2 to 1000"]),
        ({"group": ""}, ["'between'", "'group'", "60"]),
        ({"group": "0 + 5"}, ["'0'", "34 + 26 person.parity=1"]),
        ({"group": "3 + person.parity=1"}, ["'person.parity=1'", "34 + 26 person.parity=1"]),
        (
            {"group": "3 + 2 person.parity=1", "set": "person.parity=0"},
            ["'person.parity'", "in one place"],
        ),
        ({"group": "3 + 2 parity"}, ["'parity'", "PATH=VALUE"]),
        ({"group": "3 + 2 parameters.felt_activation=1"}, ["felt_activation", "the study reports"]),
        ({"between": ""}, ["'between'", "share > NUMBER"]),
        ({"between": "share"}, ["'share'", "share > NUMBER"]),
        ({"between": "share > three days"}, ["'share > three days'", "share > NUMBER"]),
        ({"between": "share > nan"}, ["'nan'", "'share > 72'"]),
        ({"between": "medain"}, ["'medain'", "'median'"]),
        ({"between": "cv"}, ["'cv'", "kind 'share'", "'share'"]),
        ({"kind": "spread"}, ["'share > 72'", "kind 'spread'", "'cv' or 'sd' or 'iqr'"]),
        ({"noise": "5 %"}, ["'5 %'", "cv=0.05"]),
        ({"noise": "cv=2"}, ["below 1"]),
        ({"beside": "activation.time"}, ["'activation.time'", "OBSERVABLE STATISTIC"]),
        ({"beside": "activation.time value"}, ["'where beside'", "both or neither"]),
        ({"between": "share > 72 where beside > 1"}, ["'where beside'", "both or neither"]),
        (TWO | {"beside": ""}, ["'r2'", "both or neither"]),
        ({"between": "share < beside"}, ["'share < beside'", "both or neither"]),
        (TWO | {"kind": "level", "between": "sds low", "beside": ""}, ["'low'", "sds -2.5"]),
        (TWO | {"between": "cut of specificity 120 for beside > 1"}, ["120", "write percent"]),
    ],
)
def test_a_fault_names_its_place_and_remedy(
    write_folder: WriteFolder, cells: Line, words: list[str]
) -> None:
    with pytest.raises(TableError) as caught:
        read_folder(write_folder([{"id": "a"}], [COLUMNS | {"id": "a"} | DELAYED | cells]))
    for word in words:
        assert word in str(caught.value)


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_cells_are_read_or_refused(group: str, between: str, noise: str) -> None:
    problem, asked = "", None
    try:
        asked = asked_group("own.map.csv, line 2", group, between, noise, "share")
    except TableError as error:
        problem = str(error)
    assert problem == "" or problem.startswith("own.map.csv, line 2: ")
    assert asked is None or asked.people >= 2


@pytest.mark.parametrize(
    ("times", "days"),
    [
        (["P0D/P7D"], 7),
        (["P3D"], 4),
        (["P0D/P7D", "PT12H/PT36H", "P6D"], 7),
        (["-P14D"], 1),
        (["P3D", "any"], None),
        (["P3D", "some day"], 4),
    ],
)
def test_no_more_days_are_simulated_than_asked_for(times: list[str], days: int | None) -> None:
    assert days_asked(Question("x", "mean", at) for at in times) == days


def test_rows_that_spreads_were_set_by_are_fitted_for_groups_only(
    write_folder: WriteFolder,
) -> None:
    rows = [{"id": i, "quantity": "onset"} for i in ("a", "b", "set_by")]
    entries = [COLUMNS | {"id": "a"} | DELAYED, COLUMNS | {"id": "b"}]
    folder = read_folder(write_folder(rows, entries))
    found = fitted_rows(folder.rows, folder.entries, [], Split({}), ["set_by"])
    assert found == {"a": "a spread between people was set by set_by"}


def test_spreads_name_rows_in_sources_and_reasons_and_by_their_beginnings() -> None:
    known = ["prl_halflife", "mlk_lac_arthur1989_coming_in", "mlk_vol_kent_table_24h", "prl_half"]
    assert rows_behind_spreads(known) == known[:3]


def test_real_people_are_the_same_for_any_number_of_processes(write_folder: WriteFolder) -> None:
    entry = COLUMNS | {"id": "a", "scenario": "man", "observable": "prolactin.level"}
    entry |= {"at": "P0D/P1D", "kind": "spread", "group": "4", "between": "cv"}
    folder = write_folder([{"id": "a", "value": "40", "unit": "%"}], [entry])
    one, two, other = (
        validate(folder, parameters=[], jobs=jobs, seed=seed).outcomes[0]
        for jobs, seed in ((1, 3), (2, 3), (1, 4))
    )
    assert one == two
    assert one.status == "predicted"
    assert one.predicted is not None
    assert 5 < one.predicted < 200
    assert one.predicted != other.predicted


def test_a_real_group_is_accepted_on_a_baseline() -> None:
    run, question = Run("man", ()), Question("prolactin.level", "mean", "P0D/P1D")
    people = default_accept(run, question, 3, 9.0, 2.0, 2, 1)
    assert len(set(people)) == 3
    from lactea.results.observables import evaluate as read

    levels = [
        read(default_draw("man", (), person, 1, 2), question.observable, "mean", question.at)
        for person in people
    ]
    assert sum(levels) / 3 == pytest.approx(9.0, abs=0.5)
    assert replace(run, person=people[0]) != run
