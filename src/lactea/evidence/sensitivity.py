"""Whether the milk rows depend on the gland at all: demand alone must not pass the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from lactea.evidence.outcome import Outcome
from lactea.evidence.prediction import predicted
from lactea.evidence.runs import (
    Answers,
    Evaluate,
    Question,
    Run,
    Simulate,
    ask_all,
    question_of,
    run_of,
)

GLAND = ("synthesis_limit", "capacity_per_tissue", "lobule_formation", "recruitment")
"""What a gland is large and quick by. Lowered together: less of each means less milk."""
KEPT = 0.8
MOVED = 0.05
SUBSYSTEM = "milk"


class Sized(Protocol):
    """What is needed of a parameter of the body."""

    @property
    def id(self) -> str: ...

    @property
    def value(self) -> float: ...

    @property
    def unit(self) -> str: ...


def gland_share(
    outcomes: Sequence[Outcome],
    folder: Path,
    parameters: Iterable[Sized],
    *,
    simulate: Simulate,
    evaluate: Evaluate,
    jobs: int,
) -> float | None:
    """Share of the predicted milk rows that move by more than 5 % when the gland is 20 % less.

    Parameters
    ----------
    outcomes : sequence of Outcome
        All rows; those of the milk that have a prediction are asked again, save those of virtual
        groups, which are of the same gland many times over.
    folder : Path
        Where scenario files of the mapping lie.
    parameters : iterable
        Parameters of the body; those in `GLAND` are lowered.
    simulate, evaluate, jobs
        As in `lactea.evidence.validation.validate`.

    Returns
    -------
    float or None
        0 to 1; None where there is no such row or no such parameter.
    """
    lowered = tuple(
        f"parameters.{p.id}={p.value * KEPT!r} {p.unit}".removesuffix(" 1")
        for p in parameters
        if p.id in GLAND
    )
    rows = [
        o
        for o in outcomes
        if o.entry.subsystem == SUBSYSTEM and o.status == "predicted" and o.entry.group is None
    ]
    if not rows or not lowered:
        return None
    asked = [pair for row in rows for pair in _pairs(row, folder, lowered)]
    answers = ask_all(asked, simulate=simulate, evaluate=evaluate, jobs=jobs)
    return sum(_moved(row, folder, lowered, answers) for row in rows) / len(rows)


def _pairs(row: Outcome, folder: Path, lowered: tuple[str, ...]) -> list[tuple[Run, Question]]:
    arms = [arm for arm in (row.entry.arm, row.entry.minus_arm) if arm is not None]
    runs = [run_of(arm, folder) for arm in arms]
    return [
        (Run(run.scenario, (*run.overrides, *lowered)), question_of(row.entry, arm))
        for run, arm in zip(runs, arms, strict=True)
    ]


def _moved(row: Outcome, folder: Path, lowered: tuple[str, ...], answers: Answers) -> bool:
    found = [answers[pair].value for pair in _pairs(row, folder, lowered)]
    minus = found[1] if len(found) > 1 else None
    now = predicted(row.row, row.entry, found[0], minus, row.factor).value
    before = row.predicted or 0.0
    # A run that fails with the smaller gland is no number, and has moved.
    return not abs(now - before) <= MOVED * abs(before)
