"""What held milk back at the end of a run: demand, removal, gland, activation, hormones.

Milk is made by cells times effects that lie between 0 and 1, so the distance from what a gland at the
limit of growth would make, emptied all the time and fully driven, is a sum of logarithms, one for each
of them. How much milk would change with each follows from the balance of making and taking: where
making rises with what is drawn (a pump takes a share of what is there), a stronger drive is felt in
full but for the slowing of a fuller breast; where the infant takes what it wants, it is not felt at all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from lactea.body.registry import default_body
from lactea.body.vocabulary import hill
from lactea.results.reach import Reach, reach_of
from lactea.results.recording import SIDES, Floats, Recording, column, infant_count

DAYS = 7
HOURS_PER_DAY, MINUTES_PER_HOUR = 24.0, 60.0
NURSING = "nurse"
LEAST = 1e-6
"""Shares below this count as this much: a logarithm of nothing has no size."""

LEAST_TOLD = 0.005
"""Shares below this are told as 0 %."""
HARDLY_ANY = ": next to none reached the blood"

WORDS = {
    "demand": "what the infant wants",
    "removal": "milk left inside, now and over the last days",
    "gland": "the amount of gland that makes milk",
    "activation": "secretory activation",
    "prolactin": "prolactin",
    "estrogen": "oestrogen",
    "other": "lobes lost, thyroid, nutrients or medicines that act on making",
}

MAKING = ("gland", "activation", "prolactin", "estrogen", "removal", "other")
"""What stands between the most that could be made and what was, demand aside."""


@dataclass(frozen=True)
class Limit:
    """One thing that may hold milk back.

    Attributes
    ----------
    name : str
        A key of `WORDS`.
    reached : float
        What it is as a share of its best, 0 to 1.
    weight : float
        Its part in what holds milk back; the weights of a run add up to 1.
    """

    name: str
    reached: float
    weight: float


@dataclass(frozen=True)
class Limits:
    """What held milk back from the day `first` to the day `last`, the strongest first.

    `medicines` says how far each medicine came, so that one that is not absorbed is seen.
    """

    first: int
    last: int
    factors: tuple[Limit, ...]
    medicines: tuple[Reach, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data for the JSON document."""
        return {
            "first_day": self.first,
            "last_day": self.last,
            "factors": [
                {"name": one.name, "reached": one.reached, "weight": one.weight}
                for one in self.factors
            ],
            "medicines": [
                {
                    "medicine": one.medicine,
                    "target": one.target,
                    "reach": one.share,
                    "gone": one.gone,
                }
                for one in self.medicines
            ],
        }

    def sentence(self) -> str:
        """The strongest, in words."""
        named = [
            f"{WORDS[one.name]} ({one.weight:.0%})" for one in self.factors if one.weight >= 0.1
        ]
        text = f"What held milk back, days {self.first} to {self.last}: {', '.join(named)}."
        for one in self.medicines:
            if one.gone and one.share < LEAST_TOLD:
                text += f" Hardly any {one.medicine} was left: its doses lie before these days."
                continue
            target = one.target.replace("_", " ")
            text += f" The level of {one.medicine} gave {one.share:.0%} of full {target}"
            text += f"{HARDLY_ANY}." if one.share < LEAST_TOLD else "."
        return text


def limits_of(recording: Recording) -> Limits | None:
    """What held milk back in the last week of a run.

    Returns
    -------
    Limits or None
        None where no session took place in that week, or the run does not hold the curves of cells.
    """
    last = recording.first_day + recording.n_days
    first = max(recording.first_day, last - DAYS)
    window = _Window(recording, HOURS_PER_DAY * first, HOURS_PER_DAY * last)
    if not window.can_tell():
        return None
    reached, filling = window.reached()
    unmet = 1.0 - window.satisfied()
    felt = _felt(filling, window.parameters["fullness_steepness"])
    distance = {name: math.log(1.0 / max(share, LEAST)) for name, share in reached.items()}
    parts = {name: far * (1.0 if name == "removal" else felt) for name, far in distance.items()}
    total = sum(parts.values()) or 1.0
    factors = [Limit("demand", unmet, 1.0 - unmet)]
    factors += [Limit(name, reached[name], unmet * part / total) for name, part in parts.items()]
    factors.sort(key=lambda one: -one.weight)
    medicines = reach_of(recording, HOURS_PER_DAY * first, HOURS_PER_DAY * last)
    return Limits(first, last - 1, tuple(factors), medicines)


def _felt(filling: float, steepness: float) -> float:
    """Elasticity of milk to the drive where a share of what is there is taken.

    Making is ``C (1 - F^n)`` and taking grows with F, so that both rise by 1 / (1 + n F^n / (1 - F^n))
    of a relative rise of C.
    """
    return filling / (filling + steepness * (1.0 - filling)) if filling > 0 else 0.0


