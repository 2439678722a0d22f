"""The formulas on the page are the equations: SymPy computes what Python computes."""

import math

import pytest
import sympy

from lactea.body.registry import Body, default_body, own_mechanisms
from lactea.view.equations import equations_of, expression_of, letters_of

EQUATIONS = {step.target: step for step in default_body().steps} | {
    f"rate of {name}": step for name, step in default_body().rates.items()
}


@pytest.fixture(scope="module")
def point(random_point) -> dict[str, float]:
    body = default_body()
    given = random_point(body, 1)
    return {**given, **body.evaluate(given)}


@pytest.mark.parametrize("target", EQUATIONS)
def test_a_formula_has_the_value_of_its_equation(target: str, point: dict[str, float]) -> None:
    step = EQUATIONS[target]
    values = [point[name] for name in step.needs]
    expression = expression_of(step)
    formula = sympy.lambdify(
        [sympy.Symbol(n, positive=True) for n in step.needs], expression, "math"
    )
    assert math.isclose(formula(*values), step.equation(*values), rel_tol=1e-9, abs_tol=1e-12)


def test_every_mechanism_prints_its_equations() -> None:
    letters = letters_of(own_mechanisms())
    for mechanism in own_mechanisms():
        printed = list(equations_of(mechanism, letters))
        assert len(printed) == len(mechanism.quantities) + len(mechanism.rates)
        assert all(text.count("{") == text.count("}") for text in printed)


def test_the_body_is_whole(point: dict[str, float]) -> None:
    body: Body = default_body()
    assert len(EQUATIONS) == len(body.quantities) + len(body.states)
