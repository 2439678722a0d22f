"""Rows of the same thing from several studies: one vote for each cluster."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from lactea.evidence.intervals import Interval, prediction90
from lactea.evidence.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Cluster:
    """The vote of a cluster, in the unit of its observable.

    `passed` is None where it has no vote: contested, one study only, or nothing of it is predicted.
    """

    name: str
    subsystem: str
    ids: tuple[str, ...]
    studies: int
    interval: Interval | None
    predicted: float | None
    contested: bool
    passed: bool | None


def clusters_of(outcomes: Iterable[Outcome]) -> list[Cluster]:
    """All clusters with their votes, in the order of their first rows."""
    members: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.entry.cluster and outcome.published is not None:
            members.setdefault(outcome.entry.cluster, []).append(outcome)
    spread, degrees = _pooled([_study_values(m) for m in members.values()])
    return [_cluster(name, rows, spread, degrees) for name, rows in members.items()]


def _cluster(name: str, rows: list[Outcome], pooled_sd: float, degrees: int) -> Cluster:
    contested = _contested(rows)
    interval = None if contested else _interval(rows, pooled_sd, degrees)
    counted = [row for row in rows if row.counts]
    answers = [row.predicted / row.factor for row in counted if row.predicted is not None]
    predicted = median(answers) if answers else None
    passed: bool | None = None
    if counted and not contested:
        if all(row.entry.kind == "sign" for row in rows):
            passed = len({row.row.study for row in rows}) > 1 and all(r.passed for r in counted)
        elif interval is not None:
            passed = predicted is not None and interval.holds(predicted)
    return Cluster(
        name=name,
        subsystem=rows[0].entry.subsystem,
        ids=tuple(row.row.id for row in rows),
        studies=len({row.row.study for row in rows}),
        interval=interval,
        predicted=predicted,
        contested=contested,
        passed=passed,
    )


def _contested(rows: list[Outcome]) -> bool:
    """Whether studies of an effect point in opposite directions."""
    ways = set()
    for row in rows:
        if not row.no_effect_known or row.published is None:
            continue
        if row.entry.kind == "sign":
            ways.add(row.entry.side == "positive")
        elif row.published.scale == "fold" or row.entry.kind == "odds":
            ways.add(row.published.value > 1)
        elif row.published.value != 0:
            ways.add((row.published.value > 0) != (row.entry.side == "fall"))
    return len(ways) > 1


def _study_values(rows: list[Outcome]) -> list[float]:
    """One value for each study: the median of its rows."""
    by_study: dict[str, list[float]] = {}
    for row in rows:
        if row.compared is not None and row.entry.kind not in {"sign", "bound"}:
            by_study.setdefault(row.row.study, []).append(row.compared)
    return [median(values) for values in by_study.values()]


def _interval(rows: list[Outcome], pooled_sd: float, degrees: int) -> Interval | None:
    """The 90 % prediction interval: on the logarithmic scale where all values are positive."""
    values = _study_values(rows)
    if not values or min(values) <= 0:
        return prediction90(values, 0.0, 0)
    logs = prediction90([math.log(v) for v in values], pooled_sd, degrees)
    return None if logs is None else Interval(math.exp(logs.low), math.exp(logs.high))


def _pooled(groups: Iterable[list[float]]) -> tuple[float, int]:
    """Spread of the logarithm between studies, pooled over the clusters of three studies or more."""
    squares, degrees = 0.0, 0
    for values in groups:
        if len(values) > 2 and min(values) > 0:
            logs = [math.log(v) for v in values]
            mean = math.fsum(logs) / len(logs)
            squares += math.fsum((x - mean) ** 2 for x in logs)
            degrees += len(logs) - 1
    return (math.sqrt(squares / degrees), degrees) if degrees else (0.0, 0)
