"""What milk is removed with now: as the request tells it, else assumed and said."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.plan.limits import DOUBLE, Device
from lactea.plan.request import Request

DEVICE_WORDS: dict[Device, str] = {
    "hospital_grade": "a hospital-grade pump",
    "personal": "a personal electric pump",
    "manual": "a manual pump",
    "hand": "the hand",
}
NEAREST_TO_AN_INFANT: Device = "hospital_grade"
"""What stands for an infant at the breast, of whom the model's sessions by the clock know nothing: the device
that draws most."""
ASKED_DEVICE = "What is milk removed with now? It can be told in 'lactation.device': hospital_grade, personal, manual or hand."
ASKED_AT_ONCE = (
    "Are both sides emptied at once now? It can be told in 'lactation.at_once': true or false."
)


@dataclass(frozen=True)
class Tools:
    """What milk is removed with now.

    Attributes
    ----------
    device, at_once
        With what, and whether from both breasts at the same time.
    questions
        What is not told and was assumed: how to tell it.
    """

    device: Device
    at_once: bool
    questions: tuple[str, ...]


def tools_now(request: Request) -> Tools:
    """What milk is removed with now, by the request.

    A device that is not told is taken to be the first pump of those that are at hand, or the hand where no
    pump is; from both breasts at once where the device can and it is not refused. Both are assumed: they are
    what the search tries first, too.
    """
    lactation = request.lactation
    if lactation is None or lactation.removal != "pumping":
        return Tools(NEAREST_TO_AN_INFANT, at_once=True, questions=())
    questions = []
    at_hand = request.limits.devices
    usual: Device = next((one for one in at_hand if one != "hand"), "hand")
    device = lactation.device or usual
    if lactation.device is None:
        questions.append(ASKED_DEVICE)
    possible = device in DOUBLE and request.limits.allows("both_at_once")
    at_once = lactation.at_once
    if at_once is None:
        at_once = possible
        questions += [ASKED_AT_ONCE] if possible else []
    return Tools(device, at_once and device in DOUBLE, tuple(questions))


def taken_as_now(request: Request) -> str:
    """How things are taken to be now, and what is assumed in it, as one paragraph; empty where nothing goes on."""
    lactation = request.lactation
    if lactation is None or lactation.removal == "none" or lactation.until is not None:
        return ""
    often = f"{lactation.sessions_per_day} sessions of {lactation.minutes} min a day"
    if lactation.removal == "nursing":
        stands = DEVICE_WORDS[NEAREST_TO_AN_INFANT]
        return f"Taken as now: {often} with {stands}, which stands for {request.words.nursing}."
    tools = tools_now(request)
    how = "both sides at once" if tools.at_once else "one side after the other"
    said = f"Taken as now: {often} with {DEVICE_WORDS[tools.device]}, {how}."
    return " ".join((said, *(f"Assumed, because it is not told. {one}" for one in tools.questions)))
