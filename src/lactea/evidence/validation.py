"""Predicted against published: the whole path from tables to verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lactea.evidence.bars import unmet_bars
from lactea.evidence.catalogue import Catalogue, check_entry, default_catalogue, unit_of
from lactea.evidence.clusters import Cluster, clusters_of
from lactea.evidence.comparators import ceiling_passes, null_passes
from lactea.evidence.document import document_of
from lactea.evidence.intervals import spread_interval
from lactea.evidence.mapping import Entry
from lactea.evidence.outcome import Outcome, Status
from lactea.evidence.prediction import predicted, published
from lactea.evidence.problems import TableError
from lactea.evidence.roles import Cites, cited_rows, fitted_rows, overfitted
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
    question_of,
    run_of,
)
from lactea.evidence.scoring import Score, score
from lactea.evidence.sensitivity import Sized, gland_share
from lactea.evidence.split import MOST_FITTED
from lactea.evidence.tables_folder import Folder, builtin_folder, read_folder
from lactea.evidence.totals import Totals, totals_of
from lactea.evidence.units import factor, is_relative


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
) -> Validation:
    """Predict all mapped rows and score them.

    Parameters
    ----------
    tables : Path, optional
        A folder that holds ``T.csv`` with ``T.map.csv``; the tables of lactea without it.
    jobs : int
        Processes; with more than one, `simulate` and `evaluate` must be importable by name.
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

    Raises
    ------
    TableError
        A table or mapping cannot be used. A run that fails is a miss of its rows and raises nothing.
    """
    folder = builtin_folder() if tables is None else read_folder(tables)
    known = default_catalogue() if catalogue is None else catalogue
    for entry in folder.entries.values():
        if entry.arm is not None:
            check_entry(folder.rows[entry.id].table, entry, known)
            _factor(folder, entry, known)
    cites = list(_body_parameters() if parameters is None else parameters)
    fitted = fitted_rows(folder.rows, folder.entries, cited_rows(cites, folder.rows), folder.split)
    answers = ask_all(_questions(folder), simulate=simulate, evaluate=evaluate, jobs=jobs)
    outcomes = tuple(
        _outcome(folder, folder.entries[row], fitted.get(row), answers, known)
        for row in folder.rows
    )
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
    )


def _questions(folder: Folder) -> list[tuple[Run, Question]]:
    asked = []
    for entry in folder.entries.values():
        for arm in (entry.arm, entry.minus_arm):
            if arm is not None:
                asked.append((run_of(arm, folder.path), question_of(entry, arm)))
    return asked


def _factor(folder: Folder, entry: Entry, catalogue: Catalogue) -> float:
    row = folder.rows[entry.id]
    if entry.kind in {"sign", "odds", "null_effect"} or (entry.contrast and is_relative(row.unit)):
        return 1.0
    try:
        return factor(entry.observable, unit_of(entry, catalogue), row.unit)
    except TableError as error:
        raise TableError(f"{row.table}.map.csv ({row.id}): {error}") from None


def _outcome(
    folder: Folder, entry: Entry, fit_reason: str | None, answers: Answers, known: Catalogue
) -> Outcome:
    row = folder.rows[entry.id]
    if entry.arm is None:
        return Outcome(row, entry, _uncounted(entry.role), entry.reason)
    found = [
        answers[run_of(arm, folder.path), question_of(entry, arm)]
        for arm in (entry.arm, entry.minus_arm)
        if arm is not None
    ]
    to_row = _factor(folder, entry, known)
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
