"""Milk beside the breast in a run: what the infant is given otherwise, and what is put by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lactea.results.recording import Recording, day_numbers


@dataclass(frozen=True, slots=True)
class OtherMilk:
    """One day of a run, all infants together.

    Attributes
    ----------
    day
        Counted from the origin.
    given_ml
        Other milk that the scenario gives, because need exceeds what comes from the breast.
    put_by_ml
        Milk that left a breast and was not taken by an infant at the breast.
    """

    day: int
    given_ml: float
    put_by_ml: float


def other_milk(recording: Recording) -> list[OtherMilk]:
    """Every day of a run; a run without top-ups gives none."""
    days = recording.days
    given = days.get("topup", np.zeros(recording.n_days))
    put_by = np.maximum(np.sum(days["removed"], axis=1) - days["infant_intake"], 0.0)
    return [
        OtherMilk(int(day), float(other), float(kept))
        for day, other, kept in zip(day_numbers(recording), given, put_by, strict=True)
    ]
