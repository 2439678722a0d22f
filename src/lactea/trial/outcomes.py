"""From what was measured of people to the number of each that an endpoint asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lactea.reading.durations import DAY
from lactea.trial.design import Design
from lactea.trial.draws import Floats
from lactea.trial.measuring import Endpoint

Flags = npt.NDArray[np.bool_]
PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number per person.

    Parameters
    ----------
    value : array of float
        In the unit of the measurement, in percent for a percent change, 1 or 0 for a responder, in
        days for a time to an event; NaN where somebody has none.
    happened : array of bool
        Of a time: whether it is that of the event, and not that of the last look. True otherwise.
    """

    value: Floats
    happened: Flags

    @property
    def there(self) -> Flags:
        """Who has a number."""
        return np.isfinite(self.value)


def outcome(design: Design, endpoint: Endpoint, measured: Floats) -> Outcome:
    """The outcome of each person.

    Parameters
    ----------
    design : Design
    endpoint : Endpoint
    measured : array of float, (person, measurement, visit)
        NaN where somebody was not measured.
    """
    series = measured[:, list(design.measurements).index(endpoint.measurement)]
    last = design.visit_index(endpoint.at)
    if endpoint.kind == "time_to_event":
        return _time(endpoint, series[:, : last + 1], np.array(design.visits[: last + 1]) / DAY)
    value = _value(endpoint, series[:, 0], series[:, last])
    return Outcome(value, np.full(len(value), True))


def baseline(design: Design, endpoint: Endpoint, measured: Floats) -> Floats:
    """What was measured at the first visit."""
    return measured[:, list(design.measurements).index(endpoint.measurement), 0]


def _value(endpoint: Endpoint, first: Floats, last: Floats) -> Floats:
    if endpoint.kind == "level":
        return last
    if endpoint.kind == "change":
        return last - first
    if endpoint.kind == "percent_change":
        return PERCENT * _relative(first, last)
    met = np.where(np.isnan(last), np.nan, _met(endpoint, first, last))
    return np.nan_to_num(met, nan=0.0) if endpoint.missing == "no_response" else met


def _relative(first: Floats, last: Floats) -> Floats:
    """Change as a share of the first value; none where that is not above zero."""
    return np.divide(last - first, first, out=np.full_like(first, np.nan), where=first > 0)


def _met(endpoint: Endpoint, first: Floats, last: Floats) -> Flags:
    """Whether the limit is reached. A rise from nothing to something reaches any share."""
    if endpoint.rise is not None:
        return (last >= (1 + endpoint.rise) * first) & ((first > 0) | (last > 0))
    if endpoint.at_least is not None:
        return last >= endpoint.at_least
    return np.asarray(last <= np.float64(endpoint.at_most))


def _time(endpoint: Endpoint, series: Floats, days: Floats) -> Outcome:
    first = series[:, :1]
    seen = ~np.isnan(series)
    met = seen & _met(endpoint, first, np.nan_to_num(series, nan=-np.inf))
    if endpoint.rise is not None:
        met[:, 0] = False
    happened: Flags = np.asarray(met.any(axis=1))
    last_look = days[seen.shape[1] - 1 - np.argmax(seen[:, ::-1], axis=1)]
    return Outcome(np.where(happened, days[np.argmax(met, axis=1)], last_look), happened)
