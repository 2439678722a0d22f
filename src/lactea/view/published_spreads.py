"""A cohort's spread beside the spread that studies printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

from lactea.cohort.tally import Spread
from lactea.cohort.variability import variability
from lactea.evidence.table import Row
from lactea.evidence.tables_folder import builtin_folder
from lactea.view.published import Evidence

BAND = 1.5
"""A spread agrees within this fold; studies of one quantity agree no better."""

SOURCES: tuple[tuple[str, str], ...] = (
    ("milk_day30", "mlk_vol_cox1996_m1"),
    ("milk_day90", "mlk_vol_dewey1991_cv_between"),
    ("milk_day90", "mlk_vol_kent_table_24h"),
    ("storage_day30", "mlk_sto_kent1999_capacity"),
    ("storage_day30", "mlk_sto_kent_table_capacity"),
    ("prolactin_basal_day30", "prl_basal_m1"),
    ("prolactin_peak_day30", "prl_peak_m1"),
    ("activation_start", "mlk_lac_arthur1989_citrate_start"),
    ("activation_time", "mlk_lac_arthur1989_lactose_end"),
    ("activation_felt", "mlk_lac_arthur1989_coming_in"),
    ("breastfeeds_day30", "mlk_rem_kent2006_freq"),
    ("emptying_day30", "mlk_rem_kent2006_emptying"),
    ("tissue_gain_day30", "mlk_ana_cox1999_gain_m1"),
    ("tissue_gain_day30", "mlk_ana_kent1999_tissue_gain"),
    ("infant_weight_day90", "mlk_inf_who_girls_m3"),
    ("infant_weight_day90", "mlk_inf_who_boys_m3"),
)
"""Columns of a cohort of nursing mothers with the rows that print a spread of the same thing."""

FEWEST = 3
"""A spread of fewer people has no interval worth printing."""

SAMPLE_OF = {"mlk_vol_kent_table_24h": 71, "mlk_sto_kent_table_capacity": 142}
"""People (or breasts) behind a printed range: mlk_rem_kent2006_freq is of the same sample."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One printed spread and the cohort's.

    Parameters
    ----------
    column, row, study : str
    mean : float or None
        As printed, in the unit of the row; None where the row is itself a CV.
    published, simulated : float
        Standard deviation as a share of the mean.
    how : str
        How the printed spread was read.
    sampling : (float, float) or None
        What the printed CV may be by the size of its sample alone (95 %); None where that is not printed.
    was_set : bool
        Whether a spread between people was set beside this row, or its study is given to fitting: it
        is then no prediction.
    """

    column: str
    row: str
    study: str
    mean: float | None
    published: float
    simulated: float
    how: str
    sampling: tuple[float, float] | None
    was_set: bool

    @property
    def fold(self) -> float:
        """How far apart the two are, at least 1."""
        ratio = self.simulated / self.published
        return max(ratio, 1 / ratio) if ratio > 0 else float("inf")

    @property
    def agrees(self) -> bool:
        return self.fold <= BAND


def compare(spreads: Iterable[Spread], evidence: Evidence) -> list[Comparison]:
    """Every printed spread for which the cohort has a column."""
    by_column = {spread.readout.column: spread for spread in spreads}
    split = builtin_folder().split
    found = []
    for column, name in SOURCES:
        if column in by_column:
            row, entry = evidence[name]
            published, how = printed_cv(row)
            mean = None if row.unit == "%" and how == "CV" else row.value
            found.append(
                Comparison(
                    column=column,
                    row=name,
                    study=row.study,
                    mean=mean,
                    published=published,
                    simulated=by_column[column].cv,
                    how=how,
                    sampling=sampling_interval(published, row),
                    was_set=name in rows_set() or split.is_fit(entry.subsystem, row.study),
                )
            )
    return found


def printed_cv(row: Row) -> tuple[float, str]:
    """The spread between people that a row prints, as a share of its mean, and how it was read.

    Raises
    ------
    ValueError
        If the row prints none.
    """
    value, low, high, n = row.value, row.spread_low, row.spread_high, row.n
    if value is None or value <= 0:
        raise ValueError(f"{row.id} has no mean to hold its spread against.")
    if "_cv_" in row.id:
        return value / 100, "CV"
    scale = re.search(r"\bS (?:\(CV\) )?(0\.\d+)", row.note)
    if scale:
        return float(scale.group(1)), "S of the standard"
    if row.spread_kind == "SD" and low is not None:
        return low / value, "SD"
    if row.spread_kind == "SE" and low is not None and n is not None:
        return low * n**0.5 / value, f"SE of {n}"
    size = n or SAMPLE_OF.get(row.id)
    if row.spread_kind == "range" and low is not None and high is not None and size is not None:
        return (high - low) / expected_range(size) / value, f"range of {size}"
    raise ValueError(f"{row.id} prints no spread between people.")


def sampling_interval(cv: float, row: Row) -> tuple[float, float] | None:
    """The 95 % interval of a printed spread, for a normal sample of the row's size."""
    from scipy import stats

    n = row.n or SAMPLE_OF.get(row.id)
    if n is None or n < FEWEST:
        return None
    low, high = stats.chi2.ppf([0.025, 0.975], n - 1)
    return cv * float(((n - 1) / high) ** 0.5), cv * float(((n - 1) / low) ** 0.5)


@cache
def expected_range(n: int) -> float:
    """Range that a sample of `n` from a normal distribution has on average, in its SDs."""
    bell, step, reach = NormalDist(), 0.001, 8.0
    places = [-reach + step * i for i in range(int(2 * reach / step))]
    shares = [bell.cdf(place) for place in places]
    return step * sum(1 - share**n - (1 - share) ** n for share in shares)


@cache
def rows_set() -> frozenset[str]:
    """Rows that a spread between people cites, as its source or in its reason.

    A name that ends in ``*`` stands for every row that begins so.
    """
    words = {
        word
        for spread in variability().values()
        if spread.kind == "between_people"
        for word in re.findall(r"[a-z]+_\w+\*?", f"{spread.source} {spread.reason}")
    }
    whole = {word for word in words if not word.endswith("*")}
    begun = tuple(word.removesuffix("*") for word in words - whole)
    known = {name for _, name in SOURCES}
    return frozenset(name for name in known if name in whole or (begun and name.startswith(begun)))


def by_column(comparisons: Iterable[Comparison]) -> Mapping[str, list[Comparison]]:
    """Comparisons of each column."""
    found: dict[str, list[Comparison]] = {}
    for one in comparisons:
        found.setdefault(one.column, []).append(one)
    return found
