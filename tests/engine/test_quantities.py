"""The reading with units: every equation is dimensionally sound, and a wrong one is found."""

from collections.abc import Callable

import pytest

from lactea.body.language import Fixed, Input, Mechanism, Parameter, Quantity, Rate, State
from lactea.body.registry import Body, assemble, default_body
from lactea.body.vocabulary import cos, exp, log, maximum, minimum, positive, power, saturation
from lactea.engine.doses import body_with_medicines
from lactea.engine.quantities import declared_units, dimension_faults, step_fault
from lactea.engine.units import inside_factor, inside_unit, inside_value
from lactea.medicines import known_names
from lactea.medicines import load as load_medicine
from lactea.reading.unit_registry import unit_registry
from lactea.scenario import load

EQUATIONS = {step.target: step for step in default_body().steps} | {
    f"rate of {name}": step for name, step in default_body().rates.items()
}
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def floats(request, random_point) -> dict[str, float]:
    """The float reading of the whole body at one point."""
    body = default_body()
    return body.evaluate(random_point(body, request.param))


@pytest.mark.parametrize("equation", EQUATIONS)
def test_every_equation_is_dimensionally_sound(equation: str, floats: dict[str, float]) -> None:
    assert step_fault(EQUATIONS[equation], floats, declared_units(default_body())) is None


def test_the_proof_covers_the_whole_registry(random_point) -> None:
    body = default_body()
    assert len(EQUATIONS) == len(body.quantities) + len(body.states)
    assert dimension_faults(body, random_point(body, 4)) == []


def test_medicines_are_dimensionally_sound(random_point) -> None:
    """With every medicine of the library taken at once."""
    takes = [
        f"{{do: take, medicine: {name}, dose: 1 {load_medicine(name).measure}, route: {route}, "
        "every: 1 d, start: 0 d}"
        for name in known_names()
        for route in (load_medicine(name).routes or ["oral"])
    ]
    assert takes
    scenario = load("non-pregnant-woman", [f"protocol=[{', '.join(takes)}]"])
    body = body_with_medicines(scenario)
    assert len(body.states) > len(default_body().states)
    for seed in SEEDS:
        assert dimension_faults(body, random_point(body, seed)) == []


@pytest.mark.parametrize("kind", ["states", "inputs", "quantities"])
def test_inside_values_count_time_in_hours(kind: str) -> None:
    entries = getattr(default_body(), kind).values()
    for unit in {entry.unit for entry in entries}:
        assert inside_factor(unit) == 1, unit


def test_a_state_starts_in_its_own_unit() -> None:
    body = default_body()
    for state in body.states.values():
        if isinstance(state.start, str):
            assert inside_unit(body.parameters[state.start].unit) == inside_unit(state.unit), (
                state.id
            )


# ------------------------------------------------------------------ wrong equations are found

PARAMETERS = (
    Parameter("wait", "w", 40, "min", Fixed(), "", "definition", "a time published in minutes"),
    Parameter("half", "h", 5, "ng/mL", Fixed(), "", "definition", "a level"),
    Parameter("pace", "r", 2, "1/day", Fixed(), "", "definition", "a rate published per day"),
)
STATES = (
    State("fine", "pg/mL", "a level in picograms"),
    State("coarse", "ng/mL", "a level in nanograms"),
)
POINT = {"clock": 7.0, "fine": 30.0, "coarse": 8.0, "dose": 0.4} | {
    parameter.id: inside_value(parameter) for parameter in PARAMETERS
}


def fake_body(*quantities: Quantity, rate: Rate | None = None) -> Body:
    still = Rate("fine", lambda fine, wait: fine / wait)
    other = Rate("coarse", lambda coarse, wait: -coarse / wait)
    rates = (rate, other) if rate else (still, other)
    return assemble([
        Mechanism("fake", "Fake", "body", PARAMETERS, STATES, (Input("dose", "1", "a share"),),
                  quantities, rates)
    ])  # fmt: skip


def test_a_sound_fake_passes() -> None:
    body = fake_body(
        Quantity("effect", "1", "", lambda coarse, half: saturation(coarse, half)),
        Quantity("speed", "ng/mL/h", "", lambda coarse, wait, pace: coarse / wait + pace * coarse),
        Quantity("wave", "1", "", lambda clock, wait: cos(clock / wait)),
        Quantity("rise", "1", "", lambda coarse, half: power(positive(coarse / half), 2)),
    )
    assert dimension_faults(body, POINT) == []


@pytest.mark.parametrize(
    ("unit", "equation", "word"),
    [
        pytest.param("ng/mL", lambda coarse, wait: coarse + wait, "convert", id="level plus time"),
        pytest.param("1", lambda coarse, half: 1 + coarse * half, "convert", id="number plus level"),
        pytest.param("1", lambda wait: exp(wait), "convert", id="exp of a time"),
        pytest.param("1", lambda wait: log(wait), "convert", id="log of a time"),
        pytest.param("1", lambda clock: cos(clock), "convert", id="cos of a time"),
        pytest.param("1", lambda coarse: power(coarse, 2), "convert", id="power of a level"),
        pytest.param("1", lambda dose, coarse: power(dose, coarse), "convert", id="level as power"),
        pytest.param("ng/mL", lambda coarse: maximum(coarse, 0), "convert", id="maximum with 0"),
        pytest.param("h", lambda coarse, wait: minimum(wait, coarse), "convert", id="minimum"),
        pytest.param("ng/mL/h", lambda coarse: coarse, "convert", id="declared as a rate"),
        pytest.param("1/h", lambda dose: dose, "convert", id="a share declared as a rate"),
        pytest.param("ng/mL", lambda fine, coarse: fine + coarse, "mixed", id="pg plus ng"),
        pytest.param("1", lambda fine, half: saturation(fine, half), "mixed", id="pg against ng"),
        pytest.param("1", lambda fine, half: exp(-fine / half), "mixed", id="pg over ng in exp"),
        pytest.param("ng/mL", lambda fine: fine, "mixed", id="pg called ng"),
        pytest.param("pg/mL", lambda fine, coarse: maximum(fine, coarse), "mixed", id="pg or ng"),
        pytest.param("min", lambda wait: wait, "mixed", id="hours called minutes"),
        pytest.param("ng/mL/day", lambda pace, coarse: pace * coarse, "mixed", id="per day"),
    ],
)  # fmt: skip
def test_a_wrong_equation_is_found(unit: str, equation: Callable, word: str) -> None:
    faults = dimension_faults(fake_body(Quantity("wrong", unit, "", equation)), POINT)
    assert [fault.equation for fault in faults] == ["wrong"]
    assert word in faults[0].text


@pytest.mark.parametrize(
    "equation",
    [
        pytest.param(lambda fine: fine, id="no time"),
        pytest.param(lambda coarse, wait: coarse / wait, id="of another state's size"),
        pytest.param(lambda fine, wait, pace: fine / wait * pace, id="per time twice"),
    ],
)
def test_a_wrong_rate_is_found(equation: Callable) -> None:
    faults = dimension_faults(fake_body(rate=Rate("fine", equation)), POINT)
    assert [fault.equation for fault in faults] == ["rate of fine"]


def test_factors_known_by_heart_are_those_of_pint() -> None:
    body = default_body()
    entries = [*body.parameters.values(), *body.inputs.values()]
    for unit in sorted({entry.unit for entry in entries}):
        registry = unit_registry()
        asked = registry.Quantity(1.0, "" if unit == "1" else unit).to(inside_unit(unit))
        assert inside_factor(unit) == float(asked.magnitude), unit
