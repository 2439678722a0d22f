"""Whose limits count for a medicine."""

from __future__ import annotations

from lactea.medicines import Medicine
from lactea.medicines.cautions import DoseLimit


def limits_of(medicine: Medicine, country: str | None) -> tuple[DoseLimit, ...]:
    """The limits of a country; those of all where it has none, or where none was named.

    Held against all of them, a dose passes only where it passes the strictest.
    """
    own = tuple(limit for limit in medicine.dose_limits if limit.country == country)
    return own or medicine.dose_limits
