"""``lactea protocols``: the builtin scenarios."""

from __future__ import annotations

from typing import Annotated

import typer

from lactea.cli.output import print_json, table
from lactea.cli.settings import settings_of

protocols = typer.Typer(
    help="List the builtin scenarios, or show one.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@protocols.callback()
def list_protocols(context: typer.Context) -> None:
    """List the builtin scenarios, or show one."""
    if context.invoked_subcommand is not None:
        return
    from lactea import scenario as room
    from lactea.reading.durations import DAY

    known = [room.load(name) for name in room.builtin_names()]
    if settings_of(context).json:
        rows = [
            {
                "name": one.name,
                "summary": one.summary,
                "origin": one.origin,
                "days": one.horizon_tick / DAY,
                "scenario_hash": room.scenario_hash(one),
            }
            for one in known
        ]
        print_json({"schema": "lactea.protocols/1", "protocols": rows})
        return
    rows_of_text = [(one.name, f"{one.horizon_tick / DAY:g}", one.summary) for one in known]
    typer.echo(table(rows_of_text, ("name", "days", "summary")))


@protocols.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of a builtin.")],
) -> None:
    """Show a builtin as the YAML file that it is, to copy and change."""
    from lactea import scenario as room

    text = room.builtin_text(name)
    if settings_of(context).json:
        print_json({"schema": "lactea.protocol/1", "scenario": room.as_data(room.load(name))})
    else:
        typer.echo(text, nl=False)
