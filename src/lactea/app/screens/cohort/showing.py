"""A cohort and a trial as series: what the charts, the tables and the files show."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from lactea.app.charts.chart import TRUE
from lactea.app.screens.cohort.making import Cohort
from lactea.cohort.rows import READOUTS
from lactea.reading.durations import DAY
from lactea.results.recording import Floats
from lactea.trial import Account
from lactea.trial.document import unit_of
from lactea.view.figures.cohort_spread import NAMES, SHOWN
from lactea.view.published_spreads import Comparison, by_column
from lactea.view.series import Series

MILK_MEANING = (
    "Milk removed a day. The line is the middle of the people, the narrow area holds every second of them, the wide "
    "one nine in ten."
)
SPREAD_MEANING = (
    "The people in order: half of them lie left of 50 % and have the value there or less. Lines of studies have the "
    "spread that was printed; where a row prints no mean, that of the cohort."
)
ARMS_MEANING = (
    "The mean of each arm at each visit, as it was measured in this trial, with its 95 % interval."
)
EFFECTS_MEANING = (
    "Each letter is an arm against the control: what this trial estimates, with its interval. Beside it stands what "
    "is true in these people, each of whom was simulated under every arm."
)
Z = 1.96
CURVE = np.linspace(2.0, 98.0, 49)


def cohort_stamp(cohort: Cohort) -> str:
    """Where a cohort comes from, in one line."""
    card = cohort.account.card
    stopped = f", stopped after {cohort.account.people}" if cohort.stopped else ""
    return f"lactea {card['version']} {card['commit']} · {card['scenario']} · seed {card['seed']}{stopped}"


def milk(cohort: Cohort) -> list[Series]:
    """Milk by day: the middle, and the two bands around it."""
    after = cohort.days >= 0
    if not after.any():
        return []
    lowest, lower, middle, upper, highest = cohort.milk[:, after]
    x = cohort.days[after] + 0.5
    panel = "milk removed"
    return [
        Series(panel, "nine in ten", x, "d", middle, "mL/day", lowest, highest),
        Series(panel, "every second", x, "d", middle, "mL/day", lower, upper),
    ]


def spread(cohort: Cohort) -> list[Series]:
    """Each number of the people in order, and the spreads that studies printed."""
    units = {readout.column: readout.unit for readout in READOUTS}
    studies = by_column(cohort.account.comparisons)
    found: list[Series] = []
    for column in SHOWN:
        values = np.sort(np.array(cohort.values.get(column, ()), dtype=np.float64))
        if len(values) < 2:
            continue
        share = 100 * (np.arange(len(values)) + 0.5) / len(values)
        panel, unit = NAMES[column], units[column]
        found.append(
            Series(panel, f"{len(values)} simulated people", share, "% of people", values, unit)
        )
        found += [
            Series(panel, one.study, CURVE, "% of people", _printed(one, values), unit)
            for one in studies.get(column, [])
        ]
    return found


def arms(account: Account) -> list[Series]:
    """The endpoint's measurement in each arm, by visit."""
    design, held = account.design, account.held
    measurement = design.endpoints[design.analysis.endpoint].measurement
    place = list(design.measurements).index(measurement)
    x = np.array([visit / DAY for visit in design.visits], dtype=np.float64)
    unit = design.measurements[measurement].unit
    found = []
    for number, arm in enumerate(design.arms):
        mean, error = _mean(np.asarray(held.measured[held.arm == number, place, :]))
        found.append(
            Series(
                measurement,
                arm,
                x,
                "d after randomisation",
                mean,
                unit,
                mean - Z * error,
                mean + Z * error,
            )
        )
    return found


def effects(account: Account) -> list[Series]:
    """Estimates with their intervals beside what is true, one panel for each endpoint."""
    found: list[Series] = []
    for endpoint, asked in account.design.endpoints.items():
        ours = [one for one in account.findings if one.endpoint == endpoint]
        known = [one for one in ours if np.isfinite(one.estimate.effect)]
        unit, axis = unit_of(account, endpoint), f"arm against {account.design.control}"
        letters = letters_of(account)
        if known:
            x = np.array([ours.index(one) + 1 for one in known], dtype=np.float64)
            y, low, high = (
                np.array([getattr(one.estimate, name) for one in known], dtype=np.float64)
                for name in ("effect", "low", "high")
            )
            notes = tuple(f"{letters[one.arm]}: {one.arm}" for one in known)
            found.append(Series(endpoint, "this trial", x, axis, y, unit, low, high, notes))
        if asked.kind != "time_to_event":
            x = np.array([ours.index(one) + 1.1 for one in ours], dtype=np.float64)
            y = np.array([one.truth.effect for one in ours], dtype=np.float64)
            found.append(Series(endpoint, TRUE, x, axis, y, unit))
    return found


def letters_of(account: Account) -> dict[str, str]:
    """A letter for each arm but the control."""
    others = [arm for arm in account.design.arms if arm != account.design.control]
    return dict(zip(others, "ABCDEFGHIJ", strict=False))


def _printed(one: Comparison, values: Floats) -> Floats:
    mean = float(values.mean()) if one.mean is None else one.mean
    scores = np.array([NormalDist().inv_cdf(share / 100) for share in CURVE])
    return np.maximum(0.0, mean * (1 + one.published * scores))


def _mean(values: Floats) -> tuple[Floats, Floats]:
    """Mean of those who were measured, and its standard error; NaN where there are none."""
    found: Sequence[Floats] = [column[np.isfinite(column)] for column in values.T]
    mean = np.array([column.mean() if len(column) else np.nan for column in found])
    error = np.array(
        [
            column.std(ddof=1) / np.sqrt(len(column)) if len(column) > 1 else np.nan
            for column in found
        ]
    )
    return mean, error
