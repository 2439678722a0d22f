"""Derivatives of a run's readouts with respect to parameters, decisions and steps frozen.

Every parameter is a direction in which the run is differentiated on the way (`lactea.engine.tangents`); one
run gives all of them. What was decided stays decided: a session begins and ends when it did, whatever an
infant would have done with the other parameter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lactea.engine.directions import directions_of
from lactea.engine.frozen import FrozenSteps, freeze
from lactea.engine.passage import Passage
from lactea.engine.person import settle_person
from lactea.engine.readouts import READOUTS
from lactea.engine.solver import RELATIVE_TOLERANCE, SolverError
from lactea.engine.units import inside_factor
from lactea.reading.problems import nearest, quote

if TYPE_CHECKING:
    from lactea.scenario import ResolvedProtocol, Scenario

Array = NDArray[np.float64]
USUAL = ("removed", "prolactin_max")
"""Daily milk of each breast, and the daily maximum of prolactin."""


@dataclass(frozen=True)
class Gradient:
    """Readouts of each day, and how they change with parameters.

    Attributes
    ----------
    parameters : tuple of str
    at : (n_parameters,) values at which the derivatives are taken, in the published units
    units : tuple of str
        Published unit of each parameter.
    first_day : int
        Day from the origin of the first row.
    values : dict
        By readout, (days,), or (days, 2) for left and right.
    slopes : dict
        By readout, with a further last axis (n_parameters,): change of the readout in its unit for
        a change of the parameter by one of its published units.
    """

    parameters: tuple[str, ...]
    at: Array
    units: tuple[str, ...]
    first_day: int
    values: dict[str, Array]
    slopes: dict[str, Array]

    def elasticities(self, readout: str) -> Array:
        """Relative change of a readout for a relative change of each parameter, shaped as its slopes;
        not a number where the readout is zero.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Array = self.slopes[readout] * self.at / self.values[readout][..., None]
        return found


def gradient(
    scenario: Scenario,
    resolved: ResolvedProtocol,
    parameters: Sequence[str],
    readouts: Sequence[str] = USUAL,
    *,
    tolerance: float = RELATIVE_TOLERANCE,
) -> Gradient:
    """Differentiate daily readouts with respect to parameters, along frozen decisions.

    The derivatives are those of the run that the compiled engine takes at `tolerance`, its steps held
    fixed, exact to rounding; how far that run is from the true curve is the error of the engine.
    A parameter counts as far as it acts through the equations, through the settling before the run, and through
    what it makes of the person (`lactea.engine.person`): as with ``--set parameters.ID=VALUE`` and a
    replay. What only guided decisions has derivatives of zero.

    Parameters
    ----------
    scenario : Scenario
    resolved : ResolvedProtocol
        Decisions of a run of `scenario`.
    parameters : sequence of str
        Ids, each at most once.
    readouts : sequence of str
        Names from `lactea.engine.readouts.READOUTS`.
    tolerance : float
        Relative error allowed per step.

    Raises
    ------
    ValueError
        If a parameter or readout does not exist, none is named, or one is named twice.
    SolverError
        If the equations or their derivatives cannot be advanced.
    """
    return gradient_along(scenario, freeze(scenario, resolved, tolerance), parameters, readouts)


def gradient_along(
    scenario: Scenario,
    frozen: FrozenSteps,
    parameters: Sequence[str],
    readouts: Sequence[str] = USUAL,
) -> Gradient:
    """As `gradient`, along steps that are frozen already."""
    body = frozen.body
    _check(parameters, body.parameters, "parameter")
    _check(readouts, READOUTS, "readout")
    setting = settle_person(body, scenario)
    directions = directions_of(body, scenario, setting, parameters)
    watched = dict.fromkeys(name for readout in readouts for name in READOUTS[readout].watched)
    days = Passage(frozen, setting, directions, tuple(watched)).days()
    rows = [[day.read(READOUTS[name]) for name in readouts] for day in days]
    units = tuple(body.parameters[name].unit for name in parameters)
    factors = np.array([inside_factor(unit) for unit in units])
    found = Gradient(
        parameters=tuple(parameters),
        at=np.array([setting.parameters[name] for name in parameters]) / factors,
        units=units,
        first_day=frozen.first_day,
        values={name: np.array([row[i][0] for row in rows]) for i, name in enumerate(readouts)},
        slopes={
            name: np.array([row[i][1] for row in rows])[..., : len(parameters)] * factors
            for i, name in enumerate(readouts)
        },
    )
    _check_numbers(found)
    return found


def _check(names: Sequence[str], known: Mapping[str, object], kind: str) -> None:
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f" Did you mean '{near}'?" if near else ""
            raise ValueError(f"There is no {kind} {quote(name)}.{hint}")
    if not names or len(set(names)) < len(names):
        raise ValueError(
            f"Name each {kind} once, and at least one; got: {', '.join(names) or 'none'}."
        )


def _check_numbers(found: Gradient) -> None:
    wrong = [name for name, slopes in found.slopes.items() if not np.isfinite(slopes).all()]
    if wrong:
        raise SolverError(
            f"The derivatives of {', '.join(wrong)} are not numbers: the run lies at a limit of some "
            "equation. Change a parameter a little."
        )
