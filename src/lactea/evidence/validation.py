"""Predicted against published: the whole path from tables to verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from lactea.evidence.asked_group import LIFE_TABLE, AskedGroup
from lactea.evidence.bars import unmet_bars
from lactea.evidence.catalogue import (
    Catalogue,
    check_entry,
    default_catalogue,
    happens_once,
    unit_of,
)
from lactea.evidence.clusters import Cluster, clusters_of
from lactea.evidence.comparators import ceiling_passes, null_passes
from lactea.evidence.document import document_of
from lactea.evidence.group_answers import answer_of_group
from lactea.evidence.intervals import mean_ci95, spread_interval
from lactea.evidence.life_table import by_month, life_table
from lactea.evidence.mapping import Arm, Entry
from lactea.evidence.outcome import Outcome, Status
from lactea.evidence.prediction import predicted, published
from lactea.evidence.problems import TableError
from lactea.evidence.roles import Cites, cited_rows, fitted_rows, overfitted, rows_behind_spreads
from lactea.evidence.runs import (
    Answer,
    Answers,
    Evaluate,
    Question,
    Run,
    Simulate,
    ask_all,
    default_evaluate,
    default_simulate,
    question_beside,
    question_of,
    run_of,
)
from lactea.evidence.scoring import Score, score
from lactea.evidence.sensitivity import Sized, gland_share
from lactea.evidence.split import MOST_FITTED
from lactea.evidence.strata import settings_of_people
from lactea.evidence.tables_folder import Folder, builtin_folder, read_folder
from lactea.evidence.totals import Totals, totals_of
from lactea.evidence.units import factor, is_relative
from lactea.evidence.virtual_people import (
    Accept,
    Draw,
    People,
    default_accept,
    default_draw,
    draw_with_seed,
    people_of_groups,
    reported,
)
from lactea.medicines.mechanism import library_parameters


class Known(Cites, Sized, Protocol):
    """What is needed of a parameter of the body: what it cites, and its size."""


@dataclass(frozen=True, slots=True)
class Validation:
    """Every row with its verdict, the votes of the clusters, and the totals."""

    folder: Folder
    outcomes: tuple[Outcome, ...]
    clusters: tuple[Cluster, ...]
    totals: dict[str, Totals]
    warnings: tuple[str, ...]
    parameter_set: str
    gland_share: float | None = None
    seed: int = 0

    @property
    def passed(self) -> bool:
        """Whether the bars of the project are met, see `lactea.evidence.bars`."""
        return not unmet_bars(self.totals) and not self.warnings

    def to_json(self) -> dict[str, object]:
        """The document of ``lactea validate --json``, without numbers that JSON does not know."""
        return document_of(self)

    def summary(self) -> str:
        """Plain text: misses first, then shares by subsystem."""
        from lactea.evidence.summary import summary_of

        return summary_of(self)

    def write_report(self, path: Path) -> None:
        """Write the same as one HTML page that needs no other file."""
        from lactea.evidence.report import report_of

        path.write_text(report_of(self), "utf-8")


def validate(
    tables: Path | None = None,
    *,
    jobs: int = 1,
    simulate: Simulate = default_simulate,
    evaluate: Evaluate = default_evaluate,
    catalogue: Catalogue | None = None,
    parameters: Iterable[Known] | None = None,
    gland: bool = True,
    seed: int = 0,
    draw: Draw = default_draw,
    accept: Accept = default_accept,
) -> Validation:
    """Predict all mapped rows and score them.

    Parameters
    ----------
    tables : Path, optional
        A folder that holds ``T.csv`` with ``T.map.csv``; the tables of lactea without it.
    jobs : int
        Processes; with more than one, `simulate`, `evaluate` and `draw` must be importable by name. No
        prediction depends on it.
    simulate : callable
        (scenario name or file, items for --set) -> recording.
    evaluate : callable
        (recording, observable, statistic, at) -> number in the unit of the observable.
    catalogue : mapping, optional
        Observables by name; those of lactea without it.
    parameters : iterable, optional
        Parameters of the body, which say what they were fitted to; those of lactea without it.
    gland : bool
        Whether to simulate the milk rows once more with a smaller gland, for
        `Validation.gland_share`.
    seed : int
        Of the people of virtual groups.
    draw, accept : callable
        Simulate one drawn person, and find the people that have a reported baseline; see
        `lactea.evidence.virtual_people`.

    Raises
    ------
    TableError
        A table or mapping cannot be used. A run that fails is a miss of its rows and raises nothing.
    """
    folder = builtin_folder() if tables is None else read_folder(tables)
    known = default_catalogue() if catalogue is None else catalogue
    for entry in folder.entries.values():
        if entry.arm is not None or entry.before is not None:
            check_entry(folder.rows[entry.id].table, entry, known)
        if entry.arm is not None:
            _factor(folder, entry, known)
        if entry.before is not None:
            reported(folder.rows[entry.id], entry, known)
    cites = list(_body_parameters() if parameters is None else parameters)
    fitted = fitted_rows(
        folder.rows,
        folder.entries,
        cited_rows([*cites, *library_parameters()], folder.rows),
        folder.split,
        rows_behind_spreads(folder.rows),
    )
    people = people_of_groups(folder, known, accept, seed=seed, jobs=jobs)
    answers = ask_all(
        _questions(folder, people),
        simulate=simulate,
        evaluate=evaluate,
        draw=partial(draw_with_seed, draw=draw, seed=seed),
        jobs=jobs,
    )
    asked = _Asked(folder, people, answers, known, seed)
    outcomes = tuple(_outcome(asked, folder.entries[row], fitted.get(row)) for row in folder.rows)
    clusters = clusters_of(outcomes)
    moved = (
        gland_share(outcomes, folder.path, cites, simulate=simulate, evaluate=evaluate, jobs=jobs)
        if gland
        else None
    )
    return Validation(
        folder=folder,
        outcomes=outcomes,
        clusters=tuple(clusters),
        totals=totals_of(outcomes, clusters, ceiling_passes(outcomes), null_passes(outcomes)),
        warnings=tuple(overfitted(folder.rows, folder.entries, fitted, MOST_FITTED)),
        parameter_set=_parameter_set(cites),
        gland_share=moved,
        seed=seed,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything that the outcome of a row follows from."""

    folder: Folder
    people: People
    answers: Answers
    catalogue: Catalogue
    seed: int

    def answer(self, entry: Entry, arm: Arm) -> Answer:
        """The answer of one arm: of a person, or of a group of them."""
        run, question = run_of(arm, self.folder.path), question_of(entry, arm)
        if entry.group is None:
            return self.answers[run, question]
        people = self.people[entry.id]
        if isinstance(people, str):
            return Answer(problem=people)
        runs = _runs_of_people(run, entry.group, people)
        beside = question_beside(entry, arm)
        if entry.group.between.statistic == LIFE_TABLE and beside is not None:
            return life_table(
                [self._of_people(runs, month) for month in by_month(question)],
                [self._of_people(runs, month) for month in by_month(beside)],
            )
        return answer_of_group(
            entry.group,
            people,
            self._of_people(runs, question),
            beside=None if beside is None else self._of_people(runs, beside),
            observable=entry.observable,
            once=happens_once(entry, self.catalogue),
            seed=self.seed,
        )

    def _of_people(self, runs: Iterable[Run], question: Question) -> list[Answer]:
        return [self.answers[run, question] for run in runs]


