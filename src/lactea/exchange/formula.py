"""Reading the mechanisms as formulas: the structure of each equation, with every name kept.

Nothing is folded, shared or simplified, so that an exported rule reads like the equation it was
written as: ``0 * x`` keeps the unit of ``x``, and a quantity stays a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lactea.body.registry import Step
from lactea.body.vocabulary import register_reading

Operation = Literal[
    "number", "name", "add", "sub", "mul", "div", "neg", "exp", "log", "power", "cos", "min", "max"
]


@dataclass(frozen=True, slots=True)
class Formula:
    """One node of a formula: a number, a name, or an operation on formulas."""

    operation: Operation
    arguments: tuple[Formula, ...] = ()
    number: float = 0.0
    name: str = ""

    def __add__(self, other: Formula | float) -> Formula:
        return _apply("add", self, other)

    def __radd__(self, other: float) -> Formula:
        return _apply("add", other, self)

    def __sub__(self, other: Formula | float) -> Formula:
        return _apply("sub", self, other)

    def __rsub__(self, other: float) -> Formula:
        return _apply("sub", other, self)

    def __mul__(self, other: Formula | float) -> Formula:
        return _apply("mul", self, other)

    def __rmul__(self, other: float) -> Formula:
        return _apply("mul", other, self)

    def __truediv__(self, other: Formula | float) -> Formula:
        return _apply("div", self, other)

    def __rtruediv__(self, other: float) -> Formula:
        return _apply("div", other, self)

    def __neg__(self) -> Formula:
        return _apply("neg", self)

    def __bool__(self) -> bool:
        raise TypeError(
            "An equation branched on a formula. Use minimum, maximum, positive or hill "
            "from the vocabulary instead of 'if'."
        )


class FormulaReading:
    """The vocabulary on formulas."""

    def exp(self, x: Formula) -> Formula:
        return _apply("exp", x)

    def log(self, x: Formula) -> Formula:
        return _apply("log", x)

    def power(self, x: Formula | float, n: Formula | float) -> Formula:
        return _apply("power", x, n)

    def cos(self, x: Formula) -> Formula:
        return _apply("cos", x)

    def minimum(self, a: Formula | float, b: Formula | float) -> Formula:
        return _apply("min", a, b)

    def maximum(self, a: Formula | float, b: Formula | float) -> Formula:
        return _apply("max", a, b)


register_reading(Formula, FormulaReading())


def formula_of(step: Step) -> Formula:
    """The equation of `step` as a formula of the names that it needs."""
    return as_formula(step.equation(*[name(need) for need in step.needs]))


def name(identifier: str) -> Formula:
    """A state, parameter, input or quantity by its id."""
    return Formula("name", name=identifier)


def as_formula(value: Formula | float) -> Formula:
    """A formula as it is, a number as a formula."""
    return value if isinstance(value, Formula) else Formula("number", number=float(value))


def _apply(operation: Operation, *operands: Formula | float) -> Formula:
    return Formula(operation, tuple(as_formula(operand) for operand in operands))
