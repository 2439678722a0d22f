"""What a mapping asks of a group of virtual people: how many, which statistic between them, noise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from lactea.evidence.problems import TableError, nearest
from lactea.evidence.strata import Stratum, strata_of

Side = Literal["", "above", "below"]

PLAIN = ("cv", "sd", "iqr", "mean", "median")
STATISTICS = (
    *PLAIN,
    "share > NUMBER",
    "share < NUMBER",
    "share > beside",
    "share < beside",
    "sds NUMBER",
    "r2 with beside",
    "cut for beside > NUMBER",
    "cut of specificity PERCENT for beside > NUMBER",
    "cut of sensitivity PERCENT for beside > NUMBER",
    "life table",
)
FEWEST, MOST = 2, 1000
"""Sizes of a group; every person is a whole simulation."""

MIDDLES = ("mean", "median")
"""Of these the range of people is printed as the range of the prediction."""

CUTS = ("cut", "specificity", "sensitivity")
"""First readings from which on the second is above a threshold."""
SHARE_OF_TWO = "share beside"
"""Of the people whose first reading is on one side of their own second one."""
SHARES = ("share", SHARE_OF_TWO)
FOR_KIND = {"share": SHARES, "odds": SHARES, "spread": ("cv", "sd", "iqr")}
"""Statistics between people that a kind of row can be; other kinds are of a mean or a median."""
LIFE_TABLE = "life table"
"""Chance of an event month by month among those who are still at risk."""
FOR_OTHERS = (*MIDDLES, "sds", "r2", *CUTS, LIFE_TABLE)
OF_TWO = ("r2", *CUTS, SHARE_OF_TWO, LIFE_TABLE)
"""Statistics that need a second reading of each person."""

_SHARE = re.compile(r"share\s*([<>])\s*(\S+)")
_SHARE_OF_TWO = re.compile(r"share\s*([<>])\s*beside")
_SDS = re.compile(r"sds\s+(\S+)")
_CUT = re.compile(r"cut for beside\s*>\s*(\S+)")
_CUT_OF = re.compile(r"cut of (specificity|sensitivity)\s+(\S+) for beside\s*>\s*(\S+)")
_WHERE = re.compile(r"(.*\S)\s+where beside\s*([<>])\s*(\S+)")
SIDES: dict[str, Side] = {">": "above", "<": "below"}
_NOISE = re.compile(r"(cv|sd)\s*=\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Between:
    """A statistic between people, of one number for each of them.

    `threshold`, in the unit of the observable, belongs to a share: of the people above or below it; a
    `SHARE_OF_TWO` is of those above or below their own second reading. To
    `sds` it is the number of standard deviations above the mean, and to `cut` the threshold of the second
    reading that the first one tells best. A cut of a `specificity` or `sensitivity` has that too, in
    `percent`.
    """

    statistic: str
    side: Side = ""
    threshold: float = 0.0
    percent: float = 0.0


@dataclass(frozen=True, slots=True)
class Beside:
    """A second reading of each person, and which people of the group count by it: all, or one side."""

    observable: str
    statistic: str
    at: str
    side: Side = ""
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A group of `people`, who are perhaps of several `strata`, and what is asked of it.

    `noise_cv` (a share of the value) and `noise_sd` (in the unit of the observable) are the errors
    with which the study measured each person.
    """

    people: int
    between: Between
    noise_cv: float = 0.0
    noise_sd: float = 0.0
    beside: Beside | None = None
    strata: tuple[Stratum, ...] = ()


def asked_group(
    here: str, group: str, between: str, noise: str, kind: str, beside: str = ""
) -> AskedGroup | None:
    """The group that the cells of a line ask for; None where they are empty.

    Parameters
    ----------
    here : str
        File and line, for errors.
    group, between, noise, beside : str
        Cells of the columns of these names.
    kind : str
        Kind of the row.

    Raises
    ------
    TableError
        A cell cannot be read, is missing beside another, or does not suit the kind.
    """
    if not group:
        if between or noise or beside:
            raise TableError(
                f"{here}: 'between', 'noise' and 'beside' are of a group; write its number of people "
                "in the column 'group', such as 60."
            )
        return None
    strata = strata_of(here, group)
    people = sum(stratum.people for stratum in strata)
    if not FEWEST <= people <= MOST:
        raise TableError(
            f"{here}: {group!r} in column 'group'; write the number of people, {FEWEST} to {MOST}."
        )
    of_whom = _WHERE.fullmatch(between)
    asked = _between(here, of_whom[1] if of_whom else between)
    suitable = FOR_KIND.get(kind, FOR_OTHERS)
    if asked.statistic not in suitable:
        words = " or ".join(repr(word) for word in suitable)
        raise TableError(
            f"{here}: {between!r} in column 'between' cannot be of kind {kind!r}; write {words}."
        )
    cv, sd = _noise(here, noise)
    second = _beside(here, beside, of_whom)
    if (second is None) == (of_whom is not None or asked.statistic in OF_TWO):
        raise TableError(
            f"{here}: the column 'beside' holds the second reading that 'where beside', 'r2', 'cut', "
            "'life table' and 'share < beside' in the column 'between' need; fill both or neither."
        )
    return AskedGroup(people, asked, cv, sd, second, strata)


def _beside(here: str, cell: str, of_whom: re.Match[str] | None) -> Beside | None:
    """The second reading: ``OBSERVABLE STATISTIC`` and perhaps a time."""
    if not cell:
        return None
    words = cell.split()
    if len(words) not in (2, 3):
        raise TableError(
            f"{here}: {cell!r} in column 'beside'; write OBSERVABLE STATISTIC and perhaps a time, "
            "such as 'activation.felt value P0D/P7D'."
        )
    at = words[2] if len(words) == 3 else ""
    if of_whom is None:
        return Beside(words[0], words[1], at)
    limit = _number(here, "between", of_whom[3], "share > 10 where beside > 72")
    return Beside(words[0], words[1], at, SIDES[of_whom[2]], limit)


def _between(here: str, cell: str) -> Between:
    if found := _SHARE_OF_TWO.fullmatch(cell):
        return Between(SHARE_OF_TWO, SIDES[found[1]])
    if found := _SHARE.fullmatch(cell):
        threshold = _number(here, "between", found[2], "share > 72")
        return Between("share", SIDES[found[1]], threshold)
    for statistic, pattern, example in (
        ("sds", _SDS, "sds -2.5"),
        ("cut", _CUT, "cut for beside > 750"),
    ):
        if found := pattern.fullmatch(cell):
            return Between(statistic, threshold=_number(here, "between", found[1], example))
    if found := _CUT_OF.fullmatch(cell):
        example = f"cut of {found[1]} 90 for beside > 750"
        percent = _number(here, "between", found[2], example)
        if not 0 < percent <= 100:
            raise TableError(
                f"{here}: a {found[1]} of {found[2]}; write percent, as in {example!r}."
            )
        return Between(
            found[1], threshold=_number(here, "between", found[3], example), percent=percent
        )
    if cell == "r2 with beside":
        return Between("r2")
    if cell in (*PLAIN, LIFE_TABLE):
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
