"""Files of a run: every picture as PNG, SVG and CSV, the numbers as JSON, the scenario as YAML."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from lactea.app.charts.sections import find_picture
from lactea.app.house import Here
from lactea.app.screens.studio.finding import find_run
from lactea.app.waiting import now
from lactea.results import Result
from lactea.view.pictures import Picture
from lactea.view.published import packaged
from lactea.view.saving import save_figure
from lactea.view.series import write_csv

router = APIRouter()
KINDS = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "yaml": "application/yaml",
}
NO_PICTURE = "This run has no such picture."


@router.get("/runs/{key}/pictures/{name}.{kind}")
def picture(here: Here, key: str, name: str, kind: Literal["png", "svg", "csv"]) -> Response:
    """One picture of a run, as the command line draws it, with its stamp."""
    result = now(find_run(here, key))
    wanted = find_picture(name)
    if wanted is None or not wanted.applies(result):
        raise HTTPException(404, NO_PICTURE)
    content = _csv(wanted, result) if kind == "csv" else _drawn(wanted, result, kind)
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


def _csv(picture: Picture, result: Result) -> bytes:
    stream = io.StringIO(newline="")
    write_csv(picture.series(result, packaged()), result.stamp, stream)
    return stream.getvalue().encode()


def _drawn(picture: Picture, result: Result, kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"picture.{kind}"
        save_figure(picture.draw(result, packaged()), path, result.stamp, picture.title)
        return path.read_bytes()
