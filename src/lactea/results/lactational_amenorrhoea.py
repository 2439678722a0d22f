"""The lactational amenorrhoea method read off a run: its rules, for those who ask how far they carry.

The method has three conditions: no period since the birth, the infant fully or nearly fully breastfed,
and younger than six months. "Nearly fully" means that more than three quarters of the feeds are at the
breast (Family Planning: A Global Handbook for Providers, chapter 19). Here the share of other food in
what the infant gets stands for the share of feeds. The handbook also asks for feeds often, by day and by
night, which the chances of a run feel by themselves.
"""

from __future__ import annotations

import numpy as np

from lactea.results.recording import Floats, Recording, day_numbers, infant_from_h

AGE_LIMIT_H = 24 * 365.25 / 2
MOST_OTHER_FOOD = 0.25
LEAST_TOLD = 0.5
"""Percent; no smaller chance is shown, since the method fails in about as many (lam_cochrane_low)."""
WORDS = "Not for contraception decisions alone."
LIMITS = (
    "The chances are shares of simulated people who feed like this scenario; real ones differ by more.",
    "The lactational amenorrhoea method asks three things at once: no period yet, fully or nearly fully "
    "breastfed often by day and night, younger than six months.",
    "It fails: among women who kept all three, 0.5 to 2.5 in 100 were pregnant by six months "
    "(lam_cochrane_low, lam_cochrane_high). An ovulation can come before the first period.",
    "Of women who nursed without periods 27 to 31 in 100 had ovulated by six months (lam_kennedy_ov6_lam, "
    "lam_kennedy_ov6): these chances are somewhat lower there. Nothing below 0.5 % is told apart.",
)


def other_food_share(recording: Recording) -> Floats:
    """Share of each day's food that is not milk from the breast, shape (days,)."""
    solids = np.asarray(recording.days["solid_share"], dtype=float)
    topup = np.asarray(recording.days["topup"], dtype=float)
    milk = np.asarray(recording.days["infant_intake"], dtype=float)
    drunk = np.maximum(topup + milk, np.finfo(float).tiny)
    share: Floats = solids + (1 - solids) * topup / drunk
    return share


def feeding_rule_ends_h(recording: Recording) -> float:
    """Hour from the origin at which an infant is older than six months or gets too much else.

    The first week does not count: milk comes in. Without an infant the rules never hold.
    """
    born = infant_from_h(recording)
    if not np.isfinite(born):
        return 0.0
    days = day_numbers(recording)
    past_first_week = 24.0 * days >= born + 7 * 24
    too_much = days[past_first_week & (other_food_share(recording) > MOST_OTHER_FOOD)]
    broken = 24.0 * float(too_much[0]) if len(too_much) else np.inf
    return float(min(born + AGE_LIMIT_H, broken))
