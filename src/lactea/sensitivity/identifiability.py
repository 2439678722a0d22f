"""Which parameters a log informs: the fit, the information at the fit, the profiles.

The distributions of `lactea.cohort` stand beside the log as if they were measurements of 0 with a
standard deviation of 1 each, so that what the log does not tell stays where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.cohort.statistics import Noise
from lactea.scenario import Scenario
from lactea.sensitivity.factors import Factor
from lactea.sensitivity.information import Information, information
from lactea.sensitivity.log_model import LogModel
from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.profiles import Fit, Profile, fit, profile, slopes_of
from lactea.sensitivity.session_log import LoggedSession

Array = NDArray[np.float64]
REACH, STEP = 4.0, 0.5
"""How far a profile is followed, and from point to point, in standard deviations."""

UNFELT = 1e-2
"""A parameter whose standard deviation moves all volumes together by less of their errors is unfelt."""


@dataclass(frozen=True)
class Identifiability:
    """What a log says about parameters.

    Attributes
    ----------
    factors : tuple of Factor
    sessions, measured : int
        In the log, and with a volume.
    errors : (sessions,) mL
    volumes : (sessions,) mL
        Of the best person.
    fit : Fit or None
        None for a log without volumes: then everything is about the person in the middle.
    information : Information
    profiles : tuple of Profile
    """

    factors: tuple[Factor, ...]
    sessions: int
    measured: int
    errors: Array
    volumes: Array
    fit: Fit | None
    information: Information
    profiles: tuple[Profile, ...]


def identify(
    scenario: Scenario,
    factors: Sequence[Factor],
    sessions: Sequence[LoggedSession],
    noise: Noise,
    profiled: int,
) -> Identifiability:
    """Analyse a log.

    Parameters
    ----------
    scenario : Scenario
        Who it is, and what was before the log.
    factors : sequence of Factor
        Parameters that may be learned from it.
    sessions : sequence of LoggedSession
        With no volume at all, what such a log would tell is worked out; with some, only those are
        compared, while all of them empty the breasts.
    noise : Noise
        Error of a volume: a share of it, and a part in mL.
    profiled : int
        Profiles of that many parameters, those first that the log narrows most.

    Raises
    ------
    SensitivityError
        If the errors are 0, or the log moves with none of the parameters.
    """
    measured = [one for one in sessions if one.volume is not None]
    model = LogModel.of(scenario, factors, sessions)
    middle = np.zeros(len(factors))
    every = np.arange(len(factors), dtype=np.int64)
    if not measured:
        volumes, slopes = slopes_of(model.volumes, middle, every)
        errors = _errors(volumes, noise)
        found = _informed(factors, slopes, errors)
        return Identifiability(tuple(factors), len(sessions), 0, errors, volumes, None, found, ())
    observed = np.array([one.volume for one in measured], dtype=float)
    errors = _errors(observed, noise)

    def residuals(scores: Array) -> Array:
        """Of the log, and of the distributions."""
        return np.concatenate([(model.volumes(scores) - observed) / errors, scores], axis=1)

    free = _felt(slopes_of(model.volumes, middle, every)[1], errors)
    best = fit(residuals, middle, free)
    volumes, slopes = slopes_of(model.volumes, best.at, every)
    found = _informed(factors, slopes, errors)
    narrowed = np.argsort(found.left, kind="stable")[:profiled]
    profiles = [
        profile(residuals, best, int(place), free, step=STEP, reach=REACH) for place in narrowed
    ]
    return Identifiability(
        tuple(factors), len(sessions), len(measured), errors, volumes, best, found, tuple(profiles)
    )


def _errors(volumes: Array, noise: Noise) -> Array:
    """Standard deviation of each measured volume."""
    errors = np.hypot(noise.cv * volumes, noise.sd)
    if not (errors > 0).all():
        raise SensitivityError(
            "A volume without any error would tell everything: give the error of a volume in mL, "
            "which a session of 0 mL has too."
        )
    return errors


def _felt(slopes: Array, errors: Array) -> NDArray[np.int64]:
    """Places of the parameters that move the volumes at all; the others need not be fitted."""
    size = np.linalg.norm(slopes / errors[:, None], axis=0)
    return np.flatnonzero(size > UNFELT)


def _informed(factors: Sequence[Factor], slopes: Array, errors: Array) -> Information:
    if not np.isfinite(slopes).all():
        raise SensitivityError("Near the best person there are some who cannot be simulated.")
    found = information([factor.id for factor in factors], slopes, errors)
    if not found.values[0] > 0:
        raise SensitivityError("None of these parameters moves any volume of this log.")
    return found
