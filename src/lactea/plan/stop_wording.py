"""Ways to stop in plain words; other words after a loss."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lactea.care import relief
from lactea.plan.request import Request
from lactea.plan.schedule import Stretch
from lactea.plan.tools import taken_as_now
from lactea.plan.weaning import ABRUPT, Way, Ways
from lactea.reading.clock import format_clock
from lactea.reading.durations import MINUTE
from lactea.safety.doses import without_doses
from lactea.scenario.loss import felt_after_a_loss

CLOSING = (
    "These are simulations to take to a clinician, and no prescription. A red, hot, hurting breast with fever "
    "asks for care, whatever stands here. Never empty more because of inflammation."
)
LOSS = (
    "We are sorry. Milk may come and stay for a while; nothing has to be done with it, and nothing has to be "
    "decided today. Some want it to end soon, some keep it for a time, some give it; each is right."
)
CLOSING_LOSS = (
    "Medicines that end milk exist and are a topic for a clinician, if you want. A red, hot, hurting breast "
    "with fever asks for care, and so do thoughts of hurting yourself: today, not later."
)
MISSES = (
    "Engorgement is counted as fullness beyond comfort; swelling of the tissue itself is not in the model.",
    "Mastitis is a hazard by two accounts that are disputed; the figures are for comparing ways, not for a person.",
    "No trial has compared orders or paces of stopping; what is shown comes from the model alone.",
)


def misses(request: Request) -> list[str]:
    """What of ways to stop is known to be off, for this request."""
    begun = request.lactation
    if begun is None or not request.after_loss or begun.removal != "none":
        return list(MISSES)
    return [*MISSES, *felt_after_a_loss(begun.pregnancy)]


def ways_verdict(ways: Ways) -> str:
    """One paragraph."""
    if not ways.shown:
        return "No way to stop ends by the goal's day and keeps the limits; a later day may change that."
    best = ways.shown[0]
    hours = np.mean(best.hardship.engorged)
    text = f"The gentlest way tried: {best.title}; fuller than comfortable for {hours:.0f} h in all, on average."
    abrupt = next((one for one in ways.tried if one.title == ABRUPT), None)
    if abrupt is not None and abrupt is not best:
        text += f" All at once: {np.mean(abrupt.hardship.engorged):.0f} h."
    return text


def ways_text(ways: Ways) -> str:
    """The ways as text."""
    request = ways.request
    parts = [LOSS] if request.after_loss else []
    parts.append(f"{request.name}: {ways_verdict(ways)}")
    parts += [taken_as_now(request)] if taken_as_now(request) else []
    if ways.stopped:
        parts.append("Stopped early: the gentlest of the ways tried so far.")
    parts += [
        "\n".join(_way(letter, way, request))
        for letter, way in zip("ABC", ways.shown, strict=False)
    ]
    eases = [
        f"  - {one.measure}: {one.said} [{one.grade}]"
        for one in relief()
        if "stopping" in one.topics
    ]
    parts.append("\n".join(["What eases it:", *eases]))
    parts.append("\n".join(["Known to be off:", *(f"  - {miss}" for miss in misses(request))]))
    parts.append(CLOSING_LOSS if request.after_loss else CLOSING)
    whole = "\n\n".join(parts) + "\n"
    return without_doses(whole) if ways.mode == "parent" else whole


def _way(letter: str, way: Way, request: Request) -> Iterator[str]:
    hard = way.hardship
    share, (low, high) = hard.chance_back
    yield f"{letter}. {way.title[:1].upper()}{way.title[1:]}"
    yield (
        f"   fuller than comfortable {np.mean(hard.engorged):.0f} h in all; mastitis to be expected in "
        f"{100 * np.mean(hard.mastitis_stasis):.1f} or {100 * np.mean(hard.mastitis_inflammation):.1f} of 100, "
        "by two disputed accounts"
    )
    yield (
        f"   gone back two weeks after {request.date(request.last_day)}: {share:.0%} "
        f"(band {low:.0%} to {high:.0%})"
    )
    for stretch in way.schedule.stretches:
        yield f"   {_days(stretch, request)}"
    yield f"   from {request.date(way.last)}: nothing, and to comfort only where it hurts"


def _days(stretch: Stretch, request: Request) -> str:
    times = ", ".join(
        f"{format_clock(time)} ({length // MINUTE} min)" for time, length in stretch.sessions
    )
    return f"{request.date(stretch.begin)} to {request.date(stretch.end - 1)}: {times}"
