"""Addresses of the stash."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import numpy as np
from fastapi import APIRouter, Form, HTTPException, Query, UploadFile
from starlette.responses import RedirectResponse, Response

from lactea.app.charts.kept import PictureKind, picture_of
from lactea.app.charts.sections import Section, plain_section
from lactea.app.house import Here, Visit
from lactea.app.pages import MenuEntry
from lactea.app.screens.screen import Screen
from lactea.app.screens.stash.ledger_file import LedgerFile
from lactea.app.screens.studio.files import attached
from lactea.app.wording.marking import message
from lactea.app.zones import zone_of_this_machine
from lactea.reading.problems import InputError
from lactea.results.stamp import commit, version
from lactea.stash import account as room
from lactea.stash.account import Account
from lactea.stash.books import stock_at
from lactea.stash.moments import parse_date
from lactea.stash.need import parse_rate, steady_need
from lactea.stash.places import PLACES, spoken
from lactea.stash.reach import Pumping
from lactea.stash.rows import DEEDS
from lactea.stash.storage import Times
from lactea.stash.wording import (
    LOT_HEADER,
    TIME_HEADER,
    answers,
    closing,
    lot_rows,
    storage_lines,
    summary,
)
from lactea.view.figures import stash_by_day

router = APIRouter(prefix="/stash")
SCREEN = Screen(
    router,
    MenuEntry(
        "/stash",
        message("Stash"),
        message("Stored milk: what ends next, how long it lasts, and until when to pump"),
    ),
)
NOTHING = "Nothing is kept here yet, so that there is no picture."
NOT_TEXT = "your stash: this is not text; a ledger is a .csv file."
Cell = Annotated[str, Form(max_length=200)]
Line = Annotated[str, Query(max_length=40)]


@router.get("")
def stash(here: Here, need: Line = "", until: Line = "", infant: Line = "term") -> Response:
    """What is there, what ends next, how long it lasts."""
    return _page(here, {"need": need, "until": until, "infant": infant}, {})


@router.post("/rows")
def add(
    here: Here, do: Cell, time: Cell, amount: Cell = "", place: Cell = "", milk: Cell = "",
    into: Cell = "",
) -> Response:  # fmt: skip
    """Add a row to the ledger."""
    zone = zone_of_this_machine()
    row = {"do": do, "time": time.replace("T", " "), "amount": amount, "place": place,
           "milk": milk, "into": into, "zone": zone}  # fmt: skip
    try:
        _file(here).add({name: cell.strip() for name, cell in row.items()}, zone)
    except InputError as error:
        return _page(here, {}, row, str(error))
    return RedirectResponse("/stash", 303)


@router.post("/undo")
def undo(here: Here) -> Response:
    """Take back the row that was added last."""
    try:
        _file(here).take_back()
    except InputError as error:
        return _page(here, {}, {}, str(error))
    return RedirectResponse("/stash", 303)


@router.post("/upload")
async def upload(here: Here, ledger: UploadFile) -> Response:
    """Take over a ledger that was kept elsewhere."""
    try:
        text = (await ledger.read()).decode("utf-8-sig")
        _file(here).replace(text, zone_of_this_machine())
    except UnicodeDecodeError:
        return _page(here, {}, {}, NOT_TEXT)
    except InputError as error:
        return _page(here, {}, {}, str(error))
    return RedirectResponse("/stash", 303)


@router.get("/stash.csv")
def download(here: Here) -> Response:
    """The ledger, for the command line and for keeping."""
    return attached(_file(here).raw(), "stash.csv", "csv")


@router.get("/picture.{kind}")
def picture(
    here: Here, kind: PictureKind, need: Line = "", until: Line = "", infant: Line = "term"
) -> Response:
    """The stash by day, as the command line draws it."""
    asked = {"need": need, "until": until, "infant": infant}
    account = _account(here, asked, _times(asked), zone_of_this_machine())
    if account is None:
        raise HTTPException(404, NOTHING)
    content = picture_of(
        stash_by_day.series(account), stash_by_day.TITLE, _stamp(), kind,
        lambda: stash_by_day.draw(account, _stamp()),
    )  # fmt: skip
    return attached(content, f"stash-by-day.{kind}", kind)


def _times(asked: dict[str, str]) -> Times:
    return Times("preterm" if asked.get("infant") == "preterm" else "term", None)


def _stamp() -> str:
    return f"lactea {version()} {commit()} · stash"


def _file(here: Visit) -> LedgerFile:
    return LedgerFile(here.house.folder)


def _page(here: Visit, asked: dict[str, str], entered: dict[str, str], why: str = "") -> Response:
    zone = zone_of_this_machine()
    times = _times(asked)
    account = None
    try:
        account = _account(here, asked, times, zone)
    except InputError as error:
        why = why or str(error)
    heading, limits = storage_lines(times)
    return here.page(
        "stash.html.j2",
        422 if why else 200,
        why=why,
        asked=asked,
        entered=entered,
        now=datetime.now(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M"),
        deeds=DEEDS,
        places=PLACES,
        spoken=spoken,
        account=account,
        summary="" if account is None else summary(account),
        lots=() if account is None else lot_rows(account),
        lot_header=LOT_HEADER,
        answers=() if account is None else answers(account),
        section=None if account is None else _section(here, account, asked),
        times_heading=heading,
        times_header=TIME_HEADER,
        times=limits,
        closing=closing(times).splitlines(),
    )


def _account(here: Visit, asked: dict[str, str], times: Times, zone: str) -> Account | None:
    """The account of the ledger now, with what was asked of it; None where nothing is kept."""
    ledger = _file(here).read(zone)
    if ledger is None:
        return None
    account = Account(ledger, times, stock_at(ledger, times, int(time.time())))
    need, until = asked.get("need", "").strip(), asked.get("until", "").strip()
    if need:
        account = room.wanting(account, steady_need(need))
    if until:
        try:
            last = parse_date(until)
        except ValueError as error:
            raise InputError(str(error), source="until") from None
        account = room.reaching(account, last, Pumping(parse_rate("0 mL/day", ""), 0))
    return account


def _section(here: Visit, account: Account, asked: dict[str, str]) -> Section:
    """The stash by day, days counted from today."""
    first = float((account.first_day - datetime(1970, 1, 1).date()).days)
    series = [
        replace(one, x=np.asarray(one.x - first, dtype=np.float64), x_unit="d from today")
        for one in stash_by_day.series(account)
        if len(one.x) > 1
    ]
    section = plain_section(
        stash_by_day.TITLE,
        "Milk within its published storage time by day: before today as the ledger says, after it if none is used, "
        "or as wanted. Below, what of it ends on which day.",
        series,
        here.speaker,
        _stamp(),
        "/stash/picture",
    )
    return replace(section, query=f"?{urlencode(asked)}" if asked else "")
