"""A plan meets the person's own record: where they are, what to change first, what there is to celebrate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from lactea.plan.week import holds
from lactea.record import Record

Standing = Literal["ahead", "within", "behind", "not known"]
WEEK = 7
FEWEST_DAYS = 3
"""Whole days with measured milk in the week that a comparison needs: with fewer nothing is said."""
MILESTONES = (1.0, 10.0, 50.0, 100.0, 250.0, 500.0)
"""Milk of a day, mL, that is worth a word the first time it is there: a choice."""
ENOUGH_DONE = 0.8
"""Share of the planned sessions from which the plan, and not its doing, is looked at: a choice."""


@dataclass(frozen=True)
class FollowUp:
    """Where a person stands against a plan.

    Attributes
    ----------
    on
        The last whole day that is looked at.
    days
        Whole days of its week with every session measured.
    milk, band
        Mean of these days in mL, and what nine in ten of the plan's people have at that time.
    done, planned
        Sessions of the week.
    said
        What follows from it, in plain words.
    """

    on: date
    days: int
    milk: float | None
    band: tuple[float, float, float] | None
    standing: Standing
    done: int
    planned: int
    said: tuple[str, ...]


def follow(
    document: dict[str, Any], plan: dict[str, Any], record: Record, on: date | None
) -> FollowUp:
    """Hold the week that ends with a day against a plan; the last day of the record without one."""
    milk, counts = _measured(record)
    last = on or max(counts, default=date.fromisoformat(document["request"]["today"]))
    week = [last - timedelta(days=number) for number in range(WEEK)]
    known = [milk[day] for day in week if day in milk]
    mean = sum(known) / len(known) if len(known) >= FEWEST_DAYS else None
    loss = bool(document["request"].get("after_loss"))
    band = None if loss else _band(plan, last)
    done = sum(counts.get(day, 0) for day in week)
    planned = sum(len(_sessions_on(plan, day)) for day in week)
    standing = _standing(mean, band)
    said = tuple(_said(standing, done, planned, plan, loss)) + tuple(_celebrated(milk, week, loss))
    return FollowUp(last, len(known), mean, band, standing, done, planned, said)


def _measured(record: Record) -> tuple[dict[date, float], dict[date, int]]:
    """Milk of each day on which every session was measured, and sessions of each day."""
    volumes: dict[date, list[float | None]] = defaultdict(list)
    totals: dict[date, float] = {}
    for session in record.sessions:
        if session.kind == "daily_total":
            totals[session.local_day] = session.total_mL or 0.0
        else:
            volumes[session.local_day].append(session.total_mL)
    milk = {
        day: float(sum(v for v in own if v is not None))
        for day, own in volumes.items()
        if None not in own
    }
    return milk | totals, {day: len(own) for day, own in volumes.items()}


def _sessions_on(plan: dict[str, Any], day: date) -> list[dict[str, Any]]:
    for stretch in plan["schedule"]["stretches"]:
        if holds(stretch, day):
            sessions: list[dict[str, Any]] = stretch["sessions"]
            return sessions
    return []


def _band(plan: dict[str, Any], day: date) -> tuple[float, float, float] | None:
    """5 %, half and 95 % of the plan's people in the week that ends nearest to a day."""
    weeks = plan["weekly_mL_per_day"]
    if not weeks:
        return None
    near = min(weeks, key=lambda one: abs((date.fromisoformat(one["date"]) - day).days))
    if abs((date.fromisoformat(near["date"]) - day).days) > WEEK:
        return None
    return near["low"], near["half"], near["high"]


def _standing(mean: float | None, band: tuple[float, float, float] | None) -> Standing:
    if mean is None or band is None:
        return "not known"
    low, _, high = band
    return "behind" if mean < low else "ahead" if mean > high else "within"


def _said(
    standing: Standing, done: int, planned: int, plan: dict[str, Any], loss: bool
) -> Iterator[str]:
    if loss:
        yield "Whatever there is, nothing has to be done with it, and stopping is open today."
        return
    yield {
        "ahead": "There is more than nineteen in twenty of the plan's people have; fewer sessions may do.",
        "within": "That is within what nine in ten of the plan's people have at this time.",
        "behind": "That is less than nineteen in twenty of the plan's people have at this time. The model is "
        "known to make too much; it says nothing about you.",
        "not known": f"Fewer than {FEWEST_DAYS} whole days of the week are measured, or the plan has no figure "
        "for that time; nothing is compared.",
    }[standing]
    if planned and done < ENOUGH_DONE * planned:
        yield (
            f"{done} of {planned} sessions were entered. If they were too many, a lighter plan is as good a "
            "choice; if some were not entered, the comparison is off."
        )
    elif standing == "behind":
        yield from _next(plan)
    yield "The infant's weight, age and nappies come before any volume. Stopping is open on every day."


def _next(plan: dict[str, Any]) -> Iterator[str]:
    """Which step of the plan adds most, as a thing to look at first."""
    parts = sorted(plan["parts"], key=lambda one: -(one["adds_mL_per_day"] or 0.0))
    if parts:
        yield f"The step that adds most in this plan is {parts[0]['step']}; look at it first, with somebody."


def _celebrated(milk: dict[date, float], week: list[date], loss: bool) -> Iterator[str]:
    """What came for the first time in this week; nothing after a loss."""
    if loss:
        return
    before = max((ml for day, ml in milk.items() if day < min(week)), default=0.0)
    now = max((milk[day] for day in week if day in milk), default=0.0)
    reached = [mark for mark in MILESTONES if before < mark <= now]
    if reached:
        words = (
            "the first drops" if reached[-1] == MILESTONES[0] else f"{reached[-1]:.0f} mL in a day"
        )
        yield f"New this week: {words}. That is yours."
    elif now:
        yield f"There is milk: up to {now:.0f} mL in a day this week. That is a result."
