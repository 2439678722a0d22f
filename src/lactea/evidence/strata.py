"""Who was in a group: so many as the scenario describes, and so many who differ in what the study reports.

A cell ``34 + 26 person.parity=1`` is a group of sixty, of whom the last twenty-six had a child before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from lactea.evidence.problems import TableError

_STRATUM = re.compile(r"([0-9]{1,6})(?:\s+(\S.*))?")
JOINED_BY = " + "


@dataclass(frozen=True, slots=True)
class Stratum:
    """So many `people` of a group, and what is set for them beside what is set for all."""

    people: int
    overrides: tuple[str, ...] = ()


def strata_of(here: str, cell: str) -> tuple[Stratum, ...]:
    """The strata that a cell of the column ``group`` names.

    Parameters
    ----------
    here : str
        File and line, for errors.
    cell : str
        Numbers of people joined by ``+``, each perhaps with items for ``--set`` joined by ``;``.

    Raises
    ------
    TableError
        A part is no number of people, or an item is no PATH=VALUE.
    """
    return tuple(_stratum(here, part.strip()) for part in cell.split(JOINED_BY))


def _stratum(here: str, part: str) -> Stratum:
    found = _STRATUM.fullmatch(part)
    if found is None or int(found[1]) == 0:
        raise TableError(
            f"{here}: {part!r} in column 'group'; write the number of people, 2 to 1000, or several "
            "as in '34 + 26 person.parity=1'."
        )
    overrides = tuple(item.strip() for item in (found[2] or "").split(";") if item.strip())
    for item in overrides:
        if "=" not in item or item.startswith("parameters."):
            raise TableError(
                f"{here}: {item!r} in column 'group'; people differ in what the study reports of "
                "them, as PATH=VALUE (person, infant, protocol, medicine)."
            )
    return Stratum(int(found[1]), overrides)


def settings_of_people(strata: Sequence[Stratum], people: int) -> Iterator[tuple[str, ...]]:
    """What is set for each of so many people: the first ones are of the first stratum, and so on."""
    if not strata:
        return repeat((), people)  # all alike
    return chain.from_iterable(repeat(one.overrides, one.people) for one in strata)
