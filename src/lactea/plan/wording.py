"""Plans in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.plan import dominance
from lactea.plan.candidate import schedule_of
from lactea.plan.planning import Plan, Plans
from lactea.plan.request import Request
from lactea.plan.schedule import Stretch
from lactea.plan.tools import taken_as_now
from lactea.plan.verdict import amount, verdict
from lactea.plan.week import said, weekdays_from
from lactea.reading.clock import format_clock
from lactea.reading.durations import MINUTE
from lactea.safety import Severity
from lactea.safety.doses import without_doses
from lactea.safety.wording import sentence

CLOSING = (
    "These are simulations to take to a clinician, and no prescription. An infant is fed first: weight and "
    "nappies count, not a simulated volume. Bands count how people differ in the model and what is assumed in "
    "it; they do not count that the model is wrong."
)
KNOWN_MISSES = (
    "How much milk comes without a pregnancy rests on assumptions: no study followed volumes week by week.",
    "Domperidone adds about what trials pooled. Metoclopramide adds far less than trials found in mothers who nurse, "
    "and hardly anything in the first days after an early birth, as trials found.",
    "Making more, restarting, stopping and inducing pass in three in four published rows, and in half of those "
    "without a pregnancy.",
    "Each session is simulated as a device of the plan; an infant at the breast stops when it has had enough.",
)
OPTIMISTIC = (
    "Read this first: how much milk comes without a pregnancy is known from few people, who were reported "
    "because it went well, and most of what this model takes for it is assumed. Few of those who induce "
    "make all that an infant needs. Compare the plans by it; do not count on its volumes."
)
FED_FIRST = (
    "Weight, age and nappies come before any volume below: if they are not right, seek care today."
)
THYROID = (
    "The thyroid is said to be underactive, and no plan here treats it. Treatment may bring milk back to what is "
    "usual (no size was measured; levothyroxine in the library has the source), and what the model makes of a "
    "thyroid without it is assumed: ask a clinician about it before any plan."
)
STUDY = "Researcher mode: everything is shown, as a study."


def text(plans: Plans) -> str:
    """The family as text."""
    request = plans.request
    parts = [f"{request.name}: {verdict(plans)}"]
    parts += cautions(request)
    if plans.mode == "researcher":
        parts.append(STUDY)
    if plans.stopped:
        parts.append(f"Stopped early: the best of {plans.tried} plans tried so far.")
    parts += ["\n".join(_plan(one, request, plans.mode)) for one in plans.plans]
    if plans.plans:
        parts.append(
            f"To stop: one session fewer every few days. {' '.join(plans.plans[0].stop.said)}"
        )
    parts.append("\n".join(_changes(plans)))
    parts.append(_last_pumping(plans))
    parts.append("\n".join(_compared(plans)))
    parts.append("\n".join(_left_out(plans)))
    parts.append(f"{plans.tried} plans tried; {_on_whom(plans)}")
    parts.append("\n".join(["Known to be off:", *(f"  - {miss}" for miss in KNOWN_MISSES)]))
    parts.append(CLOSING)
    whole = "\n\n".join(part for part in parts if part)
    return (without_doses(whole) if plans.mode == "parent" else whole) + "\n"


def _on_whom(plans: Plans) -> str:
    """Of whom the chances are."""
    own = plans.own_log
    if own is None:
        return (
            f"the chances are of {plans.people} other people like this one, {plans.lost} could not be "
            "simulated."
        )
    return (
        f"the chances are of {plans.people} other people who follow your own log until {own.until} "
        f"({len(own.runs)} of {own.fitted} fitted ones do)."
    )


def cautions(request: Request) -> tuple[str, ...]:
    """What has to be read before any number."""
    said = (
        (FED_FIRST, request.infant is not None),
        (OPTIMISTIC, request.lactation is None),
        (THYROID, request.person.thyroid != "normal"),
    )
    return tuple(sentence for sentence, applies in said if applies)


def title(plan: Plan, request: Request) -> str:
    """A plan in one line."""
    candidate = plan.candidate
    most = max(len(one.sessions) for one in schedule_of(candidate, request).stretches)
    night = ", one of them at night" if candidate.night else ", none at night"
    course = f", with {candidate.regimen.name}" if candidate.regimen else ", no medicine"
    count = "one session" if most == 1 else f"up to {most} sessions"
    often = f"{count} of {candidate.minutes} min a day"
    if not candidate.at_once:
        often = f"{count} a day of {candidate.minutes} min on each side in turn"
    return f"{often}{night if most > 1 else ''}{course}"


def stretch_line(stretch: Stretch, request: Request) -> str:
    """The days of a stretch and its times."""
    times = ", ".join(
        f"{format_clock(time)} ({length // MINUTE} min)" for time, length in stretch.sessions
    )
    days = f"{request.date(stretch.begin)} to {request.date(stretch.end - 1)}"
    week = said(weekdays_from(request.today, stretch.week))
    return f"{days}{f', {week}' if week else ''}: {times or 'nothing'}"


def _plan(plan: Plan, request: Request, mode: str) -> Iterator[str]:
    outcome, burden = plan.outcome, plan.evaluated.burden
    low, high = outcome.band
    yield f"{plan.letter}. {title(plan, request)[:1].upper()}{title(plan, request)[1:]}"
    yield (
        f"   chance of the goal {outcome.chance:.0%} (band {low:.0%} to {high:.0%}); half get "
        f"{amount(outcome.quantiles((0.5,))[0], request.goal.kind)} or more"
    )
    yield (
        f"   {burden.minutes_per_day:.0f} min a day over all days, {burden.hours:.0f} h in all, "
        f"{burden.nights} nights"
        + (f", {plan.candidate.regimen.days} days on a medicine" if plan.candidate.regimen else "")
    )
    for stretch in schedule_of(plan.candidate, request).stretches:
        yield f"   {stretch_line(stretch, request)}"
    for take in schedule_of(plan.candidate, request).takes:
        yield f"   {take.sentence(request.words)}"
    for arrival in plan.arrivals:
        yield (
            f"   arrival {arrival.word}, {request.date(arrival.day)}: chance {arrival.chance:.0%}, half "
            f"get {amount(arrival.value, request.goal.kind)} or more"
        )
    for part in plan.parts:
        yield (
            f"   {part.lever.words} adds {part.chance:+.0%} and {part.volume:+.0f} mL a day (against: "
            f"{part.off}). {part.lever.said}. [{part.lever.grade}]"
        )
    for finding in plan.screening.of(Severity.caution):
        yield f"   with care: {sentence(finding, plan.screening.case.reader)}"
    for taper in plan.stop.tapers:
        yield f"   {taper}"


def _changes(plans: Plans) -> Iterator[str]:
    """Single changes, the largest gain first."""
    if plans.changes:
        yield taken_as_now(plans.request)
        yield "One change to how things are now, on the same people (half of them; one in four below and above):"
    for one in plans.changes:
        yield (
            f"  {one.words}: {one.gain:+.0f} mL a day ({one.low:+.0f} to {one.high:+.0f}), "
            f"{one.minutes:+.0f} min a day [{one.lever.grade}]"
        )


def _last_pumping(plans: Plans) -> str:
    found = plans.last_pumping
    if found is None:
        return ""
    if found.day is None:
        return f"Pumping to the end does not make the stash last until {found.until}."
    return (
        f"With {found.put_by:.0f} mL put by a day, the last day of pumping with which the stash lasts until "
        f"{found.until} is {found.day}."
    )


def _compared(plans: Plans) -> Iterator[str]:
    """Published protocols beside the plans."""
    if plans.compared:
        yield dominance.verdict([one.standing for one in plans.compared])
        yield "Published protocols on the same people (nursing as sessions, what waits for an observation left out):"
    for one in plans.compared:
        blocked = f"; blocked by the screen ({', '.join(one.blocked[:2])})" if one.blocked else ""
        if one.broken:
            blocked += f"; breaks the limits of the request ({', '.join(one.broken)})"
        beaten = dominance.difference(one.standing)
        if one.beaten_by:
            beaten = f"dominated by plan {one.beaten_by}; {beaten}"
        yield (
            f"  {one.name}: chance {one.outcome.chance:.0%}, {one.hours:.0f} h, {one.medicine_days} days of "
            f"medicine{blocked}; {beaten}"
        )


def _left_out(plans: Plans) -> Iterator[str]:
    if not plans.refusals:
        return
    yield "In no plan:"
    for one in plans.refusals:
        yield f"  {one.name}: {' '.join(one.reasons[:3])}"
        if len(one.reasons) > 3:
            yield f"    ({len(one.reasons) - 3} more reasons in the JSON document)"
