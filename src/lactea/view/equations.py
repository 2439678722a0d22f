"""The reading of the mechanisms as formulas: each equation as LaTeX, printed by SymPy.

Nothing is written by hand: an equation is called with symbols instead of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Protocol

from lactea.body.language import Mechanism
from lactea.body.vocabulary import LN2, TURN, register_reading
from lactea.reading.extras import optional


class Equation(Protocol):
    """An equation with the ids that it needs: of a mechanism, or of the body put together."""

    @property
    def needs(self) -> tuple[str, ...]: ...

    @property
    def equation(self) -> Callable[..., Any]: ...


def _sympy() -> Any:
    return optional("sympy", "sympy", "Printing equations")


class Formula:
    """An expression of SymPy that the vocabulary knows."""

    __slots__ = ("expression",)

    def __init__(self, expression: Any) -> None:
        self.expression = expression

    def __add__(self, other: Any) -> Formula:
        return Formula(self.expression + bare(other))

    def __radd__(self, other: Any) -> Formula:
        return Formula(bare(other) + self.expression)

    def __sub__(self, other: Any) -> Formula:
        return Formula(self.expression - bare(other))

    def __rsub__(self, other: Any) -> Formula:
        return Formula(bare(other) - self.expression)

    def __mul__(self, other: Any) -> Formula:
        return Formula(self.expression * bare(other))

    def __rmul__(self, other: Any) -> Formula:
        return Formula(bare(other) * self.expression)

    def __truediv__(self, other: Any) -> Formula:
        return Formula(self.expression / bare(other))

    def __rtruediv__(self, other: Any) -> Formula:
        return Formula(bare(other) / self.expression)

    def __neg__(self) -> Formula:
        return Formula(-self.expression)


def bare(value: Any) -> Any:
    """What SymPy computes with: numbers that are whole or have a name are written so."""
    if isinstance(value, Formula):
        return value.expression
    named = {LN2: _sympy().log(2), TURN: 2 * _sympy().pi}
    if value in named:
        return named[value]
    return _sympy().Integer(int(value)) if value == int(value) else _sympy().Float(value)


class FormulaReading:
    """The vocabulary on formulas."""

    def exp(self, x: Any) -> Formula:
        return Formula(_sympy().exp(bare(x)))

    def log(self, x: Any) -> Formula:
        return Formula(_sympy().log(bare(x)))

    def power(self, x: Any, n: Any) -> Formula:
        return Formula(bare(x) ** bare(n))

    def cos(self, x: Any) -> Formula:
        return Formula(_sympy().cos(bare(x)))

    def minimum(self, a: Any, b: Any) -> Formula:
        return Formula(_sympy().Min(bare(a), bare(b)))

    def maximum(self, a: Any, b: Any) -> Formula:
        return Formula(_sympy().Max(bare(a), bare(b)))


register_reading(Formula, FormulaReading())


def expression_of(one: Equation) -> Any:
    """An equation as an expression of SymPy, in symbols that are named by id."""
    return bare(one.equation(*[Formula(symbol(name)) for name in one.needs]))


@cache
def symbol(name: str) -> Any:
    """The symbol of an id. All are taken as positive, as nearly all are; SymPy simplifies no power else."""
    return _sympy().Symbol(name, positive=True)


def latex_of(one: Equation, letters: Mapping[str, str]) -> str:
    """The right-hand side of an equation; `letters` by id, words in upright type where there is none."""
    expression = expression_of(one)
    names = {
        letter: letters.get(letter.name, words(letter.name)) for letter in expression.free_symbols
    }
    text: str = _sympy().latex(expression, symbol_names=names, mul_symbol="\\,")
    return text


def equations_of(mechanism: Mechanism, letters: Mapping[str, str]) -> Iterator[str]:
    """Each equation of a mechanism as LaTeX, quantities first."""
    for quantity in mechanism.quantities:
        yield f"{words(quantity.id)} = {latex_of(quantity, letters)}"
    for rate in mechanism.rates:
        yield rf"\frac{{d}}{{dt}}\,{words(rate.state)} = {latex_of(rate, letters)}"


def letters_of(mechanisms: Iterable[Mechanism]) -> dict[str, str]:
    """Symbols of all parameters by id."""
    return {one.id: one.symbol for mechanism in mechanisms for one in mechanism.parameters}


def words(name: str) -> str:
    """An id as LaTeX."""
    return rf"\mathrm{{{name.replace('_', '~')}}}"
