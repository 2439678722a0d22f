"""What reaches an infant at steady state: milk level, dose, relative dose, level, each with its spread.

All factors multiply, and each is taken as log-normal, so the spread of the whole is that of the sum of
logarithms; no draws are needed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from lactea.body.language import LogNormal
from lactea.medicines.parameters import spread as printed_spread
from lactea.transfer import intake as intakes
from lactea.transfer.figures import Clearing, Mother, clearing_of, mother_of
from lactea.transfer.ratio import Ratio
from lactea.transfer.schema import Substance

UPPER_DEVIATE = 1.645
"""95 of 100 lie below this many standard deviations."""
SMALL_INFANT = 0.144 * 2
"""Two standard deviations of the logarithm of birth weight (birth_weight_usual of the body)."""
HIGHEST_INTAKE_DAYS = 19.7
"""Age at which milk per kg is most (mlk_intake_peak_wappk)."""
STANDARD_MOTHER_KG = 70.0
GAP = 1e-12


@dataclass(frozen=True)
class Child:
    """An infant as far as its exposure goes.

    Attributes
    ----------
    days : float
        Age since birth.
    gestation_weeks : float
    kg : float
    litres_per_kg_day : float
        Milk it takes.
    """

    days: float
    gestation_weeks: float
    kg: float
    litres_per_kg_day: float


def usual_child(days: float, gestation_weeks: float = intakes.TERM_WEEKS) -> Child:
    """An exclusively breastfed infant of usual weight and intake for its age."""
    return Child(days, gestation_weeks, intakes.weight(days, gestation_weeks), intakes.by_age(days))


def small_hungry_child(days: float, gestation_weeks: float = intakes.TERM_WEEKS) -> Child:
    """A light infant, no older than the age of most milk per kg, with a high intake."""
    early = min(days, HIGHEST_INTAKE_DAYS)
    usual = usual_child(early, gestation_weeks)
    most = intakes.by_age(HIGHEST_INTAKE_DAYS) * math.exp(UPPER_DEVIATE * intakes.SPREAD)
    return Child(early, gestation_weeks, usual.kg * math.exp(-SMALL_INFANT), most)


@dataclass(frozen=True)
class Spread:
    """A median with the spread of its natural logarithm."""

    median: float
    sd: float

    @property
    def low(self) -> float:
        """5 of 100 lie below."""
        return self.median * math.exp(-UPPER_DEVIATE * self.sd)

    @property
    def high(self) -> float:
        """5 of 100 lie above."""
        return self.median * math.exp(UPPER_DEVIATE * self.sd)


@dataclass(frozen=True)
class Exposure:
    """Averages over a day at steady state.

    Attributes
    ----------
    plasma_ng_per_ml, milk_ng_per_ml : Spread
    infant_ug_per_kg_day : Spread
        What the infant takes.
    relative_dose_percent : Spread
        Of the mother's dose per kg, with ``relative_intake``.
    relative_intake : float
        L/kg/day that the relative dose assumes.
    infant_ng_per_ml : Spread
    infant_of_mother : Spread
        Level of the infant over that of the mother.
    """

    plasma_ng_per_ml: Spread
    milk_ng_per_ml: Spread
    infant_ug_per_kg_day: Spread
    relative_dose_percent: Spread
    relative_intake: float
    infant_ng_per_ml: Spread
    infant_of_mother: Spread


def exposure(
    substance: Substance,
    ratio: Ratio,
    mg_per_day: float,
    child: Child,
    *,
    relative_intake: float = intakes.CONVENTION,
    mother_kg: float = STANDARD_MOTHER_KG,
) -> Exposure | None:
    """Average exposure at steady state; None where the mother's kinetics are not known.

    Parameters
    ----------
    substance : Substance
    ratio : Ratio
    mg_per_day : float
        The mother's dose; 0 gives levels of 0.
    child : Child
    relative_intake : float
        L/kg/day that the relative dose is stated with.
    mother_kg : float
    """
    mother = mother_of(substance)
    if mother is None:
        return None
    clearing = clearing_of(substance, mother)
    by_clearance = _clearance_spread(substance)
    plasma = mother.average_ng_per_ml(mg_per_day)
    milk = plasma * ratio.value
    dose = milk * child.litres_per_kg_day  # ug/kg/day, as ng/mL = ug/L
    level = _infant_level(dose, clearing, child)
    to_milk = math.hypot(by_clearance, ratio.spread)
    to_infant = math.hypot(to_milk, intakes.SPREAD)
    per_kg = mg_per_day * 1000 / mother_kg
    relative = 100 * milk * relative_intake / per_kg if per_kg > GAP else 0.0
    return Exposure(
        Spread(plasma, by_clearance),
        Spread(milk, to_milk),
        Spread(dose, to_infant),
        Spread(relative, to_milk),
        relative_intake,
        Spread(level, math.hypot(to_infant, clearing.spread)),
        Spread(
            level / plasma if plasma > GAP else 0.0,
            math.hypot(math.hypot(ratio.spread, intakes.SPREAD), clearing.spread),
        ),
    )


def _infant_level(ug_per_kg_day: float, clearing: Clearing, child: Child) -> float:
    per_hour = ug_per_kg_day * child.kg * clearing.bioavailability / 24
    return per_hour / clearing.l_per_h(child.days, child.gestation_weeks, child.kg)


def _clearance_spread(substance: Substance) -> float:
    facts = substance.mother
    known: LogNormal = printed_spread(None if facts is None else facts.clearance_over_f)
    return known.sd


def half_life_in_infant_h(mother: Mother, clearing: Clearing, child: Child) -> float:
    """Half-life in an infant, its volume per kg being the adult's."""
    volume = mother.volume_l / STANDARD_MOTHER_KG * child.kg
    return math.log(2) * volume / clearing.l_per_h(child.days, child.gestation_weeks, child.kg)
