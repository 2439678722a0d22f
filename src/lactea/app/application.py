"""The app put together: screens, guards, services."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from lactea import __version__
from lactea.app import api, failures
from lactea.app.house import House
from lactea.app.pages import STATIC, environment
from lactea.app.runs import Runs
from lactea.app.screens import SCREENS
from lactea.app.security.bodies import LimitedBody
from lactea.app.security.headers import GuardedHeaders
from lactea.app.security.hosts import OwnMachineOnly
from lactea.app.security.silence import SilentDefects
from lactea.app.security.tokens import Tokens
from lactea.app.workers import Workers


def build(folder: Path, record_place: str, port: int) -> ASGIApp:
    """The whole app with its guards around it.

    Parameters
    ----------
    folder
        Where personal data is kept.
    record_place
        Where the record is kept.
    port
        The port on which the server listens; requests that name another are refused.
    """
    guarded = LimitedBody(OwnMachineOnly(pages_and_api(folder, record_place), port))
    return GuardedHeaders(SilentDefects(guarded))


def pages_and_api(folder: Path, record_place: str) -> FastAPI:
    """The screens and the interface for programs, without the guards of the server."""
    tokens = Tokens()
    app = FastAPI(
        title="lactea",
        version=__version__,
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_life,
        dependencies=[Depends(tokens.check)],
    )
    workers = Workers()
    menu = [screen.entry for screen in SCREENS if screen.entry is not None]
    app.state.house = House(folder, record_place, workers, Runs(workers), environment(menu), tokens)
    for screen in SCREENS:
        app.include_router(screen.router, include_in_schema=False)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=STATIC))
    failures.install(app)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    house: House = app.state.house
    house.workers.warm_up()
    yield
    house.jobs.forget_all()
    house.workers.close()
