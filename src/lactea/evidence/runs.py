"""Simulating each scenario once for all the rows that ask it something."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from lactea.evidence.mapping import Arm, Entry

Simulate = Callable[[str, tuple[str, ...]], Any]
Evaluate = Callable[[Any, str, str, str], float]

WHOLE_RUN = "any"
"""What the observables call a time that the mapping leaves empty."""


@dataclass(frozen=True, slots=True)
class Run:
    """One simulation: a scenario and what is set in it."""

    scenario: str
    overrides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One number to be read off a run."""

    observable: str
    statistic: str
    at: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The number, or the sentence why there is none."""

    value: float = math.nan
    problem: str = ""


Answers = Mapping[tuple[Run, Question], Answer]


def run_of(arm: Arm, folder: Path) -> Run:
    """The run of an arm; a scenario file is looked up beside the mapping file."""
    scenario = arm.scenario
    if scenario.endswith((".yaml", ".yml")) and not Path(scenario).is_absolute():
        scenario = str(folder / scenario)
    return Run(scenario, arm.overrides)


def question_of(entry: Entry, arm: Arm) -> Question:
    """What a row asks of one of its arms."""
    return Question(entry.observable, entry.statistic, arm.at or WHOLE_RUN)


def default_simulate(scenario: str, overrides: tuple[str, ...]) -> Any:
    """Simulate a scenario with the compiled engine."""
    from lactea.engine import simulate
    from lactea.scenario import load

    return simulate(load(scenario, overrides))


def default_evaluate(recording: Any, observable: str, statistic: str, at: str) -> float:
    """Read an observable off a recording."""
    from lactea.results.observables import evaluate

    return evaluate(recording, observable, statistic, at)


def ask_all(
    questions: Iterable[tuple[Run, Question]],
    *,
    simulate: Simulate = default_simulate,
    evaluate: Evaluate = default_evaluate,
    jobs: int = 1,
) -> Answers:
    """Answer all questions, simulating every run once.

    A run that fails gives every one of its questions the same problem; nothing is raised.

    Parameters
    ----------
    questions : iterable of (Run, Question)
    simulate, evaluate : callable
        Must be importable by name when `jobs` is more than 1.
    jobs : int
        Processes.
    """
    by_run: dict[Run, list[Question]] = {}
    for run, question in questions:
        known = by_run.setdefault(run, [])
        if question not in known:
            known.append(question)
    work = partial(_answer_run, simulate=simulate, evaluate=evaluate)
    if jobs > 1 and len(by_run) > 1:
        # Spawned, not forked: the parent may hold threads of a compiler.
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            answered = list(pool.map(work, by_run.items()))
    else:
        answered = [work(item) for item in by_run.items()]
    return {
        (run, question): answer
        for (run, asked), answers in zip(by_run.items(), answered, strict=True)
        for question, answer in zip(asked, answers, strict=True)
    }


def _answer_run(
    item: tuple[Run, list[Question]], *, simulate: Simulate, evaluate: Evaluate
) -> list[Answer]:
    run, questions = item
    try:
        recording = simulate(run.scenario, run.overrides)
    except Exception as error:  # a failed run is a miss of its rows, whatever went wrong
        return [Answer(problem=_sentence(error))] * len(questions)
    return [_answer(recording, question, evaluate) for question in questions]


def _answer(recording: Any, question: Question, evaluate: Evaluate) -> Answer:
    try:
        value = float(evaluate(recording, question.observable, question.statistic, question.at))
    except Exception as error:  # as above: one unanswerable row must not stop the others
        return Answer(problem=_sentence(error))
    if not math.isfinite(value):
        return Answer(problem=f"{question.observable} has no value here ({value}).")
    return Answer(value)


def _sentence(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
