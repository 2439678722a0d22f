"""Clusters vote once; the ceiling and the null model are computed from the tables alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lactea.evidence import Validation, validate
from lactea.evidence.bars import unmet_bars
from lactea.evidence.comparators import ceiling_passes, null_passes

Line = dict[str, str]
Check = Callable[..., Validation]
Rows = list[tuple[str, str, str, Line]]


@pytest.fixture
def check(write_folder: Callable[[list[Line], list[Line]], Path], catalogue: Any) -> Check:
    """Validate rows (id, value, study, cells of the mapping) with a model that always says 800."""

    def run(*rows: tuple[str, str, str, Line], answer: float = 800.0) -> Validation:
        return validate(
            write_folder(
                [
                    {"id": i, "value": value, "study": study, "unit": cells.pop("unit", "mL/day")}
                    for i, value, study, cells in rows
                ],
                [{"id": i} | cells for i, _, _, cells in rows],
            ),
            simulate=lambda scenario, overrides: answer * (2 if scenario == "twins" else 1),
            evaluate=lambda recording, observable, statistic, at: recording,
            catalogue=catalogue,
            parameters=[],
        )

    return run


def in_cluster(name: str = "c") -> Line:
    return {"cluster": name}


def test_a_cluster_votes_once_by_the_spread_between_studies(check: Check) -> None:
    rows = [(i, v, i, in_cluster()) for i, v in (("a", "700"), ("b", "800"), ("c", "900"))]
    inside = check(*rows)
    assert [c.passed for c in inside.clusters] == [True]
    rows = [(i, v, i, in_cluster()) for i, v in (("a", "700"), ("b", "800"), ("c", "900"))]
    outside = check(*rows, answer=1600.0)
    assert [c.passed for c in outside.clusters] == [False]
    assert outside.totals["all"].clusters_passed == 0.0


def test_rows_of_one_study_are_no_cluster(check: Check) -> None:
    found = check(("a", "700", "A", in_cluster()), ("b", "800", "A", in_cluster()))
    assert [c.passed for c in found.clusters] == [None]
    assert found.totals["all"].clusters == 0


def test_a_cluster_of_fitted_rows_has_no_vote(check: Check) -> None:
    fitted = {"role": "fit"}
    rows = [(i, v, i, in_cluster() | fitted) for i, v in (("a", "7"), ("b", "8"), ("c", "9"))]
    assert [c.passed for c in check(*rows).clusters] == [None]


def test_two_studies_borrow_their_spread(check: Check) -> None:
    wide = [(i, v, i, in_cluster("wide")) for i, v in (("a", "400"), ("b", "800"), ("c", "1600"))]
    pair = [(i, v, i, in_cluster("pair")) for i, v in (("d", "500"), ("e", "550"))]
    found = {c.name: c for c in check(*wide, *pair).clusters}
    assert found["pair"].interval is not None
    assert found["pair"].interval.low < 200
    assert found["pair"].passed


def test_studies_that_point_in_opposite_directions_are_contested(check: Check) -> None:
    cells = {"kind": "change", "arm": "scenario=twins", "cluster": "c"}
    found = check(("a", "50", "A", dict(cells)), ("b", "-50", "B", dict(cells)))
    assert [(c.contested, c.passed) for c in found.clusters] == [(True, None)]
    rows: Any = found.to_json()["rows"]
    assert [row["direction"] for row in rows] == ["contested", "contested"]
    assert "Contested" in found.summary()


def test_signs_that_agree_vote_together(check: Check) -> None:
    up = {"kind": "sign", "side": "positive", "arm": "scenario=twins", "cluster": "c"}
    found = check(("a", "", "A", dict(up)), ("b", "", "B", dict(up)))
    assert [c.passed for c in found.clusters] == [True]
    down = up | {"side": "negative"}
    found = check(("a", "", "A", dict(down)), ("b", "", "B", dict(down)))
    assert [c.passed for c in found.clusters] == [False]


def test_the_ceiling_holds_each_study_against_the_others(check: Check) -> None:
    rows = [(i, v, i, in_cluster()) for i, v in (("a", "700"), ("b", "800"), ("c", "2000"))]
    verdicts = ceiling_passes(check(*rows, ("alone", "800", "D", {})).outcomes)
    # a against 1400 misses, b against 1350 misses, c against 750 misses.
    assert verdicts == {"a": False, "b": False, "c": False}
    rows = [(i, v, i, in_cluster()) for i, v in (("a", "700"), ("b", "800"), ("c", "900"))]
    assert ceiling_passes(check(*rows).outcomes) == {"a": True, "b": True, "c": True}


def test_the_ceiling_does_not_see_the_same_study(check: Check) -> None:
    found = check(("a", "100", "A", in_cluster()), ("b", "100", "A", in_cluster()))
    assert ceiling_passes(found.outcomes) == {}


def test_the_null_model_is_the_median_of_the_other_rows(check: Check) -> None:
    rows: Rows = [(i, v, "A", {}) for i, v in (("a", "100"), ("b", "110"), ("c", "900"))]
    # a against 505, b against 500, c against 105: all miss.
    assert null_passes(check(*rows).outcomes) == {"a": False, "b": False, "c": False}
    rows = [(i, v, "A", {}) for i, v in (("a", "100"), ("b", "110"), ("c", "120"))]
    assert null_passes(check(*rows).outcomes) == {"a": True, "b": True, "c": True}


def test_the_null_model_minds_units(check: Check) -> None:
    grams = {"unit": "kg/day"}
    found = check(("a", "0.8", "A", grams), ("b", "780", "B", {}))
    assert null_passes(found.outcomes) == {"a": True, "b": True}


def test_the_null_model_of_a_contrast_is_no_effect(check: Check) -> None:
    change = {"kind": "change", "arm": "scenario=twins", "unit": "%"}
    sign = {"kind": "sign", "side": "positive", "arm": "scenario=twins"}
    found = check(
        ("small", "20", "A", dict(change)),
        ("large", "90", "A", dict(change)),
        ("way", "", "A", sign),
    )
    assert null_passes(found.outcomes) == {"small": True, "large": False, "way": False}


def test_bars_are_named_when_not_met(check: Check) -> None:
    rows: Rows = [(i, v, i, {}) for i, v in (("a", "700"), ("b", "800"), ("c", "2000"))]
    found = check(*rows)
    assert unmet_bars(found.totals) == [
        "rows passed: 67% of at least 75%.",
    ]
    assert not found.passed
    rows = [(i, v, i, {}) for i, v in (("a", "700"), ("b", "2500"), ("c", "100"))]
    assert any("null model" in bar for bar in unmet_bars(check(*rows, answer=9e9).totals))


def test_a_null_model_that_passes_everything_can_only_be_equalled(check: Check) -> None:
    rows: Rows = [(i, v, i, {}) for i, v in (("a", "780"), ("b", "800"), ("c", "820"))]
    found = check(*rows)
    assert found.totals["milk"].null_share == found.totals["milk"].pass_share_null_rows == 1.0
    assert unmet_bars(found.totals) == []
    assert found.passed
