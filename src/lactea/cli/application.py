"""The application: shared flags, and the list of commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from lactea import __version__
from lactea.cli import failures
from lactea.cli.commands.app import app as open_app
from lactea.cli.commands.associations import associations
from lactea.cli.commands.bench import bench
from lactea.cli.commands.care import care
from lactea.cli.commands.check import check
from lactea.cli.commands.claims import claims
from lactea.cli.commands.cohort import cohort
from lactea.cli.commands.demo import demo
from lactea.cli.commands.differential import differential
from lactea.cli.commands.doses import doses
from lactea.cli.commands.ducts import ducts
from lactea.cli.commands.export import export
from lactea.cli.commands.fertility import fertility
from lactea.cli.commands.follow import follow
from lactea.cli.commands.forecast import fit, forecast
from lactea.cli.commands.identifiability import identifiability
from lactea.cli.commands.log import log
from lactea.cli.commands.medicines import medicines
from lactea.cli.commands.milk import milk
from lactea.cli.commands.observables import observables
from lactea.cli.commands.page import page
from lactea.cli.commands.plan import plan
from lactea.cli.commands.plugins import plugins
from lactea.cli.commands.protocols import protocols
from lactea.cli.commands.safety import safety
from lactea.cli.commands.sensitivity import sensitivity
from lactea.cli.commands.simulate import simulate
from lactea.cli.commands.stash import stash
from lactea.cli.commands.trial import trial
from lactea.cli.commands.validate import validate
from lactea.cli.settings import Mode, Settings, shared_flags_first

HELP = """Simulate human lactation as one working system.

It informs and never prescribes: a simulated volume is no reason to change what an infant is fed.
The shared flags below may stand before or after a command.
"""


class Commands(TyperGroup):
    """The group of commands: shared flags anywhere, every failure one paragraph."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, shared_flags_first(args))
        except OSError as error:  # of --help, which prints here
            failures.handle(error)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if hasattr(error, "exit_code"):  # a wrong use of the command line, told by typer
                raise
            failures.handle(error)


app = typer.Typer(
    name="lactea",
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(help=HELP)
def shared(
    context: typer.Context,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Seed of every random draw.")] = 0,
    json: Annotated[
        bool, typer.Option("--json", help="JSON alone on stdout, for programs.")
    ] = False,
    mode: Annotated[Mode, typer.Option(help="For whom results are written.")] = Mode.researcher,
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", envvar="LACTEA_HOME", help="Folder of personal records."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version."),
    ] = False,
) -> None:
    """Keep the shared flags for the command that follows."""
    context.obj = Settings(seed=seed, json=json, mode=mode, data_dir=data_dir)


for command in (
    simulate,
    cohort,
    sensitivity,
    identifiability,
    trial,
    check,
    observables,
    validate,
    safety,
    plan,
    follow,
    page,
    milk,
    stash,
    fit,
    forecast,
    doses,
    ducts,
    demo,
    claims,
    associations,
    differential,
    fertility,
    care,
    bench,
):
    app.command()(command)
app.command(name="app")(open_app)
app.add_typer(protocols, name="protocols")
app.add_typer(medicines, name="medicines")
app.add_typer(plugins, name="plugins")
app.add_typer(export, name="export")
app.add_typer(log, name="log")
