"""Which candidates a search may try: the decisions by mode, always within the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Protocol

from lactea.plan.candidate import Candidate, broken_limits, fits, likely_arrival
from lactea.plan.limits import DOUBLE
from lactea.plan.regimens import Regimen, searched
from lactea.plan.request import Mode, Request
from lactea.plan.schedule import most_sessions

MINUTES = (10, 15, 20, 30)
CHANGES = (14, 28, 42, 56)
LEADS = (1.0, 0.75, 0.5, 0.25)
"""Where removal may begin: as shares of the time until the infant is likely to come."""
FIRST_DOSES = (0, 14, 28, 56)
DECISIONS = 12
MOST_SPARED = 3
"""Sessions a day fewer than fit that are tried, where days that differ come too close to each other."""


class Asker(Protocol):
    """Whoever chooses one of several values for a decision, such as a trial of Optuna."""

    def suggest_categorical(self, name: str, choices: Sequence[Any]) -> Any: ...


@dataclass(frozen=True)
class Space:
    """The decisions of a request in a mode."""

    request: Request
    regimens: tuple[Regimen, ...]

    def candidate(self, asker: Asker) -> Candidate | None:
        """The candidate that somebody's choices give, brought within the limits; None if none is."""
        request, ask = self.request, asker.suggest_categorical
        counts = tuple(range(1, most_sessions(request) + 1))
        raw = Candidate(
            start=ask("start", self.starts()),
            first=ask("first", counts),
            later=ask("later", counts),
            kept=ask("kept", counts),
            change=ask("change", CHANGES),
            minutes=ask("minutes", MINUTES),
            device=ask("device", request.limits.devices),
            at_once=ask("at_once", (True, False)),
            night=ask("night", (False, True)),
            power_hour=ask("power_hour", (False, True)),
            breaks=self._breaks(ask),
            regimen=self._regimen(ask("regimen", (-1, *range(len(self.regimens))))),
            regimen_start=ask("regimen_start", FIRST_DOSES),
        )
        return within(raw, request)

    def starts(self) -> tuple[int, ...]:
        """Days on which removal may begin, or change where it goes on already."""
        request, first = self.request, self.request.first_day
        arrival = likely_arrival(request)
        if request.lactation is not None or arrival is None or arrival <= first:
            return (first,)
        lead = arrival - first
        return tuple(sorted({arrival - round(lead * share) for share in LEADS}))

    def corners(self) -> Iterator[dict[str, Any]]:
        """Choices to try first: little, usual and all that the limits allow, and the same with each course."""
        most = most_sessions(self.request)
        earliest, latest = self.starts()[0], self.starts()[-1]
        device = self.request.limits.devices[0]
        usual = {
            "start": earliest,
            "first": most,
            "later": most,
            "kept": most,
            "change": CHANGES[1],
            "minutes": 15,
            "device": device,
            "at_once": True,
            "night": True,
            "power_hour": False,
            "regimen": -1,
            "regimen_start": 0,
        }
        if self._most_breaks():
            usual["breaks"] = self._most_breaks()  # fmt: skip
        half = max(1, most // 2)
        yield usual
        yield usual | {"night": False}
        yield usual | {"first": half, "later": half, "kept": half, "night": False}
        yield usual | {"start": latest}
        yield usual | {"first": 1, "later": 1, "kept": 1, "night": False}
        yield usual | {"minutes": 30}
        for number in range(len(self.regimens)):
            yield usual | {"regimen": number, "regimen_start": FIRST_DOSES[1]}

    def _most_breaks(self) -> int:
        away = self.request.limits.away
        return 0 if away is None else away.breaks

    def _breaks(self, ask: Callable[[str, Sequence[int]], int]) -> int:
        """A decision only where breaks may be had."""
        most = self._most_breaks()
        return ask("breaks", tuple(range(most + 1))) if most else 0

    def _regimen(self, number: int) -> Regimen | None:
        return None if number < 0 else self.regimens[number]


def space_of(request: Request, mode: Mode) -> Space:
    """What a search may try for a request."""
    return Space(request, searched(request, mode))


def within(raw: Candidate, request: Request) -> Candidate | None:
    """The nearest candidate that keeps every limit; None where there is none."""
    limits = request.limits
    double = raw.device in DOUBLE
    course = raw.regimen if raw.regimen is not None and _ends_in_time(raw, request) else None
    lighter = replace(
        raw,
        regimen=course,
        at_once=raw.at_once and double and limits.allows("both_at_once"),
        night=raw.night and limits.night_sessions > 0 and limits.allows("night_sessions"),
        power_hour=raw.power_hour and double and limits.allows("power_hour"),
    )
    for spared in range(MOST_SPARED + 1):
        for tried in chain(_lighter(lighter), _lighter(replace(lighter, power_hour=False))):
            fitted = _fewer(tried, request, spared)
            if fitted is not None and not broken_limits(fitted, request):
                return canonical(fitted, request)
    return None


def _ends_in_time(candidate: Candidate, request: Request) -> bool:
    """Whether the whole course lies before the goal's day: what comes later would not be screened."""
    assert candidate.regimen is not None
    return candidate.first_dose + candidate.regimen.days <= request.last_day


def _lighter(candidate: Candidate) -> Iterator[Candidate]:
    """The candidate, and the same with shorter sessions."""
    for minutes in sorted({candidate.minutes, *MINUTES}, reverse=True):
        if minutes <= candidate.minutes:
            yield replace(candidate, minutes=minutes)


def _fewer(candidate: Candidate, request: Request, spared: int) -> Candidate | None:
    """The candidate with as many sessions as fit, less those that are spared; None where none is left."""
    fitting = [n for n in range(1, most_sessions(request) + 1) if fits(candidate, n, request)]
    most = max(fitting, default=0) - spared
    if most < 1:
        return None
    wanted = {name: min(getattr(candidate, name), most) for name in ("first", "later", "kept")}
    return replace(candidate, **wanted)


def canonical(candidate: Candidate, request: Request) -> Candidate:
    """The same plan written one way only, so that it is simulated once."""
    arrival = likely_arrival(request)
    changes: dict[str, Any] = {}
    if candidate.first == candidate.later or candidate.start + candidate.change >= (
        request.last_day if arrival is None else arrival
    ):
        changes = {"later": candidate.first, "change": CHANGES[0]}
    if arrival is None:
        changes["kept"] = changes.get("later", candidate.later)
    most = max(candidate.first, candidate.later, candidate.kept)
    if request.limits.away is None:
        changes["breaks"] = 0
    if most < 2:
        changes |= {"night": False, "power_hour": False}
    if candidate.regimen is None:
        changes["regimen_start"] = 0
    return replace(candidate, **changes)
