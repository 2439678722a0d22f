"""One row per person, and what a cohort comes to."""

import numpy as np
import pytest

from lactea.cohort import Failure, Population, Recipe, Success, simulate_people
from lactea.cohort.rows import COLUMNS, READOUTS, Row, outcome_row, row_of, shown
from lactea.cohort.tally import QUANTILES, Tally
from lactea.results.observables import find
from lactea.scenario import load

NEVER = {"activation_start", "activation_time", "activation_felt"}


@pytest.mark.parametrize("readout", READOUTS, ids=lambda readout: readout.column)
def test_every_column_is_an_observable_in_its_unit(readout) -> None:  # type: ignore[no-untyped-def]
    observable = find(readout.observable)
    assert readout.statistic in observable.statistics
    assert readout.unit.split(" ")[0] in (observable.unit, "per")


def test_a_row_says_who_it_is_and_what_came_of_it() -> None:
    recipe = Recipe(load("natural"), 4, Population(diabetes={"type1": 1.0}))
    (outcome,) = simulate_people(recipe, [9], row_of, days=9)
    assert isinstance(outcome, Success)
    row = outcome.value
    person = recipe.person(9).scenario
    assert (row["person"], row["diabetes"]) == (9, "type1")
    assert person.infant is not None
    assert row["infant_birth_weight_kg"] == person.infant.birth_weight
    assert isinstance(row["milk_day7"], float)
    assert row["milk_day7"] > 100
    # Nothing is made up for days that were not simulated.
    assert row["milk_day30"] is None
    cells = dict(zip(COLUMNS, shown(row), strict=True))
    assert float(cells["milk_day7"]) == row["milk_day7"]
    assert (cells["milk_day30"], cells["failure"]) == ("", "")


def test_what_never_happens_is_empty() -> None:
    (outcome,) = simulate_people(Recipe(load("man")), [0], row_of, days=9)
    assert isinstance(outcome, Success)
    assert all(outcome.value[column] is None for column in NEVER)
    assert outcome.value["infant_sex"] is None
    assert outcome.value["milk_day7"] == 0.0


def test_a_failure_is_a_row_with_its_reason() -> None:
    cells = dict(zip(COLUMNS, shown(outcome_row(Failure(3, "too small"))), strict=True))
    assert cells["person"] == "3"
    assert cells["failure"] == "too small"
    assert {cells[column] for column in COLUMNS[1:-1]} == {""}


def test_a_tally_counts_and_spreads() -> None:
    values = [500.0, 600.0, 700.0, 900.0]
    tally = Tally()
    for i, value in enumerate(values):
        row: Row = {"milk_day7": value, "milk_day30": value if i == 0 else None}
        tally.add(Success(i, row))
    for i in range(3):
        tally.add(Failure(i, "one" if i else "other"))
    (spread,) = tally.spreads()  # one value is no spread
    assert spread.readout.column == "milk_day7"
    assert (spread.n, spread.mean) == (4, 675.0)
    assert spread.cv == pytest.approx(np.std(values, ddof=1) / 675)
    assert spread.quantiles == pytest.approx(np.quantile(values, QUANTILES))
    assert tally.people == 7
    assert tally.failures.most_common() == [("one", 2), ("other", 1)]
