"""The numbers that a run of one substance needs, from its file, its ratio and its infant."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lactea.medicines.kinetics import Kinetics
from lactea.transfer.ionisation import FAR_ABOVE, FAR_BELOW, METHOD_MILK_PH
from lactea.transfer.methods.base import ACIDIC, BASIC
from lactea.transfer.methods.phase_distribution import octanol_partition, unbound_in_skim_milk
from lactea.transfer.pathways import (
    NEWBORN_KIDNEY,
    NEWBORN_KIDNEY_DAYS,
    PATHWAYS,
    kidney_after_birth,
    matured,
)
from lactea.transfer.ratio import Ratio, predicted
from lactea.transfer.schema import Substance

ADULT_KG = 70.0
SIZE_POWER = 0.75
MATURE_MILK_PH = 7.05
"""The milk in which ratios are measured, unless early (mlk_ph_to_3mo)."""
WITHIN_MINUTES = 6.0
"""Rate of exchange at equilibrium, per hour: assumed, paracetamol in milk runs parallel to plasma."""
INFANT_ABSORPTION = 1.0
"""Per hour: assumed, no figure; an average level does not depend on it."""
NEVER_SATURATED = 1e12
SMALLEST_SHARE = 1e-3
"""Shares are printed rounded; less than this is nothing left over."""
ENZYME_PLACES = ("first", "second", "third")


@dataclass(frozen=True)
class Mother:
    """What is true of the mother's kinetics, bioavailability taken out.

    Attributes
    ----------
    absorption_per_h, clearance_l_per_h, volume_l : float
    bioavailability : float
        Share of a dose that reaches the blood; 1 where it is not known, the other two then being
        apparent ones.
    saturation_ng_per_ml : float
    """

    absorption_per_h: float
    clearance_l_per_h: float
    volume_l: float
    bioavailability: float
    saturation_ng_per_ml: float

    @property
    def half_life_h(self) -> float:
        """Half-life at low levels."""
        return math.log(2) * self.volume_l / self.clearance_l_per_h

    def average_ng_per_ml(self, mg_per_day: float) -> float:
        """Average level at steady state; infinite where more is taken than can be eliminated."""
        absorbed = mg_per_day * self.bioavailability / 24 * 1000  # ug/h
        linear = absorbed / self.clearance_l_per_h
        if math.isinf(self.saturation_ng_per_ml):
            return linear
        room = 1 - linear / self.saturation_ng_per_ml
        return linear / room if room > 0 else math.inf


def mother_of(substance: Substance) -> Mother | None:
    """The mother's kinetics; None where the file has none."""
    if substance.mother is None:
        return None
    kinetics: Kinetics = substance.mother.resolve(substance.route)
    known = kinetics.bioavailability
    share = 1.0 if known is None else min(known, 1.0)
    return Mother(
        kinetics.absorption_per_h,
        kinetics.clearance_over_f * share,
        kinetics.volume_over_f * share,
        share,
        kinetics.saturation_ng_per_ml,
    )


@dataclass(frozen=True)
class Clearing:
    """How an infant clears a substance.

    Attributes
    ----------
    adult_l_per_h : float
        Clearance of an adult, bioavailability taken out.
    shares : mapping of str to float
        Share of it by pathway, the rest as ``unknown``.
    bioavailability : float
    """

    adult_l_per_h: float
    shares: Mapping[str, float]
    bioavailability: float

    def maturity(self, days: float, gestation_weeks: float) -> float:
        """Clearance as a share of an adult's, size apart."""
        return math.fsum(
            share * maturity_of(name, days, gestation_weeks) for name, share in self.shares.items()
        )

    def l_per_h(self, days: float, gestation_weeks: float, kg: float) -> float:
        """Clearance of an infant."""
        size = math.pow(kg / ADULT_KG, SIZE_POWER)
        return self.adult_l_per_h * size * self.maturity(days, gestation_weeks)

    @property
    def spread(self) -> float:
        """Spread of the clearance between infants, of its natural logarithm."""
        return sum(share * PATHWAYS[name].spread for name, share in self.shares.items())


def maturity_of(pathway: str, days: float, gestation_weeks: float) -> float:
    """Activity of a pathway as a share of an adult's."""
    one = PATHWAYS[pathway]
    weeks = days / 7 + (gestation_weeks if one.by == "conception" else 0.0)
    grown = float(matured(weeks, one.at_birth, one.mature, one.half_weeks, one.steepness))
    if pathway in ("kidney", "unknown"):
        grown *= float(kidney_after_birth(days, NEWBORN_KIDNEY, NEWBORN_KIDNEY_DAYS))
    return grown


