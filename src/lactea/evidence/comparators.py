"""What a share of passed rows is compared with: the ceiling and the null model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from lactea.evidence.asked_group import Between
from lactea.evidence.outcome import Outcome
from lactea.evidence.scoring import Predicted, score

HAIR = 1e-9
NO_EFFECT = {"percent": 0.0, "fold": 1.0, "unit": 0.0}


def ceiling_passes(outcomes: Sequence[Outcome]) -> dict[str, bool]:
    """Whether each row is predicted by the median of the other studies of its cluster.

    No model can be asked for more than studies agree among themselves. Rows without another study are
    left out.
    """
    verdicts: dict[str, bool] = {}
    for outcome in outcomes:
        others = [
            other
            for other in outcomes
            if other.entry.cluster == outcome.entry.cluster and other.row.study != outcome.row.study
        ]
        if outcome.entry.cluster:
            verdict = _by_median(outcome, others)
            if verdict is not None:
                verdicts[outcome.row.id] = verdict
    return verdicts


def null_passes(outcomes: Sequence[Outcome]) -> dict[str, bool]:
    """Whether each row is predicted without any model.

    By "no effect" where the row is a contrast or a change, else by the median of the other rows of the
    same observable and statistic, at whatever time and in whomever. Rows without another are left out.
    """
    verdicts: dict[str, bool] = {}
    for outcome in outcomes:
        if outcome.no_effect_known:
            verdict: bool | None = _no_effect(outcome)
        else:
            others = [
                other
                for other in outcomes
                if other.row.id != outcome.row.id and _same_quantity(other, outcome)
            ]
            verdict = _by_median(outcome, others)
        if verdict is not None:
            verdicts[outcome.row.id] = verdict
    return verdicts


def _same_quantity(one: Outcome, other: Outcome) -> bool:
    return (
        one.entry.observable == other.entry.observable
        and one.entry.statistic == other.entry.statistic
        and _between(one) == _between(other)
        and not one.no_effect_known
    )


def _between(outcome: Outcome) -> Between | None:
    group = outcome.entry.group
    return None if group is None else group.between


def _no_effect(outcome: Outcome) -> bool | None:
    published = outcome.published
    if published is None:
        return None
    if outcome.entry.kind == "level" and published.scale == "percent":
        # A quotient of two moments, printed as percent of: unchanged is 100 %.
        return score("level", published, Predicted(100.0)).passed
    none = 1.0 if outcome.entry.kind == "odds" else NO_EFFECT[published.scale]
    if outcome.entry.kind == "sign":
        return score("sign", published, Predicted(none)).passed
    # The null model claims no direction: a hair towards the published one leaves size alone to judge.
    hair = math.copysign(HAIR, published.value - none)
    return score(outcome.entry.kind, published, Predicted(none + hair)).passed


def _by_median(outcome: Outcome, others: Sequence[Outcome]) -> bool | None:
    values = [o.compared for o in others if o.compared is not None]
    if not values or outcome.published is None or outcome.row.value is None:
        return None
    guess = Predicted(median(values) * outcome.factor)
    return score(outcome.entry.kind, outcome.published, guess).passed
