import pytest

from lactea.evidence.problems import TableError
from lactea.evidence.units import factor, is_percent, is_relative


@pytest.mark.parametrize(
    ("observable", "model_unit", "row_unit", "expected"),
    [
        ("milk.removed_per_day", "mL/day", "mL/day", 1.0),
        ("milk.removed_per_day", "mL/day", "g/day", 1.03),
        ("infant.intake", "mL/day", "kg/day", 0.00103),
        ("infant.intake_per_weight", "mL/kg/day", "g/kg/day", 1.03),
        ("session.volume", "mL", "g", 1.03),
        ("session.mean_flow", "mL/min", "g/min", 1.03),
        ("infant.weight", "kg", "kg", 1.0),
        ("infant.weight", "kg", "g", 1000.0),
        ("prolactin.level", "ng/mL", "mIU/L", 21.2),
        ("prolactin.level", "ng/mL", "U/L", 0.0212),
        ("progesterone.level", "ng/mL", "nmol/L", 1 / 0.3145),
        ("estradiol.level", "pg/mL", "nmol/L", 1 / 272.4),
        ("cortisol.level", "ng/mL", "nmol/L", 1 / 0.3625),
        ("cortisol.level", "ng/mL", "ug/dL", 0.1),
        ("infant.energy_per_weight", "kcal/kg/day", "kJ/kg/day", 4.184),
        ("activation.time", "h", "d", 1 / 24),
        ("prolactin.normalisation", "d", "weeks", 1 / 7),
        ("milk.removed_per_day_per_breast", "mL/day", "mL/h", 1 / 24),
        ("session.count", "1/day", "feeds/day", 1.0),
        ("session.ejections", "1", "ejections/feed", 1.0),
        ("breast.emptying", "%", "%", 1.0),
        ("placental_lactogen.level", "ug/mL", "ug/mL", 1.0),
        ("milk.alpha_lactalbumin", "g/L", "mg/100 mL", 100.0),
    ],
)
def test_named_conversions(
    observable: str, model_unit: str, row_unit: str, expected: float
) -> None:
    assert factor(observable, model_unit, row_unit) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("observable", "model_unit", "row_unit"),
    [
        ("oxytocin.level", "pg/mL", "uU/mL"),
        ("oxytocin.level", "pg/mL", "nmol/L"),
        ("infant.weight", "kg", "mL"),
        ("milk.removed_per_day", "mL/day", "mL"),
        ("milk.removed_per_day", "mL/day", "furlong"),
        ("milk.removed_per_day", "mL/day", "3 +"),
    ],
)
def test_what_has_no_named_conversion_is_refused(
    observable: str, model_unit: str, row_unit: str
) -> None:
    with pytest.raises(TableError, match=observable):
        factor(observable, model_unit, row_unit)


def test_percent_is_told_from_other_pure_numbers() -> None:
    assert is_percent("% of birth level")
    assert not is_percent("fold")
    assert is_relative("fold")
    assert not is_relative("mL/day")
