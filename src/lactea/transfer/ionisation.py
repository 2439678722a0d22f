"""How much of a weak acid or base is un-ionised, and how it spreads between fat and water."""

from __future__ import annotations

import math
from typing import Any

from lactea.body.vocabulary import power

PLASMA_PH = 7.4
METHOD_MILK_PH = 7.2
"""The pH of milk with which the published methods were made."""
FAR_BELOW = -50.0
FAR_ABOVE = 50.0
"""Stand in for a group that is not there: a base that never takes up a proton, an acid that never
gives one off."""

FAT_INTERCEPT = -0.88
FAT_SLOPE = 1.29
"""Milk fat against water from octanol against water: log10 P = -0.88 + 1.29 log10 D."""


def unionised(ph: Any, pka_acid: Any, pka_base: Any) -> Any:
    """Un-ionised share at a pH, of an acid, a base or both in one.

    Source: R/MP_predictor.R of pkmslab/Milk_to_plasma_prediction, by way of the project's notes.
    """
    return 1.0 / (
        1.0
        + power(10.0, ph - pka_acid)
        + power(10.0, pka_base - ph)
        + power(10.0, pka_base - pka_acid)
    )


def ion_trapping(milk_ph: Any, pka_acid: Any, pka_base: Any) -> Any:
    """Unbound in milk water over unbound in plasma water, once the un-ionised are equal."""
    return unionised(PLASMA_PH, pka_acid, pka_base) / unionised(milk_ph, pka_acid, pka_base)


def log_distribution(logp: float, milk_ph: float, pka_acid: float, pka_base: float) -> float:
    """log10 D: octanol against water at a pH, ions staying in the water."""
    return logp + math.log10(unionised(milk_ph, pka_acid, pka_base))


def fat_partition(partition: Any, milk_ph: Any, pka_acid: Any, pka_base: Any) -> Any:
    """Milk fat over milk water, from the octanol/water partition of the un-ionised."""
    distribution = partition * unionised(milk_ph, pka_acid, pka_base)
    return 10.0**FAT_INTERCEPT * power(distribution, FAT_SLOPE)


def partition_behind(in_fat: float, milk_ph: float, pka_acid: float, pka_base: float) -> float:
    """The octanol/water partition of the un-ionised that gives this milk fat over milk water."""
    distribution = (in_fat / 10.0**FAT_INTERCEPT) ** (1.0 / FAT_SLOPE)
    return float(distribution / unionised(milk_ph, pka_acid, pka_base))
