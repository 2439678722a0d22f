"""Units of published rows, and the few named conversions between what studies and the model print.

A prediction is turned into the unit of the row. pint does the arithmetic; what is no mere change of
unit is a conversion with a name and a source, below. Nothing else is converted.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lactea.evidence.problems import TableError

if TYPE_CHECKING:
    from pint import UnitRegistry

CONVERSIONS = (
    # Row mlk_cmp_density: 1.03 g/mL. Milk is weighed in grams and simulated in mL.
    "milk_gram = milliliter / 1.03",
    "milk_kilogram = 1000 * milk_gram",
    # Row prl_unit_conversion: 21.2 mIU of the third standard (84/500) per microgram.
    "prolactin_milliunit = microgram / 21.2",
    "prolactin_unit = 1000 * prolactin_milliunit",
    # Molar masses, g/mol: progesterone 314.5, oestradiol 272.4 (notes of prog_term and est_term), cortisol 362.5.
    "progesterone_nanomole = 314.5 * nanogram",
    "estradiol_nanomole = 272.4 * nanogram",
    "cortisol_nanomole = 362.5 * nanogram",
    # A name for a span in which pulses are counted.
    "four_hours = 4 * hour",
)

WORDS = {
    "": "dimensionless",
    "1": "dimensionless",
    "count": "dimensionless",
    "ejections": "dimensionless",
    "ejections/feed": "dimensionless",
    "rises/feed": "dimensionless",
    "fold": "dimensionless",
    "r2": "dimensionless",
    "fold (more than)": "dimensionless",
    "%": "percent",
    "% inhibition": "percent",
    "feeds/day": "1/day",
    "sessions/day": "1/day",
    "per day": "1/day",
    "per 100 women": "percent",
    "pulses/24 h": "1/day",
    "pulses/4 h": "1/four_hours",
    "mL/feed": "mL",
    "d": "day",
    "d postpartum": "day",
    "weeks": "week",
    "months": "month",
    "h (clock time)": "hour",
    "U/L": "prolactin_unit/L",
    "mIU/L": "prolactin_milliunit/L",
    "ug/mL": "microgram/mL",
    "g/100 mL": "g/dL",
    "mg/100 mL": "mg/dL",
    "per 1000 breastfeeding weeks": "1/kiloweek",
}

RELATIVE = ("percent", "dimensionless")


@cache
def _registry() -> UnitRegistry[float]:
    import pint

    registry: UnitRegistry[float] = pint.UnitRegistry()
    for line in CONVERSIONS:
        registry.define(line)
    return registry


def is_percent(unit: str) -> bool:
    """Whether a row of this unit prints percent."""
    return _word(unit) == "percent"


def is_relative(unit: str) -> bool:
    """Whether a row of this unit prints percent, a fold or another pure number."""
    return _word(unit) in RELATIVE


def _word(unit: str) -> str:
    """A unit as the registry knows it; percent of whatever is percent."""
    return "percent" if unit.startswith("% of ") else WORDS.get(unit, unit)


@cache
def factor(observable: str, model_unit: str, row_unit: str) -> float:
    """What a prediction is multiplied by to stand in the unit of the row.

    Parameters
    ----------
    observable : str
        Name of the observable; conversions depend on what is measured.
    model_unit, row_unit : str
        Unit of the observable and unit as printed in the table.

    Raises
    ------
    TableError
        The units measure different things and no named conversion joins them.
    """
    registry = _registry()
    try:
        source = registry.Unit(_word(model_unit))
        target = registry.Unit(_meant(observable, model_unit, _word(row_unit)))
        return float(registry.convert(1.0, source, target))
    except Exception:  # pint lets errors of its parser through, of many kinds
        raise TableError(
            f"the row's unit {row_unit!r} cannot be compared with {observable} in {model_unit!r}; "
            f"choose another observable or print the row in a unit like {model_unit!r}."
        ) from None


def _meant(observable: str, model_unit: str, row_unit: str) -> str:
    """The unit of the row with milk told from other mass, and moles named after their substance."""
    if model_unit.startswith("mL"):
        for mass, milk in (("kg", "milk_kilogram"), ("g", "milk_gram")):
            if row_unit == mass or row_unit.startswith(f"{mass}/"):
                return milk + row_unit.removeprefix(mass)
    if row_unit == "nmol/L":
        return f"{observable.partition('.')[0]}_nanomole/L"
    return row_unit
