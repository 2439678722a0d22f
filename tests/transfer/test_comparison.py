"""The comparison with measurements: every row has a use, and scores count what is missing."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from lactea.transfer import all_substances
from lactea.transfer.comparison import (
    GROUPS,
    of_all,
    of_ceiling,
    of_median,
    ratios,
    relative_doses,
    score,
)
from lactea.transfer.observations import KINDS_OF_RATIO, observations, of_use

PAGE = Path(__file__).resolve().parents[2] / "docs" / "milk-transfer.md"


def test_every_row_of_the_table_has_a_use() -> None:
    rows = observations()
    assert len(rows) == 243
    for one in rows.values():
        assert (one.use == "excluded") == bool(one.reason), one.row.id
        if one.use == "ratio":
            assert one.kind in KINDS_OF_RATIO
        if one.use != "excluded":
            assert one.row.verified != "memory"
            assert one.row.value is not None
            assert all(name in rows for name in one.ratio_rows)


def test_compared_rows_name_substances_with_inputs() -> None:
    names = {substance.name for substance in all_substances()}
    assert all(one.substance in names for one in observations().values() if one.use != "excluded")


def test_a_missing_prediction_is_a_miss() -> None:
    found = score([(1.0, 1.5), (1.0, 2.5), (1.0, None)])
    assert (found.count, found.within_two, found.within_three) == (3, 1, 2)
    assert found.fold == pytest.approx(math.sqrt(1.5 * 2.5))


def test_groups_cover_the_ratios() -> None:
    found = ratios()
    assert len(found) == len(of_use("ratio"))
    classes = ("acid", "base", "neutral", "zwitterion")
    counts = [sum(GROUPS[name](one) for one in found) for name in classes]
    assert sum(counts) + sum(one.class_ == "ion" for one in found) == len(found)
    carried = [one for one in found if one.transport != "passive"]
    assert {one.observation.substance for one in carried} >= {"nitrofurantoin", "tenofovir"}


def test_relative_doses_with_a_ratio_take_it_from_their_own_study() -> None:
    for one in relative_doses():
        for name in one.observation.ratio_rows:
            own = observations()[name].row.study
            assert own == one.observation.row.study or "LactMed" in one.observation.row.study


def test_baselines_can_be_computed() -> None:
    found = ratios()
    assert of_ceiling().within_two / of_ceiling().count > of_all(found).within_two / len(found)
    assert of_median(found).count == len(found)


def test_the_page_shows_what_is_computed() -> None:
    page = PAGE.read_text("utf-8")
    found = of_all(ratios())
    assert f"({found.within_two} of {found.count})" in page
    given = of_all([one for one in relative_doses() if one.observation.ratio_rows])
    assert f"({given.within_two} of {given.count})" in page
