"""``lactea check``: is a scenario understood, and how."""

from __future__ import annotations

from typing import Annotated

import typer

from lactea.cli.output import print_json
from lactea.cli.reader import data_for, words_for
from lactea.cli.settings import settings_of


def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Scenario file, or name of a builtin.")],
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="PATH=VALUE, such as person.diabetes=type1.")
    ] = None,
) -> None:
    """Validate a scenario, and tell in plain words how it was understood."""
    from lactea import scenario as room
    from lactea.engine.doses import body_with_medicines
    from lactea.engine.person import settle_person

    scenario = room.load(file, set_ or ())
    # What only a run reads: the files of its medicines, and the names and units of its parameters.
    settle_person(body_with_medicines(scenario), scenario)
    settings = settings_of(context)
    words = words_for(settings, file)
    if settings.json:
        print_json(
            {
                "schema": "lactea.check/1",
                "scenario": scenario.name,
                "scenario_hash": room.scenario_hash(scenario),
                "understood": words(room.echo(scenario)),
                "resolved": data_for(words, room.as_data(scenario)),
            }
        )
    else:
        typer.echo(words(room.echo(scenario)), nl=False)
