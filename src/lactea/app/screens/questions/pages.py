"""Addresses of the questions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from lactea.app.charts.sections import Section, plain_section, sections_of
from lactea.app.house import Here, Visit
from lactea.app.pages import MenuEntry
from lactea.app.runs import Asked, Run
from lactea.app.screens.questions.all_questions import (
    MEDICINE_FOR_MILK,
    MEDICINES_WHILE_FEEDING,
    QUESTIONS,
    UNEXPECTED,
)
from lactea.app.screens.questions.comparing import named_curves
from lactea.app.screens.questions.question import Choice
from lactea.app.screens.questions.trials import trials_of_galactagogues
from lactea.app.screens.screen import Screen
from lactea.app.waiting import SHORT_WAIT_S, ready
from lactea.app.wording.marking import message
from lactea.evidence.claims import claims
from lactea.evidence.differential import WORDS, differential, read_level
from lactea.results import Result, limits
from lactea.scenario import load
from lactea.transfer import known_names
from lactea.view.figures import side_by_side
from lactea.view.limits import LIMITS

router = APIRouter(prefix="/questions")
SCREEN = Screen(
    router,
    MenuEntry(
        "/questions",
        message("Questions"),
        message("Eight questions that people ask, each answered by a simulation and its evidence"),
    ),
)
USUAL_LEVEL = "65 ng/mL"


@router.get("")
def listed(here: Here) -> Response:
    """All questions."""
    return here.page("questions/list.html.j2", questions=QUESTIONS)


@router.get("/{name}")
def question(
    here: Here,
    name: str,
    choice: Annotated[str, Query(max_length=40)] = "",
    level: Annotated[str, Query(max_length=40)] = USUAL_LEVEL,
) -> Response:
    """A question, the simulation of one of its choices, and the evidence."""
    asked = next((one for one in QUESTIONS if one.id == name), None)
    if asked is None:
        raise HTTPException(404)
    more: dict[str, Any] = {
        "question": asked,
        "claims": [one for one in claims() if one.id in asked.claims],
        "trials": trials_of_galactagogues(here.mode) if asked is MEDICINE_FOR_MILK else (),
        "substances": known_names() if asked is MEDICINES_WHILE_FEEDING else (),
        "level": level,
        "causes": differential(read_level(level)) if asked is UNEXPECTED else None,
        "causes_words": WORDS,
        "limits": LIMITS,
    }
    if not asked.choices:
        return here.page("questions/question.html.j2", chosen=None, result=None, **more)
    chosen = asked.choice(choice)
    run, other = _run(here, chosen), _other_run(here, chosen)  # both at once, if there are two
    result = ready(run, SHORT_WAIT_S)
    if result is None:
        return here.page("studio/waiting.html.j2", 202, key=run.key)
    return here.page(
        "questions/question.html.j2",
        chosen=chosen,
        result=result,
        key=run.key,
        held=limits.limits_of(result.recording),
        beside=_beside(here, chosen, result, other),
        sections=sections_of(
            result, here.speaker, f"/studio/runs/{run.key}/pictures", asked.pictures
        ),
        **more,
    )


def _run(here: Visit, choice: Choice) -> Run:
    scenario = load(choice.scenario, choice.changes)
    return here.house.runs.ask(Asked(scenario, choice.days))


def _other_run(here: Visit, choice: Choice) -> Run | None:
    """What the choice is set against; None where there is nothing."""
    if not choice.against:
        return None
    return here.house.runs.ask(Asked(load(choice.against, choice.against_changes), choice.days))


def _beside(here: Visit, choice: Choice, result: Result, run: Run | None) -> Section | None:
    """Both runs on the same axes; None where the other is not there."""
    other = None if run is None else ready(run, SHORT_WAIT_S)
    if other is None:
        return None
    return plain_section(
        side_by_side.TOPIC,
        side_by_side.MEANING,
        named_curves(here.speaker(choice.label), result, here.speaker(choice.against_label), other),
        here.speaker,
        f"{result.stamp} · {other.stamp}",
    )
