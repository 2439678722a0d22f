"""Addresses of plans: the form, the family, its files."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from lactea.app.charts.kept import PictureKind, picture_of
from lactea.app.charts.sections import plain_section
from lactea.app.house import Here, Visit
from lactea.app.jobs import key_of
from lactea.app.pages import MenuEntry
from lactea.app.problems import AppError
from lactea.app.screens import work
from lactea.app.screens.log.book import Book
from lactea.app.screens.plan import asking, showing
from lactea.app.screens.plan.asking import Form
from lactea.app.screens.plan.making import SOURCE, Asked, make
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio.files import attached
from lactea.app.screens.studio.reading import LARGEST_SEED, whole_number
from lactea.app.wording.marking import message
from lactea.app.zones import zone_of_this_machine
from lactea.exchange.calendar import calendar_of
from lactea.plan import loads_request
from lactea.plan.away import MOST_BREAKS
from lactea.plan.modes import narrower
from lactea.plan.own_log import diary_for
from lactea.plan.planning import Effort
from lactea.plan.request import Request as PlanRequest
from lactea.plan.request import as_data
from lactea.reading.json_as_yaml import json_as_yaml
from lactea.reading.problems import InputError
from lactea.record import as_json as record_as_json
from lactea.scenario import dumps, loads
from lactea.scenario.words import Words
from lactea.twin.from_record import InfantAnswer
from lactea.twin.wording import INFANT_FIRST
from lactea.view.page import as_html, as_pdf
from lactea.view.plan_page import plan_page

router = APIRouter(prefix="/plan")
SCREEN = Screen(
    router,
    MenuEntry(
        "/plan",
        message("Plan"),
        message("A goal, a day and limits: what reaches it with the least effort, and how likely"),
    ),
)
NO_PLAN = "This family has no such plan."
NO_WEEKS = "This plan has no milk by week to show."
FOR_OTHERS = message(
    "These plans were made in another mode, which shows more. Ask again in the mode that is set now."
)
USUAL, MOST = Effort(), Effort(tries=400, people=128, checked=256)


@router.get("")
def form(here: Here) -> Response:
    """The form."""
    return _form(here, asking.first_form())


@router.post("")
async def ask(request: Request, here: Here) -> Response:
    """Begin a search from the form or from the YAML beside it, or show the form as YAML."""
    sent = await request.form()
    texts = {name: value for name, value in sent.items() if isinstance(value, str)}
    boxes = {
        name: [str(value) for value in sent.getlist(name)]
        for name in ("devices", "refused", "after_loss", "away_days", "use_log")
    }
    entered = Form(texts, boxes)
    try:
        text = texts.get("yaml", "") if entered["act"] == "yaml" else _yaml(here, entered)
        if entered["act"] == "show":
            return _form(here, Form(texts | {"yaml": text}, boxes))
        asked = _asked(here, text, entered)
    except AppError as error:
        return _form(here, entered, here.speaker(error.message, **error.values))
    except InputError as error:
        return _form(here, entered, str(error))
    key = key_of("plan", asdict(asked))
    here.house.jobs.begin(key, make, asked)
    return RedirectResponse(f"/plan/made/{key}", 303)


@router.get("/made/{key}")
def made(here: Here, key: str) -> Response:
    """The family of plans, or how far the search is."""
    job = work.find_job(here, key)
    before = work.page_before(here, job, "/plan")
    if before is not None:
        return before
    document = _document(here, key)
    mode = here.mode
    title, meaning = showing.front_words(document)
    stamp = showing.stamp_of(document)
    files = f"/plan/made/{key}"
    return here.page(
        "plan/made.html.j2",
        key=key,
        document=document,
        stopping=showing.is_stopping(document),
        infant_first=INFANT_FIRST,
        front=plain_section(
            title, meaning, showing.front(document, mode), here.speaker, stamp, f"{files}/front"
        ),
        plans=[
            (
                one,
                one.weeks
                and plain_section(
                    f"Milk of plan {one.entry['letter']}", showing.WEEKS_MEANING, [one.weeks], here.speaker,
                    stamp, f"{files}/{one.entry['letter']}/weeks",
                ),
            )
            for one in showing.shown(document)
        ],
        protocols=showing.protocols(document, mode),
        medicines=mode != "parent",
    )  # fmt: skip


@router.get("/made/{key}/plans.json")
def as_json(here: Here, key: str) -> Response:
    """The document of ``lactea plan --out``."""
    text = json.dumps(_document(here, key), indent=1, ensure_ascii=False) + "\n"
    return attached(text.encode(), "plans.json", "json")


@router.get("/made/{key}/request.yaml")
def request_file(here: Here, key: str) -> Response:
    """The request; the command line answers the very same file."""
    request = loads_request(json_as_yaml(_document(here, key)["request"]), SOURCE)
    return attached(_as_yaml(request).encode(), "request.yaml", "yaml")


@router.get("/made/{key}/front.{kind}")
def front_file(here: Here, key: str, kind: PictureKind) -> Response:
    """The picture of the family."""
    document = _document(here, key)
    title, _ = showing.front_words(document)
    series = showing.front(document, here.mode)
    content = picture_of(series, title, showing.stamp_of(document), kind)
    return attached(content, f"plans.{kind}", kind)


@router.get("/made/{key}/{letter}/weeks.{kind}")
def weeks_file(here: Here, key: str, letter: str, kind: PictureKind) -> Response:
    """The picture of the milk of a plan."""
    document = _document(here, key)
    weeks = showing.weeks(document, _plan(document, letter))
    if weeks is None:
        raise HTTPException(404, NO_WEEKS)
    content = picture_of([weeks], weeks.name, showing.stamp_of(document), kind)
    return attached(content, f"plan-{letter}.{kind}", kind)


@router.get("/made/{key}/{letter}/scenario.yaml")
def scenario_file(here: Here, key: str, letter: str) -> Response:
    """A plan as a scenario, for the studio and for ``lactea simulate``."""
    plan = _plan(_document(here, key), letter)
    text = dumps(loads(json_as_yaml(plan["scenario"]), f"plan {letter}"))
    return attached(text.encode(), f"plan-{letter}.yaml", "yaml")


@router.get("/made/{key}/{letter}/sessions.ics")
def calendar_file(here: Here, key: str, letter: str) -> Response:
    """A plan as a calendar, in neutral words and without medicines."""
    document = _document(here, key)
    content = calendar_of(document, _plan(document, letter)).to_ical()
    return attached(content, f"plan-{letter}.ics", "ics")


@router.get("/made/{key}/{letter}/page.{kind}")
def page_file(here: Here, key: str, letter: str, kind: Literal["html", "pdf"]) -> Response:
    """A plan on one page, to be printed and taken to a clinician."""
    document = _document(here, key)
    page = plan_page(document, _plan(document, letter))
    content = as_html(page).encode() if kind == "html" else as_pdf(page)
    return attached(content, f"plan-{letter}.{kind}", kind)


def _document(here: Visit, key: str) -> dict[str, Any]:
    """The document of a family.

    Raises
    ------
    AppError
        It was made for somebody to whom more is shown.
    """
    document: dict[str, Any] = work.now(here, key).ending.told
    if narrower(here.mode, document["mode"]) != document["mode"]:
        raise AppError(FOR_OTHERS)
    return document


def _plan(document: dict[str, Any], letter: str) -> dict[str, Any]:
    found = next((one for one in document["plans"] if one["letter"] == letter), None)
    if found is None:
        raise HTTPException(404, NO_PLAN)
    return dict(found)


def _asked(here: Visit, text: str, entered: Form) -> Asked:
    """What was asked for, checked before anything begins.

    Raises
    ------
    InputError
        The request is not understood.
    AppError
        A number is none, or too large.
    """
    request = loads_request(text, SOURCE)
    tries = whole_number(entered["tries"], "tries", 1, MOST.tries) or USUAL.tries
    people = whole_number(entered["people"], "people", 4, MOST.people) or USUAL.people
    seed = whole_number(entered["seed"], "seed", 0, LARGEST_SEED) or 0
    effort = Effort(tries, people, 2 * people)
    record, infant = _own_log(here, request, entered)
    mode = narrower(here.mode, request.mode)
    return Asked(_as_yaml(request), mode, seed, effort, record, infant)


def _own_log(here: Visit, request: PlanRequest, entered: Form) -> tuple[str, InfantAnswer]:
    """The own record as JSON, and what is known of its infant; no record where it is not to be used.

    Raises
    ------
    PlanError
        The record and the request do not go together.
    """
    said = entered["log_infant"] or ("unknown" if request.infant else "none")
    infant: InfantAnswer = next((one for one in get_args(InfantAnswer) if one == said), "unknown")
    if not entered.boxes.get("use_log"):
        return "", infant
    record = Book(here.house.record_place).whole()
    diary_for(request, record, infant)
    return record_as_json(record), infant


def _as_yaml(request: PlanRequest) -> str:
    return asking.written(as_data(request))


def _yaml(here: Visit, entered: Form) -> str:
    zone = zone_of_this_machine()
    chosen = here.preferences
    words = Words(parent=chosen.parent, breast=chosen.breast, nursing=chosen.nursing)
    return asking.as_yaml(entered, datetime.now(ZoneInfo(zone)).date(), zone, words)


def _form(here: Visit, entered: Form, why: str = "") -> Response:
    return here.page(
        "plan/form.html.j2",
        422 if why else 200,
        why=why,
        form=entered,
        yaml=entered.texts.get("yaml") or _yaml(here, entered),
        asking=asking,
        person=asking.person_fields(entered),
        usual=USUAL,
        most=MOST,
        most_breaks=MOST_BREAKS,
        infant_first=INFANT_FIRST,
    )
