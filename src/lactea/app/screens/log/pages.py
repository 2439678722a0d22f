"""Addresses of the log."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from lactea.app.house import Here, Visit
from lactea.app.pages import MenuEntry
from lactea.app.screens.log import importing_pages
from lactea.app.screens.log.book import Book
from lactea.app.screens.log.lines import lines_of, today_of
from lactea.app.screens.log.timer import LiveKind, Side, Timer
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio.files import attached
from lactea.app.wording.marking import message
from lactea.reading.problems import InputError
from lactea.record import as_csv, as_json
from lactea.record.entering import WHAT
from lactea.record.sessions import FATES
from lactea.record.times import now, zone_info

router = APIRouter(prefix="/log")
router.include_router(importing_pages.router)
SCREEN = Screen(
    router,
    MenuEntry(
        "/log",
        message("My log"),
        message("Sessions with one hand: a live timer, left and right, backdate, undo, night mode"),
    ),
)
SHOWN = timedelta(days=3)
MOST_MINUTES = 24 * 60 + 1
TILES: tuple[tuple[LiveKind, Side, str], ...] = (
    ("nurse", "left", message("{Nursing} left")),
    ("nurse", "right", message("{Nursing} right")),
    ("pump", "both", message("Pump both")),
    ("pump", "left", message("Pump left")),
    ("pump", "right", message("Pump right")),
    ("hand", "both", message("By hand")),
)
Cell = Annotated[str, Form(max_length=200)]
Note = Annotated[str, Form(max_length=2000)]


@router.get("")
def log(here: Here, kept: Annotated[str, Query(max_length=80)] = "") -> Response:
    """The timer or the tiles, forms, and the last days."""
    return _page(here, kept)


@router.post("/start")
def start(here: Here, kind: Annotated[LiveKind, Form()], side: Annotated[Side, Form()]) -> Response:
    """Begin a session now."""
    _timer(here).start(kind, side)
    return RedirectResponse("/log", 303)


@router.post("/stop")
def stop(
    here: Here, left: Cell = "", right: Cell = "", total: Cell = "", note: Note = ""
) -> Response:
    """End the running session and keep it; volumes may be left out, and 0 mL is one."""
    timer = _timer(here)
    running = timer.running()
    if running is None:
        return RedirectResponse("/log", 303)
    minutes = min(running.minutes(now()), MOST_MINUTES - 1)
    typed = {
        "at": f"{running.start:%Y-%m-%d %H:%M:%S}Z", "minutes": minutes,
        "session_id": running.key, "side": running.side,
        **_filled(left=left, right=right, total=total, note=note),
    }  # fmt: skip
    try:
        entry = _book(here).enter(running.kind, typed)
    except InputError as error:
        return _page(
            here,
            why=str(error),
            entered={"left": left, "right": right, "total": total, "note": note},
        )
    timer.stop()
    return RedirectResponse(f"/log?kept={entry.key}", 303)


@router.post("/discard")
def discard(here: Here) -> Response:
    """End the running session and keep nothing."""
    _timer(here).stop()
    return RedirectResponse("/log", 303)


@router.post("/entries")
def enter(
    here: Here, what: Cell, at: Cell = "", minutes: Cell = "", side: Cell = "", left: Cell = "",
    right: Cell = "", total: Cell = "", fate: Cell = "", amount: Cell = "", weight: Cell = "",
    wet: Cell = "", solid: Cell = "", medicine: Cell = "", symptom: Cell = "", note: Note = "",
) -> Response:  # fmt: skip
    """Keep an entry, now or backdated; when this answers, it is on the disk."""
    entered = {"what": what, "at": at, "minutes": minutes, "side": side, "left": left, "right": right,
               "total": total, "fate": fate, "amount": amount, "weight": weight, "wet": wet,
               "solid": solid, "medicine": medicine, "symptom": symptom, "note": note}  # fmt: skip
    try:
        entry = _book(here).enter(what, _typed(entered))
    except InputError as error:
        return _page(here, why=str(error), entered=entered)
    return RedirectResponse(f"/log?kept={entry.key}", 303)


@router.post("/undo")
def undo(here: Here, key: Cell) -> Response:
    """Take one entry back; its bytes are gone from the file."""
    _book(here).take_back(key)
    return RedirectResponse("/log", 303)


@router.post("/night")
def night(here: Here) -> Response:
    """Night colours on, or off again."""
    scheme = "auto" if here.preferences.scheme == "night" else "night"
    here.house.preferences.write(here.preferences.model_copy(update={"scheme": scheme}))
    return RedirectResponse("/log", 303)


@router.get("/record.json")
def as_json_file(here: Here) -> Response:
    """The whole record, as ``lactea log export`` writes it."""
    return attached(as_json(_book(here).whole()).encode(), "record.json", "json")


@router.get("/record.csv")
def as_csv_file(here: Here) -> Response:
    """The whole record as a table."""
    return attached(as_csv(_book(here).whole()).encode(), "record.csv", "csv")


def _typed(entered: dict[str, str]) -> dict[str, Any]:
    """What was filled in, with numbers and switches as such."""
    typed: dict[str, Any] = _filled(
        **{name: text for name, text in entered.items() if name != "what"}
    )
    if "at" in typed:
        typed["at"] = typed["at"].replace("T", " ")
    if "minutes" in typed:
        typed["minutes"] = _minutes(typed["minutes"])
    for switch in ("wet", "solid"):
        if switch in typed:
            typed[switch] = True
    return typed


def _minutes(text: str) -> float:
    """Minutes as a number; whether they make sense for an entry is the record's matter."""
    try:
        minutes = float(text)
    except ValueError:
        minutes = math.nan
    if not abs(minutes) < MOST_MINUTES:
        raise InputError("this is not a number of minutes of a day.", field="minutes")
    return minutes


def _filled(**texts: str) -> dict[str, str]:
    return {name: text.strip() for name, text in texts.items() if text.strip()}


def _timer(here: Visit) -> Timer:
    return Timer(here.house.folder)


def _book(here: Visit) -> Book:
    return Book(here.house.record_place)


def _page(
    here: Visit, kept: str = "", why: str = "", entered: dict[str, str] | None = None
) -> Response:
    moment = now()
    record = _book(here).recent(moment, SHOWN)
    lines = lines_of(record, here.speaker, moment)
    zone = zone_info(record.person.zone)
    return here.page(
        "log.html.j2",
        422 if why else 200,
        why=why,
        entered=entered or {},
        running=_timer(here).running(),
        now=moment,
        local_now=f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}",
        tiles=TILES,
        today=today_of(record, moment),
        lines=lines,
        kept=next((line for line in lines if line.key == kept), None),
        whats=WHAT,
        fates=FATES,
        zone=record.person.zone,
    )
