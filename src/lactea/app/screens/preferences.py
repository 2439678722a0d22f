"""Settings: words, units, clock, colours, language and mode; and deleting what is kept."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from lactea.app.house import Here
from lactea.app.pages import MenuEntry
from lactea.app.preferences import (
    BreastWord,
    Clock,
    Mode,
    NursingWord,
    ParentWord,
    Preferences,
    Scheme,
    VolumeUnit,
)
from lactea.app.problems import AppError
from lactea.app.screens.log.book import Book
from lactea.app.screens.log.timer import Timer
from lactea.app.screens.screen import Screen
from lactea.app.screens.stash.ledger_file import LedgerFile
from lactea.app.wording.catalogues import languages
from lactea.app.wording.marking import message
from lactea.reading.problems import quote

router = APIRouter(prefix="/settings")
SCREEN = Screen(
    router,
    MenuEntry(
        "/settings",
        message("Settings"),
        message("Your words, units, clock, colours and mode; deleting what is kept"),
    ),
)
NO_LANGUAGE = message("{name} is not one of the languages here.")

MODES: dict[str, str] = {
    "parent": message("Parent: learning, logging, what-if on sessions and stored milk; no doses"),
    "clinician": message(
        "Clinician: published regimens within the local cap, with evidence and limits"
    ),
    "researcher": message("Researcher: everything, marked as a study"),
}
SCHEMES: dict[str, str] = {
    "auto": message("As the device"),
    "light": message("Light"),
    "dark": message("Dark"),
    "night": message("Night: dim and red"),
}
LANGUAGES: dict[str, str] = {
    "en": message("English"),
    "en-XA": message("Made-up language, to find words that are missing"),
    "ar-XB": message("Made-up language from right to left"),
}
WORDS = (
    message("parent"), message("mother"), message("father"), message("breast"), message("breasts"),
    message("chest"), message("chests"), message("nursing"), message("breastfeeding"),
    message("chestfeeding"),
)  # fmt: skip
"""Words that a person may choose, for the catalogue."""


@router.get("")
def settings(here: Here, saved: bool = False, deleted: bool = False) -> Response:
    """The choices as they are."""
    return here.page(
        "settings.html.j2",
        saved=saved,
        deleted=deleted,
        modes=MODES,
        schemes=SCHEMES,
        languages={code: LANGUAGES.get(code, code) for code in languages()},
        parents=get_args(ParentWord),
        breasts=get_args(BreastWord),
        nursings=get_args(NursingWord),
        folder=here.house.folder,
    )


@router.post("")
def choose(
    here: Here,
    mode: Annotated[Mode, Form()],
    language: Annotated[str, Form(max_length=12)],
    volume: Annotated[VolumeUnit, Form()],
    clock: Annotated[Clock, Form()],
    scheme: Annotated[Scheme, Form()],
    parent: Annotated[ParentWord, Form()],
    breast: Annotated[BreastWord, Form()],
    nursing: Annotated[NursingWord, Form()],
) -> Response:
    """Keep other choices."""
    if language not in languages():
        raise AppError(NO_LANGUAGE, name=quote(language))
    here.house.preferences.write(
        Preferences(
            mode=mode, language=language, volume=volume, clock=clock, scheme=scheme,
            parent=parent, breast=breast, nursing=nursing,
        )
    )  # fmt: skip
    return RedirectResponse("/settings?saved=true", 303)


@router.post("/delete")
def delete(here: Here, everything: Annotated[Literal["", "yes"], Form()] = "") -> Response:
    """Delete the choices and the runs in memory; with `everything` the log and the stash, too.

    The log is deleted so that its bytes are gone from the file, which is looked at.
    """
    here.house.preferences.delete()
    here.house.forget_all()
    if everything:
        Book(here.house.record_place).delete()
        LedgerFile(here.house.folder).delete()
        Timer(here.house.folder).stop()
    return RedirectResponse("/settings?deleted=true", 303)
