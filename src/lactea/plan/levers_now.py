"""Which single change helps most, from how things are now: the same people with and without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lactea.plan.candidate import Candidate, broken_limits
from lactea.plan.evaluate import Evaluator, burden_of
from lactea.plan.levers import LEVERS, Lever
from lactea.plan.limits import DOUBLE, Device
from lactea.plan.past import NIGHT_FROM
from lactea.plan.request import Request
from lactea.plan.space import MINUTES, canonical
from lactea.plan.tools import DEVICE_WORDS, tools_now

BEST_DEVICE: Device = "hospital_grade"
"""The device that draws most; the lever ``device`` is of it."""


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes
    ----------
    words
        What is changed.
    lever
        What it rests on.
    gain, low, high
        mL a day more in the last week: half of the people, and one in four below and above.
    minutes
        Minutes a day more.
    """

    words: str
    lever: Lever
    gain: float
    low: float
    high: float
    minutes: float


def ranked_changes(evaluator: Evaluator) -> tuple[Change, ...]:
    """Every single change that keeps the limits, the largest gain first; none without sessions now."""
    request = evaluator.request
    now = present(request)
    if now is None:
        return ()
    changed = [
        (words, name, canonical(replace(now, **entries), request))
        for words, name, entries in _single(now, request)
    ]
    allowed = [one for one in changed if one[2] != now and _keeps_limits(one[2], now, request)]
    base, *answers = evaluator.all_of([now, *(one for _, _, one in allowed)])
    found = []
    for (words, name, candidate), answer in zip(allowed, answers, strict=True):
        gains = answer.supply.lasting[:, -1] - base.supply.lasting[:, -1]
        low, half, high = (float(v) for v in np.nanquantile(gains, (0.25, 0.5, 0.75)))
        minutes = burden_of(candidate, request).minutes_per_day - base.burden.minutes_per_day
        found.append(Change(words, LEVERS[name], half, low, high, minutes))
    return tuple(sorted(found, key=lambda one: -one.gain))


def _keeps_limits(changed: Candidate, now: Candidate, request: Request) -> bool:
    """Whether a change keeps the limits; what is used already is at hand, whatever the limits name."""
    broken = set(broken_limits(changed, request))
    return not (broken - {"devices"} if changed.device == now.device else broken)


def present(request: Request) -> Candidate | None:
    """How things are now, as a candidate; None where no milk is removed now."""
    lactation = request.lactation
    if lactation is None or lactation.removal == "none" or lactation.until is not None:
        return None
    sessions, tools = lactation.sessions_per_day, tools_now(request)
    return canonical(
        Candidate(
            request.first_day, sessions, sessions, sessions, 14, lactation.minutes, tools.device,
            at_once=tools.at_once, night=sessions >= NIGHT_FROM,
        ),
        request,
    )  # fmt: skip


def _single(now: Candidate, request: Request) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Words, lever and entries of each change."""
    for more, words in ((1, "one session a day more"), (-1, "one session a day fewer")):
        count = now.first + more
        if count > 0:
            yield words, "sessions", {"first": count, "later": count, "kept": count}
    longer = [minutes for minutes in MINUTES if minutes > now.minutes]
    if longer:
        yield f"sessions of {longer[0]} min", "length", {"minutes": longer[0]}
    if now.night:
        yield "no session at night, all by day", "night", {"night": False}
    else:
        yield "one of the sessions at night", "night", {"night": True}
    if now.device in DOUBLE:
        yield "an hour of power pumping in place of one session", "power_hour", {"power_hour": True}
        words = "one side after the other" if now.at_once else "both sides at once"
        yield words, "at_once", {"at_once": not now.at_once}
    if now.device != BEST_DEVICE and BEST_DEVICE in request.limits.devices:
        yield DEVICE_WORDS[BEST_DEVICE], "device", {"device": BEST_DEVICE}
