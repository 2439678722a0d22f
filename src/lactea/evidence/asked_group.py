"""What a mapping asks of a group of virtual people: how many, which statistic between them, noise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from lactea.evidence.problems import TableError, nearest

Side = Literal["", "above", "below"]

PLAIN = ("cv", "sd", "iqr", "mean", "median")
STATISTICS = (*PLAIN, "share > NUMBER", "share < NUMBER")
FEWEST, MOST = 2, 1000
"""Sizes of a group; every person is a whole simulation."""

FOR_KIND = {"share": ("share",), "odds": ("share",), "spread": ("cv", "sd", "iqr")}
"""Statistics between people that a kind of row can be; other kinds are of a mean or a median."""
FOR_OTHERS = ("mean", "median")

_SHARE = re.compile(r"share\s*([<>])\s*(\S+)")
_NOISE = re.compile(r"(cv|sd)\s*=\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Between:
    """A statistic between people, of one number for each of them.

    `threshold`, in the unit of the observable, belongs to a share: of the people above or below it.
    """

    statistic: str
    side: Side = ""
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A group of `people`, and what is asked of it.

    `noise_cv` (a share of the value) and `noise_sd` (in the unit of the observable) are the errors
    with which the study measured each person.
    """

    people: int
    between: Between
    noise_cv: float = 0.0
    noise_sd: float = 0.0


def asked_group(here: str, group: str, between: str, noise: str, kind: str) -> AskedGroup | None:
    """The group that the cells of a line ask for; None where they are empty.

    Parameters
    ----------
    here : str
        File and line, for errors.
    group, between, noise : str
        Cells of the columns of these names.
    kind : str
        Kind of the row.

    Raises
    ------
    TableError
        A cell cannot be read, is missing beside another, or does not suit the kind.
    """
    if not group:
        if between or noise:
            raise TableError(
                f"{here}: 'between' and 'noise' are of a group; write its number of people in the "
                "column 'group', such as 60."
            )
        return None
    if not group.isdecimal() or not FEWEST <= int(group) <= MOST:
        raise TableError(
            f"{here}: {group!r} in column 'group'; write the number of people, {FEWEST} to {MOST}."
        )
    asked = _between(here, between)
    suitable = FOR_KIND.get(kind, FOR_OTHERS)
    if asked.statistic not in suitable:
        words = " or ".join(repr(word) for word in suitable)
        raise TableError(
            f"{here}: {between!r} in column 'between' cannot be of kind {kind!r}; write {words}."
        )
    cv, sd = _noise(here, noise)
    return AskedGroup(int(group), asked, cv, sd)


def _between(here: str, cell: str) -> Between:
    found = _SHARE.fullmatch(cell)
    if found:
        sides: dict[str, Side] = {">": "above", "<": "below"}
        threshold = _number(here, "between", found[2], "share > 72")
        return Between("share", sides[found[1]], threshold)
    if cell in PLAIN:
        return Between(cell)
    hint = "" if cell.startswith("share") else f" {nearest(cell, STATISTICS)}" if cell else ""
    raise TableError(
        f"{here}: {cell!r} in column 'between'; a group needs one of {', '.join(STATISTICS)}.{hint}"
    )


def _noise(here: str, cell: str) -> tuple[float, float]:
    values = {"cv": 0.0, "sd": 0.0}
    for item in (part.strip() for part in cell.split(";")):
        if not item:
            continue
        found = _NOISE.fullmatch(item)
        if not found:
            raise TableError(
                f"{here}: {item!r} in column 'noise'; write cv=SHARE or sd=NUMBER, such as cv=0.05."
            )
        values[cast(str, found[1])] = _number(here, "noise", found[2], "cv=0.05")
    if not 0 <= values["cv"] < 1 or values["sd"] < 0:
        raise TableError(f"{here}: noise is not negative, and its cv is a share below 1.")
    return values["cv"], values["sd"]


def _number(here: str, column: str, text: str, example: str) -> float:
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        raise TableError(
            f"{here}: {text!r} in column {column!r} is not a number; write it as in {example!r}."
        )
    return float(text)
