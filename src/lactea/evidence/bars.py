"""What the predictions must reach together."""

from __future__ import annotations

from collections.abc import Mapping

from lactea.evidence.totals import ALL, Totals

ROWS = 0.75
CLUSTERS = 0.80
DIRECTION = 0.90


def unmet_bars(totals: Mapping[str, Totals]) -> list[str]:
    """A sentence for every bar that is not met; a share that does not exist is no fault.

    Of all rows that were not fitted 75 % pass, those without a mapping counted as missed, and of the clusters 80 %; 90 % of the contrasts have the right
    sign; and in every subsystem more rows pass than the null model passes of the same rows (where the
    null model passes all of them, all).
    """
    every = totals[ALL]
    bars = (
        ("rows passed", every.pass_share, ROWS),
        ("clusters passed", every.clusters_passed, CLUSTERS),
        ("contrasts in the right direction", every.direction_right, DIRECTION),
    )
    unmet = [
        f"{what}: {share:.0%} of at least {bar:.0%}."
        for what, share, bar in bars
        if share is not None and share < bar
    ]
    for name, group in totals.items():
        model, null = group.pass_share_null_rows, group.null_share
        if name == ALL or model is None or null is None:
            continue
        if model < null or model == null < 1:
            unmet.append(f"{name}: {model:.0%}, not above the null model ({null:.0%}).")
    return unmet
