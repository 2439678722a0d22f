"""The evidence: studies, parameters, claims and validation, all searchable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from lactea.app.house import Here
from lactea.app.pages import MenuEntry
from lactea.app.preferences import Mode
from lactea.app.screens.screen import Screen
from lactea.app.wording.marking import message
from lactea.body.registry import default_body
from lactea.evidence.claims import Claim, claims
from lactea.evidence.table import Row
from lactea.evidence.tables_folder import builtin_folder
from lactea.safety.doses import without_doses

router = APIRouter(prefix="/evidence")
SCREEN = Screen(
    router,
    MenuEntry(
        "/evidence",
        message("Evidence"),
        message(
            "Every number of the model with its source, the studies, the claims, and how well it predicts"
        ),
    ),
)
MOST_SHOWN = 60
Words = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True)
class Found:
    """What a search found: the first of it, and how much there is."""

    rows: tuple[Row, ...]
    row_count: int
    parameters: tuple[object, ...]
    parameter_count: int
    claims: tuple[Claim, ...]


@router.get("")
def search(here: Here, words: Words = "") -> Response:
    """Studies, parameters and claims that hold all the words."""
    wanted = words.lower().split()
    rows = [
        _for_reader(row, here.mode)
        for row in _studies()
        if _holds(wanted, row.quantity, row.population, row.study, row.condition, row.id)
    ]
    parameters = [
        one
        for one in default_body().parameters.values()
        if _holds(wanted, one.id, one.meaning, one.source, one.grade)
    ]
    told = [one for one in claims() if _holds(wanted, one.claim, one.subsystem, one.status)]
    return here.page(
        "evidence.html.j2",
        words=words,
        found=Found(
            tuple(rows[:MOST_SHOWN]), len(rows), tuple(parameters[:MOST_SHOWN]), len(parameters),
            tuple(told),
        ),
        most=MOST_SHOWN,
    )  # fmt: skip


@cache
def _studies() -> tuple[Row, ...]:
    """Published rows; those written down from memory are not shown, because they must not be used."""
    return tuple(row for row in builtin_folder().rows.values() if row.verified != "memory")


def _for_reader(row: Row, mode: Mode) -> Row:
    """The row; for parents without doses in its words, and without a value that is a dose."""
    if mode != "parent":
        return row
    return replace(
        row,
        quantity=without_doses(row.quantity),
        condition=without_doses(row.condition),
        time=without_doses(row.time),
        value=None if "dose" in row.quantity else row.value,
    )


def _holds(wanted: Iterable[str], *texts: str) -> bool:
    whole = " ".join(texts).lower()
    return all(word in whole for word in wanted)
