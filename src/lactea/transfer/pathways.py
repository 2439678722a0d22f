"""How the ways of elimination mature: kidney by age since conception, enzymes by age since birth.

Each pathway is a share of an adult's activity, size being counted apart by the power 3/4 of mass.
That power already gives infants more clearance per kg than adults, so maturation is not let rise
above the adult's: figures above 1 in the sources are cut at 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lactea.body.vocabulary import exp, hill, minimum
from lactea.reading.problems import fault, quote, suggestion

WEEKS_PER_YEAR = 365.25 / 7


@dataclass(frozen=True)
class Maturation:
    """A sigmoid rise with age.

    Attributes
    ----------
    by : "conception" or "birth"
        From when age counts.
    at_birth, mature : float
        Activity at age zero and at the end, as a share of the adult's.
    half_weeks : float
        Age at half of the rise, in weeks.
    steepness : float
    source : str
        What was read, with its address or the ids of evidence rows.
    spread : float
        Spread between infants, of the natural logarithm.
    """

    by: Literal["conception", "birth"]
    at_birth: float
    mature: float
    half_weeks: float
    steepness: float
    source: str
    spread: float = 0.5


ENZYMES = (
    "in vivo sigmoid of the enzyme as listed in table 1 of Br J Clin Pharmacol 2021 88:4267 "
    "(https://pmc.ncbi.nlm.nih.gov/articles/PMC8986831/table/T1)"
)
MORPHINE = (
    "fitted here to three mean clearances of morphine, 8.7, 11.9 and 28.0 mL/min/kg below 1 week, to "
    "2 months and to 6 months (Pokela 1993, "
    "https://scilit.com/publications/e81db3bc90350c8add1a5d4150dea5db), for 3.4, 4.2 and 6.3 kg born "
    "at term, against 55.8 L/h in adults"
)
UNKNOWN = "taken as the kidney, the slowest of the common ways, so that exposure is not understated"

PATHWAYS: Mapping[str, Maturation] = {
    "kidney": Maturation(
        "conception", 0.0, 1.0, 47.7, 3.4, "mlk_gfr_tm50 mlk_gfr_hill", spread=0.3
    ),
    "conjugation": Maturation("conception", 0.0, 1.0, 44.8, 8.7, MORPHINE),
    "unknown": Maturation("conception", 0.0, 1.0, 47.7, 3.4, UNKNOWN, spread=0.8),
    "CYP1A2": Maturation("birth", 0.16, 1.5, 0.20 * WEEKS_PER_YEAR, 2.0, ENZYMES),
    "CYP2A6": Maturation("birth", 0.15, 1.1, 0.04 * WEEKS_PER_YEAR, 0.8, ENZYMES),
    "CYP2B6": Maturation("birth", 1.0, 1.0, 1.0, 1.0, ENZYMES),
    "CYP2C9": Maturation("birth", 0.01, 2.2, 0.01 * WEEKS_PER_YEAR, 1.2, ENZYMES),
    "CYP2C19": Maturation("birth", 0.16, 2.3, 0.30 * WEEKS_PER_YEAR, 2.0, ENZYMES),
    "CYP2D6": Maturation("birth", 1.0, 1.0, 1.0, 1.0, ENZYMES),
    "CYP3A": Maturation("birth", 0.05, 1.7, 0.10 * WEEKS_PER_YEAR, 1.3, ENZYMES),
}
"""Maturation by pathway; ``unknown`` is taken for what a file does not name."""

NEWBORN_KIDNEY = 0.46
"""What filtration lacks on the day of birth at term: 19.6 measured (mlk_gfr_term_birth) against 36.1
mL/min/1.73 m2 by the sigmoid for 3.5 kg and 0.22 m2; derived here."""
NEWBORN_KIDNEY_DAYS = 2.0
"""Over how many days that lack fades: 40.6 mL/min/1.73 m2 is reached on day 5 (mlk_gfr_term_d5)."""


def known_pathway(name: str) -> Maturation:
    """The maturation of a pathway; raises the fault that validation reports."""
    if name not in PATHWAYS:
        raise fault(f"{quote(name)} is not a pathway. {suggestion(name, list(PATHWAYS))}", "by")
    return PATHWAYS[name]


def matured(age: Any, at_birth: Any, mature: Any, half: Any, steepness: Any) -> Any:
    """Share of an adult's activity at an age; ``age`` and ``half`` in the same unit."""
    return minimum(at_birth + (mature - at_birth) * hill(age, half, steepness), 1.0)


def kidney_after_birth(days: Any, lack: Any, fading: Any) -> Any:
    """Share of filtration that the first days of life leave; ``days`` and ``fading`` alike."""
    return 1.0 - lack * exp(-days / fading)
