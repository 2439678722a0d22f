"""``lactea log``: a person's own record; one file per command."""

from __future__ import annotations

import typer

from lactea.cli.commands.log.add import add
from lactea.cli.commands.log.backup import backup, restore
from lactea.cli.commands.log.delete import delete
from lactea.cli.commands.log.export import export
from lactea.cli.commands.log.importing import import_
from lactea.cli.commands.log.listing import list_, people

log = typer.Typer(
    help="Keep your own record: add, import, list, export, back up, delete.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
log.command()(add)
log.command("list")(list_)
log.command()(people)
log.command("import")(import_)
log.command()(export)
log.command()(backup)
log.command()(restore)
log.command()(delete)
