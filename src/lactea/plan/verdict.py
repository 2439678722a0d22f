"""What the family says of the goal: in reach, less likely than not, or out of reach."""

from __future__ import annotations

from typing import Literal

from lactea.plan.planning import Plan, Plans

Reach = Literal["in reach", "less likely than not", "out of reach", "no plan"]
FEW = 0.05
"""A goal that fewer than one in twenty reach counts as out of reach: a choice."""
UNITS = {"share_of_need": "of the need", "any_drops": "mL a day", "stash": "mL"}


def reach_of(plans: Plans) -> Reach:
    """How far the goal is from the best plan."""
    if not plans.plans:
        return "no plan"
    best = most_of(plans).outcome.chance
    return "out of reach" if best < FEW else "less likely than not" if best < 0.5 else "in reach"


def most_of(plans: Plans) -> Plan:
    """The plan that reaches most."""
    return max(plans.plans, key=lambda one: one.evaluated.objectives[0])


def amount(value: float, kind: str) -> str:
    """A value of a goal in words."""
    if kind == "share_of_need":
        return f"{value:.0%} of the need"
    return f"{value:.0f} {UNITS.get(kind, 'mL a day')}"


def verdict(plans: Plans) -> str:
    """One paragraph."""
    goal = plans.request.goal
    reach = reach_of(plans)
    if reach == "no plan":
        return (
            "No plan keeps the limits of the request and passes the safety screen. The reasons stand "
            "below; a wider limit or an answered question may change that."
        )
    most = most_of(plans)
    low, half, high = (amount(v, goal.kind) for v in most.outcome.quantiles((0.05, 0.5, 0.95)))
    in_reach = f"The most in reach is plan {most.letter}: half of the people get {half} or more; nine in ten get {low} to {high}."
    first = {
        "in reach": f"The goal, {goal.sentence()}, is in reach.",
        "less likely than not": f"The goal, {goal.sentence()}, is less likely than not within these limits.",
        "out of reach": f"The goal, {goal.sentence()}, is out of reach within these limits.",
    }[reach]
    return f"{first} {in_reach} Any amount is a result, and stopping is open on every day."
