"""The phase distribution with fitted powers, separate for bases and acids."""

from __future__ import annotations

import math

from lactea.transfer.methods.base import Method, known
from lactea.transfer.methods.phase_distribution import milk_phases, trapping
from lactea.transfer.schema import Chemistry

BASE = (0.03, 2.28, 0.89, 0.51)
ACID = (-0.405, 9.36, -0.69, -1.54)
"""Intercept, then powers of Mu/Pu, of the unbound share in plasma, and of the milk phases."""


def _ratio(chemistry: Chemistry, numbers: tuple[float, float, float, float]) -> float:
    intercept, trapped, unbound, phases = numbers
    return math.exp(
        intercept
        + trapped * math.log(trapping(chemistry))
        + unbound * math.log(known(chemistry, "unbound_plasma"))
        + phases * math.log(milk_phases(chemistry))
    )


LOG_TRANSFORMED = Method(
    "log_transformed",
    "log-transformed phase distribution",
    "Begg 1993 Pharmacol Ther (https://doi.org/10.1016/0163-7258(93)90072-L); coefficients as in "
    "R/MP_predictor.R of https://github.com/pkmslab/Milk_to_plasma_prediction",
    {
        "base": lambda chemistry: _ratio(chemistry, BASE),
        "acid": lambda chemistry: _ratio(chemistry, ACID),
    },
    ("unbound_plasma", "logp"),
    "bases; for acids its ratio rises with binding, so it is shown and not counted",
)
