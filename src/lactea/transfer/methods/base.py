"""What a method is: a formula, the classes it was made for, and the inputs it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lactea.transfer.ionisation import FAR_ABOVE, FAR_BELOW, METHOD_MILK_PH, log_distribution
from lactea.transfer.schema import Chemistry

MOST_LIPOPHILIC = 5.0
"""log10 D at the pH of milk beyond which a method would reach far outside what it was made from.
Assumed, before any comparison: no source gives a bound."""


@dataclass(frozen=True)
class Method:
    """One published way to the milk/plasma ratio.

    Attributes
    ----------
    id, title, source : str
    formulas : mapping of str to function
        For each chemical class that the method covers, its formula, a function of the chemistry.
    needs : tuple of str
        Entries of the chemistry without which it cannot be used.
    limits : str
        Where it must not be trusted.
    """

    id: str
    title: str
    source: str
    formulas: Mapping[str, Callable[[Chemistry], float]]
    needs: tuple[str, ...]
    limits: str

    def why_not(self, chemistry: Chemistry) -> str:
        """Why the method cannot be used on this substance; empty where it can."""
        if chemistry.class_ not in self.formulas:
            return f"made for {', '.join(self.formulas)}, not for {chemistry.class_}"
        missing = [name for name in (*self.needs, *_ionisable(chemistry)) if lacks(chemistry, name)]
        if missing:
            return f"no figure for {', '.join(missing)}"
        lipophilicity = log_distribution(
            known(chemistry, "logp"), METHOD_MILK_PH, pka_acid(chemistry), pka_base(chemistry)
        )
        if lipophilicity > MOST_LIPOPHILIC:
            return f"log D of {lipophilicity:.1f} lies far outside what it was made from"
        return ""

    def ratio(self, chemistry: Chemistry) -> float:
        """The milk/plasma ratio of whole milk to plasma.

        Raises
        ------
        ValueError
            The method cannot be used on this substance.
        """
        reason = self.why_not(chemistry)
        if reason:
            raise ValueError(f"{self.title}: {reason}.")
        return self.formulas[chemistry.class_](chemistry)


def lacks(chemistry: Chemistry, name: str) -> bool:
    """Whether an entry is not known."""
    return chemistry.number(name) is None


def known(chemistry: Chemistry, name: str) -> float:
    """An entry that has been checked to be there."""
    value = chemistry.number(name)
    assert value is not None  # `Method.why_not` has been asked
    return value


def pka_acid(chemistry: Chemistry) -> float:
    """PKa of the acidic group; out of reach where there is none that counts."""
    return known(chemistry, "pka_acid") if chemistry.class_ in ACIDIC else FAR_ABOVE


def pka_base(chemistry: Chemistry) -> float:
    """PKa of the basic group; out of reach where there is none that counts."""
    return known(chemistry, "pka_base") if chemistry.class_ in BASIC else FAR_BELOW


ACIDIC = ("acid", "zwitterion")
BASIC = ("base", "zwitterion")


def _ionisable(chemistry: Chemistry) -> tuple[str, ...]:
    return tuple(
        name
        for name, classes in (("pka_acid", ACIDIC), ("pka_base", BASIC))
        if chemistry.class_ in classes
    )
