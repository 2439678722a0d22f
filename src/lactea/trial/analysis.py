"""The analysis of a trial: an estimate with its interval and its p value, as trials print them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from lactea.trial.conduct import Held
from lactea.trial.cross_over import within_people
from lactea.trial.design import Design
from lactea.trial.draws import Floats
from lactea.trial.measuring import Endpoint, Test
from lactea.trial.outcomes import Flags, Outcome, baseline, outcome

Four = tuple[float, float, float, float]
"""Effect, low, high, p."""
FEWEST = 2
"""People in an arm, below whom nothing is estimated."""
ADJUSTED: tuple[Test, ...] = ("ancova", "mixed_model")
"""Tests that look at the baseline; who has none is left out of them."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An arm against the control.

    Parameters
    ----------
    effect, low, high : float
        Difference of means in the unit of the outcome, difference of shares for a responder, log of
        the hazard ratio for a time to an event; with the ends of its interval. NaN where there is
        none.
    p : float
        NaN where there is none.
    n, n_control : int
        People analysed.
    mean, mean_control : float
        Means of them, or shares.
    """

    effect: float
    low: float
    high: float
    p: float
    n: int
    n_control: int
    mean: float
    mean_control: float


@dataclass(frozen=True, slots=True)
class Compared:
    """What a test looks at: people of two arms, those of the control marked False in `treated`."""

    outcome: Outcome
    treated: Flags
    first: Floats
    repeated: Floats
    """By person and visit after the first, up to that of the endpoint."""
    periods: Floats
    """By person and period of a cross-over; without columns elsewhere."""
    given: Flags
    """Whether somebody is treated in a period."""


def analyse(
    design: Design, held: Held, endpoint: str, arm: str, test: Test | None = None
) -> Estimate:
    """Compare an arm with the control.

    Parameters
    ----------
    design : Design
    held : Held
    endpoint, arm : str
    test : str, optional
        That of the design, unless given.
    """
    asked = design.endpoints[endpoint]
    numbers = design.arm_index(design.control), design.arm_index(arm)
    among = np.isin(held.arm, numbers)
    measured = held.measured[among]
    treated = held.arm[among] == numbers[1]
    compared = Compared(
        outcome(design, asked, measured),
        treated,
        baseline(design, asked, measured),
        _after_the_first(design, asked, measured),
        *_by_period(design, asked, measured, treated, arm),
    )
    return _analysed(compared, test or design.test_of(endpoint), design.analysis.alpha)


def _after_the_first(design: Design, endpoint: Endpoint, measured: Floats) -> Floats:
    series = measured[:, list(design.measurements).index(endpoint.measurement)]
    later = series[:, 1 : design.visit_index(endpoint.at) + 1]
    return later - series[:, :1] if endpoint.kind == "change" else later


def _by_period(
    design: Design, endpoint: Endpoint, measured: Floats, treated: Flags, arm: str
) -> tuple[Floats, Flags]:
    """Values at the visits of the periods of a cross-over, and in which somebody is treated."""
    if design.cross_over is None:
        return np.empty((len(measured), 0)), np.empty((len(measured), 0), dtype=bool)
    series = measured[:, list(design.measurements).index(endpoint.measurement)]
    visits = [design.visit_index(one.at) for one in design.cross_over.periods]
    sequences = np.array([design.cross_over.given(one) for one in (design.control, arm)])
    return series[:, visits], sequences[treated.astype(int)]


def _analysed(compared: Compared, test: Test, alpha: float) -> Estimate:
    there, value = compared.outcome.there, compared.outcome.value
    if test in ADJUSTED:
        there = there & np.isfinite(compared.first)
    sides = [value[there & side] for side in (compared.treated, ~compared.treated)]
    n, n_control = map(len, sides)
    mean, mean_control = (float(side.mean()) if len(side) else math.nan for side in sides)
    if test == "cross_over":
        mean, mean_control = _means_of_periods(compared)
    found = (math.nan,) * 4
    if min(n, n_control) >= FEWEST:
        found = METHODS[test](compared, alpha)
    return Estimate(*found, n, n_control, mean, mean_control)


def _means_of_periods(compared: Compared) -> tuple[float, float]:
    """Of all periods with the treatment, and of all without."""
    sides = (compared.periods[compared.given], compared.periods[~compared.given])
    known = [one[np.isfinite(one)] for one in sides]
    with_it, without = (float(one.mean()) if len(one) else math.nan for one in known)
    return with_it, without


def _cross_over(compared: Compared, alpha: float) -> Four:
    """By period and person."""
    return within_people(compared.periods, compared.given, alpha)


def _means(equal_spread: bool) -> Callable[[Compared, float], Four]:
    def compare(compared: Compared, alpha: float) -> Four:
        value, there = compared.outcome.value, compared.outcome.there
        treated, control = (value[there & side] for side in (compared.treated, ~compared.treated))
        effect = float(treated.mean() - control.mean())
        if np.ptp(treated) == 0 and np.ptp(control) == 0:
            return effect, effect, effect, 0.0 if effect else 1.0
        with warnings.catch_warnings():
            # People of one arm who are nearly alike are people too.
            warnings.simplefilter("ignore")
            found = stats.ttest_ind(treated, control, equal_var=equal_spread)
            interval = found.confidence_interval(1 - alpha)
        return effect, float(interval.low), float(interval.high), float(found.pvalue)

    return compare


def _ancova(compared: Compared, alpha: float) -> Four:
    """Least squares on the arm and the baseline."""
    from statsmodels.regression.linear_model import OLS

    there = compared.outcome.there & np.isfinite(compared.first)
    columns = [np.ones(int(there.sum())), compared.treated[there], compared.first[there]]
    fitted = OLS(compared.outcome.value[there], np.column_stack(columns).astype(float)).fit()
    low, high = fitted.conf_int(alpha)[1]
    return float(fitted.params[1]), float(low), float(high), float(fitted.pvalues[1])


def _mixed_model(compared: Compared, alpha: float) -> Four:
    """All visits after the first: a mean and an effect for each visit, the baseline, a random person.

    Who left counts with the visits they came to. The effect is that at the visit of the endpoint; there
    is none where the people do not tell it apart.
    """
    from statsmodels.regression.mixed_linear_model import MixedLM

    seen = ~np.isnan(compared.repeated) & np.isfinite(compared.first)[:, None]
    people, visits = np.nonzero(seen)
    value = compared.repeated[people, visits]
    at_visit = visits[:, None] == np.arange(compared.repeated.shape[1])
    treated, first = compared.treated[people, None], compared.first[people, None]
    columns = np.hstack([at_visit, first, at_visit & treated]).astype(float)
    with warnings.catch_warnings():
        # A spread between people of zero lies on the border of what is possible; it is a result.
        warnings.simplefilter("ignore")
        try:
            fitted = MixedLM(value, columns, groups=people).fit(reml=True)
        except np.linalg.LinAlgError:
            return math.nan, math.nan, math.nan, math.nan
    place = columns.shape[1] - 1
    low, high = fitted.conf_int(alpha)[place]
    return float(fitted.params[place]), float(low), float(high), float(fitted.pvalues[place])


def _counts(compared: Compared) -> list[list[int]]:
    """Responders and others, of the arm and of the control."""
    value, there = compared.outcome.value, compared.outcome.there
    sides = (there & compared.treated, there & ~compared.treated)
    return [[int(value[side].sum()), int((1 - value[side]).sum())] for side in sides]


def _shares(p_value: Callable[[list[list[int]]], float]) -> Callable[[Compared, float], Four]:
    def compare(compared: Compared, alpha: float) -> Four:
        from statsmodels.stats.proportion import confint_proportions_2indep

        (yes, no), (control_yes, control_no) = table = _counts(compared)
        effect = yes / (yes + no) - control_yes / (control_yes + control_no)
        low, high = confint_proportions_2indep(
            yes, yes + no, control_yes, control_yes + control_no, method="newcomb", alpha=alpha
        )
        return effect, float(low), float(high), p_value(table)

    return compare


def _chi_square(table: list[list[int]]) -> float:
    """Pearson's, without correction for continuity; 1 where all people are alike."""
    if not np.array(table).sum(axis=0).all():
        return 1.0
    return float(stats.chi2_contingency(table, correction=False).pvalue)