def _questions(folder: Folder, people: People) -> list[tuple[Run, Question]]:
    asked = []
    for entry in folder.entries.values():
        for arm in (entry.arm, entry.minus_arm):
            if arm is not None:
                run = run_of(arm, folder.path)
                asked += [
                    (one, question)
                    for one in _runs_of(run, entry, people)
                    for question in _questions_of(entry, arm)
                ]
    return asked


def _questions_of(entry: Entry, arm: Arm) -> list[Question]:
    asked = [question_of(entry, arm)]
    beside = question_beside(entry, arm)
    if beside is not None:
        asked.append(beside)
    if entry.group is not None and entry.group.between.statistic == LIFE_TABLE:
        return [month for question in asked for month in by_month(question)]
    return asked


def _runs_of(run: Run, entry: Entry, people: People) -> list[Run]:
    if entry.group is None:
        return [run]
    who = people[entry.id]
    return [] if isinstance(who, str) else _runs_of_people(run, entry.group, who)


def _runs_of_people(run: Run, group: AskedGroup, people: Sequence[int]) -> list[Run]:
    """The run of each of these people, with what is set for the stratum they are of."""
    settings = settings_of_people(group.strata, len(people))
    return [
        replace(run, person=index, overrides=(*run.overrides, *own))
        for index, own in zip(people, settings, strict=True)
    ]


def _factor(folder: Folder, entry: Entry, catalogue: Catalogue) -> float:
    row = folder.rows[entry.id]
    if entry.kind in {"sign", "odds"} or (entry.contrast and is_relative(row.unit)):
        return 1.0
    if entry.kind == "null_effect" and mean_ci95(row) is None:
        return 1.0  # it is told in percent, and held against no interval in the unit of the row
    try:
        return factor(entry.observable, unit_of(entry, catalogue), row.unit)
    except TableError as error:
        raise TableError(f"{row.table}.map.csv ({row.id}): {error}") from None


def _outcome(asked: _Asked, entry: Entry, fit_reason: str | None) -> Outcome:
    folder = asked.folder
    row = folder.rows[entry.id]
    if entry.arm is None:
        return Outcome(row, entry, _uncounted(entry.role), entry.reason)
    found = [asked.answer(entry, arm) for arm in (entry.arm, entry.minus_arm) if arm is not None]
    to_row = _factor(folder, entry, asked.catalogue)
    problem = next((answer.problem for answer in found if answer.problem), "")
    number, verdict = (None, None) if problem else _verdict(folder, entry, found, to_row)
    status: Status = "fitted" if fit_reason else ("failed" if problem else "predicted")
    return Outcome(
        row=row,
        entry=entry,
        status=status,
        reason=problem or fit_reason or "",
        published=published(row, entry),
        predicted=number,
        score=verdict,
        spread=spread_interval(row),
        factor=to_row,
        group=found[0].group,
    )


def _verdict(
    folder: Folder, entry: Entry, found: Sequence[Answer], to_row: float
) -> tuple[float, Score]:
    row = folder.rows[entry.id]
    minus = found[1].value if len(found) > 1 else None
    prediction = predicted(row, entry, found[0].value, minus, to_row)
    return prediction.value, score(entry.kind, published(row, entry), prediction)


def _uncounted(role: str) -> Status:
    known: dict[str, Status] = {"baseline": "baseline", "input": "input", "excluded": "excluded"}
    return known.get(role, "unmapped")


def _body_parameters() -> Iterable[Known]:
    from lactea.body.registry import default_body

    return default_body().parameters.values()


def _parameter_set(parameters: Iterable[Known]) -> str:
    from lactea.results.stamp import parameter_set

    return parameter_set({p.id: p.value for p in parameters})
