"""What the app has, and what one request may use of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from jinja2 import Environment
from starlette.responses import HTMLResponse

from lactea.app.jobs import Jobs
from lactea.app.pages import shared_values
from lactea.app.pending import Pending
from lactea.app.preferences import Mode, Preferences, PreferencesFile
from lactea.app.runs import Runs
from lactea.app.security.tokens import Tokens
from lactea.app.uploads import Uploads
from lactea.app.wording.speaker import Speaker
from lactea.app.workers import Workers

Answer = TypeVar("Answer")


@dataclass
class House:
    """Everything that lives as long as the server does.

    Attributes
    ----------
    folder : Path
        Personal data: the choices, the stash, the running session.
    record_place : str
        Where the record is kept: a file, or the address of a database.
    """

    folder: Path
    record_place: str
    workers: Workers
    runs: Runs
    pages: Environment
    tokens: Tokens = field(default_factory=Tokens)
    jobs: Jobs = field(default_factory=Jobs)
    uploads: Uploads = field(default_factory=Uploads)
    background: dict[str, Pending[Any]] = field(default_factory=dict)

    def once(self, name: str, work: Callable[[], Answer]) -> Pending[Answer]:
        """Work that is done once, while the app runs; begun at the first call, anew after a failure."""
        known = self.background.get(name)
        if known is None or known.spent:
            known = self.background[name] = Pending(self.workers.submit(work))
        return known

    def forget_all(self) -> None:
        """Drop runs, files that were sent, work under way and what came of it."""
        self.runs.forget_all()
        self.jobs.forget_all()
        self.uploads.forget_all()
        self.background.clear()

    @property
    def preferences(self) -> PreferencesFile:
        """Where the choices are kept."""
        return PreferencesFile(self.folder)


@dataclass(frozen=True)
class Visit:
    """One request: what it may use, and how its person is spoken to."""

    request: Request
    house: House
    speaker: Speaker

    @property
    def preferences(self) -> Preferences:
        return self.speaker.preferences

    @property
    def mode(self) -> Mode:
        return self.preferences.mode

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page of the app, with the cookie that its forms need."""
        token = self.house.tokens.token_of(self.house.tokens.visit_of(self.request))
        shared = shared_values(self.speaker, self.request.url.path, token)
        text = self.house.pages.get_template(template).render(**shared, **values)
        response = HTMLResponse(text, status)
        self.house.tokens.keep_visit(self.request, response)
        return response


def visit_of(request: Request) -> Visit:
    """The visit of a request; a dependency of every handler."""
    house: House = request.app.state.house
    return Visit(request, house, Speaker(house.preferences.read()))


Here = Annotated[Visit, Depends(visit_of)]
