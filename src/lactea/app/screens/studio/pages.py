"""Addresses of the studio: the form, a run, several runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from lactea.app.charts.kept import PictureKind, picture_of
from lactea.app.charts.sections import plain_section, sections_of
from lactea.app.house import Here
from lactea.app.pages import MenuEntry
from lactea.app.problems import AppError
from lactea.app.runs import Run
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio import day, files, gland
from lactea.app.screens.studio.fields import person_fields, step_fields, with_values
from lactea.app.screens.studio.files import attached
from lactea.app.screens.studio.finding import find_run
from lactea.app.screens.studio.reading import asked, begin_with, from_form, from_text, offered
from lactea.app.waiting import SHORT_WAIT_S, TOO_LONG, ready
from lactea.app.wording.marking import message
from lactea.reading.problems import InputError
from lactea.results import Result
from lactea.scenario import dumps, load
from lactea.view.figures import side_by_side
from lactea.view.limits import LIMITS

router = APIRouter(prefix="/studio")
router.include_router(files.router)
router.include_router(day.router)
router.include_router(gland.router)
SCREEN = Screen(
    router,
    MenuEntry(
        "/studio",
        message("Studio"),
        message(
            "Write a scenario, run it, look as close as one let-down, and set runs side by side"
        ),
    ),
)

FIRST = "natural"
MOST_COMPARED = 4
TOO_MANY = message("Side by side there is room for two to four runs; {count} were chosen.")


@router.get("")
def form(here: Here, scenario: str = FIRST) -> Response:
    """The form, filled with a builtin."""
    begin_with(scenario, here.mode)
    return _form(here, scenario, {})


@router.post("")
async def run(request: Request, here: Here) -> Response:
    """Begin a run of the form or of the YAML beside it, or show the form as YAML."""
    given = {
        name: value for name, value in (await request.form()).items() if isinstance(value, str)
    }
    base, act = given.get("base", FIRST), given.get("act", "form")
    try:
        if act == "yaml":
            scenario = from_text(given.get("yaml", ""))
        else:
            scenario = from_form(base, given, here.mode)
        if act == "show":
            return _form(here, base, given | {"yaml": dumps(scenario)})
        wanted = asked(scenario, given.get("days", ""), given.get("seed", ""), here.mode)
    except AppError as error:
        return _form(here, base, given, here.speaker(error.message, **error.values))
    except InputError as error:
        return _form(here, base, given, str(error))
    return RedirectResponse(f"/studio/runs/{here.house.runs.ask(wanted).key}", 303)


def _form(here: Here, base: str, given: dict[str, str], why: str = "") -> Response:
    base = base if base in offered(here.mode) else FIRST
    scenario = load(base)
    steps = [(step.sentence, with_values(step.fields, given)) for step in step_fields(scenario)]
    return here.page(
        "studio/form.html.j2",
        422 if why else 200,
        why=why,
        base=base,
        names=offered(here.mode),
        summary=scenario.summary,
        person=with_values(person_fields(scenario), given),
        steps=steps,
        days=given.get("days", ""),
        seed=given.get("seed", ""),
        yaml=given.get("yaml", dumps(scenario)),
        runs=_known(here),
    )


@router.get("/runs/{key}")
def show(
    here: Here,
    key: str,
    first: Annotated[float | None, Query(allow_inf_nan=False)] = None,
    last: Annotated[float | None, Query(allow_inf_nan=False)] = None,
) -> Response:
    """A run: its pictures, its numbers, where it comes from."""
    found = find_run(here, key)
    result = ready(found, SHORT_WAIT_S)
    if result is None:
        return here.page("studio/waiting.html.j2", 202, key=key)
    span = None if first is None or last is None or last <= first else (first, last)
    recording = result.recording
    return here.page(
        "studio/run.html.j2",
        key=key,
        result=result,
        sections=sections_of(result, here.speaker, f"/studio/runs/{key}/pictures", span=span),
        span=span,
        first_day=max(0, recording.first_day),
        last_day=recording.first_day + recording.n_days - 1,
        others=[run for run in _known(here) if run.key != key],
        limits=LIMITS,
    )


@router.get("/compare")
def compare(here: Here, run: Annotated[list[str], Query()]) -> Response:
    """Two to four runs on the same axes."""
    results = _compared(here, run)
    if results is None:
        return here.page("studio/waiting.html.j2", 202, key=run[0])
    series, stamp = side_by_side.series(results), _stamps(results)
    section = plain_section(
        side_by_side.TOPIC, side_by_side.MEANING, series, here.speaker, stamp,
        "/studio/compare/picture",
    )  # fmt: skip
    keys = list(dict.fromkeys(run))
    return here.page(
        "studio/compare.html.j2",
        section=replace(section, query=f"?{urlencode([('run', key) for key in keys])}"),
        runs=list(zip(keys, side_by_side.names_of(results), results, strict=True)),
    )


@router.get("/compare/picture.{kind}")
def compared(here: Here, kind: PictureKind, run: Annotated[list[str], Query()]) -> Response:
    """The picture of several runs, as the command line draws it."""
    results = _compared(here, run)
    if results is None:
        raise AppError(TOO_LONG)
    content = picture_of(
        side_by_side.series(results), side_by_side.TOPIC, _stamps(results), kind,
        lambda: side_by_side.draw(results),
    )  # fmt: skip
    return attached(content, f"side-by-side.{kind}", kind)


def _compared(here: Here, run: list[str]) -> list[Result] | None:
    """The results of two to four runs; None where one of them goes on."""
    keys = list(dict.fromkeys(run))
    if not 2 <= len(keys) <= MOST_COMPARED:
        raise AppError(TOO_MANY, count=len(keys))
    results = [ready(find_run(here, key), SHORT_WAIT_S) for key in keys]
    found = [result for result in results if result is not None]
    return found if len(found) == len(keys) else None


def _stamps(results: list[Result]) -> str:
    return " · ".join(result.stamp for result in results)


def _known(here: Here) -> list[Run]:
    return here.house.runs.known()
