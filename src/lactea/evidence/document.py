"""The document of ``lactea validate --json``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lactea.evidence.asked_group import MIDDLES
from lactea.evidence.outcome import Outcome
from lactea.evidence.totals import Totals
from lactea.evidence.units import is_percent

if TYPE_CHECKING:
    from lactea.evidence.clusters import Cluster
    from lactea.evidence.validation import Validation

SCHEMA = "lactea.validate/1"


def document_of(validation: Validation) -> dict[str, object]:
    """The whole validation as plain dictionaries and lists."""
    from lactea.results.stamp import commit, version

    contested = {i for c in validation.clusters if c.contested for i in c.ids}
    return {
        "schema": SCHEMA,
        "version": version(),
        "commit": commit(),
        "parameter_set": validation.parameter_set,
        "seed": validation.seed,
        "tables": {
            table.name: {"sha256": table.sha256, "rows": len(table.rows)}
            for table in validation.folder.tables.values()
        },
        "rows": [_row(outcome, outcome.row.id in contested) for outcome in validation.outcomes],
        "clusters": [_cluster(cluster) for cluster in validation.clusters],
        "totals": {name: _totals(totals) for name, totals in validation.totals.items()},
        "gland_share": validation.gland_share,
        "warnings": list(validation.warnings),
    }


def _row(outcome: Outcome, contested: bool) -> dict[str, object]:
    row, entry, verdict = outcome.row, outcome.entry, outcome.score
    ci95 = None if outcome.published is None else outcome.published.ci95
    found = outcome.group
    direction = "none" if verdict is None else verdict.direction
    return {
        "id": row.id,
        "table": row.table,
        "subsystem": entry.subsystem,
        "study": row.study,
        "grade": row.grade,
        "role": entry.role,
        "status": outcome.status,
        "reason": outcome.reason or None,
        "scenario": entry.scenario or None,
        "observable": entry.observable or None,
        "statistic": entry.statistic or None,
        "at": entry.at or None,
        "kind": entry.kind or None,
        "side": entry.side or None,
        "unit": row.unit,
        "cluster": entry.cluster or None,
        "observed": row.value,
        "mean_ci95": None if ci95 is None else [ci95.low, ci95.high],
        "spread_kind": row.spread_kind,
        "spread_low": row.spread_low,
        "spread_high": row.spread_high,
        "n": row.n,
        "predicted": finite(outcome.predicted),
        "predicted_low": _end(outcome, found.low) if found else None,
        "predicted_high": _end(outcome, found.high) if found else None,
        "group": _group(outcome),
        "fold": None if verdict is None else finite(verdict.fold),
        "inside_ci95": _inside(outcome, ci95),
        "inside_spread": _inside(outcome, outcome.spread),
        "direction": "contested" if contested else direction,
        "pass": outcome.passed if outcome.published is not None else None,
    }


def _end(outcome: Outcome, value: float | None) -> float | None:
    """An end of the range of people, where the row is of their middle and in their unit."""
    asked = outcome.entry.group
    if asked is None or asked.between.statistic not in MIDDLES or outcome.entry.contrast:
        return None
    return None if value is None else finite(value * outcome.factor)


def _group(outcome: Outcome) -> dict[str, object] | None:
    """The virtual people behind a prediction; `low` and `high` in the unit of the observable."""
    asked, found = outcome.entry.group, outcome.group
    if asked is None:
        return None
    return {
        "people": asked.people,
        "failed": None if found is None else found.failed,
        "never": None if found is None else found.never,
        "between": asked.between.statistic,
        "side": asked.between.side or None,
        "threshold": asked.between.threshold if asked.between.side else None,
        "low": None if found is None else found.low,
        "high": None if found is None else found.high,
    }


def _inside(outcome: Outcome, interval: tuple[float, float] | None) -> bool | None:
    """Whether the prediction lies in an interval of the row; a null effect is told in percent, and its row often is not."""
    told_otherwise = outcome.entry.kind == "null_effect" and not is_percent(outcome.row.unit)
    if interval is None or outcome.predicted is None or told_otherwise:
        return None
    return interval[0] <= outcome.predicted <= interval[1]


def _cluster(cluster: Cluster) -> dict[str, object]:
    return {
        "cluster": cluster.name,
        "subsystem": cluster.subsystem,
        "ids": list(cluster.ids),
        "studies": cluster.studies,
        "interval90": None if cluster.interval is None else list(cluster.interval),
        "predicted": finite(cluster.predicted),
        "contested": cluster.contested,
        "pass": cluster.passed,
    }


def _totals(totals: Totals) -> dict[str, object]:
    return {
        "rows": totals.rows,
        **totals.statuses,
        "passed": totals.passed,
        "pass_share": totals.pass_share,
        "pass_share_predicted": totals.pass_share_predicted,
        "within_1_5": totals.within_1_5,
        "within_2": totals.within_2,
        "clusters": totals.clusters,
        "clusters_passed": totals.clusters_passed,
        "direction_right": totals.direction_right,
        "ceiling_share": totals.ceiling_share,
        "ceiling_rows": totals.ceiling_rows,
        "pass_share_ceiling_rows": totals.pass_share_ceiling_rows,
        "null_share": totals.null_share,
        "null_rows": totals.null_rows,
        "pass_share_null_rows": totals.pass_share_null_rows,
    }


def finite(value: float | None) -> float | None:
    """The number, or None where JSON has no word for it."""
    return value if value is not None and math.isfinite(value) else None
