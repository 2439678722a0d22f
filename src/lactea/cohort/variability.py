"""What varies between people, what is merely not known, and what is fixed.

A parameter's distribution in the body mixes two things: people differ, and the middle of all people
is uncertain. A cohort needs them apart. `variability.csv` says for each parameter that differs
between people by how much, and from which row that is known or why it is assumed; every parameter
without a row there is knowledge, drawn only where uncertainty is asked for, or fixed, where the
body gives it no spread. What people take up of a medicine stands in `absorption.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from lactea.body.language import Fixed, LogNormal, Normal, Parameter, Uniform
from lactea.cohort.packaged import number, packaged_text, records
from lactea.cohort.problems import CohortError

TABLE = "variability.csv"
COLUMNS = ("id", "kind", "log_sd", "sd", "source", "reason")
ASSUMED = "assumed"
Kind = Literal["between_people", "knowledge", "fixed"]
KINDS: tuple[Kind, ...] = get_args(Kind)

WIDE = 0.1
"""A normal distribution wider than this share of its mean is read as log-normal of the same CV."""

SCENARIO_VALUES = (
    "person.right_over_left",
    "person.storage",
    "person.tissue_potential",
    "infant.appetite",
    "infant.birth_weight",
)
"""Values of a scenario that may vary like parameters; all of them are positive."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How one value differs between people.

    Parameters
    ----------
    id : str
        Parameter, or one of `SCENARIO_VALUES`.
    kind : str
        ``between_people``, ``knowledge`` or ``fixed``.
    log_sd : float, optional
        Standard deviation of the natural logarithm; the middle is then the median.
    sd : float, optional
        Standard deviation in the unit of the parameter; the middle is then the mean.
    source : str
        Ids of evidence rows, separated by spaces, or ``assumed``.
    reason : str
        How the spread follows from the rows, or why it is assumed.
    """

    id: str
    kind: Kind
    log_sd: float | None
    sd: float | None
    source: str
    reason: str

    def around(self, middle: float, normal: float) -> float:
        """The value of someone `normal` standard deviations from the `middle`."""
        if self.log_sd is not None:
            return middle * math.exp(self.log_sd * normal)
        return middle + (self.sd or 0.0) * normal


def read_variability(text: str, name: str = TABLE) -> dict[str, Spread]:
    """Spreads by id.

    Raises
    ------
    CohortError
        With the line of the first fault.
    """
    found: dict[str, Spread] = {}
    for place, cells in records(text, name, COLUMNS):
        spread = _spread(place, cells)
        if spread.id in found:
            raise CohortError(f"{place}: '{spread.id}' stands twice.")
        found[spread.id] = spread
    return found


@cache
def variability() -> Mapping[str, Spread]:
    """The spreads that lactea comes with."""
    return read_variability(packaged_text(TABLE))


def _spread(place: str, cells: Mapping[str, str]) -> Spread:
    kind = next((known for known in KINDS if known == cells["kind"]), None)
    if kind is None:
        raise CohortError(f"{place}: kind '{cells['kind']}'; write one of {', '.join(KINDS)}.")
    widths = [number(cells[column], place, column) for column in ("log_sd", "sd")]
    given = [width for width in widths if width is not None]
    if len(given) != (kind == "between_people"):
        raise CohortError(
            f"{place}: what differs between people has either a log_sd or an sd, and nothing else "
            "has any."
        )
    if any(width <= 0 for width in given):
        raise CohortError(f"{place}: a standard deviation is greater than 0.")
    if not cells["source"] or not cells["reason"]:
        raise CohortError(f"{place}: source (or '{ASSUMED}') and reason must be given.")
    return Spread(cells["id"], kind, widths[0], widths[1], cells["source"], cells["reason"])


def kind_of(parameter: Parameter, table: Mapping[str, Spread]) -> Kind:
    """Whether a parameter differs between people, is uncertain, or is fixed."""
    spread = table.get(parameter.id)
    if spread is not None:
        return spread.kind
    return "knowledge" if _width(parameter) > 0 else "fixed"


def knowledge_around(parameter: Parameter, middle: float, uniform: float, normal: float) -> float:
    """A value of an uncertain parameter that is as good as its middle, in the published unit.

    A plain number below 1 stays at or below 1: those of the body are shares, and a share of more
    than everything (of synthesis taken away, say) would make milk negative.

    Parameters
    ----------
    parameter : Parameter
    middle : float
        The value around which it is uncertain, in the published unit.
    uniform, normal : float
        The same draw twice: as a share of the distribution, and as standard deviations.
    """
    value = _drawn(parameter, middle, uniform, normal)
    is_share = parameter.unit == "1" and 0 < middle < 1
    return min(value, 1.0) if is_share else value


def _drawn(parameter: Parameter, middle: float, uniform: float, normal: float) -> float:
    match parameter.distribution:
        case LogNormal(sd):
            return middle * math.exp(sd * normal)
        case Normal(sd) if middle > 0 and sd > WIDE * middle:
            # Nothing that is positive by nature becomes negative because it is badly known.
            log_sd = math.sqrt(math.log1p((sd / middle) ** 2))
            return middle * math.exp(log_sd * normal)
        case Normal(sd):
            return middle + sd * normal
        case Uniform(low, high):
            return low + (high - low) * uniform
        case Fixed():
            return middle


def _width(parameter: Parameter) -> float:
    match parameter.distribution:
        case LogNormal(sd) | Normal(sd):
            return sd
        case Uniform(low, high):
            return high - low
        case Fixed():
            return 0.0
