"""Kinetics of one medicine by one route, in the units of the engine."""

from __future__ import annotations

import math
from dataclasses import dataclass

LN2 = math.log(2)


@dataclass(frozen=True)
class Kinetics:
    """First-order absorption and elimination from one compartment.

    Attributes
    ----------
    absorption_per_h
        Rate constant of absorption in 1/h; infinite where the dose is at once in the blood.
    elimination_per_h
        Rate constant of elimination in 1/h.
    clearance_over_f, volume_over_f
        Apparent clearance in L/h and volume in L, both divided by the share absorbed.
    bioavailability
        Share of the dose that reaches the blood, 0 to 1; None where it is not known. The apparent
        quantities above already hold it.
    saturation_ng_per_ml
        Level at which elimination runs at half its greatest pace; infinite where it is proportional
        to the level. The clearance is that of low levels.
    """

    absorption_per_h: float
    elimination_per_h: float
    clearance_over_f: float
    volume_over_f: float
    bioavailability: float | None
    saturation_ng_per_ml: float = math.inf

    @property
    def half_life_h(self) -> float:
        """Half-life of elimination in h."""
        return LN2 / self.elimination_per_h

    @property
    def absorption_half_life_h(self) -> float:
        """Half-life of absorption in h."""
        return LN2 / self.absorption_per_h

    @property
    def time_to_peak_h(self) -> float:
        """Time from a single dose to the highest level, in h."""
        return time_to_peak(self.absorption_per_h, self.elimination_per_h)

    def level(self, dose_mg: float, hours: float) -> float:
        """Level in ng/mL at a time after a single dose in mg, far below saturation."""
        ka, k = self.absorption_per_h, self.elimination_per_h
        per_litre = dose_mg / self.volume_over_f * 1000  # mg/L to ng/mL
        if hours < 0:
            return 0.0
        if math.isinf(ka):
            return per_litre * math.exp(-k * hours)
        if math.isclose(ka, k):
            return per_litre * k * hours * math.exp(-k * hours)
        return per_litre * ka / (ka - k) * (math.exp(-k * hours) - math.exp(-ka * hours))


def time_to_peak(ka: float, k: float) -> float:
    """Time to the peak, in h, of absorption at rate ``ka`` and elimination at rate ``k`` (1/h)."""
    if math.isinf(ka):
        return 0.0
    if math.isclose(ka, k):
        return 1 / k
    return math.log(ka / k) / (ka - k)


def absorption_from_peak(time_h: float, k: float) -> float:
    """The rate of absorption, in 1/h, that puts the peak at ``time_h``; faster than elimination.

    Raises
    ------
    ValueError
        The peak is later than any absorption faster than elimination allows.
    """
    if time_h >= 1 / k:
        raise ValueError(
            f"a peak at {time_h:g} h is too late for an elimination half-life of {LN2 / k:.3g} h "
            "and absorption faster than elimination."
        )
    low, high = k * (1 + 1e-9), k * 2
    while time_to_peak(high, k) > time_h:
        high *= 2
    for _ in range(200):
        middle = math.sqrt(low * high)
        if time_to_peak(middle, k) > time_h:
            low = middle
        else:
            high = middle
    return math.sqrt(low * high)
