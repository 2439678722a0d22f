"""What a medicine file says about one route: published kinetics."""

from __future__ import annotations

import math
from typing import Self

from pydantic import model_validator

from lactea.medicines.facts import Bounds, Fact
from lactea.medicines.kinetics import LN2, Kinetics, absorption_from_peak
from lactea.reading.record import Record

SECOND, DECADES = 1 / 3600, 200_000.0
TIME = Bounds("h", SECOND, DECADES)
ROUTE_BOUNDS = {
    "absorption_half_life": TIME,
    "tmax": TIME,
    "bioavailability": Bounds("%", 1e-6, 1000),
    "clearance_over_f": Bounds("L/h", 1e-6, 1e9),
    "volume_over_f": Bounds("L", 1e-3, 1e9),
    "half_life": TIME,
    "saturation_level": Bounds("ng/mL", 1e-9, 1e9),
}


class RouteFacts(Record):
    """Published kinetics by one route.

    Two of clearance, volume and half-life fix the third; where all are given, clearance and volume
    are used, and the half-life stands beside them for comparison. An intravenous dose is in the
    blood at once unless ``absorption_half_life`` says over which time it is given.
    ``saturation_level`` is the level at which elimination runs at half its greatest pace
    (Michaelis-Menten); without it elimination is proportional to the level.
    """

    absorption_half_life: Fact | None = None
    tmax: Fact | None = None
    bioavailability: Fact | None = None
    clearance_over_f: Fact | None = None
    volume_over_f: Fact | None = None
    half_life: Fact | None = None
    saturation_level: Fact | None = None
    note: str = ""

    def resolve(self, route: str) -> Kinetics:
        """The numbers that the engine needs.

        Raises
        ------
        ValueError
            The facts do not fix the kinetics.
        """
        k, clearance, volume = self._elimination()
        if not SECOND <= LN2 / k <= DECADES:
            raise ValueError(f"these numbers give a half-life of {LN2 / k:.3g} h; one is a slip.")
        share = self.bioavailability
        limit = self.saturation_level
        return Kinetics(
            absorption_per_h=self._absorption(k, route),
            elimination_per_h=k,
            clearance_over_f=clearance,
            volume_over_f=volume,
            bioavailability=None if share is None else share.to("%", "15 %") / 100,
            saturation_ng_per_ml=math.inf if limit is None else limit.to("ng/mL", "1 ng/mL"),
        )

    @model_validator(mode="after")
    def _numbers_fit(self) -> Self:
        for name, bounds in ROUTE_BOUNDS.items():
            fact = getattr(self, name)
            if fact is not None:
                fact.must_lie(bounds, name)
        return self

    def _elimination(self) -> tuple[float, float, float]:
        clearance = self.clearance_over_f and self.clearance_over_f.to("L/h", "284 L/h")
        volume = self.volume_over_f and self.volume_over_f.to("L", "6272 L")
        half_life = self.half_life and self.half_life.to("h", "15 h")
        if clearance and volume:
            return clearance / volume, clearance, volume
        if clearance and half_life:
            return LN2 / half_life, clearance, clearance * half_life / LN2
        if volume and half_life:
            return LN2 / half_life, volume * LN2 / half_life, volume
        raise ValueError("give two of clearance_over_f, volume_over_f and half_life.")

    def _absorption(self, k: float, route: str) -> float:
        if self.absorption_half_life is not None:
            return LN2 / self.absorption_half_life.to("h", "0.5 h")
        if route == "intravenous":
            return math.inf
        if self.tmax is not None:
            return absorption_from_peak(self.tmax.to("h", "0.9 h"), k)
        raise ValueError("give absorption_half_life or tmax.")
