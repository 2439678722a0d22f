"""Counts and shares, over all rows and by subsystem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lactea.evidence.clusters import Cluster
from lactea.evidence.outcome import Outcome

ALL = "all"
STATUSES = ("predicted", "failed", "fitted", "baseline", "input", "excluded", "unmapped")


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and shares (0 to 1) of a group of rows; None where there is nothing to share.

    `pass_share` counts a row that has no mapping yet as a miss; `pass_share_predicted` leaves it out.
    `ceiling_share` and `null_share` are over the `ceiling_rows` and `null_rows` of the counted rows
    that have such a comparison; `pass_share_ceiling_rows` and `pass_share_null_rows` are the shares of
    the model over the very same rows.
    """

    rows: int
    statuses: dict[str, int]
    passed: int
    pass_share: float | None
    pass_share_predicted: float | None
    within_1_5: float | None
    within_2: float | None
    clusters: int
    clusters_passed: float | None
    direction_right: float | None
    ceiling_share: float | None
    ceiling_rows: int
    pass_share_ceiling_rows: float | None
    null_share: float | None
    null_rows: int
    pass_share_null_rows: float | None


def totals_of(
    outcomes: Sequence[Outcome],
    clusters: Sequence[Cluster],
    ceiling: Mapping[str, bool],
    null: Mapping[str, bool],
) -> dict[str, Totals]:
    """Totals under "all" and under the name of each subsystem."""
    names = [ALL, *dict.fromkeys(outcome.entry.subsystem for outcome in outcomes)]
    return {
        name: _totals(
            [o for o in outcomes if name in (ALL, o.entry.subsystem)],
            [c for c in clusters if name in (ALL, c.subsystem)],
            ceiling,
            null,
        )
        for name in names
    }


def _totals(
    outcomes: Sequence[Outcome],
    clusters: Sequence[Cluster],
    ceiling: Mapping[str, bool],
    null: Mapping[str, bool],
) -> Totals:
    counted = [o for o in outcomes if o.counts]
    found: Counter[str] = Counter(o.status for o in outcomes)
    folds = [o.score.fold for o in counted if o.score is not None and o.score.fold is not None]
    ways = [o.score.direction for o in counted if o.score is not None]
    pointed = [way for way in ways if way != "none"]
    votes = [c.passed for c in clusters if c.passed is not None]
    with_ceiling = [o for o in counted if o.row.id in ceiling]
    with_null = [o for o in counted if o.row.id in null]
    return Totals(
        rows=len(outcomes),
        statuses={status: found[status] for status in STATUSES},
        passed=sum(o.passed for o in counted),
        pass_share=share([o.passed for o in outcomes if o.counts or o.status == "unmapped"]),
        pass_share_predicted=share([o.passed for o in counted]),
        within_1_5=share([fold <= 1.5 for fold in folds]),
        within_2=share([fold <= 2 for fold in folds]),
        clusters=len(votes),
        clusters_passed=share(votes),
        direction_right=share([way == "right" for way in pointed]),
        ceiling_share=share([ceiling[o.row.id] for o in with_ceiling]),
        ceiling_rows=len(with_ceiling),
        pass_share_ceiling_rows=share([o.passed for o in with_ceiling]),
        null_share=share([null[o.row.id] for o in with_null]),
        null_rows=len(with_null),
        pass_share_null_rows=share([o.passed for o in with_null]),
    )


def share(verdicts: Sequence[bool]) -> float | None:
    """Share of true verdicts, 0 to 1; None where there are none."""
    return sum(verdicts) / len(verdicts) if verdicts else None
