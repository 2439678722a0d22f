"""Addresses of cohorts and trials: the forms, what came of them, their files."""

from __future__ import annotations

import csv
import io
import json
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from lactea.app.charts.kept import picture_of
from lactea.app.charts.sections import plain_section
from lactea.app.house import Here, Visit
from lactea.app.jobs import key_of
from lactea.app.pages import MenuEntry
from lactea.app.problems import AppError
from lactea.app.runs import LONGEST_DAYS
from lactea.app.screens import work
from lactea.app.screens.cohort import showing
from lactea.app.screens.cohort.making import (
    AskedCohort,
    AskedTrial,
    Cohort,
    hold_trial,
    make_cohort,
)
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio.files import attached
from lactea.app.screens.studio.reading import (
    LARGEST_SEED,
    NO_BUILTIN,
    offered,
    refuse_by_mode,
    whole_number,
)
from lactea.app.wording.marking import message
from lactea.reading.problems import InputError, quote
from lactea.scenario import dumps, load
from lactea.trial import Account, load_trial, names
from lactea.trial.document import columns, document, rows
from lactea.trial.limits import LIMITS
from lactea.view import trial_text
from lactea.view.cohort_text import (
    comparison_cells,
    document_of,
    failure_lines,
    lacking_lines,
    spread_cells,
    verdict_line,
)
from lactea.view.figures import cohort_spread
from lactea.view.figures import trial as trial_figure
from lactea.view.trial_page import stamp_line

router = APIRouter(prefix="/cohort")
SCREEN = Screen(
    router,
    MenuEntry(
        "/cohort",
        message("Cohort and trial"),
        message("Many people who differ as people do, and trials held with them"),
    ),
)
USUAL_PEOPLE, MOST_PEOPLE = 20, 500
USUAL_IN_TRIAL, MOST_IN_TRIAL = 20, 200
FIRST = "natural"
NO_TRIAL = message("{name} is not one of the trials to choose from.")
STUDIES_ONLY = message(
    "Trials are studies, and their doses are free: they are held in researcher mode, which stands under "
    "Settings."
)
NO_PICTURE = "There is no such picture."
MILK, SPREAD = "Milk by day", "Spread between people"
ARMS, EFFECTS = "Arms by visit", "Differences between arms"
Word = Annotated[str, Form(max_length=100)]


@router.get("")
def forms(here: Here) -> Response:
    """The two forms."""
    return _forms(here, {})


@router.post("")
def ask(
    here: Here, scenario: Word = FIRST, people: Word = "", days: Word = "", seed: Word = ""
) -> Response:
    """Begin a cohort."""
    entered = {"scenario": scenario, "people": people, "days": days, "seed": seed}
    try:
        if scenario not in offered(here.mode):
            raise AppError(NO_BUILTIN, name=quote(scenario))
        chosen = load(scenario)
        refuse_by_mode(chosen, here.mode)
        asked = AskedCohort(
            dumps(chosen),
            whole_number(people, "people", 2, MOST_PEOPLE) or USUAL_PEOPLE,
            whole_number(days, "days", 1, LONGEST_DAYS),
            whole_number(seed, "seed", 0, LARGEST_SEED) or 0,
        )
        key = key_of("cohort", asked)
        here.house.jobs.begin(key, make_cohort, asked)
    except AppError as error:
        return _forms(here, entered, here.speaker(error.message, **error.values))
    except InputError as error:
        return _forms(here, entered, str(error))
    return RedirectResponse(f"/cohort/made/{key}", 303)


@router.post("/trials")
def ask_trial(here: Here, trial: Word = "", people: Word = "", seed: Word = "") -> Response:
    """Begin a trial."""
    entered = {"trial": trial, "trial_people": people, "trial_seed": seed}
    try:
        if here.mode != "researcher":
            raise AppError(STUDIES_ONLY)
        if trial not in names():
            raise AppError(NO_TRIAL, name=quote(trial))
        asked = AskedTrial(
            trial,
            whole_number(people, "people", 4, MOST_IN_TRIAL) or USUAL_IN_TRIAL,
            whole_number(seed, "seed", 0, LARGEST_SEED) or 0,
        )
        key = key_of("trial", asked)
        here.house.jobs.begin(key, hold_trial, asked)
    except AppError as error:
        return _forms(here, entered, here.speaker(error.message, **error.values))
    return RedirectResponse(f"/cohort/trials/{key}", 303)


@router.get("/made/{key}")
def made(here: Here, key: str) -> Response:
    """A cohort, or how far it is."""
    before = work.page_before(here, work.find_job(here, key), "/cohort")
    if before is not None:
        return before
    cohort = _cohort(here, key)
    account, stamp, files = cohort.account, showing.cohort_stamp(cohort), f"/cohort/made/{key}"
    milk, spread = showing.milk(cohort), showing.spread(cohort)
    return here.page(
        "cohort/made.html.j2",
        key=key,
        cohort=cohort,
        account=account,
        milk=plain_section(MILK, showing.MILK_MEANING, milk, here.speaker, stamp, f"{files}/milk") if milk else None,
        spread=plain_section(SPREAD, showing.SPREAD_MEANING, spread, here.speaker, stamp, f"{files}/spread"),
        cells=spread_cells(account),
        compared=comparison_cells(account) if account.comparisons else (),
        verdict=verdict_line(account) if account.comparisons else "",
        lines=[line for line in (*failure_lines(account), *lacking_lines(account)) if line],
    )  # fmt: skip


