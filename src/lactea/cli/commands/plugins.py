"""``lactea plugins``: what other packages bring along, and whether it keeps the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lactea.cli import failures
from lactea.cli.output import print_json, remark, table
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.reading.plugins import Plugin

plugins = typer.Typer(
    help="List installed plug-ins, or check them.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@plugins.callback()
def list_plugins(context: typer.Context) -> None:
    """List installed plug-ins, or check them."""
    if context.invoked_subcommand is not None:
        return
    found = _installed()
    if settings_of(context).json:
        print_json({"schema": "lactea.plugins/1", "plugins": [_document(one) for one in found]})
        return
    if not found:
        remark("no plug-in is installed.")
        return
    rows = [(one.name, one.group, f"{one.package} {one.version}") for one in found]
    typer.echo(table(rows, ("name", "group", "package")))


@plugins.command()
def check(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Plug-in or package; every installed one if left out.")
    ] = None,
) -> None:
    """Run the conformance suite; exit code 1 where a plug-in does not conform."""
    from lactea.conformance import suite

    chosen = _installed() if name is None else suite.plugins_called(name)
    checked = [(one, suite.check(one)) for one in chosen]
    if settings_of(context).json:
        rows = [_document(one) | {"faults": faults} for one, faults in checked]
        print_json({"schema": "lactea.plugins.check/1", "plugins": rows})
    elif not checked:
        remark("no plug-in is installed.")
    else:
        for one, faults in checked:
            typer.echo(f"{one}: {'does not conform' if faults else 'conforms'}")
            for fault in faults:
                typer.echo(f"  - {fault}")
    if any(faults for _, faults in checked):
        raise typer.Exit(failures.NEGATIVE)


def _installed() -> list[Plugin]:
    from lactea.reading import plugins as room

    for package in room.unreadable_packages():
        remark(package)
    return [one for group in room.GROUPS for one in room.plugins(group)]


def _document(plugin: Plugin) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "group": plugin.group,
        "package": plugin.package,
        "version": plugin.version,
    }
