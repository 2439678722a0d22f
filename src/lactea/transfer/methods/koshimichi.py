"""Clearances into milk and back, from size, polarity and hydrogen bonds (Koshimichi 2011)."""

from __future__ import annotations

import math

from lactea.transfer.ionisation import PLASMA_PH, unionised
from lactea.transfer.methods.base import Method, known, pka_acid, pka_base
from lactea.transfer.methods.phase_distribution import milk_phases
from lactea.transfer.schema import Chemistry


def log_clearance_back(chemistry: Chemistry) -> float:
    """log10 of the clearance from milk to plasma."""
    return 2.793 + 0.179 * known(chemistry, "logp") - 0.132 * known(chemistry, "donors")


def log_clearance_into_milk(chemistry: Chemistry) -> float:
    """log10 of the clearance from plasma into milk, in the same unit."""
    ionised = -math.log10(unionised(PLASMA_PH, pka_acid(chemistry), pka_base(chemistry)))
    return (
        -3.912
        - 0.015 * known(chemistry, "polar_surface")
        + 3.367 * math.log10(known(chemistry, "molecular_mass"))
        - 0.164 * ionised
    )


def _ratio(chemistry: Chemistry) -> float:
    clearances = 10.0 ** (log_clearance_into_milk(chemistry) - log_clearance_back(chemistry))
    return float(clearances * known(chemistry, "unbound_plasma") * milk_phases(chemistry))


KOSHIMICHI = Method(
    "koshimichi",
    "clearances into milk and back",
    "Koshimichi 2011 Drug Metab Dispos (mlk_acc_koshimichi_mp_3fold); coefficients as in "
    "R/MP_predictor.R of https://github.com/pkmslab/Milk_to_plasma_prediction",
    {name: _ratio for name in ("acid", "base", "neutral", "zwitterion")},
    ("unbound_plasma", "logp", "molecular_mass", "polar_surface", "donors"),
    "made from 49 substances; 71.9 % of their own ratios within 3-fold",
)
