"""Work under way: how far it is, and how to stop it. The page of its result shows this until it is there."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from lactea.app.house import Here, Visit
from lactea.app.jobs import Job, State
from lactea.app.problems import AppError
from lactea.app.screens.screen import Screen
from lactea.app.wording.marking import message

router = APIRouter(prefix="/work")
SCREEN = Screen(router, None)
SHORT_WAIT_S = 0.7
"""Work of a moment is shown at once, without a page in between."""
FORGOTTEN = message(
    "This result is no longer in memory: the app keeps the last ones until it is closed, and writes none "
    "to the disk. Ask again."
)
DEFECT = message(
    "The work was stopped by an error of its own. This is a defect of lactea and not of your input."
)
STAGES = (
    message("fitting your log"), message("living until today"), message("trying plans"), message("looking for less effort"),
    message("checking on other people"), message("trying ways to stop"), message("people simulated"),
    message("runs of people under the arms"), message("runs simulated"),
)  # fmt: skip
"""What rooms say is going on, for the catalogue."""


@router.post("/{key}/stop")
def stop(
    here: Here,
    key: str,
    back: Annotated[str, Form(max_length=80)] = "/",
    how: Annotated[Literal["soon", "now"], Form()] = "soon",
) -> Response:
    """Stop: `soon` keeps what there is by then, `now` keeps nothing."""
    job = find_job(here, key)
    if how == "now":
        job.end()
    else:
        job.ask_to_stop()
    # Never to another site: an address of ours begins with one slash and goes on with a letter.
    return RedirectResponse(back if back[:1] == "/" and back[1:2].isalpha() else "/", 303)


def find_job(here: Visit, key: str) -> Job:
    """The job of a key.

    Raises
    ------
    HTTPException
        404, where there is none.
    """
    found = here.house.jobs.find(key)
    if found is None:
        raise HTTPException(404, here.speaker(FORGOTTEN))
    return found


def page_before(here: Visit, job: Job, back: str) -> Response | None:
    """What is shown in place of a result that is not there; None where it is.

    Parameters
    ----------
    back
        Address of the form in which it was asked for.

    Raises
    ------
    AppError
        It came to nothing by a defect.
    """
    job.wait(SHORT_WAIT_S)
    state = job.ending.state
    if state is State.done:
        return None
    if state is State.defect:
        raise AppError(DEFECT)
    status = {State.running: 202, State.refused: 422}.get(state, 200)
    return here.page("work.html.j2", status, job=job, state=state.value, back=back)


def now(here: Visit, key: str) -> Job:
    """A job whose result is there, for its files.

    Raises
    ------
    HTTPException
        404, where there is no result.
    """
    job = find_job(here, key)
    if job.ending.state is not State.done:
        raise HTTPException(404, here.speaker(FORGOTTEN))
    return job
