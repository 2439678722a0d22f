"""Published courses of medicines, as whole pieces: no dose and no length is ever varied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lactea.plan.request import Mode, Request
from lactea.reading.durations import DAY, format_duration
from lactea.reading.yaml_reader import parse
from lactea.scenario import load
from lactea.scenario.steps import Take
from lactea.scenario.strength import ProtocolEvidence


@dataclass(frozen=True)
class Regimen:
    """One published course.

    Attributes
    ----------
    name, scenario
        What it is called here, and the builtin protocol whose doses it repeats.
    medicine
        The medicine.
    days
        From the first dose to the last.
    takes
        Steps that count from the first dose.
    rows
        Evidence rows of the course.
    evidence
        What the builtin protocol rests on.
    """

    name: str
    scenario: str
    medicine: str
    days: int
    takes: tuple[Take, ...]
    rows: tuple[str, ...]
    evidence: ProtocolEvidence | None

    def __hash__(self) -> int:
        return hash(self.name)

    def steps(self, first_day: int) -> tuple[Take, ...]:
        """The steps with the first dose on a day, at midnight as the builtin protocols count."""
        return tuple(_moved(take, first_day * DAY) for take in self.takes)


@cache
def published() -> tuple[Regimen, ...]:
    """All courses of the shipped list."""
    text = files("lactea.plan").joinpath("regimens.yaml").read_text("utf-8")
    data: Any = parse(text, "regimens of plans").data
    return tuple(_regimen(entry) for entry in data["regimens"])


def searched(request: Request, mode: Mode) -> tuple[Regimen, ...]:
    """The courses that a search may try: none for parents, and none that is refused.

    Whether a course is within the local cap, and what speaks against it, is for the safety screen.
    """
    if mode == "parent" or not request.limits.allows("medicines"):
        return ()
    return tuple(one for one in published() if request.limits.allows(one.medicine))


def _regimen(entry: dict[str, Any]) -> Regimen:
    scenario = load(entry["scenario"])
    of_it = [step for step in scenario.steps_of(Take) if step.medicine == entry["medicine"]]
    first = min(step.start_tick for step in of_it)
    takes = tuple(_cut(of_it, first, entry["days"] * DAY))
    return Regimen(
        entry["name"], entry["scenario"], entry["medicine"], entry["days"], takes,
        tuple(entry["rows"]), scenario.evidence,
    )  # fmt: skip


def _cut(steps: list[Take], first: int, length: int) -> Iterator[Take]:
    """The steps from the first dose on, ended after a length."""
    for step in steps:
        begin = step.start_tick - first
        stop = length if step.stop is None else min(step.stop - first, length)
        if begin < stop:
            yield _between(step, begin, stop)


def _moved(take: Take, by: int) -> Take:
    assert take.stop is not None
    return _between(take, take.start_tick + by, take.stop + by)


def _between(take: Take, start: int, stop: int) -> Take:
    entries = take.model_dump(mode="json", exclude_none=True) | {
        "start": format_duration(start),
        "stop": format_duration(stop),
    }
    return Take.model_validate(entries)
