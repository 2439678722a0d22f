"""``lactea milk``: a medicine in milk, and what reaches the infant."""

from __future__ import annotations

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
) -> None:
    """Tell what passes into milk, what the infant gets, and what is not known."""
    from lactea import transfer as room

    settings = settings_of(context)
    question = room.ask(dose, every, infant_age, preterm)
    found = room.answer(room.load(medicine), question, settings.mode.value)
    if settings.json:
        print_json(room.document(found))
    else:
        typer.echo(room.text(found), nl=False)
