"""The words in which a mechanism is written.

A mechanism file declares tables of parameters, states and inputs, and equations as pure functions.
The argument names of an equation are the ids of what it needs: a state, a parameter, an input or
another quantity. Whoever reads the function sees everything that its value depends on, and every
engine can find the same values by name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Equation = Callable[..., Any]
Scope = Literal["body", "breast"]
Grade = Literal[
    "RCT",
    "cohort",
    "cross-sectional",
    "case-series",
    "case",
    "review",
    "expert",
    "definition",
    "fitted",
    "assumed",
]


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal distribution with a standard deviation in the unit of the parameter."""

    sd: float


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Log-normal distribution around the value as its median; `sd` is that of the natural logarithm."""

    sd: float


@dataclass(frozen=True, slots=True)
class Uniform:
    """Uniform distribution between two bounds in the unit of the parameter."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """No spread: a definition, a conversion, or a convention."""


Distribution = Normal | LogNormal | Uniform | Fixed


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number with everything a reader needs to trust or replace it.

    Parameters
    ----------
    id : str
        Name used in equations and by ``--set parameters.<id>=...``.
    symbol : str
        Symbol in the printed equations (LaTeX, without dollar signs).
    value : float
        Central value in `unit`.
    unit : str
        Unit as published; time parts are turned into hours when the body is assembled.
    distribution : Distribution
        Spread between people (or of our knowledge, where the grade is ``assumed`` or ``fitted``).
    source : str
        Ids of evidence rows, separated by spaces; for assumed values the reason stands in `reason`.
    grade : str
        Kind of evidence; ``fitted`` when the value was adjusted to the rows named in `source`.
    meaning : str
        One line for the printed tables.
    reason : str
        Why an assumed value is what it is, and how wide it may be; empty for sourced values.
    """

    id: str
    symbol: str
    value: float
    unit: str
    distribution: Distribution
    source: str
    grade: Grade
    meaning: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A quantity with a memory: its rate of change is given by an equation marked `rate_of`.

    `scale` is the size below which changes do not matter (in `unit`); solvers take their absolute
    tolerance from it. `start` is a number or the id of a parameter.
    """

    id: str
    unit: str
    meaning: str
    start: float | str = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity set from outside and constant between two borders of the protocol.

    With its default it changes nothing. `by_medicines` says that the effect of a medicine may stand
    in its place; those inputs are none of a breast's but the whole body's.
    """

    id: str
    unit: str
    meaning: str
    default: float = 0.0
    by_medicines: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """An algebraic relation: the value of `id` follows from the arguments of `equation` at once."""

    id: str
    unit: str
    meaning: str
    equation: Equation

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of everything the equation depends on."""
        return tuple(inspect.signature(self.equation).parameters)


@dataclass(frozen=True, slots=True)
class Rate:
    """The derivative with respect to time (per hour) of the state `state`."""

    state: str
    equation: Equation

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of everything the equation depends on."""
        return tuple(inspect.signature(self.equation).parameters)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One mechanism file, read as data."""

    name: str
    title: str
    scope: Scope
    parameters: Sequence[Parameter] = ()
    states: Sequence[State] = ()
    inputs: Sequence[Input] = ()
    quantities: Sequence[Quantity] = ()
    rates: Sequence[Rate] = field(default=())


def quantity(unit: str) -> Callable[[Equation], Quantity]:
    """Mark a function as the equation of the quantity that bears its name."""

    def mark(equation: Equation) -> Quantity:
        meaning = (equation.__doc__ or "").strip().splitlines()[0]
        return Quantity(equation.__name__, unit, meaning, equation)

    return mark


def rate_of(state: str) -> Callable[[Equation], Rate]:
    """Mark a function as the derivative of `state` per hour."""

    def mark(equation: Equation) -> Rate:
        return Rate(state, equation)

    return mark
