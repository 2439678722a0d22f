"""``lactea protocols``: the builtin scenarios, and those of plug-ins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli.output import must_be_writable, print_json, remark, table
from lactea.cli.reader import data_for, words_for
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.scenario import Scenario

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
    from lactea.reading.plugins import PROTOCOLS, usable

    brought, faults = usable(PROTOCOLS, room.load)
    for fault in faults:
        remark(fault)
    known = [*map(room.load, room.builtin_names()), *brought]
    settings = settings_of(context)
    if settings.json:
        rows = [
            {
                "name": one.name,
                "summary": one.summary,
                "origin": one.origin,
                "days": one.horizon_tick / DAY,
                "evidence": one.evidence and one.evidence.model_dump(mode="json"),
                "scenario_hash": room.scenario_hash(one),
            }
            for one in known
        ]
        rows = [data_for(words_for(settings, str(row["name"])), row) for row in rows]
        print_json({"schema": "lactea.protocols/1", "protocols": rows})
        return
    rows_of_text = [
        tuple(words_for(settings, one.name)(cell) for cell in _cells(one)) for one in known
    ]
    typer.echo(table(rows_of_text, ("name", "days", "evidence", "summary")))


def _cells(scenario: Scenario) -> tuple[str, str, str, str]:
    from lactea.reading.durations import DAY

    days = f"{scenario.horizon_tick / DAY:g}"
    return scenario.name, days, _evidence(scenario), scenario.summary


def _evidence(scenario: Scenario) -> str:
    """Strength and number of people in a few letters."""
    known = scenario.evidence
    if known is None:
        return "-"
    return known.strength if known.n is None else f"{known.strength}, n={known.n}"


@protocols.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of a builtin, or of a plug-in's protocol.")],
    plot: Annotated[
        Path | None,
        typer.Option(help="Simulate it, and draw the milk of each day to this .png or .svg file."),
    ] = None,
) -> None:
    """Show a builtin as the YAML file that it is, to copy and change."""
    must_be_writable(plot, (".png", ".svg"))
    from lactea import scenario as room

    text = room.protocol_text(name)
    if plot is not None:
        _draw(room.load(name), plot)
    settings = settings_of(context)
    words = words_for(settings, name)
    if settings.json:
        scenario = data_for(words, room.as_data(room.load(name)))
        print_json({"schema": "lactea.protocol/1", "scenario": scenario})
    else:
        typer.echo(words(text), nl=False)


def _draw(scenario: Scenario, path: Path) -> None:
    from lactea.engine import simulate
    from lactea.results import Result
    from lactea.view.figures.daily_milk import PICTURE
    from lactea.view.published import packaged
    from lactea.view.saving import save_figure

    result = Result(simulate(scenario))
    save_figure(PICTURE.draw(result, packaged()), path, result.stamp, PICTURE.title)
    remark(f"figure: {path}")
