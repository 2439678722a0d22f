"""Which substances are taken, by which routes and in which amounts."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.medicines.loading import load
from lactea.medicines.schema import Medicine


@dataclass(frozen=True)
class Regimen:
    """A substance and the routes by which it is taken."""

    medicine: Medicine
    routes: tuple[str, ...]


@dataclass(frozen=True)
class Portion:
    """An amount of one substance, in mg."""

    medicine: Medicine
    mg: float


def identifier(name: str) -> str:
    """The name of a medicine as part of an id, which does not begin with a digit."""
    letters = "".join(letter if letter.isalnum() else "_" for letter in name.lower())
    return letters if letters.isidentifier() else f"medicine_{letters}"


def substances(medicine: Medicine) -> tuple[Medicine, ...]:
    """The substances of a product, or the medicine itself.

    Raises
    ------
    MedicineError
        The file of a substance is missing or wrong.
    """
    if not medicine.contains:
        return (medicine,)
    return tuple(load(content.medicine) for content in medicine.contains)


def portions(medicine: Medicine, dose: str) -> tuple[Portion, ...]:
    """How much of each substance a dose such as ``10 mg``, ``4 IU`` or ``1 tablet`` holds.

    Raises
    ------
    ValueError
        The dose has a unit in which the medicine is not counted.
    """
    number = medicine.amount(dose)
    if not medicine.contains:
        return (Portion(medicine, number),)
    return tuple(
        Portion(substance, number * content.mg)
        for substance, content in zip(substances(medicine), medicine.contains, strict=True)
    )


def regimens_of(taken: set[tuple[str, str]]) -> tuple[Regimen, ...]:
    """Every substance of the medicines taken, with all its routes.

    Parameters
    ----------
    taken
        Name or path of a medicine, and route.

    Raises
    ------
    MedicineError
        A file is missing or wrong.
    ValueError
        Two different files bear the same name.

    Notes
    -----
    A substance without kinetics is left out: nothing is known by which it could act.
    """
    found: dict[str, Medicine] = {}
    routes: dict[str, set[str]] = {}
    for name, route in sorted(taken):
        for substance in substances(load(name)):
            key = identifier(substance.name)
            if found.setdefault(key, substance) != substance:
                raise ValueError(
                    f"two different medicine files bear the name '{substance.name}'; rename one."
                )
            if substance.routes:
                routes.setdefault(key, set()).add(route)
    return tuple(Regimen(found[key], tuple(sorted(routes[key]))) for key in sorted(routes))


def without_effect(taken: set[tuple[str, str]]) -> tuple[str, ...]:
    """Names of the medicines taken of which no substance has a usable figure for an effect."""
    return tuple(
        sorted(
            {
                load(name).name
                for name, _ in taken
                if not any(substance.links for substance in substances(load(name)))
            }
        )
    )


BEYOND = 3.0
"""How far a daily dose may lie above the largest of a file before a run says so. Protocols of experts take up to 2.7 of it."""


def beyond_its_figures(medicine: Medicine, amount_per_day: float) -> bool:
    """Whether a daily dose, in the measure of the medicine, is far above any that its file names.

    Effects have no ceiling: at such a dose the equations go on where nobody has measured. False where the file
    names no dose.
    """
    usual = [medicine.per_day(one.per_day) for one in medicine.usual_doses]
    allowed = [medicine.per_day(one.per_day) for one in medicine.dose_limits]
    named = usual + allowed
    return bool(named) and amount_per_day > BEYOND * max(named)
