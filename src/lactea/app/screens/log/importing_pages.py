"""Addresses of an import: send a file, look at what would become of it, take it over."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import PurePath
from typing import Annotated, Literal, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Query, UploadFile
from starlette.responses import RedirectResponse, Response

from lactea.app.house import Here, Visit
from lactea.app.jobs import key_of
from lactea.app.screens.log.importing import Looked, look, rejects_csv, take_over
from lactea.app.screens.studio.files import attached
from lactea.app.uploads import Held, Said, Upload
from lactea.app.waiting import SHORT_WAIT_S
from lactea.app.wording.marking import message
from lactea.app.zones import zone_of_this_machine
from lactea.record.importers.formats import formats
from lactea.record.importers.problems import Answer, TrackerFileError

router = APIRouter(prefix="/import")
FORGOTTEN = message(
    "This file is no longer in memory. Send it again; the same file twice adds nothing."
)
NO_FILE = message("Choose a file first.")
Word = Annotated[str, Query(max_length=60)]
Entered = Annotated[str, Form(max_length=60)]
Unit = Literal["", "mL", "oz", "uk_oz"]
WeightUnit = Literal["", "kg", "g", "lb", "oz"]
Dates = Literal["", "day-first", "month-first", "year-first"]
Decimal = Literal["point", "comma"]
Hour = Literal["", "first", "second"]
Encoding = Literal["", "utf-8", "utf-16", "cp1252", "latin-1", "mac-roman"]
CHOICES: dict[str, dict[str, str]] = {
    "unit": {"mL": message("mL"), "oz": message("oz (US fluid ounces)"), "uk_oz": message("oz (UK)")},
    "weight_unit": {"kg": message("kg"), "g": message("g"), "lb": message("lb"), "oz": message("oz")},
    "dates": {
        "day-first": message("day first, as 31.12."),
        "month-first": message("month first, as 12/31"),
        "year-first": message("year first, as 2026-12-31"),
    },
    "repeated_hour": {"first": message("the first one"), "second": message("the second one")},
    "encoding": {name: name for name in ("utf-8", "utf-16", "cp1252", "latin-1", "mac-roman")},
}  # fmt: skip
LABELS = {
    "zone": message("Time zone in which the times were written down, such as America/New_York"),
    "unit": message("Unit of volumes that have none; never guessed"),
    "weight_unit": message("Unit of weights that have none"),
    "dates": message("Order of day and month"),
    "repeated_hour": message("Which is meant of the hour that autumn repeats"),
    "encoding": message("Encoding, for old files"),
}
MORE_LABELS = {
    "format": message("What it is, where it is not recognised"),
    "decimal": message("What stands before decimals"),
    "replacing": message(
        "Rows that changed at their source take the place of what was taken over before"
    ),
}
WAY = message("Say it under “{field}”.")


@router.get("")
def form(here: Here) -> Response:
    """Where a file is sent."""
    return _form(here)


@router.post("")
async def send(here: Here, file: UploadFile) -> Response:
    """Hold a file in memory, and look at it."""
    content = await file.read()
    if not content:
        return _form(here, here.speaker(NO_FILE))
    name = PurePath((file.filename or "").replace("\\", "/")).name[:80] or "file"
    return RedirectResponse(f"/log/import/{here.house.uploads.hold(Upload(name, content))}", 303)


@router.get("/{key}")
def looked(
    here: Here, key: str, format: Word = "", zone: Word = "", unit: Unit = "",
    weight_unit: WeightUnit = "", dates: Dates = "", decimal: Decimal = "point",
    repeated_hour: Hour = "", encoding: Encoding = "",
) -> Response:  # fmt: skip
    """What has to be said, what would become of the file, or what became of it."""
    held = _held(here, key)
    said = held.said or Said(
        format, zone.strip(), unit, weight_unit, dates, decimal, repeated_hour, encoding
    )
    try:
        found = _result(here, key, held, said)
    except TimeoutError:
        return here.page("studio/waiting.html.j2", 202)
    except ValueError as error:
        return _page(here, key, held, said, Looked(), _told(here, error))
    return _page(here, key, held, said, found)


@router.post("/{key}/take-over")
def confirm(
    here: Here, key: str, format: Entered = "", zone: Entered = "",
    unit: Annotated[Unit, Form()] = "", weight_unit: Annotated[WeightUnit, Form()] = "",
    dates: Annotated[Dates, Form()] = "", decimal: Annotated[Decimal, Form()] = "point",
    repeated_hour: Annotated[Hour, Form()] = "", encoding: Annotated[Encoding, Form()] = "",
    replacing: Annotated[Literal["", "yes"], Form()] = "",
) -> Response:  # fmt: skip
    """Take the file over as it was looked at; pressing twice does it once."""
    held = _held(here, key)
    if held.said is None:
        held.said = Said(
            format, zone.strip(), unit, weight_unit, dates, decimal, repeated_hour, encoding
        )
        held.replacing = bool(replacing)
    return RedirectResponse(f"/log/import/{key}", 303)


@router.get("/{key}/rejected.csv")
def rejected(
    here: Here, key: str, format: Word = "", zone: Word = "", unit: Unit = "",
    weight_unit: WeightUnit = "", dates: Dates = "", decimal: Decimal = "point",
    repeated_hour: Hour = "", encoding: Encoding = "",
) -> Response:  # fmt: skip
    """The rejected rows with their reasons, in the form of ``lactea log import --rejects``."""
    held = _held(here, key)
    said = held.said or Said(
        format, zone.strip(), unit, weight_unit, dates, decimal, repeated_hour, encoding
    )
    try:
        text = rejects_csv(_result(here, key, held, said).rejects, _ways(here))
    except (TimeoutError, ValueError):
        raise HTTPException(404, here.speaker(FORGOTTEN)) from None
    return attached(text.encode("utf-8", "backslashreplace"), "rejected.csv", "csv")


def _ways(here: Visit) -> dict[Answer, str]:
    """Where in the form a person says what would settle a problem."""
    labels = LABELS | MORE_LABELS
    return {
        answer: here.speaker(WAY, field=here.speaker(labels[answer])) for answer in get_args(Answer)
    }


def _told(here: Visit, error: ValueError) -> str:
    """Why a file cannot be read at all."""
    return error.reason.told(_ways(here)) if isinstance(error, TrackerFileError) else str(error)


def _held(here: Visit, key: str) -> Held:
    held = here.house.uploads.find(key)
    if held is None:
        raise HTTPException(404, here.speaker(FORGOTTEN))
    return held


def _result(here: Visit, key: str, held: Held, said: Said) -> Looked:
    """The look at a file, or what became of it where that was confirmed; each is done once."""
    place = here.house.record_place
    if held.said is None:
        name, work = f"look-{key_of(key, said)}", partial(look, place, held.upload, said)
    else:
        work = partial(take_over, place, held.upload, said, held.replacing)
        name = f"taken-{key}"
    return here.house.once(name, work).result(SHORT_WAIT_S)


def _form(here: Visit, why: str = "") -> Response:
    return here.page("log/import.html.j2", 422 if why else 200, why=why)


def _page(here: Visit, key: str, held: Held, said: Said, found: Looked, why: str = "") -> Response:
    entered = {name: value for name, value in asdict(said).items() if value}
    return here.page(
        "log/import_look.html.j2",
        422 if why else 200,
        why=why,
        key=key,
        name=held.upload.name,
        said=asdict(said),
        query=urlencode(entered),
        found=found,
        asked=[question.replace("-", "_") for question in found.asked],
        taken=held.said is not None,
        labels=LABELS,
        more_labels=MORE_LABELS,
        ways=_ways(here),
        choices=CHOICES,
        formats=sorted({one.name for one in formats()}),
        zone=zone_of_this_machine(),
    )
