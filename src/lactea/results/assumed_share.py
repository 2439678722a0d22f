"""How much of the spread of a forecast is owed to parameters whose value nobody has measured.

The shares are computed beforehand, by ``python -m lactea.sensitivity.assumed_share_table``, for some
builtin scenarios, and lie in `assumed_share.json` with date, commit, sample size and parameter set. They
hold for that parameter set alone: once a value, a distribution or a grade of the body is another, they
are refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lactea.body.registry import default_body
from lactea.results.stamp import short_hash

FILE = "assumed_share.json"
SCHEMA = "lactea.assumed-share/1"
COMMAND = "python -m lactea.sensitivity.assumed_share_table"
ASK = "lactea sensitivity SCENARIO --analysis variance --route closed-loop"


@dataclass(frozen=True, slots=True)
class AssumedShare:
    """The share of one number of one scenario.

    Attributes
    ----------
    observable, statistic, at, unit : str
        Which number; see `lactea.results.observables`.
    mean, sd : float
        Over people of whom nothing is known, in `unit`.
    first : float
        Share of the variance that would go, on average, if all assumed parameters were known.
    total : float
        Share that would stay if everything else were known; at least `first`, but for errors.
    first_error, total_error : float
        Half of the 95 % intervals.
    """

    observable: str
    statistic: str
    at: str
    unit: str
    mean: float
    sd: float
    first: float
    first_error: float
    total: float
    total_error: float

    def sentence(self) -> str:
        """The share in words."""
        when = "" if self.at == "any" else f" {self.at}"
        low, high = self.interval
        return f"{self.observable}{when} {low:.0%} to {high:.0%}"

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the total, as far as it lies between nothing and everything."""
        low, high = self.total - self.total_error, self.total + self.total_error
        return min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class SharesOf:
    """All shares known for a scenario, or the sentence why there are none."""

    shares: tuple[AssumedShare, ...]
    reason: str = ""

    def sentence(self) -> str:
        """What a review block says."""
        if self.reason:
            return self.reason
        told = ", ".join(one.sentence() for one in self.shares)
        return f"of the variance, for a person of whom nothing is known: {told}"


def assumed_shares(scenario: str, scenario_hash: str | None = None) -> SharesOf:
    """The shares computed for a builtin scenario.

    Parameters
    ----------
    scenario : str
        Its name.
    scenario_hash : str, optional
        With it, a scenario of that name that was changed has no shares.
    """
    table = packaged()
    if table["knowledge_set"] != knowledge_set():
        return SharesOf(
            (),
            f"not known: the table of shares is of another parameter set ({table['parameter_set']}, "
            f"{table['computed']}); repeat it with {COMMAND}",
        )
    rows = [row for row in table["rows"] if row["scenario"] == scenario]
    fitting = [row for row in rows if scenario_hash in (None, row["scenario_hash"])]
    if not fitting:
        what = "these settings" if rows else "this scenario"
        return SharesOf((), f"not computed for {what}; ask with {ASK}")
    return SharesOf(tuple(map(_share, fitting)))


def _share(row: Mapping[str, Any]) -> AssumedShare:
    keys = ("observable", "statistic", "at", "unit", "mean", "sd")
    return AssumedShare(**{key: row[key] for key in keys}, **row["shares"]["assumed"])


@cache
def packaged() -> Mapping[str, Any]:
    """The table that lactea comes with."""
    text = files("lactea.results").joinpath(FILE).read_text("utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


@cache
def knowledge_set() -> str:
    """Hash of every value, distribution and grade of the body."""
    return short_hash(
        "\n".join(
            f"{one.id}={float(one.value)!r} {one.unit} {one.distribution!r} {one.grade}"
            for _, one in sorted(default_body().parameters.items())
        )
    )
