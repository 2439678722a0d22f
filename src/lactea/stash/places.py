"""Where milk is kept, what has happened to it, and for whom it is."""

from __future__ import annotations

from typing import Literal, get_args

Place = Literal[
    "room", "insulated_bag", "refrigerator", "freezer_compartment", "freezer", "deep_freezer"
]
Milk = Literal["fresh", "frozen", "thawed", "warmed", "left_over"]
Infant = Literal["term", "preterm"]

PLACES: tuple[Place, ...] = get_args(Place)
MILKS: tuple[Milk, ...] = get_args(Milk)
INFANTS: tuple[Infant, ...] = get_args(Infant)

FROZEN: frozenset[Place] = frozenset({"freezer_compartment", "freezer", "deep_freezer"})
PASSING: frozenset[Place] = frozenset({"room", "insulated_bag"})
"""Places through which milk passes: their time is counted from arrival, not from expression."""


def spoken(word: str) -> str:
    """A word of these vocabularies as people say it: ``left_over`` becomes ``left over``."""
    return word.replace("_", " ")
