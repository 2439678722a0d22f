"""The spread of simulated people agrees with published spreads: the long way, with real people."""

import os

import pytest

from lactea.cohort import Recipe, simulate_people
from lactea.cohort.rows import row_of
from lactea.cohort.tally import Tally
from lactea.scenario import load
from lactea.view.published import packaged
from lactea.view.published_spreads import compare

PEOPLE, DAYS = 200, 92
HEADLINES = (
    "mlk_vol_dewey1991_cv_between",
    "mlk_vol_kent_table_24h",
    "mlk_sto_kent1999_capacity",
    "prl_basal_m1",
    "mlk_lac_arthur1989_lactose_end",
    "mlk_lac_arthur1989_coming_in",
)


@pytest.mark.proof
def test_milk_storage_prolactin_and_onset_spread_as_published() -> None:
    tally = Tally()
    recipe = Recipe(load("natural"))
    jobs = os.cpu_count() or 1
    for outcome in simulate_people(recipe, range(PEOPLE), row_of, days=DAYS, jobs=jobs):
        tally.add(outcome)
    assert not tally.failures
    folds = {one.row: one.fold for one in compare(tally.spreads(), packaged())}
    assert {row: folds[row] for row in HEADLINES if folds[row] > 1.5} == {}
