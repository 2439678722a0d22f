"""Addresses of the forecast."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from lactea.app.charts.sections import plain_section
from lactea.app.house import Here, Visit
from lactea.app.pages import MenuEntry
from lactea.app.problems import AppError
from lactea.app.screens.forecast.telling import Asked, Told, tell
from lactea.app.screens.log.book import Book
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio.reading import offered
from lactea.app.waiting import SHORT_WAIT_S
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
    asked = Asked("", USUAL, date(1970, 1, 1), "", here.mode)
    if not example:
        if about not in offered(here.mode):
            raise AppError(NO_BUILTIN, name=quote(about))
        asked = Asked(
            as_json(Book(here.house.record_place).whole()), about, _day(origin), infant, here.mode
        )
    try:
        told = here.house.once(_key(asked), partial(tell, asked)).result(SHORT_WAIT_S)
    except TimeoutError:
        return here.page("studio/waiting.html.j2", 202)
    return _page(here, entered, told, example)


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
        section=plain_section(
            "What the log will likely show", MEANING, told.layers, here.speaker, told.stamp
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
