"""A cohort beside published spreads: how a printed spread is read, and what is said and drawn."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lactea.cohort.rows import READOUTS
from lactea.cohort.tally import QUANTILES, Spread
from lactea.view.cohort_text import (
    Account,
    comparison_cells,
    document_of,
    failure_lines,
    lacking_lines,
    page_of,
    verdict_line,
)
from lactea.view.figures.cohort_spread import SHOWN, TITLE, draw
from lactea.view.published import packaged
from lactea.view.published_spreads import (
    SOURCES,
    Comparison,
    compare,
    expected_range,
    printed_cv,
    rows_set,
    sampling_interval,
)
from lactea.view.saving import save_figure

BY_COLUMN = {readout.column: readout for readout in READOUTS}


def spread(column: str, cv: float, n: int = 50) -> Spread:
    return Spread(BY_COLUMN[column], n, 100.0, 100 * cv, cv, tuple(100.0 for _ in QUANTILES))


@pytest.mark.parametrize(
    ("row", "cv", "how"),
    [
        ("prl_basal_m1", 93 / 119, "SD"),
        ("mlk_vol_cox1996_m1", 54.7 * 11**0.5 / 708, "SE of 11"),
        ("mlk_vol_dewey1991_cv_between", 0.163, "CV"),
        ("mlk_inf_who_boys_m3", 0.11727, "S of the standard"),
        ("mlk_sto_kent_table_capacity", (382 - 74) / expected_range(142) / 179, "range of 142"),
    ],
)
def test_each_way_of_printing_a_spread_is_read(row: str, cv: float, how: str) -> None:
    assert printed_cv(packaged()[row][0]) == (pytest.approx(cv), how)


def test_a_row_without_a_spread_is_refused() -> None:
    plain = packaged()["mlk_lac_nommsen2010_median_onset"][0]
    with pytest.raises(ValueError, match="prints no spread"):
        printed_cv(plain)
    with pytest.raises(ValueError, match="no mean"):
        printed_cv(replace(plain, value=0.0))


def test_the_range_of_a_sample_grows_as_tables_say() -> None:
    # d2 of quality control charts.
    assert expected_range(2) == pytest.approx(1.128, abs=1e-3)
    assert expected_range(10) == pytest.approx(3.078, abs=1e-3)


def test_every_source_has_a_column_and_a_spread() -> None:
    for column, row in SOURCES:
        assert column in BY_COLUMN
        assert 0.05 < printed_cv(packaged()[row][0])[0] < 1
        assert packaged()[row][0].verified != "memory"


def test_a_spread_of_few_people_is_known_badly() -> None:
    row = packaged()["mlk_vol_cox1996_m1"][0]
    # The interval of a standard deviation of 11 normal values, from a table.
    assert sampling_interval(1.0, row) == (
        pytest.approx(0.699, abs=1e-3),
        pytest.approx(1.755, abs=1e-3),
    )
    assert sampling_interval(1.0, replace(row, n=None)) is None


def test_what_was_set_is_no_prediction() -> None:
    found = {one.row: one for one in compare([spread("milk_day90", 0.2)], packaged())}
    assert set(found) == {"mlk_vol_dewey1991_cv_between", "mlk_vol_kent_table_24h"}
    assert found["mlk_vol_kent_table_24h"].was_set
    assert not found["mlk_vol_dewey1991_cv_between"].was_set
    assert {"prl_basal_m1", "mlk_lac_arthur1989_coming_in"} <= rows_set()


@pytest.mark.parametrize(
    ("cv", "agrees"), [(0.11, True), (0.10, False), (0.24, True), (0.25, False)]
)
def test_spreads_agree_within_a_band_both_ways(cv: float, agrees: bool) -> None:
    one = Comparison("milk_day90", "r", "s", None, 0.163, cv, "CV", None, False)
    assert one.agrees == agrees
    assert one.fold >= 1


def test_no_spread_at_all_does_not_agree() -> None:
    assert not Comparison("milk_day90", "r", "s", None, 0.163, 0.0, "CV", None, False).agrees


def account(**changes: object) -> Account:
    spreads = [spread("milk_day90", 0.2), spread("activation_felt", 0.5, n=40)]
    whole = Account(
        {"schema": "lactea.cohort/1", "seed": 0},
        53,
        spreads,
        compare(spreads, packaged()),
        [("CohortError: too large", 2), ("another", 1)],
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_failures_are_counted_and_named() -> None:
    assert failure_lines(account())[0] == "3 of 53 people could not be simulated:"
    assert "2 x CohortError: too large" in failure_lines(account())[1]
    assert failure_lines(account(failures=[])) == ["All 53 people could be simulated."]
    many = [(f"reason {i}", 1) for i in range(9)]
    assert failure_lines(account(failures=many))[-1].strip() == "and 4 more reasons"


def test_who_lacks_a_number_is_told() -> None:
    told = [line for line in lacking_lines(account()) if line]
    assert told == [
        "10 people have no activation_felt: in them it did not happen (activation.felt, in P0D/P7D)."
    ]


def test_document_text_and_page_say_the_same() -> None:
    one = account()
    document = document_of(one)
    assert document["failed"] == 3
    assert document["columns"]["milk_day90"]["cv"] == 0.2  # type: ignore[index]
    assert "age" in document["covariates_without_effect"]  # type: ignore[operator]
    rows = comparison_cells(one)[1:]
    published = document["published"]
    assert [row[1] for row in rows] == [entry["row"] for entry in published]  # type: ignore[attr-defined]
    assert "1 of 1 predicted and 1 of 2 set" in verdict_line(one)
    page = page_of(one, "lactea cohort natural", "pictures/x.png")
    for words in ("`lactea cohort natural`", "pictures/x.png", *(row[1] for row in rows)):
        assert words in page
    assert "Against published" not in page_of(account(comparisons=[]), "lactea cohort man", None)


def test_the_figure_has_a_panel_per_number_and_a_line_per_study(tmp_path: Path) -> None:
    draws = np.random.default_rng(0)
    values = {name: list(draws.normal(100, 20, 30)) for name in SHOWN if name != "milk_day30"}
    spreads = [spread(name, 0.2) for name in values]
    figure = draw(values, compare(spreads, packaged()), "stamp of the run")
    assert len(figure.axes) == len(SHOWN) - 1
    titles = {axes.get_title(loc="left"): axes for axes in figure.axes}
    milk = titles["Milk, month 3"]
    assert [line.get_label() for line in milk.lines] == [
        "30 simulated people",
        "Dewey 1991 (CV 0.16)",
        "Kent data (CV 0.22)",
    ]
    path = tmp_path / "spread.svg"
    save_figure(figure, path, "stamp of the run", TITLE)
    assert "stamp of the run" in path.read_text("utf-8")
