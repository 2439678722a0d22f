"""Doses by mass: a unit that hides one is refused."""

import pytest

from lactea.reading.doses import DOSE_UNITS, parse_dose


@pytest.mark.parametrize(
    ("text", "mg"),
    [("10 mg", 10), ("0.03 g", 30), ("20000 ug", 20), ("250 mcg", 0.25), ("250 μg", 0.25), ("2 grams", 2000)],
)  # fmt: skip
def test_doses_of_daily_use(text: str, mg: float) -> None:
    assert parse_dose(text) == pytest.approx(mg, rel=1e-12)


@pytest.mark.parametrize(
    "unit", ["u", "amu", "Da", "Mg", "t", "gr", "grain", "ct", "lb", "oz", "ton"]
)
def test_a_mass_that_hides_a_dose_is_refused(unit: str) -> None:
    with pytest.raises(ValueError, match=rf"'{unit}' is a mass in which no dose is written"):
        parse_dose(f"10 {unit}")


@pytest.mark.parametrize("unit", ["mg/kg", "ug per kg"])
def test_a_dose_by_body_weight_is_told(unit: str) -> None:
    with pytest.raises(ValueError, match="is a dose by body weight"):
        parse_dose(f"0.2 {unit}")


@pytest.mark.parametrize("unit", ["mL", "h", "sips"])
def test_what_is_no_mass_is_told_as_before(unit: str) -> None:
    with pytest.raises(ValueError, match="a mass is expected here, in mg, such as '10 mg'"):
        parse_dose(f"10 {unit}")


def test_every_unit_of_a_dose_is_a_mass() -> None:
    assert all(parse_dose(f"1 {unit}") > 0 for unit in DOSE_UNITS)
