"""How a medicine file links a level to the body, and what the body lets medicines act on.

The targets are the inputs that the body's own mechanisms open to medicines; this room keeps no list
of its own. The unit of the target decides what the link needs:

=====================  ====================  =====================================================
unit of the target     entry of the file     what is handed to the body
=====================  ====================  =====================================================
1                      ``potency``           level / potency: one at the potency, without an end
a concentration        ``relative_potency``  level x relative_potency
a concentration per h  ``relative_potency``  what arrives in the blood per volume x
                                             relative_potency: the medicine is the body's own
                                             hormone and is cleared as such
=====================  ====================  =====================================================
"""

from __future__ import annotations

from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from lactea.body.language import Input
from lactea.body.registry import default_body
from lactea.medicines.facts import Bounds, Fact
from lactea.reading.problems import fault, quote, suggestion
from lactea.reading.record import Record

Manner = Literal["ratio", "level", "arrival"]
POTENCY = Bounds("ng/mL", 1e-9, 1e9)
RELATIVE_POTENCY = Bounds("1", 1e-6, 1e6)
LINKS = ("potency", "relative_potency")
UNKNOWN = "unknown"
"""The target of an effect of which not even the mechanism is known; it cannot have a figure."""


@cache
def targets() -> dict[str, Input]:
    """Everything that medicines may act on, by id."""
    return default_body().medicine_targets


def manner_on(target: Input) -> Manner:
    """How medicines act on an input of this unit."""
    if target.unit == "1":
        return "ratio"
    return "arrival" if target.unit.endswith("/h") else "level"


class Effect(Record):
    """An effect on the body. Without a figure it is only told, and links to nothing."""

    target: str
    potency: Fact | None = None
    relative_potency: Fact | None = None
    note: str = ""

    @property
    def link(self) -> tuple[str, Fact] | None:
        """The entry that holds the figure, and the figure; None where there is no usable one."""
        for name in LINKS:
            fact = getattr(self, name)
            if fact is not None:
                return name, fact
        return None

    @property
    def manner(self) -> Manner | None:
        """How the level acts; None where there is no usable figure."""
        return None if self.link is None else manner_on(targets()[self.target])

    @property
    def potency_ng_per_ml(self) -> float | None:
        """The level at which the target is one, in ng/mL; None where no such figure exists."""
        return None if self.potency is None else self.potency.to("ng/mL", "1 ng/mL")

    @model_validator(mode="after")
    def _links_to_the_body(self) -> Self:
        if self.target == UNKNOWN:
            return self._only_told()
        if self.target not in targets():
            raise fault(
                f"the body has no input {quote(self.target)} for medicines. "
                f"{suggestion(self.target, [*targets(), UNKNOWN])}",
                "target",
            )
        given = [name for name in LINKS if getattr(self, name) is not None]
        if not given and not self.note:
            raise fault(
                "give the figure of the effect, or a 'note' that says that there is no usable figure."
            )
        if len(given) > 1:
            raise fault(f"give one of {' and '.join(given)}.", given[1])
        for name in given:
            self._figure_fits(name)
        return self

    def _only_told(self) -> Self:
        for name in LINKS:
            if getattr(self, name) is not None:
                raise fault("an effect on an unknown target cannot have a figure.", name)
        if not self.note:
            raise fault("say in 'note' what is known of this effect.")
        return self

    def _figure_fits(self, name: str) -> None:
        target = targets()[self.target]
        expected = "potency" if manner_on(target) == "ratio" else "relative_potency"
        if name != expected:
            raise fault(
                f"{self.target} is {target.meaning}, in {target.unit}; its effect is written as "
                f"{expected}.",
                name,
            )
        fact: Fact = getattr(self, name)
        if name == "potency":
            fact.must_lie(POTENCY, name)
        elif fact.unit != "1":
            raise fault("a relative potency is a plain ratio, with unit '1'.", name, "unit")
        else:
            fact.must_lie(RELATIVE_POTENCY, name)
