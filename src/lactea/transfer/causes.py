"""Why the ratio of a substance is missed, as far as it can be told; shown on the page of the comparison."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "alprazolam": "fat: three quarters of what its milk would hold is dissolved in fat by a partition computed for octanol; "
    "measured in milk it was not found",
    "amlodipine": "plasma: sources give it 0.5, 2 and 7 % unbound, and even 7 % leaves it short of what was measured",
    "amoxicillin": "wall: it passes slowly and one way (`mlk_amoxicillin_kmilk_poppk`), which no equilibrium knows",
    "lamivudine": "study: 3.34 some 4 h after the dose, when plasma is past its peak and milk is not; 0.6, 0.74 and 1.77 over a full "
    "interval are met",
    "lamotrigine": "fat: nine tenths of what its milk would hold is dissolved in fat by a computed partition (log P 2.57), far more "
    "than what milk held in either study; a measured one was not found",
    "metformin": "wall: always charged, flat in milk while plasma rises and falls (`mlk_metformin_mp_auc_gardiner`)",
    "nevirapine": "study: 0.27 some 14 h after the dose, where three other studies give 0.6 to 0.7",
    "nitrofurantoin": "wall: carried into milk; shown as a negative control, not to be met",
    "paroxetine": "study: single samples of 0.96 and 0.69; over a full interval 0.39 in the paper of the 0.96, which is met",
    "sertraline": "milk: two studies find twice the plasma level of what is 98 % bound there; measured binding in milk was not found, "
    "and its estimate is too weak for each of the three substances for which it was",
    "tenofovir": "wall: charged, flat in milk while plasma falls to a third; shown as a negative control, not to be met",
    "zidovudine": "study: 3.21 some 4 h after a dose of what has a half-life of 1.1 h; another study gives 0.6, which is met",
}
"""By substance; the first word says where the cause lies: the substance's passage through the wall, its
binding in plasma, milk or fat, or the study."""
