"""``lactea app``: the app in a browser, on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import remark
from lactea.cli.settings import settings_of

NEEDS = ("fastapi", "uvicorn", "babel", "multipart", "sqlalchemy", "icalendar")
INSTALL = "the app needs packages that are not here. Install them with: python -m pip install 'lactea[app]'"


def app(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for any free one.")] = 8765,
    host: Annotated[
        str, typer.Option(help="This machine alone; any other is refused.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open the first page.")] = True,
) -> None:
    """Open lactea in a browser: on this machine, offline, for one person."""
    from importlib.util import find_spec

    from lactea.app.serving import check_host, serve

    check_host(host)
    if any(find_spec(name) is None for name in NEEDS):
        failures.stop(INSTALL)
    serve(settings_of(context).data_dir, port, browser, remark)
