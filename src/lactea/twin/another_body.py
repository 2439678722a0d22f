"""A body of another make: people whose milk follows other laws than those that are fitted.

A forecast that is tried only on people of its own making is tried on nothing. Here two mechanisms are
replaced. Filling slows synthesis by a substance that builds up in the milk, hyperbolic and never quite to
nothing, instead of steeply towards a fixed capacity. The let-down is one long contraction that follows
the level of oxytocin itself, without any getting used to it. Synthetic logs come from this body; no
forecast ever uses it. Its four numbers are assumed: sized once so that a typical person makes
about as much as in the usual body, before any fit was written.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from lactea.body.language import LogNormal, Mechanism, Parameter, Quantity, quantity
from lactea.body.registry import Body, assemble, own_mechanisms
from lactea.body.vocabulary import hill, positive, power

PARAMETERS = {
    "milk": (
        Parameter("inhibitor_half", "I_{50}", 0.55, "1", LogNormal(0.2), "", "assumed",
                  "fullness at which the substance in the milk halves synthesis",
                  "another form of feedback, for synthetic logs only"),
        Parameter("inhibitor_power", "n_I", 1.6, "1", LogNormal(0.2), "", "assumed",
                  "steepness of that inhibition", "for synthetic logs only"),
    ),
    "letdown": (
        Parameter("sustained_half", "O_s", 26, "pg/mL", LogNormal(0.3), "", "assumed",
                  "oxytocin above its basal level for half contraction",
                  "another form of let-down, for synthetic logs only"),
        Parameter("sustained_power", "n_s2", 1.5, "1", LogNormal(0.2), "", "assumed",
                  "steepness of that contraction", "for synthetic logs only"),
    ),
}  # fmt: skip


@quantity("1")
def filling_effect_on_synthesis(fullness, inhibitor_half, inhibitor_power):  # type: ignore[no-untyped-def]
    """1 in an empty breast; milk that stays slows making, and never stops it."""
    return 1 / (1 + power(fullness / inhibitor_half, inhibitor_power))


@quantity("1")
def contraction(oxytocin, oxytocin_basal, sustained_half, sustained_power):  # type: ignore[no-untyped-def]
    """Contraction that lasts as long as oxytocin is raised."""
    return hill(positive(oxytocin - oxytocin_basal), sustained_half, sustained_power)


REPLACED: tuple[Quantity, ...] = (filling_effect_on_synthesis, contraction)


@cache
def another_body() -> Body:
    """The body of another make."""
    return assemble(_changed(part) for part in own_mechanisms())


def _changed(part: Mechanism) -> Mechanism:
    others = {entry.id: entry for entry in REPLACED}
    return replace(
        part,
        parameters=(*part.parameters, *PARAMETERS.get(part.name, ())),
        quantities=tuple(others.get(entry.id, entry) for entry in part.quantities),
    )
