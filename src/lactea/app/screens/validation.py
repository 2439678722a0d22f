"""Predicted against published, misses first: computed when it is asked for, in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from lactea.app.charts.chart import MISSED, PASSED
from lactea.app.charts.kept import PictureKind, picture_of
from lactea.app.charts.sections import plain_section
from lactea.app.house import Here, Visit
from lactea.app.jobs import Teller, key_of
from lactea.app.preferences import Mode
from lactea.app.screens import work
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio.files import attached
from lactea.evidence.summary import number, percent
from lactea.evidence.totals import ALL
from lactea.results.stamp import commit, version
from lactea.safety.doses import without_doses
from lactea.view.series import Series

router = APIRouter(prefix="/evidence/validation")
SCREEN = Screen(router, None)
KEY = key_of("validation")
MADE = "/evidence/validation/made"
TITLE = "Predicted against published"
MEANING = (
    "Each point is a published number that was not used to fit the model and can be compared on such axes: to the right "
    "what was published, upwards what the model predicts, both as powers of ten. On the diagonal they agree."
)
COUNTED = ("predicted", "failed")
MOST_ROWS = 200
SHARES_HEADER = ("subsystem", "rows", "passed", "share", "unmapped", "ceiling", "null model")
ROWS_HEADER = ("row", "subsystem", "published", "predicted", "fold", "study", "grade")
Words = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True)
class Validated:
    """A validation for its page: the document of ``lactea validate --json``, and its text."""

    document: dict[str, Any]
    summary: str


def validated(told: Teller) -> Validated:
    """Predict all rows and score them; a stop leaves nothing."""
    from lactea.evidence import validate
    from lactea.evidence.runs import default_simulate
    from lactea.evidence.virtual_people import default_draw

    count = 0

    def tell() -> None:
        nonlocal count
        count += 1
        told("runs simulated", count, 0)

    def simulate(scenario: str, overrides: tuple[str, ...]) -> Any:
        tell()
        return default_simulate(scenario, overrides)

    def draw(*given: Any) -> Any:
        tell()
        return default_draw(*given)

    found = validate(simulate=simulate, draw=draw)
    return Validated(found.to_json(), found.summary())


@router.get("")
def start(here: Here) -> Response:
    """What a validation is, and the button that begins one."""
    return here.page("validation_start.html.j2", known=here.house.jobs.find(KEY) is not None)


@router.post("")
def begin(here: Here) -> Response:
    """Begin it; one that is known is not done again."""
    here.house.jobs.begin(KEY, validated)
    return RedirectResponse(MADE, 303)


@router.get("/made")
def made(here: Here, words: Words = "") -> Response:
    """The verdicts, misses first, or how far it is."""
    before = work.page_before(here, work.find_job(here, KEY), "/evidence/validation")
    if before is not None:
        return before
    found = _found(here)
    misses = rows_of(found.document, here.mode, words, passed=False)
    passes = rows_of(found.document, here.mode, words, passed=True)
    return here.page(
        "validation.html.j2",
        words=words,
        most=MOST_ROWS,
        shares=(SHARES_HEADER, shares_of(found.document)),
        header=ROWS_HEADER,
        misses=misses,
        passes=passes,
        summary=_said(found.summary, here.mode),
        section=plain_section(
            TITLE, MEANING, points_of(found.document), here.speaker, _stamp(), f"{MADE}/points"
        ),
    )


@router.get("/made/points.{kind}")
def picture(here: Here, kind: PictureKind) -> Response:
    """The picture of all points."""
    content = picture_of(points_of(_found(here).document), TITLE, _stamp(), kind)
    return attached(content, f"validation.{kind}", kind)


def shares_of(document: dict[str, Any]) -> list[tuple[str, ...]]:
    """What passed in each subsystem, all of them last."""
    totals = document["totals"]
    order = [*(name for name in totals if name != ALL), ALL]
    return [
        (
            name,
            str(sum(totals[name][status] for status in COUNTED)),
            str(totals[name]["passed"]),
            percent(totals[name]["pass_share_predicted"]),
            str(totals[name]["unmapped"]),
            percent(totals[name]["ceiling_share"]),
            percent(totals[name]["null_share"]),
        )
        for name in order
        if any(totals[name][status] for status in COUNTED)
    ]


def rows_of(
    document: dict[str, Any], mode: Mode, words: str, *, passed: bool
) -> list[tuple[str, ...]]:
    """Counted rows that hold all the words, the farthest first; those without a prediction lead."""
    wanted = words.lower().split()
    chosen = [
        one
        for one in document["rows"]
        if one["status"] in COUNTED and bool(one["pass"]) == passed and _holds(one, wanted)
    ]
    chosen.sort(key=lambda one: float("inf") if one["predicted"] is None else one["fold"] or 0.0)
    return [tuple(_said(cell, mode) for cell in _cells(one)) for one in reversed(chosen)]


def points_of(document: dict[str, Any]) -> list[Series]:
    """Published against predicted, both as powers of ten, where both are above zero."""
    found = []
    for name, passed in ((PASSED, True), (MISSED, False)):
        places = [
            (one["observed"], one["predicted"])
            for one in document["rows"]
            if one["status"] in COUNTED and bool(one["pass"]) == passed
        ]
        positive = [(x, y) for x, y in places if x and y and x > 0 and y > 0]
        x, y = (np.log10([place[axis] for place in positive] or [1.0]) for axis in (0, 1))
        if positive:
            found.append(
                Series(
                    "rows that were not fitted",
                    name,
                    x,
                    "published, power of ten",
                    y,
                    "power of ten",
                )
            )
    return found


def _cells(one: dict[str, Any]) -> Sequence[str]:
    printed = (
        one["side"] or "" if one["observed"] is None else f"{number(one['observed'])} {one['unit']}"
    )
    if one["predicted"] is None:
        predicted = f"none: {one['reason'] or 'it does not happen'}"
    else:
        predicted = number(one["predicted"])
    fold = "" if one["fold"] is None else number(one["fold"])
    return (one["id"], one["subsystem"], printed, predicted, fold, one["study"], one["grade"])


def _holds(one: dict[str, Any], wanted: Sequence[str]) -> bool:
    whole = f"{one['id']} {one['subsystem']} {one['study']} {one['observable'] or ''}".lower()
    return all(word in whole for word in wanted)


def _said(text: str, mode: Mode) -> str:
    return without_doses(text) if mode == "parent" else text


def _found(here: Visit) -> Validated:
    found: Validated = work.now(here, KEY).ending.told
    return found


def _stamp() -> str:
    return f"lactea {version()} {commit()} · validation"