def clearing_of(substance: Substance, mother: Mother) -> Clearing:
    """How an infant clears the substance."""
    shares = {one.by: one.share.value for one in substance.baby.pathways}
    rest = 1.0 - sum(shares.values())
    if rest > SMALLEST_SHARE:
        shares["unknown"] = shares.get("unknown", 0.0) + rest
    adult = mother.clearance_l_per_h
    if substance.baby.adult_clearance_over_f is not None:
        apparent = substance.baby.adult_clearance_over_f.to("L/h", "1 L/h")
        adult = apparent * mother.bioavailability
    share = mother.bioavailability
    if substance.baby.bioavailability is not None:
        share = substance.baby.bioavailability.to("%", "50 %") / 100
    return Clearing(adult, shares, share)


def parameters_of(
    substance: Substance, mother: Mother, clearing: Clearing, ratio: Ratio, scale_mg: float
) -> dict[str, float]:
    """Parameter values of the mechanisms in inside units, amounts as shares of ``scale_mg``."""
    saturation = mother.saturation_ng_per_ml / 1000 / scale_mg
    values = {
        "transfer_absorption": mother.absorption_per_h,
        "transfer_bioavailability": mother.bioavailability,
        "transfer_clearance": mother.clearance_l_per_h,
        "transfer_volume": mother.volume_l,
        "transfer_saturation": min(saturation, NEVER_SATURATED),
        "transfer_infant_absorption": INFANT_ABSORPTION,
        "transfer_infant_bioavailability": clearing.bioavailability,
        "transfer_infant_clearance": clearing.adult_l_per_h,
        "transfer_infant_volume": mother.volume_l / ADULT_KG,
        "transfer_ratio": ratio.value,
        "transfer_ph_usual": MATURE_MILK_PH if ratio.origin == "measured" else METHOD_MILK_PH,
    }
    if math.isinf(mother.absorption_per_h):
        values["transfer_absorption"] = (
            NEVER_SATURATED  # never used: the dose is given to the blood
        )
    return values | _chemistry(substance) | _exchange(substance, ratio) | _shares(clearing)


def _chemistry(substance: Substance) -> dict[str, float]:
    chemistry = substance.chemistry
    values = {
        "transfer_pka_acid": FAR_ABOVE,
        "transfer_pka_base": FAR_BELOW,
        "transfer_partition": 0.0,
        "transfer_unbound_milk": 1.0,
        "transfer_unbound_usual": 1.0,
    }
    if chemistry is None or chemistry.class_ == "ion":
        return values
    acid, base = chemistry.number("pka_acid"), chemistry.number("pka_base")
    if acid is not None and chemistry.class_ in ACIDIC:
        values["transfer_pka_acid"] = acid
    if base is not None and chemistry.class_ in BASIC:
        values["transfer_pka_base"] = base
    if chemistry.logp is not None:
        values["transfer_partition"] = octanol_partition(chemistry)
    if chemistry.unbound_skim_milk is not None or chemistry.unbound_plasma is not None:
        unbound = unbound_in_skim_milk(chemistry)
        values |= {"transfer_unbound_milk": unbound, "transfer_unbound_usual": unbound}
    return values


def _exchange(substance: Substance, ratio: Ratio) -> dict[str, float]:
    rate, clearance = WITHIN_MINUTES, 0.0
    exchange = substance.exchange
    if exchange is not None and exchange.rate is not None:
        rate = exchange.rate.to("1/h", "0.3 1/h")
    if exchange is not None and exchange.form == "two_way" and exchange.clearance is not None:
        rate, clearance = 0.0, exchange.clearance.to("mL/h", "10 mL/h")
    values = {"transfer_exchange_rate": rate, "transfer_exchange_clearance": clearance}
    if exchange is not None and exchange.form == "active":
        passive = predicted(substance)
        below = min(ratio.value, passive.value) if passive is not None else 0.0
        values |= {"transfer_ratio": below, "transfer_pump": rate * (ratio.value - below)}
    return values


def _shares(clearing: Clearing) -> dict[str, float]:
    shares = dict(clearing.shares)
    values = {
        "transfer_share_kidney": shares.pop("kidney", 0.0) + shares.pop("unknown", 0.0),
        "transfer_share_conjugation": shares.pop("conjugation", 0.0),
    }
    for place in ENZYME_PLACES:
        values[f"transfer_share_{place}"] = 0.0
    for place, (name, share) in zip(ENZYME_PLACES, shares.items(), strict=False):
        one = PATHWAYS[name]
        values |= {
            f"transfer_share_{place}": share,
            f"transfer_newborn_{place}": one.at_birth,
            f"transfer_mature_{place}": one.mature,
            f"transfer_half_{place}": one.half_weeks * 7 * 24,
            f"transfer_steepness_{place}": one.steepness,
        }
    return values
