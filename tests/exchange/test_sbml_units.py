"""Units in SBML's terms."""

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.registry import default_body
from lactea.engine.quantities import declared_units
from lactea.exchange.sbml_units import Factor, UnitText, unit_text
from lactea.reading.unit_registry import unit_registry


def as_pint(unit: UnitText) -> pint.Quantity:
    registry = unit_registry()
    product = registry.Quantity(1.0, "")
    for factor in unit.factors or ():
        one = factor.multiplier * 10.0**factor.scale
        product = product * registry.Quantity(one, factor.kind) ** factor.exponent
    return product


def test_every_unit_of_the_body_can_be_expressed() -> None:
    units = set(declared_units(default_body()).values())
    assert len(units) > 20
    for text in units:
        assert unit_text(text).factors is not None, text


PIECES = "pg ng ug mg kg mL L h min s day kcal cm mmol".split()


@given(st.dictionaries(st.sampled_from(PIECES), st.integers(-3, 3).filter(bool), max_size=3))
def test_a_unit_keeps_its_size(exponents: dict[str, int]) -> None:
    text = " * ".join(f"{piece}**{n}" for piece, n in exponents.items()) or "1"
    exact = unit_registry().Quantity(1.0, "" if text == "1" else text)
    ratio = (as_pint(unit_text(text)) / exact).to("")
    assert ratio.magnitude == pytest.approx(1.0, rel=1e-12)


def test_a_time_has_a_multiplier_and_a_mass_a_prefix() -> None:
    assert unit_text("h") == UnitText("hour", "h", (Factor("second", 1, 0, 3600.0),))
    assert unit_text("ng/mL").factors == (Factor("gram", 1, -9, 1.0), Factor("litre", -1, -3, 1.0))
    assert unit_text("kg").id == "kilogram"
    assert unit_text("1") == UnitText("dimensionless", "1", ())


@pytest.mark.parametrize("text", ["candela", "tesla / hour", "kg ** 0.5"])
def test_what_sbml_cannot_express_is_dimensionless(text: str) -> None:
    assert unit_text(text) == UnitText("dimensionless", text, None)
