"""Addresses of the forecast."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from lactea.app.charts.kept import PictureKind, picture_of
from lactea.app.charts.sections import plain_section
from lactea.app.house import Here, Visit
from lactea.app.pages import MenuEntry
from lactea.app.problems import AppError
from lactea.app.screens.forecast.telling import Asked, Told, tell
from lactea.app.screens.log.book import Book
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio.files import attached
from lactea.app.screens.studio.reading import offered
from lactea.app.waiting import SHORT_WAIT_S, TOO_LONG
from lactea.app.wording.marking import message
from lactea.care import signs
from lactea.reading.problems import quote
from lactea.record import as_json
from lactea.twin.wording import INFANT_FIRST

router = APIRouter(prefix="/forecast")
SCREEN = Screen(
    router,
    MenuEntry(
        "/forecast",
        message("Forecast"),
        message("What your log will likely show: bands, why, what if, and how wrong it was before"),
    ),
)
USUAL = "exclusive-pumping"
TITLE = "What the log will likely show"
NO_DAY = message("{given} is not a day; write it as 2026-03-01.")
NO_BUILTIN = message("{name} is not one of the scenarios to begin with.")
MEANING = (
    "The wide area is where the milk of a day will lie nine times in ten, the narrow one every second time, the "
    "line in it the middle. Beside it stand the middle of people in general, and where every second of those "
    "lies who answered as you did. Points are what was logged."
)
Infant = Literal["", "none", "healthy_term", "preterm_or_ill"]


@router.get("")
def forecast(
    here: Here,
    origin: Annotated[str, Query(max_length=20)] = "",
    about: Annotated[str, Query(max_length=60)] = USUAL,
    infant: Infant = "",
    example: bool = False,
) -> Response:
    """The form, and the forecast where it was asked for."""
    entered = {"origin": origin, "about": about, "infant": infant}
    if not example and not origin:
        return _page(here, entered)
    try:
        told = _told(here, _asked(here, entered, example))
    except TimeoutError:
        return here.page("studio/waiting.html.j2", 202)
    return _page(here, entered, told, example)


@router.get("/picture.{kind}")
def picture(
    here: Here,
    kind: PictureKind,
    origin: Annotated[str, Query(max_length=20)] = "",
    about: Annotated[str, Query(max_length=60)] = USUAL,
    infant: Infant = "",
    example: bool = False,
) -> Response:
    """What the log will likely show, with every layer."""
    entered = {"origin": origin, "about": about, "infant": infant}
    try:
        told = _told(here, _asked(here, entered, example))
    except TimeoutError:
        raise AppError(TOO_LONG) from None
    if told.refused:
        raise HTTPException(404, told.refused)
    return attached(picture_of(told.layers, TITLE, told.stamp, kind), f"forecast.{kind}", kind)


def _asked(here: Visit, entered: dict[str, str], example: bool) -> Asked:
    """What a forecast is asked of, from what was entered."""
    if example:
        return Asked("", USUAL, date(1970, 1, 1), "", here.mode)
    if entered["about"] not in offered(here.mode):
        raise AppError(NO_BUILTIN, name=quote(entered["about"]))
    record = as_json(Book(here.house.record_place).whole())
    infant: Any = entered["infant"]
    return Asked(record, entered["about"], _day(entered["origin"]), infant, here.mode)


def _told(here: Visit, asked: Asked) -> Told:
    """The forecast, computed once.

    Raises
    ------
    TimeoutError
        It is not there yet.
    """
    return here.house.once(_key(asked), partial(tell, asked)).result(SHORT_WAIT_S)


def _key(asked: Asked) -> str:
    """A name for the work, which tells nothing of the person."""
    parts = json.dumps(
        [asked.record, asked.about, asked.origin.isoformat(), asked.infant, asked.mode]
    )
    return f"forecast-{hashlib.sha256(parts.encode()).hexdigest()}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AppError(NO_DAY, given=quote(text)) from None


def _page(
    here: Visit, entered: dict[str, str], told: Told | None = None, example: bool = False
) -> Response:
    made = told is not None and not told.refused
    return here.page(
        "forecast.html.j2",
        entered=entered,
        names=offered(here.mode),
        told=told,
        example=example,
        infant_first=INFANT_FIRST,
        now_signs=[one for one in signs() if (one.who, one.urgency) == ("infant", "now")],
        section=replace(
            plain_section(
                TITLE, MEANING, told.layers, here.speaker, told.stamp, "/forecast/picture"
            ),
            query=f"?{urlencode({'example': 'true'} if example else entered)}",
        )
        if told is not None and made
        else None,
        ways=[
            (words, plain_section(words, MEANING, series, here.speaker, told.stamp))
            for words, series in told.ways
        ]
        if told is not None and made
        else [],
    )
