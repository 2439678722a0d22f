"""``lactea follow``: a plan meets the person's own record."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lactea.cli import failures
from lactea.cli.output import print_json
from lactea.cli.settings import settings_of


def follow(
    context: typer.Context,
    plans: Annotated[Path, typer.Argument(help="Plans, from lactea plan --out.")],
    log: Annotated[Path, typer.Argument(help="Record, .json or .csv.")],
    plan: Annotated[
        str | None, typer.Option(help="Letter of the plan; the first without it.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="Last day of the week; that of the record without it.")
    ] = None,
) -> None:
    """Tell whether a week lies within what a plan shows, what to look at first, and what there is."""
    from lactea.plan.follow import follow as followed
    from lactea.plan.stored import plan_of, read_plans
    from lactea.record import read_record
    from lactea.stash.moments import parse_date

    document = read_plans(plans)
    chosen = plan_of(document, plan, str(plans))
    day = None
    if on is not None:
        try:
            day = parse_date(on)
        except ValueError as error:
            failures.stop(f"--on: {error}")
    found = followed(document, chosen, read_record(log), day)
    if settings_of(context).json:
        stamp = ("version", "commit", "scenario_hash", "parameter_set", "seed")
        made = {name: document[name] for name in stamp}
        print_json(
            {
                "schema": "lactea.follow/1",
                **made,
                "plan": chosen["letter"],
                **asdict(found) | {"on": str(found.on)},
            }
        )
        return
    milk = "not known" if found.milk is None else f"{found.milk:.0f} mL a day"
    typer.echo(f"Week to {found.on}: {milk} ({found.days} whole days measured); {found.standing}.")
    if found.band is not None:
        low, half, high = found.band
        typer.echo(
            f"The plan's people: half have {half:.0f} mL a day; nine in ten {low:.0f} to {high:.0f}."
        )
    typer.echo(f"Sessions: {found.done} of {found.planned} planned.")
    for line in found.said:
        typer.echo(line)
