"""Milk-making cells: recruited from tissue, put to rest by stasis, lost or recalled.

Prolactin recruits cells within a week or two (its slow effect; the fast one is on synthesis).
Milk that stays puts cells to rest; resting cells come back when milk is removed again, or are lost.
"""

from lactea.body.language import LogNormal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import saturation

TITLE = "Active and resting cells"
SCOPE = "breast"

STATES = (
    State("active_cells", "1", "cells that make milk, in units of tissue", scale=0.01),
    State("resting_cells", "1", "cells put to rest by stasis, in units of tissue", scale=0.01),
    State("mean_fullness", "1", "fullness remembered over most of a day", scale=0.01),
)

PARAMETERS = (
    Parameter("recruitment", "g_A", 0.0055, "1/h", LogNormal(0.7), "", "assumed",
              "recruitment of cells from tissue", "not identified alone; a week or two"),
    Parameter("recruitment_prolactin_half", "K_A", 25, "ng/mL", LogNormal(0.6), "", "assumed",
              "lactogenic hormone for half recruitment", "optional mechanism by the trial fit"),
    Parameter("resting_by_stasis", "k_q", 0.021, "1/h", LogNormal(0.7), "", "assumed",
              "rate at which stasis puts cells to rest", "two days of full stasis"),
    Parameter("recall", "k_{on}", 0.006, "1/h", LogNormal(0.7), "", "assumed",
              "return of resting cells once milk is removed",
              "supply comes back over a week or two after a stop of five days"),
    Parameter("resting_loss", "k_d", 0.0012, "1/h", LogNormal(0.7), "", "assumed",
              "loss of resting cells", "a month; relactation gets harder with the gap"),
    Parameter("cell_turnover", "g_0", 0.0015, "1/h", LogNormal(0.7), "", "assumed",
              "loss of active cells without cause", "slow; not identified"),
    Parameter("fullness_memory_time", r"\tau_F", 18, "h", LogNormal(0.3),
              "mlk_inv_cow_tj_open mlk_inv_goat_stasis_onset", "assumed",
              "memory of fullness", "stasis acts after 18 to 24 h in cow and goat"),
)  # fmt: skip


@quantity("1/h")
def resting_recall(stasis, activation, recall):
    """Recall of resting cells by a secreting breast from which milk is removed."""
    return recall * (1 - stasis) * activation


@rate_of("active_cells")
def active_cells_rate(
    active_cells,
    resting_cells,
    alveolar_tissue,
    lactogenic_hormone,
    stasis,
    resting_recall,
    recruitment,
    recruitment_prolactin_half,
    resting_by_stasis,
    cell_turnover,
):
    """Recruitment and recall against rest and turnover."""
    free = alveolar_tissue - active_cells - resting_cells
    recruited = (
        recruitment * saturation(lactogenic_hormone, recruitment_prolactin_half) * (1 - stasis)
    )
    return (
        recruited * free
        + resting_recall * resting_cells
        - resting_by_stasis * stasis * active_cells
        - cell_turnover * active_cells
    )


@rate_of("resting_cells")
def resting_cells_rate(
    active_cells, resting_cells, stasis, resting_recall, resting_by_stasis, resting_loss
):
    """Put to rest by stasis; recalled or lost."""
    return (
        resting_by_stasis * stasis * active_cells
        - resting_recall * resting_cells
        - resting_loss * resting_cells
    )


@rate_of("mean_fullness")
def mean_fullness_rate(mean_fullness, fullness, fullness_memory_time):
    """Running mean of fullness."""
    return (fullness - mean_fullness) / fullness_memory_time
