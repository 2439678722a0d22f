"""Files of a run: every picture as PNG, SVG and CSV, the numbers as JSON, the scenario as YAML."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from lactea.app.charts.kept import PictureKind, picture_of
from lactea.app.charts.sections import find_picture
from lactea.app.house import Here
from lactea.app.screens.studio.finding import find_run
from lactea.app.waiting import now
from lactea.view.published import packaged

router = APIRouter()
KINDS = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "yaml": "application/yaml",
    "ics": "text/calendar; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}
NO_PICTURE = "This run has no such picture."


@router.get("/runs/{key}/pictures/{name}.{kind}")
def picture(here: Here, key: str, name: str, kind: PictureKind) -> Response:
    """One picture of a run, as the command line draws it, with its stamp."""
    result = now(find_run(here, key))
    wanted = find_picture(name)
    if wanted is None or not wanted.applies(result):
        raise HTTPException(404, NO_PICTURE)
    series = list(wanted.series(result, packaged()))
    content = picture_of(
        series, wanted.title, result.stamp, kind, lambda: wanted.draw(result, packaged())
    )
    return attached(content, f"{name}.{kind}", kind)


@router.get("/runs/{key}/simulate.json")
def numbers(here: Here, key: str) -> Response:
    """The document of ``lactea simulate --json``."""
    return attached(now(find_run(here, key)).to_json().encode(), "simulate.json", "json")


@router.get("/runs/{key}/scenario.yaml")
def scenario(here: Here, key: str) -> Response:
    """The scenario; the command line runs the very same file."""
    text = now(find_run(here, key)).facts.card.text
    return attached(text.encode(), "scenario.yaml", "yaml")


def attached(content: bytes, name: str, kind: str) -> Response:
    """A file to keep."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=KINDS[kind], headers=headers)
