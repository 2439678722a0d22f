"""A validation as plain text: misses first."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf, isnan
from typing import TYPE_CHECKING

from lactea.evidence.bars import unmet_bars
from lactea.evidence.outcome import Outcome
from lactea.evidence.totals import ALL, Totals

if TYPE_CHECKING:
    from lactea.evidence.validation import Validation


def summary_of(validation: Validation) -> str:
    """Misses by subsystem, clusters without agreement, then shares beside ceiling and null model."""
    return "\n".join(
        [
            *_misses(validation.outcomes),
            *_clusters(validation),
            *_shares(validation.totals),
            *_fitted(validation.outcomes),
            *_footing(validation),
        ]
    )


def misses(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Counted rows that did not pass, by subsystem, the failed first and then the farthest."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.counts and not outcome.passed:
            found.setdefault(outcome.entry.subsystem, []).append(outcome)
    for rows in found.values():
        rows.sort(key=_distance, reverse=True)
    return found


def _distance(outcome: Outcome) -> float:
    if outcome.score is None:
        return float("inf")
    return outcome.score.fold if outcome.score.fold is not None else 0.0


def _misses(outcomes: Iterable[Outcome]) -> list[str]:
    lines = ["Misses"]
    found = misses(outcomes)
    for subsystem, rows in found.items():
        lines.append(f"  {subsystem}")
        lines.extend(f"    {sentence_of(row)}" for row in rows)
    return lines if found else [*lines, "  none"]


def sentence_of(outcome: Outcome) -> str:
    """One line on a row: published, predicted, how far, whose."""
    row = outcome.row
    printed = outcome.entry.side if row.value is None else f"{number(row.value)} {row.unit}"
    if outcome.predicted is None or isnan(outcome.predicted):
        why = (
            outcome.reason
            or "it has no value in these people, as a ratio has none where it happened to nobody"
        )
        return f"{row.id}: published {printed}, no prediction ({why}); {row.study}"
    fold = None if outcome.score is None else outcome.score.fold
    # A zero, or a number of the other sign, is no multiple of what was published.
    far = "" if fold is None or isinf(fold) else f", {number(fold)}-fold"
    percent = " %" if outcome.entry.kind == "null_effect" else ""
    return f"{row.id}: published {printed}, predicted {number(outcome.predicted)}{percent}{far}; {row.study}"


def _clusters(validation: Validation) -> list[str]:
    lines = []
    failed = [c for c in validation.clusters if c.passed is False]
    if failed:
        lines += ["", "Clusters outside the 90 % interval between studies"]
        for cluster in failed:
            ends = cluster.interval
            span = "" if ends is None else f" outside {number(ends.low)} to {number(ends.high)}"
            at = "nothing" if cluster.predicted is None else number(cluster.predicted)
            lines.append(f"  {cluster.name}: {at}{span} ({cluster.studies} studies)")
    contested = [c.name for c in validation.clusters if c.contested]
    if contested:
        lines += ["", "Contested (studies point in opposite directions, no vote)"]
        lines += [f"  {name}" for name in contested]
    return lines


def _shares(totals: dict[str, Totals]) -> list[str]:
    head = (
        f"  {'':<14}{'rows':>6}{'passed':>8}{'share':>8}{'unmapped':>10}{'with them':>11}"
        f"{'ceiling':>9}{'null':>7}{'clusters':>12}"
    )
    lines = ["", "Rows predicted without having been fitted; unmapped rows count as missed", head]
    order = [name for name in totals if name != ALL] + [ALL]
    for name in order:
        group = totals[name]
        rows = group.statuses["predicted"] + group.statuses["failed"]
        if rows:
            votes = (
                "-"
                if not group.clusters
                else f"{percent(group.clusters_passed)} of {group.clusters}"
            )
            lines.append(
                f"  {name:<14}{rows:>6}{group.passed:>8}{percent(group.pass_share_predicted):>8}"
                f"{group.statuses['unmapped']:>10}{percent(group.pass_share):>11}"
                f"{percent(group.ceiling_share):>9}{percent(group.null_share):>7}{votes:>12}"
            )
    return lines


def _fitted(outcomes: Iterable[Outcome]) -> list[str]:
    """Rows that parameters were set by and that the model misses all the same."""
    fitted = [outcome for outcome in outcomes if outcome.status == "fitted"]
    lines = [f"  {sentence_of(outcome)}" for outcome in fitted if not outcome.passed]
    if not lines:
        return []
    return ["", f"Fitted, not counted: {len(lines)} of {len(fitted)} missed", *lines]


def _footing(validation: Validation) -> list[str]:
    every = validation.totals[ALL]
    statuses = ", ".join(f"{count} {name}" for name, count in every.statuses.items() if count)
    lines = [
        "",
        f"Rows in all: {every.rows} ({statuses}).",
        "ceiling: each study against the median of the others of its cluster; null: the median of the "
        'other rows of the same observable, "no effect" for contrasts.',
        f"Right direction: {percent(every.direction_right)} of the contrasts.",
    ]
    if validation.gland_share is not None:
        lines.append(
            f"{percent(validation.gland_share)} of the milk rows move by more than 5 % when the "
            "gland parameters move by 20 %."
        )
    lines += [f"Bar not met: {bar}" for bar in unmet_bars(validation.totals)]
    return lines + [f"Warning: {warning}" for warning in validation.warnings]


def percent(share: float | None) -> str:
    """A share from 0 to 1 as whole percent; a dash where there is none."""
    return "-" if share is None else f"{100 * share:.0f} %"


def number(value: float) -> str:
    """A number with three digits that count."""
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
