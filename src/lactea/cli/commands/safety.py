"""``lactea safety``: what speaks against a scenario."""

from __future__ import annotations

from typing import Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import print_json
from lactea.cli.settings import settings_of


def safety(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Scenario file, or name of a builtin.")],
    country: Annotated[
        str | None,
        typer.Option(help="Whose caps count; without it, the strictest known of all countries."),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="PATH=VALUE, such as person.health.other_medicines=none."),
    ] = None,
) -> None:
    """Screen the medicines and sessions of a scenario; exit 1 where something blocks."""
    from lactea import safety as room
    from lactea.cli.reader import is_own
    from lactea.scenario import load

    settings = settings_of(context)
    screening = room.screen(load(file, set_ or ()), country, settings.mode.value, is_own(file))
    if settings.json:
        print_json(room.document(screening))
    else:
        typer.echo(room.text(screening), nl=False)
    if screening.blocked:
        raise typer.Exit(failures.NEGATIVE)
