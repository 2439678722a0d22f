"""Sessions that leave no rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lactea.medicines.facts import Fact
from lactea.reading.durations import DAY, HOUR
from lactea.safety.case import Case
from lactea.safety.earliest import earliest
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import principles
from lactea.scenario import Scenario
from lactea.scenario.steps import SessionStep


class Session(NamedTuple):
    """One scheduled session, in ticks from the origin."""

    start: int
    stop: int
    step: int


def rest(case: Case) -> Iterator[Finding]:
    """A finding where sessions by the clock pass the cap of a day, or leave no stretch for sleep.

    Nursing on demand has no clock and is not counted.
    """
    sessions = scheduled_sessions(case.scenario)
    yield from _too_many(sessions, principles().figures.most_sessions_per_day)
    yield from _no_sleep(sessions, principles().figures.sleep_stretch)


def scheduled_sessions(scenario: Scenario) -> list[Session]:
    """Every session by the clock; a step that waits for a rule counts from its earliest moment."""
    return sorted(
        Session(tick, tick + step.session_length, place)
        for place, step in enumerate(scenario.protocol)
        if isinstance(step, SessionStep)
        for tick in scenario.session_ticks(step, earliest(step, scenario))
    )


def _too_many(sessions: list[Session], cap: Fact) -> Iterator[Finding]:
    most, steps, end = 0, set[int](), 0
    for begin, session in enumerate(sessions):
        while end < len(sessions) and sessions[end].start < session.start + DAY:
            end += 1
        if end - begin > most:
            most, steps = end - begin, {one.step for one in sessions[begin:end]}
    if most > cap.to("1/day", "12 1/day"):
        yield _finding(
            "sessions", f"The protocol asks for {most} sessions in a day by the clock; the screen's cap "
            f"is {cap.value:g}.", cap, steps,
        )  # fmt: skip


def _no_sleep(sessions: list[Session], stretch: Fact) -> Iterator[Finding]:
    """A finding where sessions follow each other for a day without a stretch for sleep."""
    shortest = stretch.to("h", "4 h") * HOUR
    begin, latest = 0, 0
    for place, session in enumerate(sessions):
        if place == 0 or session.start - latest >= shortest:
            begin, latest = place, session.stop
        latest = max(latest, session.stop)
        if latest - sessions[begin].start >= DAY:
            yield _finding(
                "sleep", f"For a day or longer the sessions by the clock leave no {stretch.value:g} hours "
                "in one piece for sleep.", stretch, {one.step for one in sessions[begin : place + 1]},
            )  # fmt: skip
            return


def _finding(about: str, sentence: str, figure: Fact, steps: set[int]) -> Finding:
    return Finding(
        "rest", Severity.caution, about, sentence, principles().sources[figure.source], figure.grade,
        steps=tuple(sorted(steps)),
    )  # fmt: skip
