"""Why courses of medicine are in no plan."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.plan.candidate import Candidate
from lactea.plan.evaluate import screened
from lactea.plan.regimens import Regimen, published
from lactea.plan.search import Gate
from lactea.plan.space import FIRST_DOSES, Space, within
from lactea.safety import Severity
from lactea.safety.wording import sentence

FOR_CLINICIANS = (
    "Medicines for milk are a topic for a clinician: whether one may help, and what speaks against it. "
    "No plan for parents holds any."
)
NOT_WANTED = "It is refused in the request."
ADDS_NOTHING = "It was tried, and added less than one in a hundred to the chance of any plan."


@dataclass(frozen=True)
class Refusal:
    """A course that no plan holds: its name, the reasons, and the entries that would answer what is open."""

    name: str
    reasons: tuple[str, ...]
    questions: tuple[str, ...] = ()


def refusals(space: Space, gate: Gate, idle: tuple[str, ...]) -> tuple[Refusal, ...]:
    """All courses that are left out, with their reasons; for parents one sentence."""
    if gate.mode == "parent":
        return (Refusal("medicines", (FOR_CLINICIANS,)),)
    found = [Refusal(one.name, (NOT_WANTED,)) for one in published() if one not in space.regimens]
    for regimen in space.regimens:
        found += _of_the_screen(regimen, space, gate)
    return (*found, *(Refusal(name, (ADDS_NOTHING,)) for name in idle))


def _of_the_screen(regimen: Regimen, space: Space, gate: Gate) -> list[Refusal]:
    limits = space.request.limits
    plain = Candidate(
        space.starts()[0], 1, 1, 1, 14, 10, limits.devices[0], False, False,
        regimen=regimen, regimen_start=FIRST_DOSES[0],
    )  # fmt: skip
    candidate = within(plain, space.request)
    if candidate is None or gate.lets_pass(candidate):
        return []
    screening = screened(candidate, space.request, gate.mode)
    reasons = [sentence(one, gate.mode) for one in screening.of(Severity.blocks)]
    return [Refusal(regimen.name, tuple(dict.fromkeys(reasons)), screening.questions)]
