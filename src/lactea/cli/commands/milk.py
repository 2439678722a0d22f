"""``lactea milk``: a medicine in milk, and what reaches the infant."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from lactea.cli.output import print_json
from lactea.cli.settings import settings_of


def milk(
    context: typer.Context,
    medicine: Annotated[
        str, typer.Argument(help="Name of a medicine, supplement or habit, or file of your own.")
    ],
    dose: Annotated[
        str | None, typer.Option(help="What is taken, such as '50 mg'; echoed, never advised.")
    ] = None,
    every: Annotated[str | None, typer.Option(help="How often, such as '8 h'.")] = None,
    infant_age: Annotated[
        str | None, typer.Option("--infant-age", help="Such as '6 weeks'; 30 days without it.")
    ] = None,
    preterm: Annotated[
        str | None, typer.Option(help="Gestation at birth, such as '32 weeks', if before term.")
    ] = None,
    people: Annotated[
        int | None,
        typer.Option(min=1, max=100_000, help="So many virtual mothers and infants beside it."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Processes; all cores unless given.")
    ] = None,
) -> None:
    """Tell what passes into milk, what the infant gets, and what is not known."""
    from lactea import transfer as room

    settings = settings_of(context)
    question = room.ask(dose, every, infant_age, preterm)
    found = room.answer(room.load(medicine), question, settings.mode.value)
    if people is not None:
        cores = jobs or os.cpu_count() or 1
        found = room.with_pairs(found, people, seed=settings.seed, jobs=cores)
    if settings.json:
        print_json(room.document(found))
    else:
        typer.echo(room.text(found), nl=False)
