"""Two regressions on size, lipophilicity and ionisation (Meskin and Lien)."""

from __future__ import annotations

import math

from lactea.transfer.ionisation import PLASMA_PH
from lactea.transfer.methods.base import Method, known
from lactea.transfer.schema import Chemistry


def _acid(chemistry: Chemistry) -> float:
    mass, logp = known(chemistry, "molecular_mass"), known(chemistry, "logp")
    return float(10.0 ** (2.068 - 0.162 * math.sqrt(mass) - 0.185 * logp))


def _base(chemistry: Chemistry) -> float:
    undissociated = PLASMA_PH - known(chemistry, "pka_base")
    return float(10.0 ** (0.265 - 0.153 * known(chemistry, "logp") - 0.128 * undissociated))


MESKIN_LIEN = Method(
    "meskin_lien",
    "regressions on size and lipophilicity",
    "Meskin and Lien 1985, as printed by Dearden 2000 (http://www.pharmj.com/Editorial/20000902/"
    "letters/dearden.html; the root of the mass is lost in that print) and in R/MP_predictor.R of "
    "https://github.com/pkmslab/Milk_to_plasma_prediction",
    {"acid": _acid, "base": _base},
    ("logp", "molecular_mass"),
    "made from 20 acids and 15 bases; knows no binding in plasma",
)
