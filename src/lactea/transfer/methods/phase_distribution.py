"""The phase distribution: ions trapped by pH, protein bound in skim milk, fat dissolved.

M/P = fu x (Mu/Pu) x (0.955 / fu,milk + 0.045 P,fat). With binding and fat measured in milk it becomes
fu x (Mu/Pu) / (fu,milk x skimmed over whole), the equation of Fleishaker 1987.
"""

from __future__ import annotations

from lactea.transfer.ionisation import (
    METHOD_MILK_PH,
    fat_partition,
    ion_trapping,
    partition_behind,
)
from lactea.transfer.methods.base import Method, known, pka_acid, pka_base
from lactea.transfer.schema import Chemistry

WATER_SHARE = 0.955
FAT_SHARE = 0.045
BINDING_POWER = 0.448
BINDING_HALF = 0.000694
"""Unbound share in plasma at which half is bound in skim milk."""


def unbound_in_skim_milk(chemistry: Chemistry) -> float:
    """Unbound share in skim milk: as measured, else from binding in plasma."""
    measured = chemistry.number("unbound_skim_milk")
    if measured is not None:
        return measured
    bound = known(chemistry, "unbound_plasma") ** BINDING_POWER
    return float(bound / (BINDING_HALF**BINDING_POWER + bound))


def octanol_partition(chemistry: Chemistry) -> float:
    """Octanol against water, un-ionised: where fat was measured, what gives the share that it held.

    Skimmed and whole milk were compared at the pH of the method, whole milk then holding
    1 / (unbound share in skim milk x skimmed over whole) of what is unbound in its water.
    """
    skimmed = chemistry.number("skim_to_whole")
    if skimmed is None:
        return float(10.0 ** known(chemistry, "logp"))
    unbound = unbound_in_skim_milk(chemistry)
    in_fat = (1.0 / skimmed - WATER_SHARE) / (unbound * FAT_SHARE)
    return partition_behind(in_fat, METHOD_MILK_PH, pka_acid(chemistry), pka_base(chemistry))


def trapping(chemistry: Chemistry, milk_ph: float = METHOD_MILK_PH) -> float:
    """Mu/Pu, at the pH of the method unless another is given."""
    return float(ion_trapping(milk_ph, pka_acid(chemistry), pka_base(chemistry)))


def milk_phases(chemistry: Chemistry, milk_ph: float = METHOD_MILK_PH) -> float:
    """Total in whole milk over unbound in milk water."""
    fat = fat_partition(
        octanol_partition(chemistry), milk_ph, pka_acid(chemistry), pka_base(chemistry)
    )
    return float(WATER_SHARE / unbound_in_skim_milk(chemistry) + FAT_SHARE * fat)


def _ratio(chemistry: Chemistry) -> float:
    return known(chemistry, "unbound_plasma") * trapping(chemistry) * milk_phases(chemistry)


PHASE_DISTRIBUTION = Method(
    "phase_distribution",
    "phase distribution",
    "Atkinson 1990 Clin Pharmacokinet 18:151 (http://47.251.13.51:8081/2318008); constants as in "
    "R/MP_predictor.R of https://github.com/pkmslab/Milk_to_plasma_prediction",
    {name: _ratio for name in ("acid", "base", "neutral", "zwitterion")},
    ("unbound_plasma", "logp"),
    "passive equilibrium only; too high for what passes membranes slowly, too low where the binding "
    "in plasma is overstated",
)
