"""What stands around the sessions of a plan: how to stop, visits, equipment."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.care import relief
from lactea.medicines import load
from lactea.plan.candidate import Candidate, likely_arrival, schedule_of
from lactea.plan.request import Request

STEP_DAYS = 4
"""Days from one session left out to the next. Assumed: common advice names three to seven, and no trial has
compared them; the goal ``stop`` searches the spacing instead."""
FIRST_VISIT = 14
"""Days from the start to the first visit: the check of a published protocol (row `idr_ngp_no_change_check`)."""

FALLEN_THROUGH = (
    "If the adoption or the birth does not come about, the plan may stop on any day, in the same steps. "
    "Milk that is there may be kept, given to a milk bank or let go; none of these is asked for."
)
AT_ONCE = (
    "Stopping at once is possible, too: it is less comfortable, and no milk has to be removed beyond "
    "what comfort asks for."
)


@dataclass(frozen=True)
class StopBranch:
    """How to stop from the fullest days of a plan.

    Attributes
    ----------
    steps
        (days after the decision, sessions a day from then on).
    said
        Sentences that go with it.
    relief
        What eases it: (measure, what is known).
    tapers
        How each medicine of the plan is stopped, as its file says.
    """

    steps: tuple[tuple[int, int], ...]
    said: tuple[str, ...]
    relief: tuple[tuple[str, str], ...]
    tapers: tuple[str, ...]


def stop_branch(candidate: Candidate, request: Request) -> StopBranch:
    """The way out of a plan, open on every day of it."""
    most = max(candidate.first, candidate.later, candidate.kept)
    steps = tuple((number * STEP_DAYS, most - 1 - number) for number in range(most))
    waiting = likely_arrival(request) is not None
    said = (FALLEN_THROUGH, AT_ONCE) if waiting else (AT_ONCE,)
    measures = tuple((one.measure, one.said) for one in relief() if "stopping" in one.topics)
    return StopBranch(steps, said, measures, _tapers(candidate))


def _tapers(candidate: Candidate) -> tuple[str, ...]:
    if candidate.regimen is None:
        return ()
    medicine = load(candidate.regimen.medicine)
    taper = medicine.taper
    if taper is None:
        return (f"{medicine.name}: whether it must be stopped in steps is not known here.",)
    advice = {"advised": "is to be stopped in steps", "not needed": "needs no steps to stop"}
    verdict = advice.get(taper.needed, "may need steps to stop; unknown is not no")
    return (f"{medicine.name} {verdict}: {taper.text}",)


def visits(candidate: Candidate, request: Request) -> tuple[tuple[int, str], ...]:
    """Days at which a visit is due, and what for."""
    found = [
        (candidate.start + FIRST_VISIT, "two weeks in: comfort, fit of the pump, what has come")
    ]
    stretches = schedule_of(candidate, request).stretches
    found += [
        (stretch.begin, "the number of sessions changes")
        for stretch in stretches
        if stretch.begin > stretches[0].begin
    ]
    if candidate.regimen is not None:
        first = candidate.first_dose
        found.append(
            (first, f"before {candidate.regimen.medicine}: the checks that its file asks for")
        )
        found.append(
            (first + candidate.regimen.days, f"the course of {candidate.regimen.medicine} ends")
        )
    arrival = likely_arrival(request)
    if arrival is not None:
        found.append((arrival, "the infant is there: weight, nappies and latch before any volume"))
    found.append((request.last_day, "the goal's day: what there is, and what is wanted next"))
    return tuple(sorted({day: text for day, text in found if day >= 0}.items()))


def equipment(candidate: Candidate, request: Request) -> tuple[str, ...]:
    """What has to be there."""
    device = {
        "hospital_grade": "a hospital-grade pump (often for rent)",
        "personal": "a personal electric pump",
        "manual": "a manual pump",
        "hand": "clean hands and a cup; no device",
    }[candidate.device]
    found = [device]
    if candidate.at_once:
        found.append("a set for both sides, with flanges that fit")
    found.append("somewhere cold for milk, and labels with the date")
    if candidate.breaks:
        found.append(
            "where the hours away are spent: a room with a door, and a cool bag for the way"
        )
    if likely_arrival(request) is not None or request.infant is not None:
        found.append("other milk for the infant: it is fed first, whatever comes")
    return tuple(found)