class _Window:
    """The curves of a stretch of a run, from `start_h` to `end_h` hours from the origin."""

    def __init__(self, recording: Recording, start_h: float, end_h: float) -> None:
        self.recording = recording
        self.parameters = recording.parameter_values
        self.trace = recording.trace.between(start_h, end_h)
        self.time = np.asarray(self.trace.time_h)
        starts = np.asarray(recording.sessions["start_h"], dtype=float)
        self._sessions = np.flatnonzero((starts >= start_h) & (starts < end_h))

    def can_tell(self) -> bool:
        """Whether there is anything to judge by."""
        return (
            len(self._sessions) > 0
            and len(self.time) > 1
            and set(recorded_curves()) <= set(self.trace.names)
            and "fullness_steepness" in self.parameters
        )

    # -- making -------------------------------------------------------------------------------

    def reached(self) -> tuple[dict[str, float], float]:
        """Share of its best of everything that makes milk, both breasts together, and of filling alone.

        One effect after the other is counted in, so that the product of the shares is what was made
        over what two glands at the limit of growth would have made. Milk that stays acts three times:
        it puts cells to rest, shuts secretion down, and slows making as the breast fills.
        """
        limit = self.parameters["tissue_limit"] * self.parameters["synthesis_limit"]
        best = len(SIDES) * limit * float(self.time[-1] - self.time[0])
        amounts = [best, *np.sum([self._amounts(side) for side in SIDES], axis=0)]
        ratios = [
            min(1.0, float(after / before)) if before > 0 else 1.0
            for before, after in pairwise(amounts)
        ]
        gland, awake, open_, activation, prolactin, estrogen, filling, other = ratios
        removal = awake * open_ * filling
        shares = (gland, activation, prolactin, estrogen, removal, other)
        return dict(zip(MAKING, shares, strict=True)), filling

    def _amounts(self, side: str) -> list[float]:
        """Milk in mL with all cells, with one effect more at a time, and as it was made."""
        active, resting = (self._curve(f"{kind}_cells_{side}") for kind in ("active", "resting"))
        activation = self._effect("activation_effect_on_synthesis", side)
        # Activation follows the shutdown with a lag, so that it may still be the higher of the two.
        open_ = np.maximum(self._not_shut_down(side), activation)
        prolactin, estrogen, filling = (
            self._effect(f"{name}_effect_on_synthesis", side)
            for name in ("prolactin", "estrogen", "filling")
        )
        rates = [active + resting]
        awake = active / (active + resting)
        for effect in (awake, open_, activation / open_, prolactin, estrogen, filling):
            rates.append(rates[-1] * effect)
        synthesis = self.parameters["synthesis_limit"]
        made = self._curve(f"made_{side}")
        return [
            *(synthesis * float(np.trapezoid(rate, self.time)) for rate in rates),
            float(made[-1] - made[0]),
        ]

    def _not_shut_down(self, side: str) -> Floats:
        """Effect on synthesis of the activation that unflushed milk leaves."""
        half, steepness, power = (
            self.parameters[name]
            for name in ("shutdown_half", "shutdown_steepness", "secretion_power")
        )
        unflushed = self._curve(f"unflushed_{side}")
        return np.asarray((1.0 - hill(unflushed, half, steepness)) ** power)

    def _effect(self, name: str, side: str) -> Floats:
        """An effect on synthesis along the curves, by the body's own equation."""
        quantities = default_body().quantities
        entry = quantities.get(name) or quantities[f"{name}_{side}"]
        return np.asarray(entry.equation(*[self._values_of(need, side) for need in entry.needs]))

    def _values_of(self, need: str, side: str) -> Floats | float:
        if need in self.parameters:
            return self.parameters[need]
        if need == "fullness":
            return self._curve(f"milk_{side}") / self._curve(f"capacity_{side}")
        return self._curve(need if need in self.trace.names else f"{need}_{side}")

    def _curve(self, name: str) -> Floats:
        return column(self.trace, name)

    # -- taking -------------------------------------------------------------------------------

    def satisfied(self) -> float:
        """Share of the milk removed in sessions after which the infant wanted no more."""
        sessions = self.recording.sessions
        volumes = np.asarray(sessions["volume"], dtype=float).sum(axis=1)
        total = volumes[self._sessions].sum()
        if total <= 0:
            return 0.0
        enough = [place for place in self._sessions if self._had_enough(int(place))]
        return float(volumes[enough].sum() / total)

    def _had_enough(self, place: int) -> bool:
        """Whether an infant's session ended with a full stomach or without appetite."""
        sessions = self.recording.sessions
        if sessions["kind"][place] != NURSING:
            return False
        start = float(sessions["start_h"][place])
        end = start + float(sessions["duration_min"][place]) / MINUTES_PER_HOUR
        meal = self._meal_at(start)
        taken = float(sessions["intake"][place]) / infant_count(self.recording)
        return (
            taken >= self.parameters["meal_largest"] * meal
            or self._at("infant_appetite", end) <= self.parameters["satisfied_share"] * meal
        )

    def _meal_at(self, hour: float) -> float:
        quantities = default_body().quantities
        known = dict(self.parameters)
        known["infant_age"] = self._at("infant_age", hour)
        known["infant_mass"] = self._at("infant_mass", hour)
        day = int(hour // HOURS_PER_DAY) - self.recording.first_day
        known["solid_share"] = float(self.recording.days["solid_share"][day])
        for name in ("infant_awakening", "infant_meal"):
            entry = quantities[name]
            known[name] = entry.equation(*[known[need] for need in entry.needs])
        return known["infant_meal"]

    def _at(self, name: str, hour: float) -> float:
        return float(np.interp(hour, self.time, self._curve(name)))


def recorded_curves() -> tuple[str, ...]:
    """Curves without which nothing can be told."""
    per_breast = "active_cells resting_cells activation unflushed milk capacity made".split()
    return (
        *(f"{name}_{side}" for name in per_breast for side in SIDES),
        *("prolactin_message", "estradiol", "infant_appetite", "infant_age", "infant_mass"),
    )
