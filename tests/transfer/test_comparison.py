"""The comparison with measurements: every row has a use, and scores count what is missing."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

import pytest

from lactea.transfer import all_substances, load, predicted
from lactea.transfer.causes import CAUSES
from lactea.transfer.comparison import (
    GROUPS,
    of_all,
    of_ceiling,
    of_mean,
    of_median,
    of_one,
    ratios,
    relative_doses,
    score,
)
from lactea.transfer.observations import (
    KINDS_OF_RATIO,
    observations,
    of_use,
    published_relative_doses,
)
from lactea.transfer.stage import milk_ph, of_stage

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


def test_what_is_only_a_bound_is_not_counted() -> None:
    """A relative dose without a ratio beside it is listed, but outside the bar."""
    bound = re.compile(r"upper bound|less than|maximum", re.IGNORECASE)
    counted = [one for one in of_use("relative_dose") if one.ratio_rows]
    for use in ("ratio", "infant_level", "infant_of_mother"):
        counted += of_use(use)
    assert [one.row.id for one in counted if bound.search(one.row.note)] == []


def test_the_same_women_at_the_same_time_are_counted_once() -> None:
    seen = Counter(
        (one.substance, one.row.study, one.kind, one.row.time) for one in of_use("ratio")
    )
    assert [key for key, times in seen.items() if times > 1] == []


def test_the_middle_of_a_printed_range_stands_for_the_range() -> None:
    one = observations()["mlk_prednisolone_mp_ost"]
    assert (one.row.spread_low, one.row.spread_high) == (0.05, 0.25)
    assert one.nearest(0.07) == pytest.approx(0.07)
    assert one.nearest(0.5) == 0.25
    assert one.nearest(0.01) == 0.05
    with_a_mean = observations()["mlk_paroxetine_mp_auc"]
    assert with_a_mean.nearest(0.4) == with_a_mean.value


def test_a_ratio_to_whole_blood_becomes_one_to_plasma() -> None:
    one = observations()["mlk_ethanol_mp"]
    assert "blood" in one.row.quantity
    assert one.value == pytest.approx(1.0 / 1.14, rel=1e-3)
    others = [row for row in of_use("ratio") if row is not one]
    assert [row.row.id for row in others if "blood" in row.row.quantity] == []


def test_a_share_of_an_infants_own_dose_is_no_relative_dose() -> None:
    # 0.41 mg/kg/day and 3.40 %: the whole would be 12 mg/kg/day, where the mother takes 400 mg.
    swiss = observations()["mlk_nevirapine_qd_rid_swiss"]
    assert swiss.use == "excluded"
    assert swiss not in published_relative_doses("nevirapine")


def test_samples_hours_after_the_dose_are_single_times() -> None:
    for name in ("mlk_nevirapine_mp_1mo", "mlk_lamivudine_mp_1mo"):
        assert observations()[name].kind == "single_time"


def test_a_base_is_compared_in_the_milk_of_its_day() -> None:
    found = {one.observation.row.id: one for one in ratios()}
    early = found["mlk_methadone_mp_bogen"]
    undated = found["mlk_methadone_mp_wojnar"]
    assert early.observation.age_days == pytest.approx(3.5)
    assert undated.observation.age_days is None
    mature = in_milk_of("methadone", 30.0)
    assert in_milk_of("methadone", 1.0) < undated.predicted < mature
    assert early.predicted == pytest.approx(in_milk_of("methadone", 3.5))


def test_milk_is_most_acid_in_the_second_week() -> None:
    # mlk_ph_colostrum, mlk_ph_wk2, mlk_ph_10mo
    assert milk_ph(0) == pytest.approx(7.45, abs=0.02)
    assert milk_ph(12) == pytest.approx(7.04, abs=0.05)
    assert milk_ph(300) == pytest.approx(7.4, abs=0.07)
    assert of_stage(load("caffeine").chemistry, 2.0) == pytest.approx(1.0)
    assert of_stage(load("lithium").chemistry, 2.0) == 1.0
    assert of_stage(None, 2.0) == 1.0


def in_milk_of(name: str, days: float) -> float:
    substance = load(name)
    ratio = predicted(substance)
    assert ratio is not None
    return ratio.value * of_stage(substance.chemistry, days)


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
    assert of_mean(found).count == of_one(found).count == len(found)


def test_methods_do_better_than_no_model() -> None:
    found = ratios()
    for without in (of_one(found), of_median(found)):
        assert of_all(found).within_two > without.within_two
        assert of_all(found).fold < without.fold


def test_the_page_shows_what_is_computed() -> None:
    page = PAGE.read_text("utf-8")
    found = of_all(ratios())
    assert f"({found.within_two} of {found.count})" in page
    given = of_all([one for one in relative_doses() if one.observation.ratio_rows])
    assert f"({given.within_two} of {given.count})" in page


def test_every_missed_ratio_has_its_cause() -> None:
    missed = {one.observation.substance for one in ratios() if one.fold > 2}
    assert set(CAUSES) == missed
