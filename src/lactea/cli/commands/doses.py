"""``lactea doses``: a dosing table as steps of a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lactea.cli.output import print_json
from lactea.cli.settings import settings_of


def doses(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="Table in NONMEM's columns: ID, TIME, AMT, ADDL, II.")
    ],
    medicine: Annotated[str, typer.Option(help="Name in the medicine library, or file.")],
    amount_unit: Annotated[str, typer.Option(help="Unit of AMT; the table carries none.")],
    time_unit: Annotated[str, typer.Option(help="Unit of TIME and II, counted from the origin.")],
    route: Annotated[str, typer.Option(help="How it is taken.")] = "oral",
    person: Annotated[
        str | None, typer.Option("--id", help="Whose rows, by the column ID.")
    ] = None,
) -> None:
    """Turn a dosing table into steps for the protocol of a scenario."""
    import yaml

    from lactea.exchange.nonmem import Doses, steps_of
    from lactea.reading.yaml_reader import file_text

    meant = Doses(medicine, route, amount_unit, time_unit)
    steps = steps_of(file_text(str(file)), str(file), meant, person)
    if settings_of(context).json:
        print_json({"schema": "lactea.doses/1", "source": str(file), "steps": steps})
        return
    for step in steps:
        line = yaml.safe_dump(step, default_flow_style=True, sort_keys=False, width=10_000)
        typer.echo(f"  - {line.rstrip()}")