@router.get("/made/{key}/{name}.{kind}")
def cohort_file(
    here: Here, key: str, name: Literal["milk", "spread", "cohort"],
    kind: Literal["png", "svg", "csv", "json"],
) -> Response:  # fmt: skip
    """The pictures of a cohort, and the document of ``lactea cohort --json``."""
    cohort = _cohort(here, key)
    if (name == "cohort") != (kind == "json"):
        raise HTTPException(404, NO_PICTURE)
    if kind == "json":
        return attached(_json(document_of(cohort.account)), "cohort.json", "json")
    stamp = showing.cohort_stamp(cohort)
    if name == "milk":
        content = picture_of(showing.milk(cohort), MILK, stamp, kind)
    else:
        content = picture_of(
            showing.spread(cohort), SPREAD, stamp, kind,
            lambda: cohort_spread.draw(cohort.values, cohort.account.comparisons, stamp),
        )  # fmt: skip
    return attached(content, f"{name}.{kind}", kind)


@router.get("/trials/{key}")
def held(here: Here, key: str) -> Response:
    """A trial, or how far it is."""
    before = work.page_before(here, work.find_job(here, key), "/cohort")
    if before is not None:
        return before
    account = _trial(here, key)
    stamp, files = stamp_line(account), f"/cohort/trials/{key}"
    return here.page(
        "cohort/trial.html.j2",
        key=key,
        account=account,
        limits=LIMITS,
        cautions=[*trial_text.course_lines(account), *trial_text.caution_lines(account)],
        published=[line.strip() for line in trial_text.published_lines(account)],
        flow=[line.strip() for line in trial_text.flow_lines(account.flow)],
        arms=plain_section(
            ARMS, showing.ARMS_MEANING, showing.arms(account), here.speaker, stamp, f"{files}/arms"
        ),
        effects=plain_section(
            EFFECTS, showing.EFFECTS_MEANING, showing.effects(account), here.speaker, stamp,
            f"{files}/effects",
        ),
        letters=showing.letters_of(account),
        cells=trial_text.finding_cells(account),
        truth=trial_text.truth_lines(account),
    )  # fmt: skip


@router.get("/trials/{key}/{name}.{kind}")
def trial_file(
    here: Here, key: str, name: Literal["arms", "effects", "people", "trial"],
    kind: Literal["png", "svg", "csv", "json"],
) -> Response:  # fmt: skip
    """The pictures of a trial, its people, and the document of ``lactea trial --json``."""
    account = _trial(here, key)
    if name == "trial" and kind == "json":
        return attached(_json(document(account)), "trial.json", "json")
    if name == "people" and kind == "csv":
        return attached(_people(account), "people.csv", "csv")
    if name in ("people", "trial") or kind == "json":
        raise HTTPException(404, NO_PICTURE)
    stamp = stamp_line(account)
    if name == "arms":
        content = picture_of(showing.arms(account), ARMS, stamp, kind)
    else:
        series = showing.effects(account)
        content = picture_of(
            series, EFFECTS, stamp, kind, lambda: trial_figure.draw(account, stamp)
        )
    return attached(content, f"{name}.{kind}", kind)


def _cohort(here: Visit, key: str) -> Cohort:
    found = work.now(here, key).ending.told
    if not isinstance(found, Cohort):
        raise HTTPException(404, here.speaker(work.FORGOTTEN))
    return found


def _trial(here: Visit, key: str) -> Account:
    """A trial, to those to whom trials are shown."""
    if here.mode != "researcher":
        raise AppError(STUDIES_ONLY)
    found = work.now(here, key).ending.told
    if not isinstance(found, Account):
        raise HTTPException(404, here.speaker(work.FORGOTTEN))
    return found


def _people(account: Account) -> bytes:
    stream = io.StringIO(newline="")
    stream.write(f"# {stamp_line(account)}\n")
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(columns(account))
    table.writerows(["" if cell is None else cell for cell in row] for row in rows(account))
    return stream.getvalue().encode()


def _json(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _forms(here: Visit, entered: dict[str, str], why: str = "") -> Response:
    return here.page(
        "cohort/forms.html.j2",
        422 if why else 200,
        why=why,
        entered=entered,
        scenarios=offered(here.mode),
        first=FIRST,
        trials=[(name, load_trial(name).design.summary) for name in names()]
        if here.mode == "researcher"
        else [],
        studies_only=STUDIES_ONLY,
        usual=(USUAL_PEOPLE, USUAL_IN_TRIAL),
        most=(MOST_PEOPLE, MOST_IN_TRIAL),
        limits=LIMITS,
    )
