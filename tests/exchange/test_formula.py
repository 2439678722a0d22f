"""The mechanisms read as formulas say what the equations say."""

import math
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.registry import CLOCK, default_body
from lactea.body.vocabulary import FloatReading, maximum, positive
from lactea.engine.units import inside_value
from lactea.exchange.formula import Formula, formula_of, name

FLOATS = FloatReading()
MEANING: dict[str, Callable[..., float]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "neg": lambda a: -a,
    "exp": FLOATS.exp,
    "log": FLOATS.log,
    "power": FLOATS.power,
    "cos": FLOATS.cos,
    "min": FLOATS.minimum,
    "max": FLOATS.maximum,
}


def value_of(formula: Formula, values: Mapping[str, float]) -> float:
    if formula.operation == "number":
        return formula.number
    if formula.operation == "name":
        return values[formula.name]
    parts = [value_of(part, values) for part in formula.arguments]
    return MEANING[formula.operation](*parts)


@given(st.randoms(use_true_random=False))
def test_every_equation_has_the_value_of_its_formula(draw) -> None:
    body = default_body()
    values = {CLOCK.id: draw.uniform(0, 24)}
    values |= {n: inside_value(p) * draw.uniform(0.8, 1.2) for n, p in body.parameters.items()}
    values |= {n: s.scale * draw.uniform(0.1, 20) for n, s in body.states.items()}
    values |= {n: draw.uniform(0.05, 1) for n in body.inputs}
    values = body.evaluate(values)
    for step in (*body.steps, *body.rates.values()):
        exact = step.equation(*[values[need] for need in step.needs])
        assert value_of(formula_of(step), values) == exact, step.target
        assert math.isfinite(exact), step.target


def test_nothing_is_folded_or_simplified() -> None:
    x = name("x")
    nothing = Formula("mul", (Formula("number", number=0.0), x))
    assert positive(x) == Formula("max", (x, nothing))
    assert -x == Formula("neg", (x,))
    assert 2 - 1 * x == Formula(
        "sub", (Formula("number", number=2.0), Formula("mul", (Formula("number", number=1.0), x)))
    )
    assert maximum(1.0, x).arguments[0] == Formula("number", number=1.0)


def test_a_branch_in_an_equation_is_refused() -> None:
    with pytest.raises(TypeError, match="branched on a formula"):
        bool(name("x"))
