"""Whether a substance changes how much milk is made: asked of the body, where it has a medicine file."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lactea.engine import simulate
from lactea.medicines import known_names
from lactea.medicines import load as load_medicine
from lactea.scenario import load as load_scenario
from lactea.transfer.question import Question
from lactea.transfer.schema import Substance

WEEKS = 2
SHOWN_DAYS = 7
"""Days that are averaged: with feeding on demand, single days differ by several percent."""
NOTICEABLE_PERCENT = 3.0
"""A change below this does not stand out of the differences between weeks."""
NATURAL = "natural"
ON_DEMAND = (
    "One mother, no spread; her infant feeds on demand, so that more milk than it asks for does not "
    "show here."
)


@dataclass(frozen=True)
class Supply:
    """What the body says of the milk made.

    Attributes
    ----------
    change_percent : float or None
        Milk of the second week of it, against a mother without; None where it was not or cannot be
        computed.
    sentence : str
    said : tuple of str
        What its medicine file says in words.
    """

    change_percent: float | None
    sentence: str
    said: tuple[str, ...] = ()


def supply_of(substance: Substance, question: Question) -> Supply:
    """The effect on supply, by the medicine file of the same name.

    Parameters
    ----------
    substance : Substance
    question : Question
        Its dose is what is taken.
    """
    names = [one for one in (substance.name, *substance.other_names) if one in known_names()]
    if not names:
        return Supply(None, "No medicine file says what it does to milk making: unknown, not none.")
    name = names[0]
    medicine = load_medicine(name)
    said = (medicine.summary, *(one.text for one in medicine.warnings))
    if not medicine.links:
        return Supply(
            None,
            "Its medicine file has no usable figure for an effect on milk making: unknown.",
            said,
        )
    if question.dose_mg is None or question.every_h is None:
        return Supply(None, "It acts on milk making; enter the dose to see by how much.", said)
    change = _change(name, next(iter(medicine.routes)), question)
    return Supply(change, f"{_in_words(change)} {ON_DEMAND}", said)


def _in_words(percent: float) -> str:
    begin = "In the simulated mother, milk in the second week of the dose that was entered is"
    if abs(percent) < NOTICEABLE_PERCENT:
        return f"{begin} within {NOTICEABLE_PERCENT:.0f} % of that without."
    return f"{begin} {percent:+.0f} % against without."


def _change(name: str, route: str, question: Question) -> float:
    last = max(math.floor(question.infant_days), WEEKS * 7)
    begin = last - WEEKS * 7
    take = (
        f"{{do: take, medicine: {name}, dose: {question.dose_mg!r} mg, route: {route}, "
        f"every: {round((question.every_h or 24) * 60)} min, start: {begin} d}}"
    )
    base = load_scenario(NATURAL, [f"horizon={last} d"])
    nurse = (
        "{do: pregnancy, length: 40 weeks}, {do: birth, at: 0 h, placenta: delivered}, "
        "{do: nurse, start: 1 h, on_demand: true, breasts: both}"
    )
    treated = load_scenario(NATURAL, [f"horizon={last} d", f"protocol=[{nurse}, {take}]"])
    before, after = (
        float(simulate(one).days["removed"][-SHOWN_DAYS:].sum()) for one in (base, treated)
    )
    return 100 * (after / before - 1) if before > 0 else 0.0
