"""Simulating each scenario once for all the rows that ask it something."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lactea.evidence.asked_group import LIFE_TABLE
from lactea.evidence.mapping import Arm, Entry
from lactea.evidence.trials import MARK, load_scenario

if TYPE_CHECKING:
    from lactea.cohort.crews import Crew

Simulate = Callable[[str, tuple[str, ...]], Any]
Evaluate = Callable[[Any, str, str, str], float]

WHOLE_RUN = "any"
"""What the observables call a time that the mapping leaves empty."""


@dataclass(frozen=True, slots=True)
class Run:
    """One simulation: a scenario and what is set in it, of the person it describes or of a drawn one."""

    scenario: str
    overrides: tuple[str, ...]
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One number to be read off a run."""

    observable: str
    statistic: str
    at: str


@dataclass(frozen=True, slots=True)
class InGroup:
    """What is told of a group: its people, how many of them failed, in how many it never happened, and
    between which values (5 to 95 %, in the unit of the observable) the others lie.
    """

    people: int
    failed: int
    never: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The number, or the sentence why there is none; `never`, that the run has no such value."""

    value: float = math.nan
    problem: str = ""
    never: bool = False
    group: InGroup | None = None


Answers = Mapping[tuple[Run, Question], Answer]
DrawPerson = Callable[[str, tuple[str, ...], int, int | None], Any]


def run_of(arm: Arm, folder: Path) -> Run:
    """The run of an arm; the file of a scenario or trial is looked up beside the mapping file."""
    scenario = arm.scenario
    file = scenario.partition(MARK)[0]
    if file.endswith((".yaml", ".yml")) and not Path(file).is_absolute():
        scenario = str(folder / scenario)
    return Run(scenario, arm.overrides)


def question_of(entry: Entry, arm: Arm) -> Question:
    """What a row asks of one of its arms."""
    return Question(entry.observable, entry.statistic, arm.at or WHOLE_RUN)


def question_beside(entry: Entry, arm: Arm) -> Question | None:
    """The second reading of each person that a row of a group asks for, if it does.

    In a life table it is read when the first one is.
    """
    beside = None if entry.group is None else entry.group.beside
    if beside is None:
        return None
    own = arm.at if entry.group is not None and entry.group.between.statistic == LIFE_TABLE else ""
    return Question(beside.observable, beside.statistic, own or beside.at or WHOLE_RUN)


def days_asked(questions: Iterable[Question]) -> int | None:
    """Days from the origin that a run must have for these questions; None where one asks for the whole."""
    from lactea.reading.durations import DAY, parse_duration

    last = 1
    for question in questions:
        if question.at == WHOLE_RUN:
            return None
        start, slash, stop = question.at.partition("/")
        with suppress(ValueError):  # what is no time is refused when it is read, for its row alone
            # A moment is read from the day that holds it.
            ticks = parse_duration(stop) if slash else parse_duration(start) + DAY
            last = max(last, math.ceil(ticks / DAY))
    return last


def default_simulate(scenario: str, overrides: tuple[str, ...]) -> Any:
    """Simulate a scenario with the compiled engine."""
    from lactea.engine import simulate

    return simulate(load_scenario(scenario, overrides))


def default_evaluate(recording: Any, observable: str, statistic: str, at: str) -> float:
    """Read an observable off a recording."""
    from lactea.results.observables import evaluate

    return evaluate(recording, observable, statistic, at)


def ask_all(
    questions: Iterable[tuple[Run, Question]],
    *,
    simulate: Simulate = default_simulate,
    evaluate: Evaluate = default_evaluate,
    draw: DrawPerson | None = None,
    jobs: int = 1,
) -> Answers:
    """Answer all questions, simulating every run once.

    A run that fails gives every one of its questions the same problem; nothing is raised.

    Parameters
    ----------
    questions : iterable of (Run, Question)
    simulate, evaluate : callable
        Must be importable by name when `jobs` is more than 1.
    draw : callable, optional
        Simulates a drawn person, (scenario, overrides, person, days) -> recording; as the two above. Needed
        where a run is of one.
    jobs : int
        Processes.
    """
    by_run: dict[Run, list[Question]] = {}
    for run, question in questions:
        known = by_run.setdefault(run, [])
        if question not in known:
            known.append(question)
    work = partial(_answer_run, simulate=simulate, evaluate=evaluate, draw=draw)
    answered = list(_crew(min(jobs, len(by_run))).results(work, by_run.items()))
    return {
        (run, question): answer
        for (run, asked), answers in zip(by_run.items(), answered, strict=True)
        for question, answer in zip(asked, answers, strict=True)
    }


def _crew(jobs: int) -> Crew:
    from lactea.cohort.crews import crew_of

    return crew_of(jobs)


def _answer_run(
    item: tuple[Run, list[Question]],
    *,
    simulate: Simulate,
    evaluate: Evaluate,
    draw: DrawPerson | None,
) -> list[Answer]:
    run, questions = item
    try:
        if run.person is None or draw is None:
            recording = simulate(run.scenario, run.overrides)
        else:
            recording = draw(run.scenario, run.overrides, run.person, days_asked(questions))
    except Exception as error:  # a failed run is a miss of its rows, whatever went wrong
        return [Answer(problem=_sentence(error))] * len(questions)
    return [_answer(recording, question, evaluate) for question in questions]


def _answer(recording: Any, question: Question, evaluate: Evaluate) -> Answer:
    try:
        value = float(evaluate(recording, question.observable, question.statistic, question.at))
    except Exception as error:  # as above: one unanswerable row must not stop the others
        return Answer(problem=_sentence(error))
    if not math.isfinite(value):
        return Answer(problem=f"{question.observable} has no value here ({value}).", never=True)
    return Answer(value)


def _sentence(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
