"""The first page, and the small files that a browser asks for."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import FileResponse, JSONResponse, Response

from lactea.app.house import Here
from lactea.app.pages import STATIC
from lactea.app.screens.screen import Screen
from lactea.app.wording.marking import message

router = APIRouter()
SCREEN = Screen(router, None)
NAME = message("lactea")
DESCRIPTION = message("Human lactation, simulated on your own machine")


@router.get("/")
def start(here: Here) -> Response:
    """The first page: where to go for what."""
    return here.page("start.html.j2")


@router.get("/manifest.webmanifest")
def manifest(here: Here) -> Response:
    """What the browser needs to install the app."""
    return JSONResponse(
        {
            "name": here.speaker(NAME),
            "short_name": here.speaker(NAME),
            "description": here.speaker(DESCRIPTION),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf8f5",
            "theme_color": "#5b3a63",
            "dir": here.speaker.direction,
            "lang": here.preferences.language,
            "icons": [
                {"src": "/static/icon-192.png", "sizes": "192x192", "type": "image/png"},
                {"src": "/static/icon-512.png", "sizes": "512x512", "type": "image/png"},
                {"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"},
            ],
        },
        media_type="application/manifest+json",
    )


@router.get("/worker.js")
def worker() -> Response:
    """The service worker, at the root, so that it may answer for every page."""
    return FileResponse(STATIC / "worker.js", media_type="text/javascript")


@router.get("/favicon.ico")
def icon() -> Response:
    """The icon at the address that browsers try by themselves."""
    return FileResponse(STATIC / "icon-192.png", media_type="image/png")
