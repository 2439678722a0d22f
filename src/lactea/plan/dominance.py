"""Plans and published protocols against each other on the front: reached, hours, days of medicine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lactea.plan.evaluate import Evaluated, reached_of
from lactea.plan.outcome import Outcome


@dataclass(frozen=True)
class Place:
    """Where something lies on the front.

    Attributes
    ----------
    name
        Letter of a plan, or name of a protocol.
    reached
        Mean of the chance and of the share of the goal that is attained.
    chance
        Of the goal.
    hours, medicine_days
        What it asks for.
    """

    name: str
    reached: float
    chance: float
    hours: float
    medicine_days: int

    def as_good_as(self, other: Place) -> bool:
        """Whether it reaches no less for no more hours and no more days of medicine."""
        return (
            self.reached >= other.reached
            and self.hours <= other.hours
            and self.medicine_days <= other.medicine_days
        )


@dataclass(frozen=True)
class Standing:
    """A protocol against the plans.

    Attributes
    ----------
    beaten_by, beats
        Plans that are as good as it, and plans that it is as good as.
    nearest
        The plan that reaches most.
    chance, hours, medicine_days
        How much more of each that plan has; negative where it has less.
    """

    name: str
    beaten_by: tuple[str, ...]
    beats: tuple[str, ...]
    nearest: str
    chance: float
    hours: float
    medicine_days: int


def place_of(letter: str, plan: Evaluated) -> Place:
    """The place of a plan."""
    regimen = plan.candidate.regimen
    days = 0 if regimen is None else regimen.days
    return Place(letter, plan.objectives[0], plan.outcome.chance, plan.burden.hours, days)


def place_of_protocol(name: str, outcome: Outcome, hours: float, medicine_days: int) -> Place:
    """The place of a published protocol."""
    return Place(name, reached_of(outcome), outcome.chance, hours, medicine_days)


def standing(protocol: Place, plans: Sequence[Place]) -> Standing:
    """A protocol held against every plan."""
    nearest = max(plans, key=lambda one: one.reached)
    return Standing(
        protocol.name,
        tuple(one.name for one in plans if one.as_good_as(protocol)),
        tuple(one.name for one in plans if protocol.as_good_as(one)),
        nearest.name,
        nearest.chance - protocol.chance,
        nearest.hours - protocol.hours,
        nearest.medicine_days - protocol.medicine_days,
    )


def verdict(standings: Sequence[Standing]) -> str:
    """Whether the plans dominate the published protocols, in one sentence; empty without any."""
    if not standings:
        return ""
    free = [one.name for one in standings if not one.beaten_by]
    if not free:
        return "The plans dominate every published protocol here: as much for no more hours and days of medicine."
    beaten = len(standings) - len(free)
    return (
        f"The plans do not dominate the published protocols: {beaten} of {len(standings)} are reached for no "
        f"more hours and days of medicine, {', '.join(free)} not."
    )


def difference(one: Standing) -> str:
    """How the plan that reaches most differs from a protocol, in words."""
    return (
        f"plan {one.nearest} against it: {_signed(100 * one.chance)} points of chance, {_signed(one.hours)} h, "
        f"{_signed(one.medicine_days)} days of medicine"
        + (f"; it is as good as plan {', '.join(one.beats)}" if one.beats else "")
    )


def _signed(value: float) -> str:
    """With a sign, and no minus before a zero."""
    return f"{round(value):+d}"
