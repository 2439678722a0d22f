"""Analyses of a scenario: which runs each of them takes, and what they found together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lactea.results.readouts import Readout
from lactea.sensitivity.designs import Model
from lactea.sensitivity.factors import Factor, Space
from lactea.sensitivity.identifiability import Identifiability
from lactea.sensitivity.local import Elasticities, elasticities
from lactea.sensitivity.problems import SensitivityError, salib
from lactea.sensitivity.routes import Route
from lactea.sensitivity.screening import FEWEST_TRAJECTORIES, Screening, screen
from lactea.sensitivity.variance import Shares, must_be_balanced, shares_of_variance

Array = NDArray[np.float64]
Grouping = Literal["origin", "subsystem", "leading"]
"""Whose shares of the variance: of where values come from, of mechanisms, or of single parameters."""


@dataclass(frozen=True)
class Variance:
    """Shares of the variance of each readout, and by what the factors are grouped."""

    grouping: Grouping
    shares: tuple[Shares, ...]


@dataclass(frozen=True)
class Findings:
    """Everything that was found of one scenario.

    Attributes
    ----------
    card : mapping
        Provenance.
    readouts : tuple of Readout
    factors : tuple of Factor
        All uncertain values of the scenario.
    local, screening, variance, log
        None where not asked for; `screening` has one entry per readout.
    """

    card: Mapping[str, object]
    readouts: tuple[Readout, ...]
    factors: tuple[Factor, ...]
    local: Elasticities | None = None
    screening: tuple[Screening, ...] | None = None
    variance: Variance | None = None
    log: Identifiability | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Which analyses are made.

    Attributes
    ----------
    local : bool
        Elasticities of all parameters.
    trajectories : int or None
        Of a screening that is told; None for none.
    samples : int or None
        Of the shares of the variance; None for none.
    grouping : str
        Whose shares. `leading` needs a screening, which is made with the fewest trajectories where
        none was asked for.
    leading : int
        Parameters that lead.
    seed : int
    """

    local: bool = True
    trajectories: int | None = None
    samples: int | None = None
    grouping: Grouping = "origin"
    leading: int = 8
    seed: int = 0


def analyse(space: Space, route: Route, plan: Plan, card: Mapping[str, object]) -> Findings:
    """Make the analyses of a plan, one after the other.

    Raises
    ------
    MissingExtraError
        Before any run, if an analysis needs SALib and it is not installed.
    SensitivityError
        If the number of samples is no power of two, or no factor moves any readout.
    """
    if plan.samples is not None or plan.trajectories is not None:
        salib("sample")
    if plan.samples is not None:
        must_be_balanced(plan.samples)
    local = elasticities(route, space.middles, list(space.middles)) if plan.local else None
    screening, variance = None, None
    if plan.trajectories is not None:
        screening = screened(space, route, plan.trajectories, plan.seed)
    if plan.samples is not None and plan.grouping == "leading":
        ranks = screening or screened(space, route, FEWEST_TRAJECTORIES, plan.seed)
        names = leaders(ranks, plan.leading)
        variance = single_variance(space, route, names, plan.samples, plan.seed)
    elif plan.samples is not None:
        variance = grouped_variance(space, route, plan.grouping, plan.samples, plan.seed)
    return Findings(card, tuple(route.readouts), space.factors, local, screening, variance)


def model_of(space: Space, names: Sequence[str], route: Route) -> Model:
    """The readouts as a function of shares of the distributions of `names`; others stay in the middle."""

    def model(shares: Array) -> Array:
        return route([space.values(dict(zip(names, row, strict=True))) for row in shares.tolist()])

    return model


def grouped_variance(
    space: Space, route: Route, grouping: Grouping, samples: int, seed: int
) -> Variance:
    """Shares of the groups of all uncertain values, by their origin or their subsystem."""
    names = [factor.id for factor in space.factors]
    groups = [getattr(factor, grouping) for factor in space.factors]
    found = shares_of_variance(model_of(space, names, route), names, samples, seed, groups)
    return Variance(grouping, tuple(found))


def single_variance(
    space: Space, route: Route, names: Sequence[str], samples: int, seed: int
) -> Variance:
    """Shares of single parameters; all others stay in the middle."""
    found = shares_of_variance(model_of(space, names, route), names, samples, seed)
    return Variance("leading", tuple(found))


def screened(space: Space, route: Route, trajectories: int, seed: int) -> tuple[Screening, ...]:
    """A screening of all uncertain values, one result per readout."""
    names = [factor.id for factor in space.factors]
    return tuple(screen(model_of(space, names, route), names, trajectories, seed))


def leaders(screening: Sequence[Screening], leading: int) -> list[str]:
    """The factors that are among the first of any readout, taken in turn from each.

    Raises
    ------
    SensitivityError
        If no factor moves any readout.
    """
    found: dict[str, None] = {}
    ranks = [[one.names[i] for i in one.ranked() if one.mu_star[i] > 0] for one in screening]
    for place in range(max(map(len, ranks), default=0)):
        for names in ranks:
            if place < len(names) and len(found) < leading:
                found.setdefault(names[place])
    if not found:
        raise SensitivityError("No factor moves any of these readouts.")
    return list(found)
