"""The card of a file: from which recipe it comes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lactea.cohort.plan import Layout
from lactea.cohort.problems import CohortError

SCHEMA = "lactea.cohort_file/1"
NAME = "_cohort.json"
"""What readers of Parquet folders overlook, because of the line in front."""

LAYOUT = ("start", "people", "people_per_part", "first_day", "last_day")

Card = Mapping[str, Any]


def card_text(card: Card) -> str:
    """A card as it is written."""
    return json.dumps(card, indent=1, ensure_ascii=False) + "\n"


def checked_card(place: Path, card: object) -> Card:
    """A card that was read at a place.

    Raises
    ------
    CohortError
        If what was found is no card.
    """
    if not isinstance(card, dict) or card.get("schema") != SCHEMA or not _has_layout(card):
        raise CohortError(
            f"{place}: this is no cohort of lactea, or its card (schema {SCHEMA}) was lost; "
            "give another name."
        )
    return card


def _has_layout(card: Card) -> bool:
    """Whether a card says where people and days stand; a card that was tampered with does not."""
    numbers = [card.get(name) for name in LAYOUT]
    if any(isinstance(number, bool) or not isinstance(number, int) for number in numbers):
        return False
    layout = layout_of(card)
    return layout.start >= 0 < layout.n and layout.size > 0 and layout.first_day <= layout.last_day


def read_card(file: Path, *within: str) -> Card:
    """The card in a JSON file.

    Parameters
    ----------
    file : Path
    *within : str
        Where in the file it stands; without any, the whole file is the card.

    Raises
    ------
    CohortError
        If it is not there, or is something else.
    """
    try:
        found = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        found = None
    for name in within:
        found = found.get(name) if isinstance(found, dict) else None
    return checked_card(file, found)


def refuse_another_recipe(place: Path, found: Card, asked: Card) -> None:
    """Go on only with what was begun.

    Raises
    ------
    CohortError
        If the file is of another recipe; the text says in what it differs.
    """
    differ = [name for name in {**asked, **found} if found.get(name) != asked.get(name)]
    if differ:
        said = ", ".join(f"{name} {found.get(name)} (now {asked.get(name)})" for name in differ)
        raise CohortError(
            f"{place} was begun with another recipe: {said}. Give the same again to go on with it, "
            "or another file name."
        )


def layout_of(card: Card) -> Layout:
    """Where people and days stand in the file."""
    return Layout(*(card[name] for name in LAYOUT))
