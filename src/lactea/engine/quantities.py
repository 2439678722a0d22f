"""Reading the mechanisms on quantities with units: a dimension proof of every equation.

Each equation is evaluated twice at one point, on plain floats and on quantities. It is sound where
the quantity has the declared unit *and*, in that unit, the magnitude of the float: picograms added to
nanograms, or minutes to hours, agree in kind but not in number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from lactea.body.registry import CLOCK, Body, Step
from lactea.body.vocabulary import register_reading
from lactea.engine.units import inside_unit
from lactea.reading.unit_registry import unit_registry

if TYPE_CHECKING:
    import pint

    Measure: TypeAlias = pint.Quantity[float]

SAME = 1e-9
"""Largest relative difference of two magnitudes that rounding explains."""


class QuantityReading:
    """The vocabulary on quantities; arguments of exp, log, cos and power must be plain numbers."""

    def exp(self, x: Measure) -> Measure:
        return _plain(math.exp(_number(x)))

    def log(self, x: Measure) -> Measure:
        return _plain(math.log(_number(x)))

    def power(self, x: Measure | float, n: Measure | float) -> Measure:
        return _plain(math.pow(_number(x), _number(n)))

    def cos(self, x: Measure) -> Measure:
        return _plain(math.cos(_number(x)))

    def minimum(self, a: Measure | float, b: Measure | float) -> Measure:
        first, second = _alike(a, b)
        return first if first.magnitude < second.magnitude else second

    def maximum(self, a: Measure | float, b: Measure | float) -> Measure:
        first, second = _alike(a, b)
        return first if first.magnitude > second.magnitude else second


@dataclass(frozen=True, slots=True)
class Fault:
    """An equation that is not dimensionally sound; `text` says why."""

    equation: str
    text: str


def declared_units(body: Body) -> dict[str, str]:
    """Unit of everything an equation may need, by id: parameters as used inside, the rest as declared."""
    units = {CLOCK.id: CLOCK.unit}
    units |= {name: inside_unit(entry.unit) for name, entry in body.parameters.items()}
    for entries in (body.states, body.inputs, body.quantities):
        units |= {name: entry.unit for name, entry in entries.items()}
    return units


def dimension_faults(body: Body, values: Mapping[str, float]) -> list[Fault]:
    """Equations of `body` that are not dimensionally sound at one point.

    Parameters
    ----------
    body : Body
    values : mapping of str to float
        States, parameters (in inside units), inputs and the clock at that point. A value of zero
        proves nothing about its unit, so a point without zeros proves most.

    Returns
    -------
    list of Fault
        Empty if every equation is sound.
    """
    floats = body.evaluate(dict(values))
    units = declared_units(body)
    equations = {step.target: step for step in body.steps}
    equations |= {f"rate of {name}": step for name, step in body.rates.items()}
    found = ((name, step_fault(step, floats, units)) for name, step in equations.items())
    return [Fault(name, text) for name, text in found if text]


def step_fault(step: Step, floats: Mapping[str, float], units: Mapping[str, str]) -> str | None:
    """What is wrong with one equation, or None.

    Parameters
    ----------
    step : Step
    floats : mapping of str to float
        Values of everything the equation needs.
    units : mapping of str to str
        Their units.
    """
    import pint

    _teach()
    expected = step.equation(*[floats[name] for name in step.needs])
    try:
        result = step.equation(*[_measure(floats[name], units[name]) for name in step.needs])
        magnitude = _as_measure(result).to(_unit(step.unit)).magnitude
    except pint.DimensionalityError as error:
        return f"{error}; {step.unit} is declared."
    if not math.isclose(magnitude, expected, rel_tol=SAME, abs_tol=0.0):
        return (
            f"With units the value is {magnitude:g} {step.unit}, on plain numbers {expected:g}: "
            "two units of one kind are mixed."
        )
    return None


@cache
def _teach() -> None:
    register_reading(type(_plain(1.0)), QuantityReading())


def _unit(text: str) -> pint.Unit:
    return unit_registry().Unit("" if text == "1" else text)


def _measure(value: float, unit: str) -> Measure:
    return unit_registry().Quantity(value, _unit(unit))


def _plain(value: float) -> Measure:
    return unit_registry().Quantity(value, "")


def _as_measure(value: Measure | float) -> Measure:
    return _plain(value) if isinstance(value, float | int) else value


def _number(value: Measure | float) -> float:
    return float(_as_measure(value).to("").magnitude)


def _alike(a: Measure | float, b: Measure | float) -> tuple[Measure, Measure]:
    first = _as_measure(a)
    return first, _as_measure(b).to(first.units)
