"""What the stage of lactation changes in a ratio: the pH of the milk traps ions more or less.

The methods were made for milk of one pH. Colostrum and late milk are as alkaline as plasma, the milk
between is not, so that a base is least trapped in the first days. Fat and protein, which change too,
are left to the simulated breast.
"""

from __future__ import annotations

from functools import cache

from lactea.engine.units import inside_value
from lactea.transfer.ionisation import METHOD_MILK_PH
from lactea.transfer.mechanisms.mother_and_infant import PARAMETERS, transfer_milk_ph
from lactea.transfer.methods.phase_distribution import milk_phases, trapping
from lactea.transfer.schema import Chemistry

HOURS_PER_DAY = 24.0


def milk_ph(days: float) -> float:
    """The pH of milk at a time after birth, as the simulated breast has it."""
    given = {"infant_age": days * HOURS_PER_DAY, **_parameters()}
    return float(
        transfer_milk_ph.equation(**{name: given[name] for name in transfer_milk_ph.needs})
    )


def of_stage(chemistry: Chemistry | None, days: float | None) -> float:
    """What a predicted ratio is to be multiplied with for milk of that day.

    One where the day is not known, or too little of the substance.
    """
    if days is None or chemistry is None or chemistry.class_ == "ion":
        return 1.0
    return _held(chemistry, milk_ph(days)) / _held(chemistry, METHOD_MILK_PH)


def _held(chemistry: Chemistry, ph: float) -> float:
    """Total in whole milk over unbound in plasma water."""
    return trapping(chemistry, ph) * milk_phases(chemistry, ph)


@cache
def _parameters() -> dict[str, float]:
    return {one.id: inside_value(one) for one in PARAMETERS}
