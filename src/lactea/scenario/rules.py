"""Rules: a step that begins when something is first observed, not at a given time."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import field_validator, model_validator

from lactea.reading.durations import Ticks, spoken_duration
from lactea.reading.problems import fault, quote
from lactea.reading.record import Record
from lactea.reading.units import parse_quantity

Watched = Literal[
    "milk.removed_per_day",
    "milk.made_per_day",
    "milk.stored",
    "breast.tissue_gain",
    "infant.intake",
    "infant.weight",
    "prolactin.level",
]
"""What a rule may watch: observables that a person or a clinic can know."""

UNITS: dict[str, tuple[str, str]] = {
    "milk.removed_per_day": ("mL", "1 mL"),
    "milk.made_per_day": ("mL", "1 mL"),
    "milk.stored": ("mL", "50 mL"),
    "breast.tissue_gain": ("mL", "50 mL"),
    "infant.intake": ("mL", "300 mL"),
    "infant.weight": ("kg", "5 kg"),
    "prolactin.level": ("ng/mL", "50 ng/mL"),
}
"""Unit of a threshold (of daily amounts: per 24 h) and a right value, by observable."""

_WORDS = {
    "milk.removed_per_day": "milk removed in a day",
    "milk.made_per_day": "milk made in a day",
    "milk.stored": "milk stored in the breasts",
    "breast.tissue_gain": "the growth of each breast",
    "infant.intake": "the infant's milk intake in a day",
    "infant.weight": "the infant's weight",
    "prolactin.level": "prolactin",
}
assert set(UNITS) == set(_WORDS) == set(get_args(Watched))


class Rule(Record):
    """A condition on one observable; exactly one of ``above`` and ``below`` is given.

    With ``at_latest``, which counts from the origin, the condition counts as met from then on.
    """

    observable: Watched
    above: str | None = None
    below: str | None = None
    at_latest: Ticks | None = None

    @property
    def limit(self) -> float:
        """The threshold, in the unit that ``UNITS`` names for the observable."""
        unit, example = UNITS[self.observable]
        text = self.above if self.above is not None else self.below
        return parse_quantity(_daily(text or "", unit), unit, example)

    def due(self, tick: int) -> bool:
        """Whether the condition counts as met whatever is observed."""
        return self.at_latest is not None and tick >= self.at_latest

    def holds(self, value: float) -> bool:
        """Whether an observed value, in the unit of :attr:`limit`, meets the condition."""
        return value > self.limit if self.above is not None else value < self.limit

    def sentence(self) -> str:
        side = "above" if self.above is not None else "below"
        text = f"{_WORDS[self.observable]} is {side} {self.above or self.below}"
        if self.at_latest is None:
            return text
        return f"{text} (at the latest {spoken_duration(self.at_latest)} after the origin)"

    @model_validator(mode="after")
    def _one_threshold(self) -> Self:
        if (self.above is None) == (self.below is None):
            raise fault("a rule has exactly one of 'above' and 'below', such as above: \"1 mL\".")
        try:
            limit = self.limit
        except ValueError as error:
            raise fault(str(error), "above" if self.above is not None else "below") from None
        if limit < 0:
            raise fault(f"{quote(self.above or self.below)} is negative; a threshold is 0 or more.")
        return self

    @field_validator("above", "below", mode="before")
    @classmethod
    def _is_text(cls, value: object) -> object:
        if value is not None and not isinstance(value, str):
            raise fault(f'{quote(value)} has no unit; write the threshold as "1 mL".')
        return value


def _daily(text: str, unit: str) -> str:
    """A daily amount may be written with or without its 'per day'."""
    if unit != "mL":
        return text
    for ending in ("/day", "/d", " per day"):
        text = text.removesuffix(ending)
    return text
