"""The document of ``lactea sensitivity --json``."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from lactea.results.readouts import Readout
from lactea.sensitivity.analysis import Findings, Variance
from lactea.sensitivity.factors import Factor
from lactea.sensitivity.identifiability import Identifiability
from lactea.sensitivity.local import Elasticities
from lactea.sensitivity.profiles import Profile
from lactea.sensitivity.screening import Screening


def document_of(findings: Findings) -> dict[str, Any]:
    """The findings as plain data; what does not exist is null."""
    names = [str(readout) for readout in findings.readouts]
    document: dict[str, Any] = {
        **findings.card,
        "readouts": [_readout(readout) for readout in findings.readouts],
        "factors": [_factor(factor) for factor in findings.factors],
    }
    if findings.local is not None:
        document["local"] = _local(findings.local, names)
    if findings.screening is not None:
        document["screening"] = dict(zip(names, map(_screening, findings.screening), strict=True))
    if findings.variance is not None:
        document["variance"] = _variance(findings.variance, names)
    if findings.log is not None:
        document["log"] = _log(findings.log)
    return document


def _readout(readout: Readout) -> dict[str, str]:
    return {
        "name": str(readout),
        "observable": readout.observable,
        "statistic": readout.statistic,
        "at": readout.at,
        "unit": readout.unit,
    }


def _factor(factor: Factor) -> dict[str, str]:
    return {"id": factor.id, "origin": factor.origin, "subsystem": factor.subsystem}


def _local(found: Elasticities, readouts: list[str]) -> dict[str, Any]:
    return {
        "middle": dict(zip(readouts, _numbers(found.middle), strict=True)),
        "elasticity": {
            name: dict(zip(readouts, _numbers(row), strict=True))
            for name, row in zip(found.names, found.elasticity, strict=True)
        },
        "bent": {
            name: [readout for readout, bends in zip(readouts, row, strict=True) if bends]
            for name, row in zip(found.names, found.bent, strict=True)
            if row.any()
        },
        "value_is_zero": list(found.at_rest),
    }


def _screening(found: Screening) -> dict[str, Any]:
    columns = (found.mu, found.mu_star, found.mu_star_error, found.sigma)
    return {
        "trajectories": found.trajectories,
        "left_out": found.left_out,
        "factors": {
            name: dict(zip(("mu", "mu_star", "mu_star_error", "sigma"), _numbers(row), strict=True))
            for name, *row in zip(found.names, *columns, strict=True)
        },
    }


def _variance(found: Variance, readouts: list[str]) -> dict[str, Any]:
    keys = ("first", "first_error", "total", "total_error")
    return {
        "of": found.grouping,
        "readouts": {
            readout: {
                "mean": _number(one.mean),
                "sd": _number(one.sd),
                "blocks": one.blocks,
                "left_out": one.left_out,
                "shares": {
                    name: dict(zip(keys, _numbers(row), strict=True))
                    for name, *row in zip(
                        one.names,
                        one.first,
                        one.first_error,
                        one.total,
                        one.total_error,
                        strict=True,
                    )
                },
            }
            for readout, one in zip(readouts, found.shares, strict=True)
        },
    }


def _log(found: Identifiability) -> dict[str, Any]:
    names = [factor.id for factor in found.factors]
    about = found.information
    scores = [None] * len(names) if found.fit is None else _numbers(found.fit.at)
    return {
        "sessions": found.sessions,
        "measured": found.measured,
        "volumes_mL": _numbers(found.volumes),
        "errors_mL": _numbers(found.errors),
        "rank": about.rank,
        "informed_directions": about.informed,
        "parameters": {
            name: {"best": best, "sd_left": left}
            for name, best, left in zip(names, scores, _numbers(about.left), strict=True)
        },
        "directions": [
            {"information": _number(value), "weights": dict(about.members(place))}
            for place, value in enumerate(about.values[: max(about.informed, 1)])
        ],
        "profiles": {names[one.parameter]: _profile(one) for one in found.profiles},
    }


def _profile(one: Profile) -> dict[str, Any]:
    return {
        "values": _numbers(one.values),
        "growth": _numbers(one.growth),
        "low95": one.low,
        "high95": one.high,
    }


def _number(value: float) -> float | None:
    value = float(value)
    return value if math.isfinite(value) else None


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [_number(value) for value in values]
