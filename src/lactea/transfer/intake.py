"""How much milk an infant takes, and how much it weighs, by age alone."""

from __future__ import annotations

import math
from functools import cache

from lactea.body.registry import default_body
from lactea.engine.units import inside_value

CONVENTION = 0.150
"""L/kg/day: the intake that a relative infant dose is stated with by convention."""
HEIGHT = 160.39
"""mL/kg/day (mlk_intake_osp_A)."""
RISE = 0.232
"""Per day (mlk_intake_osp_ka)."""
FALL = 0.00252
"""Per day (mlk_intake_osp_ke)."""
SPREAD = 0.2
"""Spread between infants of the natural logarithm: a CV of 16 % in 73 infants (mlk_vol_dewey1991_cv_between), and
478 to 1298 mL a day in 71 (mlk_vol_kent_table_24h), which as 4 to 5 standard deviations is 0.2 to 0.25.
"""
TERM_WEEKS = 40.0
HOURS_PER_DAY = 24.0


def by_age(days: float) -> float:
    """Milk of an exclusively breastfed infant in L/kg/day, at an age in days.

    Source: mlk_intake_osp_A, mlk_intake_osp_ka, mlk_intake_osp_ke (the form of Yeung 2020).
    """
    faded = math.exp(-FALL * days) - math.exp(-RISE * days)
    return HEIGHT * RISE / (RISE - FALL) * faded / 1000


def weight(days: float, gestation_weeks: float = TERM_WEEKS) -> float:
    """Weight in kg at an age in days, as the infant of the body aims at.

    An infant born before term weighs less at birth, by the cube of its gestation: assumed, because no
    growth table was read; about 1.7 kg at 32 weeks.
    """
    birth, slow, fast, fading = _growth()
    hours = days * HOURS_PER_DAY
    early = min(1.0, gestation_weeks / TERM_WEEKS) ** 3
    return birth * early + slow * hours + fast * fading * (1 - math.exp(-hours / fading))


@cache
def _growth() -> tuple[float, float, float, float]:
    """Birth weight (kg), slow and fast growth (kg/h) and fading (h) of the body's infant."""
    entries = default_body().parameters
    names = ("birth_weight_usual", "growth_slow", "growth_fast", "growth_fading")
    birth, slow, fast, fading = (inside_value(entries[name]) for name in names)
    return birth, slow, fast, fading