def _fisher(table: list[list[int]]) -> float:
    return float(stats.fisher_exact(table).pvalue)


def _log_rank(compared: Compared, alpha: float) -> Four:
    """The log-rank test; the effect is the log of the hazard ratio by Peto: (O - E) / V."""
    there = compared.outcome.there
    time, happened = compared.outcome.value[there], compared.outcome.happened[there]
    treated = compared.treated[there]
    excess = variance = 0.0
    for moment in np.unique(time[happened]):
        at_risk, events = time >= moment, (time == moment) & happened
        n, d, of_arm = at_risk.sum(), events.sum(), (at_risk & treated).sum()
        excess += (events & treated).sum() - d * of_arm / n
        if n > 1:
            variance += d * (of_arm / n) * (1 - of_arm / n) * (n - d) / (n - 1)
    if variance <= 0:
        return math.nan, math.nan, math.nan, 1.0
    effect, error = excess / variance, stats.norm.ppf(1 - alpha / 2) / math.sqrt(variance)
    p = float(stats.chi2.sf(excess**2 / variance, 1))
    return float(effect), float(effect - error), float(effect + error), p


METHODS: dict[Test, Callable[[Compared, float], Four]] = {
    "t_test": _means(equal_spread=True),
    "welch": _means(equal_spread=False),
    "ancova": _ancova,
    "mixed_model": _mixed_model,
    "chi_square": _shares(_chi_square),
    "fisher": _shares(_fisher),
    "log_rank": _log_rank,
    "cross_over": _cross_over,
}
